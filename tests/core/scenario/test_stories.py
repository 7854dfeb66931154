"""Stories run in memory: the defaults, what is watched, and what is said when one does not come true."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from guantong.core.kernel.calendar import load_calendar
from guantong.core.kernel.problem import Problem
from guantong.core.kernel.texts import LANGUAGES, explain
from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.language import Expect, Package, Story
from guantong.core.scenario.stories import Outcome, check_story, run_stories, run_story
from guantong.core.scenario.story_runner import MemoryRunner
from tests.package_by_hand import by_hand

CALENDAR = load_calendar()
REGISTERED = {"on": "2026-03-02", "do": "approve", "item": "registration"}
SUBMIT = {"on": "2026-03-02", "do": "submit"}
WIDE = {"area": 350, "kind": "song"}


def make_package() -> Package:
    """The package by hand, with a third item beside: a fire check that needs the floor plan and waits for nobody."""
    data = by_hand()
    data["scenario"]["items"]["fire-check"] = {
        "title": "消防安全检查",
        "unit": "fire-brigade",
        "law": ["某法第15条"],
        "promised": "3 workdays",
        "legal": "10 workdays",
        "when": "area > 300",
        "materials": [{"name": "场所平面图", "elements": ["premises.floor_plan"], "owed": "7 workdays"}],
        "issues": ["licence/fire"],
    }
    data["scenario"]["items"]["fire-check"]["materials"].append(
        {"name": "成立日期", "elements": ["company.founded_on"]}
    )
    data["dictionary"]["elements"]["company.founded_on"] = {
        "title": "成立日期", "type": "date", "owner": "market-regulation", "held_by": "companies.founded_on",
    }  # fmt: skip
    data["dictionary"]["elements"]["licence/fire"] = {
        "title": "消防意见书",
        "type": "licence",
        "owner": "fire-brigade",
    }
    return Package.model_validate(data)


PACKAGE = make_package()
COMPILED = compile_package(PACKAGE)


def tell(
    *events: dict[str, Any], expect: dict[str, Any] | None = None, **story: Any
) -> tuple[Outcome, tuple[Problem, ...]]:
    told = Story.model_validate(
        {"story": "试", "answers": WIDE, "events": list(events), "expect": expect or {}} | story
    )
    outcome = run_story(PACKAGE, COMPILED, told, CALENDAR)
    return outcome, check_story(outcome, told.expect)


def test_story_when_only_submitted_then_has_a_phase_and_no_due_day() -> None:
    outcome, _ = tell(SUBMIT)
    assert (outcome.phase, outcome.due, outcome.days_used, outcome.refused) == ("submitted", None, None, ())
    assert set(outcome.items) == {"registration", "entertainment", "fire-check"}


def test_story_when_it_never_says_accept_then_is_accepted_on_the_day_it_was_handed_in() -> None:
    outcome, differs = tell(
        SUBMIT,
        {**REGISTERED, "on": "2026-03-04"},
        expect={"phase": "handling", "due": "2026-03-16", "days_used": 2},
    )
    assert differs == ()
    assert outcome.refused == ()


def test_story_when_it_says_accept_later_then_nothing_is_accepted_before() -> None:
    outcome, differs = tell(
        SUBMIT, REGISTERED, {"on": "2026-03-03", "do": "accept"}, expect={"refused": "flow.phase"}
    )
    assert differs == ()
    assert outcome.refused_at == 2


def test_story_when_a_branch_is_returned_then_siblings_are_kept_and_it_is_reopened() -> None:
    _, differs = tell(
        SUBMIT,
        REGISTERED,
        {
            "on": "2026-03-04",
            "do": "return",
            "item": "fire-check",
            "fields": ["premises.floor_plan"],
            "because": "出口数量不符",
        },
        {"on": "2026-03-09", "do": "correct", "with": {"premises.floor_plan": "file/plan2.pdf"}},
        {"on": "2026-03-10", "do": "approve", "item": "fire-check"},
        expect={"phase": "handling", "reopened": ["fire-check"], "kept": ["registration"]},
    )
    assert differs == ()


def test_story_when_a_finished_sibling_is_sent_back_then_it_is_reopened_and_the_other_kept() -> None:
    _, differs = tell(
        SUBMIT,
        REGISTERED,
        {"on": "2026-03-03", "do": "approve", "item": "fire-check"},
        {
            "on": "2026-03-04",
            "do": "send_back",
            "item": "entertainment",
            "target": "registration",
            "because": "地址有误",
        },
        expect={"phase": "handling", "reopened": ["registration"], "kept": ["fire-check"]},
    )
    assert differs == ()


def test_story_when_a_source_is_silent_then_the_applicant_is_asked_for_what_it_holds() -> None:
    asked, _ = tell(SUBMIT, expect={"not_asked": ["company.founded_on"]})
    silent, differs = tell(SUBMIT, silent=["companies"], expect={"asked": ["company.founded_on"]})
    assert "company.founded_on" not in asked.asked
    assert differs == ()
    assert silent.phase == "submitted"


def test_story_when_a_field_is_blank_then_it_is_refused_by_code() -> None:
    outcome, differs = tell(SUBMIT, data={"company.name": None}, expect={"refused": "form.missing"})
    assert differs == ()
    assert outcome.phase == "", "no case was opened"
    assert [problem.where for problem in outcome.problems] == ["company.name"]


def test_story_when_something_is_owed_then_it_is_left_out_and_handed_in_by_default() -> None:
    accept = {"on": "2026-03-02", "do": "accept", "owed": ["premises.floor_plan"]}
    early, _ = tell(SUBMIT, accept, {"on": "2026-03-03", "do": "approve", "item": "fire-check"})
    assert early.refused == ("flow.owed",)
    _, differs = tell(
        SUBMIT,
        accept,
        {"on": "2026-03-04", "do": "supplement"},
        {"on": "2026-03-05", "do": "approve", "item": "fire-check"},
        expect={"phase": "handling", "refused": ""},
    )
    assert differs == ()


def test_story_when_told_to_its_end_then_knows_due_day_days_used_and_what_a_bad_rating_opens() -> None:
    ends = [
        SUBMIT,
        REGISTERED,
        {"on": "2026-03-02", "do": "appoint", "place": "premises", "day": "2026-03-04"},
        {"on": "2026-03-04", "do": "inspect", "item": "entertainment"},
        {"on": "2026-03-05", "do": "pause", "item": "entertainment"},
        {"on": "2026-03-19", "do": "resume", "item": "entertainment"},
        {"on": "2026-03-20", "do": "approve", "item": "entertainment"},
        {"on": "2026-03-20", "do": "approve", "item": "fire-check"},
        {"on": "2026-03-23", "do": "deliver"},
        {"on": "2026-03-24", "do": "rate", "grade": 1, "because": "等太久"},
    ]
    outcome, differs = tell(
        *ends, expect={"phase": "delivered", "days_used": 14, "opens": "rectification", "overdue": False}
    )
    assert differs == ()
    assert outcome.due == date(2026, 3, 30), "10 promised workdays, and 10 of announcement"
    assert tell(*ends[:-1])[0].opens == ""


def test_story_when_answers_are_missing_then_the_refusal_is_its_outcome() -> None:
    outcome, differs = tell(SUBMIT, answers={}, expect={"refused": "answer.missing"})
    assert outcome.refused_at == 1
    assert differs == ()


def test_story_when_it_does_not_begin_with_submit_then_says_so() -> None:
    outcome, _ = tell(REGISTERED)
    assert outcome.refused == ("story.begins_with_submit",)


@pytest.mark.parametrize(
    ("expect", "what"),
    [
        ({"phase": "delivered"}, "phase"), ({"items": ["registration"]}, "items"), ({"asked": ["company.uscc"]}, "asked"),
        ({"not_asked": ["company.name"]}, "not_asked"), ({"reopened": ["registration"]}, "reopened"), ({"kept": ["registration"]}, "kept"),
        ({"due": "2026-03-03"}, "due"), ({"overdue": True}, "overdue"), ({"days_used": 7}, "days_used"),
        ({"opens": "rectification"}, "opens"), ({"refused": "flow.phase"}, "refused"),
    ],
)  # fmt: skip
def test_check_when_one_word_is_not_true_then_exactly_that_differs(expect: dict[str, Any], what: str) -> None:
    _, differs = tell(SUBMIT, REGISTERED, expect=expect)
    assert [(problem.code, problem.facts["what"]) for problem in differs] == [("story.differs", what)]
    for language in LANGUAGES:
        assert "{" not in explain(differs[0], language)


def test_check_when_a_step_is_refused_unexpectedly_then_names_step_and_code() -> None:
    _, differs = tell(SUBMIT, REGISTERED, REGISTERED)
    assert [problem.code for problem in differs] == ["story.refused"]
    assert differs[0].facts["number"] == "3"
    assert explain(differs[0], "en").startswith("Step 3")


def test_check_when_nothing_is_expected_then_nothing_differs() -> None:
    outcome, _ = tell(SUBMIT, REGISTERED)
    assert check_story(outcome, Expect()) == ()


def test_stories_of_a_package_when_one_names_a_division_then_it_runs_on_the_overlay() -> None:
    story = {"story": "杭州", "answers": WIDE, "events": [SUBMIT, REGISTERED], "expect": {"not_asked": []}}
    package = PACKAGE.model_copy(
        update={
            "stories": {
                "all": Story.model_validate(story),
                "city": Story.model_validate(story | {"division": "330106000000"}),
            }
        }
    )
    told = {each.key: each for each in run_stories(package, CALENDAR)}
    assert told["all"].outcome.due == date(2026, 3, 16)
    assert told["city"].outcome.due == date(2026, 3, 13), "the city promises 9 workdays"


def test_runner_when_another_one_is_given_then_the_story_runs_there() -> None:
    used: list[str] = []

    class Noting(MemoryRunner):
        def act(self, event: Any, on: date, unit: str) -> None:
            used.append(f"{event.do} by {unit or 'applicant'}")
            super().act(event, on, unit)

    story = Story.model_validate(
        {
            "story": "试",
            "answers": WIDE,
            "events": [SUBMIT, REGISTERED, {"on": "2026-03-02", "do": "withdraw", "because": "不办了"}],
            "expect": {"phase": "withdrawn"},
        }
    )
    outcome = run_story(PACKAGE, COMPILED, story, CALENDAR, Noting(CALENDAR))
    assert used == ["accept by window", "approve by market-regulation", "withdraw by applicant"]
    assert outcome.phase == "withdrawn"
