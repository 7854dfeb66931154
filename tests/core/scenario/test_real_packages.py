"""What is shown of the services in `scenarios/`: every situation can be filled in, drawn, written and told."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import SpiffWorkflow
from lxml import etree

from guantong.core.flow.model import Event
from guantong.core.kernel.calendar import load_calendar
from guantong.core.kernel.texts import LANGUAGES, explain
from guantong.core.scenario.bpmn import bpmn_xml
from guantong.core.scenario.checklist import checklist_markdown, make_checklist
from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.compiled import Compiled
from guantong.core.scenario.gantt import gantt_svg
from guantong.core.scenario.guide import make_guide
from guantong.core.scenario.guide_markdown import guide_markdown
from guantong.core.scenario.language import Package, Story
from guantong.core.scenario.names import names_of
from guantong.core.scenario.published import published_beside
from guantong.core.scenario.read import read_package
from guantong.core.scenario.samples import sample_form
from guantong.core.scenario.stories import run_stories
from guantong.core.scenario.story_data import make_opening
from guantong.core.scenario.values import check_form
from guantong.project.cli import main
from tests.core.scenario.bpmn_runs import ready_in, run_beside

SCENARIOS = Path(__file__).resolve().parents[3] / "scenarios"
FOLDERS = sorted(path.parent for path in SCENARIOS.glob("*/scenario.yaml"))
SCHEMA = Path(SpiffWorkflow.__file__).parent / "bpmn" / "parser" / "schema" / "BPMN20.xsd"
each_package = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


@cache
def load(folder: Path) -> tuple[Package, Compiled]:
    package = read_package(folder)
    return package, compile_package(package)


@each_package
def test_samples_when_any_situation_is_filled_in_then_the_form_has_no_problem(folder: Path) -> None:
    _, compiled = load(folder)
    for number, situation in enumerate(compiled.situations):
        assert check_form(situation.form.fields, sample_form(situation.form, number)) == ()


@each_package
@pytest.mark.parametrize("language", LANGUAGES)
def test_guide_checklist_and_pictures_when_made_then_no_word_is_missing(folder: Path, language: str) -> None:
    package, compiled = load(folder)
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    for situation in (compiled.situations[0], compiled.situations[-1]):
        names = names_of(package, situation)
        diagram = bpmn_xml(situation.flow, language, names=names)
        picture = gantt_svg(situation.plan, language, names=names)
        pages = guide_markdown(make_guide(package, situation, language)) + checklist_markdown(
            make_checklist(package, situation, language)
        )
        assert "[show-" not in pages + picture + diagram.decode()
        assert etree.fromstring(picture.encode()).get("role") == "img"
        assert schema.validate(etree.fromstring(diagram)), schema.error_log


@each_package
@pytest.mark.parametrize("language", LANGUAGES)
def test_guide_when_a_package_rests_on_policy_then_each_clause_has_its_document_and_words(
    folder: Path, language: str
) -> None:
    package, compiled = load(folder)
    guide = make_guide(package, compiled.situations[0], language)
    assert len(guide.rests_on) == len(package.scenario.rests_on) > 0
    assert all(one.says and not one.document.isdigit() for one in guide.rests_on)


@each_package
@pytest.mark.parametrize("choose", [min, max], ids=["first", "last"])
def test_plan_when_another_engine_runs_it_then_it_offers_the_same_items_as_ours_after_every_step(
    folder: Path, choose: Callable[[list[str]], str]
) -> None:
    package, compiled = load(folder)
    situation = compiled.situations[0]
    story = Story.model_validate(
        {
            "story": "widest",
            "answers": situation.answers,
            "events": [{"on": "2026-03-02", "do": "submit"}],
            "expect": {},
        }
    )
    opening = make_opening(package, situation, story)
    data = {
        **opening.given,
        **sample_form(situation.form, 1),
        **opening.data,
    }  # what later stages need as well
    handed_in = dict.fromkeys(data, "applicant") | opening.sources
    begin = [Event(do="submit", data=data, sources=handed_in), Event(do="accept")]
    workflow, state, done = run_beside(situation.flow, begin, choose)
    assert state.phase == "decided"
    assert ready_in(workflow) == ["deliver"]
    assert sorted(done) == sorted(f"task-{item}" for item in situation.items)


@each_package
def test_published_figures_when_they_differ_from_the_computed_then_the_package_explains_why(
    folder: Path,
) -> None:
    package, compiled = load(folder)
    beside = published_beside(package, compiled.situations[0])
    assert len(beside) == len(package.scenario.published)
    assert [one for one in beside if one.differs and one.note is None] == []


@each_package
def test_stories_when_told_in_memory_then_all_come_true(folder: Path) -> None:
    package, _ = load(folder)
    for told in run_stories(package, load_calendar()):
        assert told.differs == (), [explain(problem) for problem in (*told.differs, *told.outcome.problems)]


@each_package
def test_stories_when_an_item_needs_what_another_issues_then_one_of_them_sends_a_sibling_back(
    folder: Path,
) -> None:
    package, compiled = load(folder)
    if not compiled.situations[0].plan.edges or package.scenario.opens_from != "application":
        pytest.skip("no item needs what another issues, or nobody applies for it")
    sent = [
        (event.target, story.expect.reopened or ())
        for story in package.stories.values()
        for event in story.events
        if event.do == "send_back"
    ]
    assert sent
    assert all(target in reopened for target, reopened in sent)


@pytest.mark.parametrize("name", ["plan.svg", "plan.bpmn"])
def test_plan_command_when_given_a_file_then_writes_that_kind(name: str, tmp_path: Path) -> None:
    assert main(["plan", str(FOLDERS[0]), "--out", str(tmp_path / name)]) == 0
    root = etree.parse(str(tmp_path / name)).getroot()
    assert etree.QName(root).localname == {"plan.svg": "svg", "plan.bpmn": "definitions"}[name]


def test_guide_command_when_asked_for_the_checklist_then_prints_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--lang", "en", "guide", str(FOLDERS[0]), "--checklist"]) == 0
    assert capsys.readouterr().out.startswith("# Checklist of the window")
    assert main(["guide", str(FOLDERS[0]), "--situation", "no-such"]) == 1


def test_story_command_when_a_story_is_unknown_then_fails_and_names_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = next(folder for folder in FOLDERS if load(folder)[0].stories)
    first = min(load(folder)[0].stories)
    assert main(["story", str(folder), first]) == 0
    assert "✓ " + first in capsys.readouterr().out
    assert main(["story", str(folder), "no-such"]) == 1
    assert first in capsys.readouterr().out
