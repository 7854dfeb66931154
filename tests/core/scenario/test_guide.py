"""The guide and the checklist say all that was derived, once, in both languages, and nothing else."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guantong.core.kernel.texts import LANGUAGES
from guantong.core.scenario.checklist import checklist_markdown, make_checklist
from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.guide import make_guide
from guantong.core.scenario.guide_markdown import guide_markdown, table_cell
from guantong.core.scenario.language import Package
from guantong.core.scenario.samples import sample_form
from guantong.core.scenario.values import check_form
from tests.package_by_hand import by_hand
from tests.packages import packages

PACKAGE = Package.model_validate(by_hand())
WIDEST = compile_package(PACKAGE).situations[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_guide_when_written_then_says_terms_why_needs_and_what_is_spared(language: str) -> None:
    guide = make_guide(PACKAGE, WIDEST, language, {"area": 350, "kind": "song"})
    text = guide_markdown(guide)
    assert "[show-" not in text
    assert "{" not in text
    for need in guide.needs:
        assert text.count(f"| {need.title}") == 1, "asked once"
    for spared in guide.spared:
        assert f"| {spared.title} | {spared.why}" in text
    assert guide.total_cents == 1000
    assert "10.00" in text
    assert "350 m²" in text
    assert guide.items[0].why == ()
    assert guide.items[1].why, "it applies because of the area"


def test_guide_when_an_item_is_assumed_in_part_then_marks_the_figure_and_lists_the_words() -> None:
    text = guide_markdown(make_guide(PACKAGE, WIDEST))
    assert "8个工作日（推定）" in text
    assert "1个工作日（推定）" not in text
    assert "- 娱乐经营许可证：承诺时限" in text


def test_guide_when_one_material_alone_is_assumed_then_marks_what_it_asks_and_nothing_else() -> None:
    data = by_hand()
    data["scenario"]["items"]["entertainment"]["assumed"] = ["materials.场所平面图", "law"]
    package = Package.model_validate(data)
    guide = make_guide(package, compile_package(package).situations[0])
    assert [need.element for need in guide.needs if need.assumed] == ["premises.floor_plan"]
    assert guide.items[1].guesses == {"materials", "law"}
    assert guide.items[1].assumed_words == ("申请材料（场所平面图）", "法律依据")
    text = guide_markdown(guide)
    assert "- 某条例第11条（推定）" in text
    assert "- 某条例第3条\n" in text


def test_guide_when_written_then_says_whom_it_serves_why_to_come_and_what_it_rests_on() -> None:
    data = by_hand()
    data["scenario"]["rests_on"] = ["policy:18/L433", "policy:2019/2.3.1"]
    data["scenario"]["items"]["entertainment"] |= {
        "serves": "governance",
        "subjects": ["person"],
        "online": False,
    }
    package = Package.model_validate(data)
    guide = make_guide(package, compile_package(package).situations[0])
    first, second = guide.items
    assert (first.serves, first.subjects, first.online, first.visit) == (
        "服务",
        ("企业和个体工商户",),
        True,
        "",
    )
    assert (second.serves, second.subjects, second.online, second.visit) == (
        "治理",
        ("个人",),
        False,
        "核验原件",
    )
    assert second.decided_by == ("建筑总面积",)
    known, unknown = guide.rests_on
    assert "期刊" in known.document
    assert known.says
    assert (unknown.document, unknown.place, unknown.says) == ("2019", "2.3.1", "")


def test_guide_when_visits_are_counted_then_are_those_of_the_figure() -> None:
    figure = next(figure for figure in WIDEST.figures if figure.name == "visits")
    assert len(make_guide(PACKAGE, WIDEST).visits) == figure.after


def test_guide_when_something_is_spared_then_names_who_gives_it() -> None:
    spared = {each.element: each for each in make_guide(PACKAGE, WIDEST).spared}
    assert "营业执照" in spared["licence/business"].why
    assert "书面承诺代替" in spared["legal_rep.no_record"].why


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(packages(), st.sampled_from(LANGUAGES))
def test_guide_and_checklist_when_made_from_any_package_then_hold_every_field_once(
    package: Package, language: str
) -> None:
    for situation in compile_package(package).situations[:3]:
        guide, checklist = (
            make_guide(package, situation, language),
            make_checklist(package, situation, language),
        )
        asked = [field.element for field in situation.form.fields]
        assert [need.element for need in guide.needs] == asked
        assert sorted(check.element for check in (*checklist.documents, *checklist.fields)) == sorted(asked)
        assert [spared.element for spared in guide.spared] == [
            given.element for given in situation.form.given
        ]
        assert [item.item for item in guide.items] == list(situation.items)
        assert "[show-" not in guide_markdown(guide) + checklist_markdown(checklist)
        assert msgspec.json.decode(msgspec.json.encode(guide), type=type(guide)) == guide
        assert check_form(situation.form.fields, sample_form(situation.form, 5)) == ()


def test_checklist_when_a_material_may_be_owed_then_says_until_when_and_who_needs_it() -> None:
    checklist = make_checklist(PACKAGE, WIDEST)
    plan = next(check for check in checklist.documents if check.element == "premises.floor_plan")
    assert plan.owed_workdays == 5
    assert plan.needed_by == (("娱乐经营许可证", "场所平面图"),)
    deed = next(check for check in checklist.documents if check.element == "premises.title_deed")
    assert deed.laws == ("某条例第9条",)
    assert "不可缺" in checklist_markdown(checklist)
    assert "5个工作日内补齐" in checklist_markdown(checklist)


def test_table_cell_when_a_text_has_bars_and_lines_then_stays_one_cell() -> None:
    assert table_cell("a|b\nc") == "a\\|b c"
    assert table_cell("") == "—"
