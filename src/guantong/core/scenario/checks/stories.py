"""Checks of examples: every word in a story must be one of the scenario's."""

from __future__ import annotations

from collections.abc import Iterator

from guantong.core.flow.model import PHASES, VERBS
from guantong.core.kernel.problem import Refused
from guantong.core.scenario.answers import normalise_answers
from guantong.core.scenario.checks.registry import Found, check, unknown
from guantong.core.scenario.checks.view import View
from guantong.core.scenario.language import Story, StoryEvent
from guantong.core.scenario.lines import Steps

DOERS = ("window", "applicant")  # who acts in a story without being a unit


def _events(view: View) -> Iterator[tuple[Steps, StoryEvent]]:
    for name, story in view.package.stories.items():
        for at, event in enumerate(story.events):
            yield ("stories", name, "events", at), event


@check("S901")
def story_of_unknown_item(view: View) -> Iterator[Found]:
    """A story names an item that the scenario does not have."""
    for steps, event in _events(view):
        if event.item and event.item not in view.items:
            yield unknown((*steps, "item"), event.item, view.items)
    for name, story in view.package.stories.items():
        for key in ("items", "reopened", "kept"):
            for at, item in enumerate(getattr(story.expect, key) or ()):
                if item not in view.items:
                    yield unknown(("stories", name, "expect", key, at), item, view.items)


@check("S902")
def story_of_unknown_element(view: View) -> Iterator[Found]:
    """A story names an element that the dictionary does not have."""
    for name, story in view.package.stories.items():
        for steps, element in _named_elements(name, story):
            if element not in view.element_ids:
                yield unknown(steps, element, view.element_ids)


def _named_elements(name: str, story: Story) -> Iterator[tuple[Steps, str]]:
    for element in story.data:
        yield ("stories", name, "data", element), element
    for at, event in enumerate(story.events):
        steps: Steps = ("stories", name, "events", at)
        yield from (((*steps, "with", element), element) for element in event.data)
        yield from (((*steps, "fields", n), element) for n, element in enumerate(event.fields))
        yield from (((*steps, "owed", n), element) for n, element in enumerate(event.owed))
    for key in ("asked", "not_asked"):
        for n, element in enumerate(getattr(story.expect, key)):
            yield ("stories", name, "expect", key, n), element


@check("S903")
def story_answers_wrongly(view: View) -> Iterator[Found]:
    """The answers of a story are not answers to the questions of the scenario."""
    if view.outcome is None:
        return
    for name, story in view.package.stories.items():
        try:
            normalise_answers(view.scenario.asks, story.answers)
        except Refused as wrong:
            for problem in wrong.problems:
                facts = {"ask": problem.where, "possible": ", ".join(view.scenario.asks) or "–"}
                yield Found(("stories", name, "answers", problem.where), facts, problem.nearest)


@check("S904")
def story_does_unknown_thing(view: View) -> Iterator[Found]:
    """A story does something that nobody can do to a case."""
    for steps, event in _events(view):
        if event.do not in VERBS:
            yield unknown((*steps, "do"), event.do, VERBS)


@check("S905")
def story_of_unknown_resource(view: View) -> Iterator[Found]:
    """A resource that keeps silent in a story does not exist."""
    for name, story in view.package.stories.items():
        for at, resource in enumerate(story.silent):
            if resource not in view.package.resources:
                yield unknown(("stories", name, "silent", at), resource, view.package.resources)


@check("S906")
def story_of_unknown_unit(view: View) -> Iterator[Found]:
    """A unit that acts in a story does not exist."""
    possible = [*view.package.units, *DOERS]
    for steps, event in _events(view):
        if event.unit and event.unit not in possible:
            yield unknown((*steps, "unit"), event.unit, possible)


@check("S907")
def story_goes_back_in_time(view: View) -> Iterator[Found]:
    """An event of a story is dated before the one that stands above it."""
    for name, story in view.package.stories.items():
        for at in range(1, len(story.events)):
            before, event = story.events[at - 1], story.events[at]
            if event.on < before.on:
                facts = {"given": event.on.isoformat(), "before": before.on.isoformat()}
                yield Found(("stories", name, "events", at, "on"), facts)


@check("S908")
def story_ends_in_unknown_phase(view: View) -> Iterator[Found]:
    """A story expects a phase that no case is ever in."""
    for name, story in view.package.stories.items():
        if story.expect.phase and story.expect.phase not in PHASES:
            yield unknown(("stories", name, "expect", "phase"), story.expect.phase, PHASES)


@check("S909")
def story_of_unknown_place(view: View) -> Iterator[Found]:
    """A story visits a place for which the scenario describes no joint visit."""
    for steps, event in _events(view):
        # Items that wait for each other make a visit of their own to the same place: `premises-2`.
        places = {*view.scenario.inspections, *(visit.place for plan in view.drawn for visit in plan.visits)}
        if event.place and event.place not in places:
            yield unknown((*steps, "place"), event.place, sorted(places))
