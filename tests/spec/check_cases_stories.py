"""Cases of the checks S8xx (overlays) and S9xx (examples): code, where, wrong, near miss, nearest word."""

from __future__ import annotations

from datetime import date
from typing import Any

OVER = "overlays > hangzhou"
STORY = "stories > plain"
EVENT = f"{STORY} > events > 0"
LATER = {"on": date(2026, 3, 3), "do": "accept"}
REG, ENT = "scenario > items > registration", "scenario > items > entertainment"
# What the second item lists under the name of a dropped proof is asked once, for the first.
ASKED_ONCE = {
    f"{REG} > materials > 1 > instead": {"by": "dropped", "why": "无依据"},
    f"{ENT} > unit": "market-regulation",
    f"{ENT} > materials > 4": {"name": "场所使用证明", "elements": ["legal_rep.id_number"]},
}

STORY_CASES: list[tuple[Any, ...]] = [
    ("S801", f"{OVER} > items > registrations", {f"{OVER} > items > registrations": {}}, {f"{OVER} > items > registration": {}}, "registration"),
    (
        "S802",
        f"{OVER} > items > entertainment > without > 0",
        {f"{OVER} > items > entertainment > without": ["场所平面"]},
        {f"{OVER} > items > entertainment > without": ["经营信息"]},
        "场所平面图",
    ),
    ("S803", f"{OVER} > promised", {f"{OVER} > promised": "11 workdays"}, {f"{OVER} > promised": "10 workdays"}),
    ("S803", f"{OVER} > items > entertainment > promised", {f"{OVER} > items > entertainment > promised": "9 workdays"}, {f"{OVER} > items > entertainment > promised": "8 workdays"}),
    ("S804", f"{OVER} > division", {f"{OVER} > division": "330000000000"}, {f"{OVER} > division": "330106000000"}),
    ("S804", f"{OVER} > division", {f"{OVER} > division": "330106109000"}, {f"{OVER} > division": "330200000000"}),
    (
        "S805",
        "overlays > xihu > division",
        {"overlays > xihu": {"overlay": "xihu", "division": "330100000000"}},
        {"overlays > xihu": {"overlay": "xihu", "division": "330106000000"}},
    ),
    ("S806", f"{OVER} > promised", {f"{OVER} > promised": "5 workdays"}, {f"{OVER} > promised": "6 workdays"}),  # 1 + 5
    ("S807", f"{OVER} > items > entertainment > promised", {f"{OVER} > items > entertainment > promised": "2 workdays"}, {f"{OVER} > items > entertainment > promised": "3 workdays"}),
    (
        "S808",
        "overlays > xihu > items > entertainment > promised",
        {"overlays > xihu": {"overlay": "xihu", "division": "330106000000", "items": {"entertainment": {"promised": "6 workdays"}}}},
        {"overlays > xihu": {"overlay": "xihu", "division": "330106000000", "items": {"entertainment": {"promised": "5 workdays"}}}},
    ),
    (
        "S808",
        "overlays > xihu > promised",
        {"overlays > xihu": {"overlay": "xihu", "division": "330106000000", "promised": "10 workdays"}},
        {"overlays > ningbo": {"overlay": "ningbo", "division": "330200000000", "promised": "10 workdays"}},
    ),
    (
        "S809",
        "overlays > hangzhou",
        {**ASKED_ONCE, f"{OVER} > items > registration": {"without": ["登记申请书"]}},
        {**ASKED_ONCE, f"{OVER} > items > registration": {}},
    ),
    ("S901", f"{EVENT} > item", {f"{EVENT} > item": "registrations"}, {f"{EVENT} > item": "registration"}, "registration"),
    ("S901", f"{STORY} > expect > kept > 0", {f"{STORY} > expect > kept": ["x"]}, {f"{STORY} > expect > kept": ["registration"]}),
    ("S902", f"{EVENT} > with > company.nam", {f"{EVENT} > with": {"company.nam": "某"}}, {f"{EVENT} > with": {"legal_rep.id_number": "1"}}, "company.name"),
    ("S902", f"{EVENT} > fields > 0", {f"{EVENT} > fields": ["premises.floor_pan"]}, {f"{EVENT} > fields": ["premises.floor_plan"]}, "premises.floor_plan"),
    ("S903", f"{STORY} > answers > kind", {f"{STORY} > answers": {"area": 350}}, {f"{STORY} > answers": {"area": "350", "kind": "game"}}),
    ("S904", f"{EVENT} > do", {f"{EVENT} > do": "submitt"}, {f"{EVENT} > do": "withdraw"}, "submit"),
    ("S905", f"{STORY} > silent > 0", {f"{STORY} > silent": ["populations"]}, {f"{STORY} > silent": ["population"]}, "population"),
    ("S906", f"{EVENT} > unit", {f"{EVENT} > unit": "healthy"}, {f"{EVENT} > unit": "window"}, "health"),
    ("S907", f"{STORY} > events > 1 > on", {f"{STORY} > events > 1": {**LATER, "on": date(2026, 3, 1)}}, {f"{STORY} > events > 1": LATER}),
    ("S908", f"{STORY} > expect > phase", {f"{STORY} > expect > phase": "submited"}, {f"{STORY} > expect > phase": "delivered"}, "submitted"),
    ("S909", f"{EVENT} > place", {f"{EVENT} > place": "premise"}, {f"{EVENT} > place": "premises"}, "premises"),
]  # fmt: skip
