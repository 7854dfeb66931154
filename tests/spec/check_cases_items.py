"""Cases of the checks S3xx (terms, law, money) and S4xx (conditions): code, where, wrong, near miss, nearest word."""

from __future__ import annotations

from typing import Any

REG = "scenario > items > registration"
ENT = "scenario > items > entertainment"
GONE = "GONE"
MANY = {f"q{n}": {"title": "问", "type": "yes-no"} for n in range(10)}
MANY_ITEMS = {
    f"scenario > items > i{n}": {
        "title": "事", "unit": "health", "type": "filing", "promised": "at once", "result": "准予", "when": f"q{n}",
        "materials": [{"name": "表", "elements": ["company.name"]}],
    }
    for n in range(10)
}  # fmt: skip
AREA = "scenario > asks > area"
NAME = "dictionary > elements > company.name"
MEASURED = {"title": "使用面积", "type": "decimal", "unit": "m²"}
OLD_ASKS = {
    "area": {"title": "面积", "type": "decimal", "min": 1},
    "kind": {"title": "类", "type": "choice", "choices": {"song": "歌"}},
}

WHO, KIND = "scenario > applies_as", "dictionary > elements > company.kind"
APPLIES: dict[str, Any] = {
    "scenario > applicant": "person",
    WHO: {"element": "company.kind", "persons": {"self": "legal_rep.id_number"}, "otherwise": "premises.floor_plan"},
    KIND: {"title": "身份", "type": "choice", "choices": {"self": "本人", "other": "他人"}, "owner": "market-regulation"},
    "scenario > items > registration > materials > 0 > elements": ["company.name", "legal_rep.id_number", "company.kind"],
}  # fmt: skip

ITEM_CASES: list[tuple[Any, ...]] = [
    ("S301", f"{REG} > promised", {f"{REG} > legal": "0 workdays"}, {f"{REG} > legal": "1 workday"}),
    ("S301", f"{ENT} > promised", {f"{ENT} > legal": "10 days"}, {f"{ENT} > legal": "12 days"}),  # 7 and 8 workdays
    ("S302", f"{REG} > promised", {f"{REG} > promised": "1 day"}, {f"{REG} > promised": "at once"}),
    ("S303", f"{ENT} > materials > 2 > owed", {f"{ENT} > materials > 2 > owed": "5 days"}, {f"{ENT} > materials > 2 > owed": "30 workdays"}),
    ("S304", "scenario > promised", {"scenario > promised": "8 workdays"}, {"scenario > promised": "9 workdays"}),
    (
        "S305",
        "scenario > stages > open > promised",
        {"scenario > stages > open > promised": "7 workdays"},
        {"scenario > stages > open > promised": "8 workdays"},
    ),
    ("S306", f"{ENT} > stage", {f"{ENT} > stage": "opens", f"{REG} > stage": "open"}, {f"{ENT} > stage": "open"}, "open"),
    ("S307", "scenario > stages > open", {f"{ENT} > stage": ""}, {f"{ENT} > stage": "", f"{REG} > stage": "open"}),
    ("S308", f"{ENT} > visits", {f"{ENT} > visit_reason": GONE}, {f"{ENT} > visit_reason": GONE, f"{ENT} > visits": 0}),
    ("S309", REG, {f"{REG} > law": []}, {f"{REG} > law": [], f"{REG} > type": "filing"}),
    (
        "S310",
        f"{ENT} > fees > 0",
        {f"{ENT} > fees > 0 > law": ""},
        {f"{ENT} > fees > 0 > law": "", f"{ENT} > fees > 0 > amount_cents": 0},
    ),
    ("S311", "scenario > rests_on > 0", {"scenario > rests_on": ["2019/2.3.1"]}, {"scenario > rests_on": ["policy:18/L395"]}),
    (
        "S312",
        f"{ENT} > assumed > 0",
        {f"{ENT} > assumed": ["promise"]},
        {f"{ENT} > assumed": ["materials.场所平面图"]},
        "promised",
    ),
    ("S313", f"{ENT} > inspects", {"scenario > inspections > premises > within": "9 workdays"}, {"scenario > inspections > premises > within": "8 workdays"}),
    ("S314", f"{ENT} > materials > 2 > owed", {f"{ENT} > materials > 2 > owed": "10 workdays"}, {f"{ENT} > materials > 2 > owed": "9 workdays"}),  # 1 + 8
    ("S401", f"{ENT} > when", {f"{ENT} > when": "area.real > 300"}, {f"{ENT} > when": "(area + 20) * 2 > 640"}),
    ("S401", f"{ENT} > when", {f"{ENT} > when": "area > "}, {f"{ENT} > when": "not area <= 300"}),
    ("S401", f"{ENT} > when", {f"{ENT} > when": "__import__('os')"}, {f"{ENT} > when": "kind in ('song', 'game') and area > 3"}),
    ("S402", f"{ENT} > when", {f"{ENT} > when": "aera > 300"}, {f"{ENT} > when": "area > 301"}, "area"),
    (
        "S403",
        "scenario > asks > food",
        {"scenario > asks > food": {"title": "食品", "type": "yes-no"}},
        {
            "scenario > asks": {"food": {"title": "食品", "type": "yes-no"}, **OLD_ASKS},
            "scenario > asks > kind > when": "food",  # a question may decide another question
        },
    ),
    ("S404", "scenario > asks > kind", {"scenario > asks > kind > choices": {}}, {"scenario > asks > kind > choices": {"song": "歌"}}),
    (
        "S405",
        f"{ENT} > fees > 0 > when",
        {f"{ENT} > fees > 0 > when": "kind == 'sing'"},
        {f"{ENT} > fees > 0 > when": "kind == 'game'"},
        "song",
    ),
    ("S405", f"{ENT} > fees > 0 > when", {f"{ENT} > fees > 0 > when": "area == 'large' or kind == 'song'"}, {f"{ENT} > fees > 0 > when": "area == 500 or kind == 'song'"}),
    (
        "S406",
        "scenario > asks > area > when",
        {"scenario > asks > area > when": "kind == 'song'"},
        {"scenario > asks > kind > when": "area > 300"},
    ),
    ("S407", f"{ENT} > when", {f"{ENT} > when": "area > 5000"}, {f"{ENT} > when": "area >= 5000"}),
    (
        "S407",  # the item applies, the fee never does
        f"{ENT} > fees > 0 > when",
        {f"{ENT} > fees > 0 > when": "area < 200 and kind == 'song'"},
        {f"{ENT} > fees > 0 > when": "area < 400 and kind == 'song'"},
    ),
    (
        "S408",
        "scenario > asks",
        {"scenario > asks": {**OLD_ASKS, **MANY}, **MANY_ITEMS},
        {"scenario > asks": {**OLD_ASKS, "q1": MANY["q1"]}, "scenario > items > i1": MANY_ITEMS["scenario > items > i1"]},
    ),
    ("S409", f"{AREA} > is", {f"{AREA} > is": "company.nam"}, {f"{AREA} > is": "company.name"}, "company.name"),
    ("S410", f"{AREA} > is", {f"{AREA} > is": "company.name"}, {f"{AREA} > is": "company.name", NAME: MEASURED}),
    ("S410", f"{AREA} > is", {f"{AREA} > is": "company.name", NAME: {**MEASURED, "min": 2}}, {f"{AREA} > is": "company.name", NAME: {**MEASURED, "min": 1, "max": 5000}}),
    ("S410", f"{AREA} > is", {f"{AREA} > is": "company.name", NAME: {**MEASURED, "unit": "亩"}}, {f"{AREA} > is": "company.name", NAME: MEASURED}),
    (
        "S411",
        "scenario > asks > kind > is",
        {f"{AREA} > is": "company.name", "scenario > asks > kind > is": "company.name"},
        {f"{AREA} > is": "company.name", "scenario > asks > kind > is": "company.uscc"},
    ),
    ("S412", AREA, {f"{AREA} > title": "企业名称"}, {f"{AREA} > title": "企业名称", f"{AREA} > is": "company.name"}, "company.name"),
    ("S413", AREA, {NAME: MEASURED}, {NAME: {**MEASURED, "unit": "亩"}}, "company.name"),
    ("S413", AREA, {NAME: MEASURED}, {NAME: MEASURED, f"{AREA} > is": "company.name"}, "company.name"),
    ("S414", f"{WHO} > element", {**APPLIES, f"{WHO} > element": "company.kin"}, APPLIES, "company.kind"),
    ("S414", f"{WHO} > persons > self", {**APPLIES, f"{WHO} > persons > self": "legal_rep.id_numbe"}, APPLIES, "legal_rep.id_number"),
    ("S415", f"{WHO} > persons > sel", {**APPLIES, f"{WHO} > persons": {"sel": "legal_rep.id_number"}}, APPLIES, "self"),
    ("S416", "scenario > applicant", {**APPLIES, "scenario > applicant": "institution"}, APPLIES),
    ("S416", f"{WHO} > element", {**APPLIES, KIND: {"title": "身份", "owner": "market-regulation"}}, APPLIES),
    ("S416", f"{WHO} > persons > self", {**APPLIES, f"{WHO} > persons > self": "company.name"}, APPLIES),
    ("S416", f"{WHO} > otherwise", {**APPLIES, f"{WHO} > otherwise": "company.name"}, APPLIES),
    ("S416", f"{WHO} > persons", {**APPLIES, f"{WHO} > otherwise": None}, APPLIES),
]  # fmt: skip
