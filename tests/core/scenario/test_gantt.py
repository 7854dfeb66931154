"""The plan's picture: complete, within its frame, readable without colour or sight, and safe."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from lxml import etree

from guantong.core.kernel.text import Text
from guantong.core.kernel.texts import LANGUAGES
from guantong.core.scenario.gantt import gantt_svg
from guantong.core.scenario.gantt_layout import COMPACT, WIDE, Layout, implied_waits, spans_of
from guantong.core.scenario.svg import lines_of, width_of
from tests.core.scenario.by_hand import NAMES, ROWS, VISITED, make_flow, make_plan

SVG = "{http://www.w3.org/2000/svg}"


def draw(compact: bool = False, language: str = "zh", large: bool = False, **changes: Any) -> etree._Element:
    plan = msgspec.structs.replace(make_plan(), **changes)
    procedures = {branch.item: branch.procedures for branch in make_flow().branches}
    return etree.fromstring(
        gantt_svg(plan, language, names=NAMES, procedures=procedures, compact=compact, large=large).encode()
    )


def texts(root: etree._Element) -> str:
    return "\n".join("".join(node.itertext()) for node in root.iter(f"{SVG}text"))


@pytest.mark.parametrize(
    ("compact", "large", "wide"), [(False, False, 1160), (True, False, 320), (True, True, 240)]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_gantt_when_drawn_then_names_every_item_and_stays_inside_its_frame(
    compact: bool, large: bool, wide: int, language: str
) -> None:
    root = draw(compact, language, large)
    width, height = (float(part) for part in root.get("viewBox").split()[2:])
    assert width == wide
    described = root.findtext(f"{SVG}desc")
    for _, title, *_rest in ROWS:
        assert title in described
        assert title[:8] in texts(root)
    for node in root.iter(f"{SVG}text"):
        anchor, x, said = node.get("text-anchor", "start"), float(node.get("x")), "".join(node.itertext())
        room = width_of(said, float(node.get("font-size")))
        left = x - {"start": 0.0, "middle": room / 2, "end": room}[anchor]
        assert left >= -1, said
        assert left + room <= width + 1, said
        assert 0 < float(node.get("y")) < height
    assert "[show-" not in texts(root) + described


def test_gantt_when_read_by_a_machine_then_has_a_role_a_title_and_no_script_or_style() -> None:
    root = draw()
    assert root.get("role") == "img"
    ids = {node.get("id") for node in root.iter() if node.get("id")}
    assert set(root.get("aria-labelledby").split()) <= ids
    assert not [
        node
        for node in root.iter()
        if isinstance(node.tag, str) and node.tag in (f"{SVG}script", f"{SVG}style")
    ]
    assert not [key for node in root.iter() for key in node.attrib if key == "style" or key.startswith("on")]


def test_gantt_when_an_edge_is_in_the_plan_then_has_an_arrow_that_names_its_data() -> None:
    arrows = [node.findtext(f"{SVG}title") for node in draw().iter(f"{SVG}g")]
    for edge in make_plan().edges:
        cause = NAMES.element(edge.element)
        assert any(tip and cause in tip and NAMES.item(edge.after) in tip for tip in arrows)


def test_gantt_when_a_visit_serves_two_items_then_has_two_diamonds_and_one_in_the_legend() -> None:
    diamonds = [
        node
        for node in draw().iter(f"{SVG}path")
        if node.get("d", "").endswith("z") and node.get("stroke") == "#8a4b08"
    ]
    assert len(diamonds) == len(VISITED) + 1


def test_gantt_when_nothing_waits_is_visited_or_stopped_then_the_legend_says_only_what_is_shown() -> None:
    plain = make_plan()
    first = msgspec.structs.replace(plain.items[0], calendar_finish=1)
    said = texts(
        draw(items=(first,), edges=(), visits=(), critical=(first.item,), longest=1, calendar_longest=1)
    )
    assert "最长路径" in said
    assert "联合踏勘" not in said
    assert "特别程序" not in said
    assert "待" not in said


def test_gantt_when_a_title_carries_markup_then_it_stays_text() -> None:
    plan = make_plan()
    bad = msgspec.structs.replace(plan.items[0], title=Text("<script>alert(1)</script>&\x00"))
    root = draw(items=(bad, *plan.items[1:]))
    assert not list(root.iter(f"{SVG}script"))
    assert "<script>" in texts(root)


def test_spans_when_a_special_procedure_runs_then_work_and_stop_add_up_to_the_days_lived() -> None:
    spans = spans_of(make_plan())
    entertainment = spans["entertainment-licence"]
    assert (entertainment.start, entertainment.work, entertainment.stopped, entertainment.finish) == (
        5,
        5,
        10,
        20,
    )
    for edge in make_plan().edges:
        assert spans[edge.after].start >= spans[edge.before].finish


@pytest.mark.parametrize("size", [WIDE, COMPACT])
def test_layout_when_made_then_lanes_do_not_overlap_and_days_fit(size: Any) -> None:
    layout = Layout(make_plan(), size)
    tops = sorted((top, item) for item, top in layout.rows.items())
    for (top, item), (following, _) in pairwise(tops):
        assert top + layout.height(item) <= following
    assert layout.due == 22
    assert layout.x(layout.days) < size.width


def test_gantt_when_drawn_twice_then_is_the_same_and_two_pictures_share_no_id() -> None:
    assert gantt_svg(make_plan()) == gantt_svg(make_plan())
    wide, compact = (
        set(re.findall(r' id="([^"]+)"', gantt_svg(make_plan(), compact=each))) for each in (False, True)
    )
    assert not wide & compact


def test_lines_when_longer_than_the_room_then_are_cut_with_a_sign() -> None:
    lines = lines_of("公众聚集场所投入使用、营业前消防安全检查", 14, 100, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(width_of(line, 14) <= 100 for line in lines)


def test_implied_waits_when_a_longer_way_exists_then_only_the_short_cut_is_implied() -> None:
    assert implied_waits(make_plan()) == {("business-licence", "tax")}


def test_gantt_when_an_item_beside_the_longest_path_has_no_slack_then_it_decides_the_length_as_well() -> None:
    plan = make_plan()
    items = tuple(msgspec.structs.replace(item, slack=0) for item in plan.items)
    told = ["".join(node.itertext()) for node in draw(items=items).iter(f"{SVG}title")]
    assert sum("决定总时长的一步" in each for each in told) == len(items)
    assert not any("0个工作日余量" in each for each in told)
