"""A karaoke venue compiled by hand: nine items, two waiting edges deep, one joint visit, one announcement."""

from __future__ import annotations

from guantong.core.flow.model import Branch, Flow, Input, Inspection, Procedure
from guantong.core.kernel.text import Text
from guantong.core.scenario.compiled import Edge, Plan, PlanItem, PlanVisit
from guantong.core.scenario.names import Names

# item, title, unit, promised, procedures, needs what which items issue
ROWS = (
    ("business-licence", "营业执照", "market-regulation", 1, 0, ()),
    ("seal", "公章刻制备案", "public-security", 0, 0, ("business-licence",)),
    ("sign", "户外招牌设置备案", "urban-management", 3, 0, ()),
    ("food-permit", "食品经营许可", "market-regulation", 4, 0, ("business-licence",)),
    ("hygiene", "公共场所卫生许可", "health", 3, 0, ("business-licence",)),
    ("drainage", "城镇污水排入排水管网许可证核发", "housing", 5, 0, ("business-licence",)),
    ("fire-check", "公众聚集场所投入使用、营业前消防安全检查", "fire-brigade", 5, 0, ()),
    ("entertainment-licence", "娱乐经营许可证", "culture-tourism", 5, 10, ("business-licence", "fire-check")),
    ("tax", "税务登记信息确认", "tax", 1, 0, ("business-licence", "seal")),
)
VISITED = ("fire-check", "hygiene")
VISIT_START, VISIT_WITHIN = 1, 3
UNITS = {
    "market-regulation": "市场监管局", "public-security": "公安局", "urban-management": "综合执法局", "health": "卫生健康局",
    "housing": "住房建设局", "fire-brigade": "消防救援大队", "culture-tourism": "文化广电旅游局", "tax": "税务局",
}  # fmt: skip
NAMES = Names(
    units={role: Text(name) for role, name in UNITS.items()},
    elements={f"licence/{row[0]}": Text(row[1]) for row in ROWS},
    items={row[0]: Text(row[1]) for row in ROWS},
)


def make_plan() -> Plan:
    ends: dict[str, tuple[int, int]] = {}
    begun: dict[str, int] = {}
    for item, _, _, promised, extra, needs in ROWS:
        start = max((ends[need][0] for need in needs), default=0)
        begun[item] = max((ends[need][1] for need in needs), default=0)
        ends[item] = (start + promised, begun[item] + promised + extra)
    longest = max(end for end, _ in ends.values())
    critical = ("fire-check", "entertainment-licence")
    return Plan(
        items=tuple(
            PlanItem(
                item=item, title=Text(title), unit=unit, start=ends[item][0] - promised, finish=ends[item][0],
                slack=0 if item in critical else longest - ends[item][0], calendar_start=begun[item],
                calendar_finish=ends[item][1],
            )
            for item, title, unit, promised, _, _ in ROWS
        ),
        edges=tuple(Edge(before=need, after=row[0], element=f"licence/{need}") for row in ROWS for need in row[5]),
        visits=(PlanVisit(place="premises", title=Text("经营场所"), items=VISITED, led_by="fire-brigade", within=VISIT_WITHIN, start=VISIT_START),),
        critical=critical,
        longest=longest,
        calendar_longest=max(end for _, end in ends.values()),
        promised=12,
    )  # fmt: skip


def make_flow() -> Flow:
    return Flow(
        scenario="open-ktv",
        situation="full",
        title=Text("开办KTV一件事", "Open a karaoke venue"),
        lead="culture-tourism",
        promised=12,
        branches=tuple(
            Branch(
                item=item, title=Text(title), unit=unit, level="county", promised=promised, legal=20,
                inputs=tuple(Input(element=f"licence/{need}", source="sibling", origin=need) for need in needs),
                waits_for=needs, issues=(f"licence/{item}",), yields=(f"licence/{item}",),
                inspection="premises" if item in VISITED else "",
                procedures=(Procedure(kind="announcement", workdays=extra),) if extra else (),
            )
            for item, title, unit, promised, extra, needs in ROWS
        ),
        inspections=(
            Inspection(place="premises", title=Text("经营场所"), items=VISITED, led_by="fire-brigade", within=VISIT_WITHIN),
        ),
    )  # fmt: skip
