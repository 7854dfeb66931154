"""How long compiling takes: `python -m bench.compile [COUNT]`. COUNT made-up packages of nine items (1,000 without it), then
every scenario of the project. Reading YAML is not part of it."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from guantong.core.kernel.problem import Refused
from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.language import Package
from guantong.core.scenario.read import find_packages, read_package

ROOT = Path(__file__).resolve().parents[1]
ITEMS = 9  # as many as opening a karaoke venue takes
MATERIALS = 5
ELEMENTS_EACH = 2


def made_up(seed: int) -> Package:
    """Return a package of real size: nine items, 45 materials, a shared register, licences, four situations."""
    elements: dict[str, Any] = {f"company.e{n}": {"title": f"e{n}-{seed}"} for n in range(30)}
    elements |= {f"person.e{n}": {"title": f"p{n}", "held_by": f"population.e{n}"} for n in range(10)}
    elements |= {f"licence/l{n}": {"title": f"l{n}", "type": "licence"} for n in range(ITEMS)}
    elements["person.id_number"] = {"title": "id", "check": "id-number"}
    items = {f"item-{n}": _item(n, seed) for n in range(ITEMS)}
    resource = {
        "title": "r",
        "system": "s",
        "owner": "unit",
        "mode": "api",
        "interface": "i",
        "key": "id_number",
    }
    scenario = {
        "scenario": f"made-up-{seed}", "title": f"made up {seed}", "track": "industry", "path": ["a", "b", "c"],
        "applicant": "enterprise", "lead": "unit", "promised": "30 workdays", "items": items,
        "asks": {
            "area": {"title": "a", "type": "decimal", "min": 1, "max": 10000},
            "food": {"title": "f", "type": "yes-no"},
        },
        "inspections": {"premises": {"title": "p", "within": "3 workdays", "led_by": "unit"}},
        "grants": {"population": {"to": "all", "purpose": "p"}},
    }  # fmt: skip
    return Package.model_validate(
        {
            "scenario": scenario,
            "dictionary": {
                "entities": {n: {"title": n} for n in ("person", "company", "licence")},
                "elements": elements,
            },
            "resources": {"population": resource},
            "units": {},
        }
    )


def _item(n: int, seed: int) -> dict[str, Any]:
    materials = [
        {
            "name": f"m{m}",
            "kind": "form" if m == 0 else "other",
            "elements": [_element(seed, n, m, e) for e in range(ELEMENTS_EACH)],
        }
        for m in range(MATERIALS - 1)
    ]
    waits = [{"name": "licence", "elements": [f"licence/l{n // 3 - 1}"]}] if n >= 3 else []
    when = {7: "area > 300", 8: "food"}.get(n, "")
    return {
        "title": f"item {n}", "unit": "unit", "promised": f"{n + 1} workdays", "legal": "20 workdays", "when": when,
        "materials": materials + waits, "issues": [f"licence/l{n}"], **({"inspects": "premises"} if n % 2 else {}),
    }  # fmt: skip


def _element(seed: int, *place: int) -> str:
    at = sum(value * prime for value, prime in zip(place, (7, 11, 13), strict=True)) + seed
    return f"person.e{at % 10}" if at % 4 == 0 else f"company.e{at % 30}"


def main(count: int) -> None:
    packages = [made_up(seed) for seed in range(count)]
    start = time.perf_counter()
    situations = sum(len(compile_package(package).situations) for package in packages)
    spent = time.perf_counter() - start
    print(
        f"{count} made-up packages of {ITEMS} items, {situations} situations: {spent:.2f} s, {1000 * spent / count:.2f} ms a package"
    )
    for folder in find_packages(ROOT / "scenarios"):
        try:
            package = read_package(folder)
        except Refused as refused:
            print(f"{folder.name}: refused with {len(refused.problems)} problems")
            continue
        start = time.perf_counter()
        compiled = compile_package(package)
        spent = 1000 * (time.perf_counter() - start)
        print(
            f"{folder.name}: {len(compiled.situations)} situations, {spent:.1f} ms, {len(compiled.to_json()) // 1024} KiB"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
