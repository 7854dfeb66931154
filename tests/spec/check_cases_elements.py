"""Cases of the checks S1xx (the dictionary) and S2xx (proofs): code, where, wrong, near miss, nearest word."""

from __future__ import annotations

from typing import Any

REG = "scenario > items > registration"
ENT = "scenario > items > entertainment"
DIC = "dictionary > elements"
GONE = "GONE"

THIRD = {
    "title": "消防意见",
    "unit": "fire-brigade",
    "type": "confirmation",
    "promised": "1 workday",
    "materials": [{"name": "许可证", "elements": ["licence/entertainment"]}],
    "issues": ["licence/fire"],
}
DROPPED = {f"{REG} > materials > 1 > instead": {"by": "dropped", "why": "无依据"}}
FIRE = {"title": "消防意见", "type": "licence", "owner": "fire-brigade"}

ELEMENT_CASES: list[tuple[Any, ...]] = [
    (
        "S101",
        f"{REG} > materials > 0 > elements > 0",
        {f"{REG} > materials > 0 > elements > 0": "company.nam"},
        {f"{REG} > materials > 0 > elements > 0": "legal_rep.no_record"},  # taken over from person
        "company.name",
    ),
    (
        "S102",
        f"{DIC} > licence/business > carries > 0",
        {f"{DIC} > licence/business > carries": ["licence/busines"]},
        {f"{DIC} > licence/business > carries": ["legal_rep.id_number"]},
        "licence/business",
    ),
    (
        "S103",
        f"{DIC} > compny.fax",
        {f"{DIC} > compny.fax": {"title": "传真"}},
        {f"{DIC} > company.fax": {"title": "传真"}},
        "company",
    ),
    (
        "S104",
        "dictionary > entities > legal_rep > is",
        {"dictionary > entities > legal_rep > is": "persona"},
        {"dictionary > entities > legal_rep > is": "person"},
        "person",
    ),
    (
        "S105",
        "dictionary > entities > legal_rep > is",
        {"dictionary > entities > person > is": "legal_rep"},
        {"dictionary > entities > person > is": "company"},
    ),
    (
        "S106",
        f"{DIC} > company.uscc > held_by",
        {f"{DIC} > company.uscc > held_by": "company.uscc"},
        {f"{DIC} > company.uscc > held_by": "companies.other"},
        "companies",
    ),
    (
        "S107",
        f"{DIC} > company.uscc > held_by",
        {f"{DIC} > company.uscc > held_by": "companies"},
        {f"{DIC} > company.uscc > held_by": "companies.uscc"},
    ),
    (
        "S108",
        f"{DIC} > company.uscc",
        {f"{DIC} > company.uscc > owner": GONE},
        {f"{DIC} > company.uscc > owner": GONE, f"{DIC} > company.uscc > held_by": GONE, "scenario > grants > companies": GONE},
    ),
    (
        "S109",
        f"{DIC} > licence/business",
        {f"{DIC} > licence/business > owner": GONE},
        {f"{DIC} > licence/other": {"title": "别的证", "type": "licence"}},  # nobody here gives it
    ),
    (
        "S110",
        f"{DIC} > company.name",
        {f"{DIC} > company.name > type": "choice"},
        {f"{DIC} > company.name > type": "choice", f"{DIC} > company.name > choices": {"a": "甲"}},
    ),
    (
        "S111",
        "scenario > asks > area > min",
        {"scenario > asks > area > min": 5001},
        {"scenario > asks > area > min": 5000},
    ),
    (
        "S112",
        f"{DIC} > company.name > e_licence",
        {f"{DIC} > company.name > e_licence": {"type": "001"}},
        {f"{DIC} > licence/business > e_licence": {"type": "001"}},
    ),
    (
        "S112",
        f"{DIC} > licence/entertainment > e_licence",
        {
            f"{DIC} > licence/business > e_licence": {"type": "001"},
            f"{DIC} > licence/entertainment > e_licence": {"type": "001"},
        },
        {
            f"{DIC} > licence/business > e_licence": {"type": "001"},
            f"{DIC} > licence/entertainment > e_licence": {"type": "002"},
        },
    ),
    (
        "S113",
        f"{DIC} > licence/business > e_licence > holder",
        {f"{DIC} > licence/business > e_licence": {"type": "001", "holder": "compny"}},
        {f"{DIC} > licence/business > e_licence": {"type": "001", "holder": "company"}},
        "company",
    ),
    (
        "S113",
        f"{DIC} > licence/business > e_licence > prints > 0",
        {f"{DIC} > licence/business > e_licence": {"type": "001", "prints": ["company.nam"]}},
        {f"{DIC} > licence/business > e_licence": {"type": "001", "prints": ["legal_rep.id_number"]}},
        "company.name",
    ),
    (
        "S114",
        f"{DIC} > licence/business > e_licence > valid",
        {f"{DIC} > licence/business > e_licence": {"type": "001", "valid": "10 workdays"}},
        {f"{DIC} > licence/business > e_licence": {"type": "001", "valid": "60 months"}},
    ),
    (
        "S201",
        f"{ENT} > materials > 0 > elements > 0",
        {f"{REG} > materials > 2": {"name": "许可证", "elements": ["licence/entertainment"]}},
        {  # both need something of the other's unit, but no licence goes round
            f"{REG} > materials > 2": {"name": "意见", "elements": ["licence/fire"]},
            f"{DIC} > licence/fire": FIRE,
        },
    ),
    (
        "S201",  # a circle of three
        f"{ENT} > materials > 0 > elements > 0",
        {
            f"{REG} > materials > 2": {"name": "意见", "elements": ["licence/fire"]},
            "scenario > items > fire": THIRD,
            f"{DIC} > licence/fire": FIRE,
        },
        {  # the same three, but the third never applies together with the second
            f"{REG} > materials > 2": {"name": "意见", "elements": ["licence/fire"]},
            "scenario > items > fire": {**THIRD, "when": "area <= 300"},
            f"{DIC} > licence/fire": FIRE,
        },
    ),
    (
        "S202",
        f"{REG} > materials > 1",
        {f"{REG} > materials > 1 > law": " "},
        {f"{REG} > materials > 1 > law": "", f"{REG} > materials > 1 > instead": {"by": "dropped", "why": "无依据"}},
    ),
    (
        "S203",
        f"{REG} > materials > 1 > elements > 1",
        {f"{REG} > materials > 1 > elements": ["premises.title_deed", "company.name"]},
        {  # two lines that never apply together
            f"{REG} > materials > 0 > when": "area > 300",
            f"{REG} > materials > 1 > when": "area <= 300",
            f"{REG} > materials > 1 > elements": ["premises.title_deed", "company.name"],
        },
    ),
    (
        "S203",
        f"{REG} > materials > 0 > elements > 1",
        {f"{REG} > materials > 0 > elements": ["company.name", "company.name", "legal_rep.id_number"]},
        {f"{ENT} > materials > 1 > elements": ["company.uscc", "company.name"]},  # another item may ask for it too
    ),
    (
        "S204",
        f"{ENT} > materials > 0 > owed",
        {f"{ENT} > materials > 0 > owed": "5 workdays"},
        {  # where the sibling does not always apply, the applicant may have to bring it
            f"{REG} > when": "kind == 'song'",
            f"{ENT} > materials > 0 > owed": "5 workdays",
        },
    ),
    (
        "S205",
        f"{REG} > materials > 2 > elements > 0",
        {f"{REG} > materials > 2": {"name": "执照", "elements": ["licence/business"]}},
        {f"{REG} > materials > 2": {"name": "信用代码", "elements": ["company.uscc"]}},
    ),
    (
        "S206",
        f"{REG} > issues > 0",
        {f"{REG} > issues > 0": "company.name"},
        {f"{REG} > issues > 0": "licence/business"},
    ),
    (
        "S207",
        f"{ENT} > issues > 0",
        {f"{ENT} > issues": ["licence/business"], f"{ENT} > materials > 0 > elements": ["company.name"]},
        {
            f"{ENT} > issues": ["licence/business"],
            f"{ENT} > materials > 0 > elements": ["company.name"],
            f"{REG} > when": "area <= 300",
        },
    ),
    (
        "S208",
        f"{ENT} > materials > 1 > elements > 0",
        {f"{ENT} > materials > 1 > elements": ["licence/x"], f"{DIC} > licence/x": {"title": "证", "type": "licence"}},
        {f"{ENT} > materials > 1 > elements": ["licence/x"], f"{DIC} > licence/x": FIRE},
    ),
    (
        "S209",
        f"{REG} > materials > 1 > name",
        {f"{REG} > materials > 1 > name": "登记申请书"},
        {f"{ENT} > materials > 1 > name": "登记申请书"},
    ),
    (
        "S210",
        REG,
        {f"{REG} > issues": GONE, f"{ENT} > materials > 0 > elements": ["company.name"]},
        {f"{REG} > issues": GONE, f"{REG} > result": "准予登记", f"{ENT} > materials > 0 > elements": ["company.name"]},
    ),
    (
        "S211",  # by name
        f"{ENT} > materials > 2",
        {**DROPPED, f"{ENT} > unit": "market-regulation", f"{ENT} > materials > 2 > name": "场所 使用证明"},
        {**DROPPED, f"{ENT} > materials > 2 > name": "场所使用证明"},  # with other elements, at another unit: only a warning
    ),
    (
        "S211",  # by what is on it, at another unit
        f"{ENT} > materials > 4",
        {**DROPPED, f"{ENT} > materials > 4": {"name": "产权材料", "elements": ["premises.title_deed", "company.name"]}},
        {**DROPPED, f"{ENT} > materials > 4": {"name": "产权材料", "elements": ["company.name"]}},
    ),
    (
        "S212",
        f"{ENT} > materials > 2",
        {**DROPPED, f"{ENT} > materials > 2 > name": "场所 使用证明"},
        {**DROPPED, f"{ENT} > unit": "market-regulation", f"{ENT} > materials > 2 > name": "场所使用证明"},  # S211 says so
    ),
    (
        "S211",  # by what is on it, at the same unit
        f"{ENT} > materials > 4",
        {**DROPPED, f"{ENT} > unit": "market-regulation", f"{ENT} > materials > 4": {"name": "产权材料", "elements": ["premises.title_deed", "company.name"]}},
        {**DROPPED, f"{ENT} > unit": "market-regulation", f"{ENT} > materials > 4": {"name": "产权材料", "elements": ["premises.title_deed"], "instead": {"by": "officer", "why": "窗口核查"}}},
    ),
]  # fmt: skip
