"""Cases of the checks S5xx (sharing), S6xx (units, visits) and S7xx (measures): code, where, wrong, near miss, nearest."""

from __future__ import annotations

from typing import Any

REG = "scenario > items > registration"
ENT = "scenario > items > entertainment"
GRANTS = "scenario > grants"
GONE = "GONE"

PARTY_CASES: list[tuple[Any, ...]] = [
    (
        "S501",
        f"{GRANTS} > company",
        {f"{GRANTS} > company": {"to": "all", "purpose": "核验", "law": "某办法"}},
        {f"{GRANTS} > companies": {"to": "all", "purpose": "核验", "law": "某办法"}},
        "companies",
    ),
    ("S502", f"{GRANTS} > population > to > 0", {f"{GRANTS} > population > to": ["registrations"]}, {f"{GRANTS} > population > to": "all"}, "registration"),
    (
        "S503",
        f"{GRANTS} > premises-register",
        {f"{GRANTS} > premises-register": {"to": "all", "purpose": "核验", "law": "某办法"}},
        {
            f"{GRANTS} > premises-register": {"to": ["registration"], "purpose": "核验", "law": "某办法"},
            "dictionary > elements > premises.title_deed > held_by": "premises-register.deed",
            "dictionary > elements > premises.title_deed > owner": "public-security",
        },
    ),
    (
        "S503",  # the register is not needed for itself, but for the key by which another is found
        f"{GRANTS} > population > to > 1",
        {
            f"{GRANTS} > population > to": ["registration", "entertainment"],
            "resources > companies > key": "",
        },
        {f"{GRANTS} > population > to": ["registration", "entertainment"]},
    ),
    ("S504", f"{GRANTS} > population", {f"{GRANTS} > population > law": ""}, {f"{GRANTS} > population > law": "某法"}),
    ("S505", f"{GRANTS} > population", {"resources > population > share": "none"}, {"resources > population > share": "unconditional"}),
    (
        "S506",
        f"{REG} > materials > 0 > elements > 1",
        {f"{GRANTS} > population": GONE},
        {f"{GRANTS} > population": GONE, "resources > population > share": "none"},
    ),
    ("S601", "scenario > lead", {"scenario > lead": "culture-tourist"}, {"scenario > lead": "health"}, "culture-tourism"),
    ("S601", f"{ENT} > consults > 0", {f"{ENT} > consults": ["healthy"]}, {f"{ENT} > consults": ["health"]}, "health"),
    ("S602", f"{REG} > unit", {"units > market-regulation > names": {"city": "{place}市场局"}}, {"units > market-regulation > names": {"county": "{place}市场局"}}),
    ("S603", "units > health > names > city", {"units > health > names > city": "{city}卫健委"}, {"units > health > names > city": "省卫健委"}),
    ("S604", f"{REG} > consults > 0", {f"{REG} > consults": ["market-regulation"]}, {f"{REG} > consults": ["fire-brigade"]}),
    ("S605", f"{REG} > inspects", {f"{REG} > inspects": "premise"}, {f"{REG} > inspects": "premises"}, "premises"),
    ("S606", "scenario > inspections > premises", {f"{ENT} > inspects": ""}, {f"{ENT} > inspects": "", f"{REG} > inspects": "premises"}),
    (
        "S607",
        "scenario > inspections > premises > led_by",
        {"scenario > inspections > premises > led_by": "health"},
        {"scenario > inspections > premises > led_by": "market-regulation", f"{REG} > inspects": "premises"},
    ),
    ("S701", "scenario > indicators > on-time", {"scenario > indicators > on-time > source": ""}, {"scenario > indicators > on-time > source": "cases"}),
    (
        "S701",
        "scenario > indicators > on-time > source",
        {"scenario > indicators > on-time > source": "journal"},
        {"scenario > indicators > on-time > source": "journal", "scenario > indicators > on-time > measure": "correction_rate", "scenario > indicators > on-time > direction": "down"},
    ),
    ("S701", "scenario > indicators > on-time > source", {"scenario > indicators > on-time > source": "case"}, {"scenario > indicators > on-time > source": "cases"}, "cases"),
    (
        "S702",
        "scenario > indicators > on-time > measure",
        {"scenario > indicators > on-time > measure": "ontime_rate"},
        {"scenario > indicators > on-time > measure": "at_once_rate"},
        "on_time_rate",
    ),
    (
        "S702",
        "scenario > indicators > on-time > measure",
        {"scenario > indicators > on-time > measure": "visits_per_case"},
        {"scenario > indicators > on-time > measure": "inspections_per_case", "scenario > indicators > on-time > direction": "down"},
        "inspections_per_case",
    ),
    (
        "S704",
        "scenario > indicators > on-time > direction",
        {"scenario > indicators > on-time > direction": "down"},
        {"scenario > indicators > on-time > direction": "down", "scenario > indicators > on-time > measure": "average_workdays"},
    ),
    ("S703", "scenario > published > 0 > figure", {"scenario > published > 0 > figure": "material"}, {"scenario > published > 0 > figure": "visits"}, "materials"),
]  # fmt: skip
