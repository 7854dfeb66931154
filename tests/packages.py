"""A hypothesis strategy of valid packages: every one passes all checks of the language (warnings may remain).

`packages()` draws everything that the language knows; the arguments narrow it. `written_packages()`
draws the same as plain data; `tests/package_by_hand.py` has one small fixed package to start a test from.
"""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st

from guantong.core.scenario.checks.fitting import late_by_item
from guantong.core.scenario.checks.view import View
from guantong.core.scenario.dropped import asked_elsewhere
from guantong.core.scenario.language import Package
from guantong.core.scenario.reduction import reduce_package
from tests.package_by_hand import RESOURCES, UNITS, resources, units

CONDITIONS = {
    "flag": ("flag", "not flag"),
    "area": ("area > 300", "area <= 50", "100 <= area < 200"),
    "kind": ("kind == 'one'", "kind in ['one', 'two']", "kind != 'three'"),
}
NASTY = (
    "=1+1", "+86", "-", "@name", "'quoted", '"double"', "[]", "true", "1", "1.0", "2026-01-01", "null", "~", "a: b", "# no",
    " leading", "trailing ", "two\nlines", "tab\tin", "_x0041_", "𠮷野家", "e\u0301", "，、；", "是", "none|none", "¥ & < >", "\u3000",
)  # fmt: skip
ASKS: dict[str, dict[str, Any]] = {
    "flag": {"title": {"zh": "是否兼营食品", "en": "Food sold?"}, "type": "yes-no"},
    "area": {"title": "建筑总面积", "unit": "m²", "type": "decimal", "min": 1, "max": 10000},
    "kind": {
        "title": "类型",
        "type": "choice",
        "choices": {"one": "一", "two": {"zh": "二", "en": "Two"}, "three": "三"},
        "help": "选一个",
    },
}


def words(nasty: bool = False) -> st.SearchStrategy[Any]:
    """Return titles: a Chinese string or both languages; with `nasty` also what breaks spreadsheets and YAML."""
    zh = st.text("申请材料营业执照经营场所平面图", min_size=1, max_size=6)
    if nasty:
        zh = zh | st.sampled_from(NASTY)
    both = st.builds(lambda a, b: {"zh": a, "en": b}, zh, st.sampled_from(("Licence", "A form", "-x")))
    return zh | both


@st.composite
def _dictionary(draw: st.DrawFn, licences: int, nasty: bool) -> dict[str, Any]:
    title = words(nasty)
    elements: dict[str, Any] = {
        "person.name": {"title": "姓名"},
        "person.id_number": {
            "title": "公民身份号码", "check": "id-number", "grade": "L3",
            "owner": "public-security", "held_by": "population.id_number",
        },
        "company.name": {"title": draw(title)},
        "company.uscc": {"title": "统一社会信用代码", "check": "uscc", "owner": "market-regulation", "held_by": "companies.uscc"},
        "premises.floor_plan": {"title": "场所平面图", "type": "document", "accepts": ["pdf", "jpg"]},
    }  # fmt: skip
    for n in range(draw(st.integers(0, 5))):
        kind = draw(st.sampled_from(("text", "date", "integer", "decimal", "choice", "yes-no", "document")))
        element: dict[str, Any] = {"title": draw(title), "type": kind}
        if kind == "choice":
            element["choices"] = {"a": "甲", "b": {"zh": "乙", "en": "B"}}
        if kind in ("integer", "decimal"):
            element |= {"min": 0, "max": draw(st.integers(1, 9)), "unit": "m²"}
        if draw(st.booleans()):
            element |= {"held_by": draw(st.sampled_from(RESOURCES)), "owner": draw(st.sampled_from(UNITS))}
        if draw(st.booleans()):
            element |= {
                "help": draw(title),
                "example": draw(st.sampled_from(("例", "1", *(NASTY if nasty else ())))),
            }
        elements[f"premises.f{n}"] = element
    data_ids = list(elements)
    for n in range(licences):
        carried = draw(st.lists(st.sampled_from(data_ids), unique=True, max_size=2))
        elements[f"licence/l{n}"] = {
            "title": f"证照{n}",
            "type": "licence",
            "owner": draw(st.sampled_from(UNITS)),
            "carries": carried,
        }
    entities = {
        "person": {"title": "人"}, "legal_rep": {"title": "法定代表人", "is": "person"}, "company": {"title": "企业"},
        "premises": {"title": "场所"}, "licence": {"title": "证照"},
    }  # fmt: skip
    return {"entities": entities, "elements": elements}


@st.composite
def _materials(
    draw: st.DrawFn, pool: list[str], licences: list[str], asks: list[str], nasty: bool
) -> list[dict[str, Any]]:
    chosen = draw(st.lists(st.sampled_from(pool), unique=True, min_size=1, max_size=6))
    materials: list[dict[str, Any]] = []
    while chosen:
        cut = draw(st.integers(1, len(chosen)))
        part, chosen = chosen[:cut], chosen[cut:]
        extra = draw(st.text("表证明", max_size=2)) + (draw(st.sampled_from(NASTY)) if nasty else "")
        one: dict[str, Any] = {"name": f"材料{len(materials)}{extra}", "elements": part}
        one |= draw(
            st.sampled_from(
                (
                    {},
                    {"kind": "form"},
                    {"kind": "proof", "law": "某法第1条"},
                    {"copies": 2},
                    {"optional": True},
                )
            )
        )
        if draw(st.integers(0, 4)) == 0:
            one["owed"] = f"{draw(st.integers(1, 10))} workdays"
        elif draw(st.integers(0, 4)) == 0:
            one["instead"] = {
                "by": draw(st.sampled_from(("commitment", "officer", "dropped"))),
                "why": "书面承诺",
            }
        if asks and draw(st.integers(0, 3)) == 0:
            one["when"] = draw(st.sampled_from(CONDITIONS[draw(st.sampled_from(asks))]))
        materials.append(one)
    for licence in licences:
        materials.append({"name": f"凭{licence[8:]}", "elements": [licence]})
    return materials


@st.composite
def _item(
    draw: st.DrawFn, n: int, pool: list[str], licences: int, asks: list[str], stages: list[str], nasty: bool
) -> dict[str, Any]:
    earlier = [f"licence/l{m}" for m in range(min(n, licences))]
    needed = draw(st.lists(st.sampled_from(earlier), unique=True, max_size=2)) if earlier else []
    days = draw(st.integers(0, 12))
    kind = draw(st.sampled_from(("permit", "filing", "public-service")))
    item: dict[str, Any] = {
        "title": draw(words(nasty)),
        "unit": draw(st.sampled_from(UNITS)),
        "type": kind,
        "promised": f"{days} workdays" if days else "at once",
        "materials": draw(_materials(pool, needed, asks, nasty)),
    }
    if kind == "permit":
        item["law"] = draw(
            st.lists(
                st.sampled_from(("某法第1条", "某条例第2条", "另法第3条")),
                min_size=1,
                max_size=2,
                unique=True,
            )
        )
    if draw(st.booleans()):
        item["legal"] = f"{days + draw(st.integers(1, 20))} workdays"
    if n < licences:
        item["issues"] = [f"licence/l{n}"]
    else:
        item["result"] = "准予"
    if n and asks and draw(st.booleans()):
        item["when"] = draw(st.sampled_from(CONDITIONS[draw(st.sampled_from(asks))]))
        for material in item["materials"]:  # or the two conditions could exclude each other
            material.pop("when", None)
    if draw(st.integers(0, 2)) == 0:
        item |= {"visits": 1, "visit_reason": "核验原件"}
    if draw(st.integers(0, 2)) == 0:
        item["inspects"] = "premises"
    if draw(st.integers(0, 3)) == 0:
        item["pauses"] = [{"kind": "announcement", "term": "5 workdays"}]
    if draw(st.integers(0, 3)) == 0:
        item["fees"] = [{"title": draw(words(nasty)), "amount_cents": 1000, "law": "某规定第4条"}]
    if draw(st.integers(0, 3)) == 0:
        item |= {
            "conditions": [draw(words(nasty))],
            "assumed": ["promised"],
            "level": "city",
            "subjects": ["enterprise"],
        }
    if stages:
        item["stage"] = draw(st.sampled_from(stages))
    return item


def _needs(item: dict[str, Any]) -> set[str]:
    return {element for material in item["materials"] for element in material["elements"]}


@st.composite
def _grants(draw: st.DrawFn, items: dict[str, Any], elements: dict[str, Any]) -> dict[str, Any]:
    grants: dict[str, Any] = {}
    for resource in RESOURCES:
        held = {e for e, about in elements.items() if about.get("held_by", "").split(".")[0] == resource}
        held |= {e.replace("person.", "legal_rep.") for e in held}
        users = [name for name, item in items.items() if _needs(item) & held]
        if users and draw(st.booleans()):
            some = draw(st.just("all") | st.lists(st.sampled_from(users), unique=True, min_size=1))
            grants[resource] = {"to": some, "purpose": "核验身份", "law": "某办法第5条"}
            if draw(st.booleans()):
                grants[resource]["until"] = "2027-12-31"
    return grants


def _drop_unused(scenario: dict[str, Any]) -> None:
    items = scenario["items"].values()
    spoken = " ".join(
        [i.get("when", "") for i in items] + [m.get("when", "") for i in items for m in i["materials"]]
    )
    scenario["asks"] = {name: ask for name, ask in scenario["asks"].items() if name in spoken}
    used = {i.get("stage") for i in items}
    scenario["stages"] = {name: stage for name, stage in scenario.get("stages", {}).items() if name in used}
    if not any(i.get("inspects") for i in items):
        scenario.pop("inspections", None)


@st.composite
def _overlay(draw: st.DrawFn, items: dict[str, Any]) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    for name, item in items.items():
        one: dict[str, Any] = {}
        if item["promised"] != "at once" and draw(st.booleans()):
            one["promised"] = draw(st.sampled_from(("at once", item["promised"])))
        if draw(st.booleans()):
            names = [m["name"] for m in item["materials"]]
            one["without"] = draw(st.lists(st.sampled_from(names), unique=True, max_size=2))
        if one:
            changed[name] = one
    return {"overlay": "hangzhou", "division": "330100000000", "items": changed}


def _story(scenario: dict[str, Any]) -> dict[str, Any]:
    answers = {"flag": True, "area": 350, "kind": "one"}
    return {
        "story": {"zh": "一次办成", "en": "Done at once"},
        "answers": {name: answers[name] for name in scenario["asks"]},
        "events": [
            {"on": "2026-03-02", "do": "submit", "with": {"company.name": "某公司", "person.name": "=张三"}}
        ],
        "expect": {"phase": "submitted", "reopened": []},
    }


def _fit_visits(data: dict[str, Any]) -> dict[str, Any]:
    """Let nobody take part in a visit who may be due before it, as written or with the overlay."""
    items = data["scenario"]["items"]
    if not any("inspects" in item for item in items.values()):
        return data
    while late := late_by_item(View(Package.model_validate(data))):
        for name in late:
            del items[name]["inspects"]
    package = Package.model_validate(data)
    if any(late_by_item(View(reduce_package(package, one))) for one in package.overlays.values()):
        data["overlays"] = {}
    _drop_unused(data["scenario"])
    return data


def _ask_for_nothing_dropped(data: dict[str, Any]) -> dict[str, Any]:
    """What a unit asks for elsewhere is not dropped by it but looked up by its officers."""
    lines = View(Package.model_validate(data)).material_lines
    for dropped, _ in asked_elsewhere(lines, lines):
        material = data["scenario"]["items"][dropped.item]["materials"][dropped.position]
        material["instead"] = {**material["instead"], "by": "officer"}
    package = Package.model_validate(data)
    reduced = [View(reduce_package(package, one)).material_lines for one in package.overlays.values()]
    if any(next(asked_elsewhere(each, each), None) for each in reduced):
        data["overlays"] = {}
    return data


@st.composite
def written_packages(
    draw: st.DrawFn, *, max_items: int = 5, conditions: bool = True, stages: bool = True, nasty: bool = False
) -> dict[str, Any]:
    """Return the data of a valid package, as `Package.model_validate` takes it."""
    count = draw(st.integers(1, max_items))
    licences = draw(st.integers(0, count))
    dictionary = draw(_dictionary(licences, nasty))
    pool = [e for e in dictionary["elements"] if not e.startswith("licence/")] + [
        "legal_rep.id_number",
        "legal_rep.name",
    ]
    asks = draw(st.lists(st.sampled_from(list(ASKS)), unique=True)) if conditions else []
    parts = draw(st.lists(st.sampled_from(("build", "accept")), unique=True)) if stages else []
    items = {f"item-{n}": draw(_item(n, pool, licences, asks, parts, nasty)) for n in range(count)}
    total = sum(0 if i["promised"] == "at once" else int(i["promised"].split()[0]) for i in items.values())
    scenario: dict[str, Any] = {
        "scenario": "made-up",
        "title": draw(words(nasty)),
        "track": draw(st.sampled_from(("administration", "industry", "livelihood"))),
        "path": [draw(words(nasty)) for _ in range(3)],
        "applicant": draw(st.sampled_from(("person", "enterprise"))),
        "lead": draw(st.sampled_from(UNITS)),
        "promised": f"{total + draw(st.integers(1, 5))} workdays",
        "rests_on": ["policy:2019/2.3.1"],
        "asks": {name: copy.deepcopy(ASKS[name]) for name in asks},
        "inspections": {"premises": {"title": "经营场所", "within": "5 workdays", "led_by": "fire-brigade"}},
        "grants": draw(_grants(items, dictionary["elements"])),
        "items": items,
    }
    if parts:
        scenario["stages"] = {name: {"title": name, "promised": f"{total + 1} workdays"} for name in parts}
    if draw(st.booleans()):
        scenario["indicators"] = {
            "on-time": {
                "title": "按时办结率",
                "measure": "on_time_rate",
                "source": "cases",
                "direction": "up",
                "target": 0.99,
            }
        }
        scenario["published"] = [
            {"figure": "materials", "before": 30, "after": 9, "source": "某报道", "note": draw(words(nasty))}
        ]
    _drop_unused(scenario)
    data = {
        "scenario": scenario,
        "overlays": {"hangzhou": draw(_overlay(items))} if draw(st.booleans()) else {},
        "stories": {"plain": _story(scenario)} if draw(st.booleans()) else {},
        "dictionary": dictionary,
        "resources": resources(),
        "units": units(),
        "sources_md": draw(st.sampled_from(("", "# 来源\n\n- 某网站，2024\n"))),
    }
    return _ask_for_nothing_dropped(_fit_visits(data))


def packages(**narrow: Any) -> st.SearchStrategy[Package]:
    """Return valid packages; arguments as of `written_packages` (max_items, conditions, stages, nasty)."""
    return written_packages(**narrow).map(Package.model_validate)
