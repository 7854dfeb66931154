"""Are there known weaknesses in what the lock files pin, those of the tests and tools too? Exit 1 when there are, or when not everything could be looked up.

`--may-fail` (make test): when nobody could be asked it says so loudly and exits 0; known weaknesses still exit 1. A component
that the service does not know counts as not audited: pip-audit alone would call that a success.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
SECONDS = 90
OPTIONS = ("--disable-pip", "--require-hashes", "--progress-spinner", "off", "--timeout", "10", "-f", "json")


def ask(lock: Path) -> tuple[dict[str, Any] | None, str]:
    """Return pip-audit's report, or nothing and why there is none."""
    program = Path(sys.executable).with_name("pip-audit")
    try:
        made = subprocess.run(
            [program, "-r", lock, *OPTIONS], capture_output=True, text=True, timeout=SECONDS
        )
        return json.loads(made.stdout), ""
    except subprocess.TimeoutExpired:
        return None, f"no answer within {SECONDS} seconds"
    except FileNotFoundError:
        return None, "pip-audit is not installed (make setup-dev)"
    except json.JSONDecodeError:
        return None, (made.stderr.strip().splitlines() or ["it said nothing"])[-1][:200]


def judge(report: dict[str, Any] | None, why: str = "", may_fail: bool = False) -> tuple[int, list[str]]:
    """Return the exit status and what to say."""
    unasked = 0 if may_fail else 1
    if report is None:
        return unasked, [f"NOT AUDITED: {why}"]
    components = report.get("dependencies", [])
    weak = [
        f"{one['name']} {one['version']}: {known['id']}, mended in {', '.join(known['fix_versions']) or 'no version yet'}"
        for one in components
        for known in one.get("vulns", [])
    ]
    skipped = [one for one in components if "skip_reason" in one]
    said = list(weak)
    if skipped or not components:
        first = skipped[0]["skip_reason"] if skipped else "the report is empty"
        said.append(f"NOT AUDITED: {len(skipped)} of {len(components)} components ({first})")
    if weak:
        return 1, [*said, f"{len(weak)} known weaknesses."]
    if skipped or not components:
        return unasked, said
    return 0, [f"{len(components)} components, no known weakness."]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("locks", nargs="*", type=Path, default=[ROOT / name for name in LOCKS])
    parser.add_argument("--may-fail", action="store_true")
    args = parser.parse_args()
    status = 0
    for lock in args.locks:
        found, said = judge(*ask(lock), may_fail=args.may_fail)
        status = max(status, found)
        for line in said:
            print(f"{lock.name}: {line}")  # noqa: T201
    return status


if __name__ == "__main__":
    sys.exit(main())
