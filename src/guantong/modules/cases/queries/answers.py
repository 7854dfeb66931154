"""What the applicant answered to the guided questions of a case: all of it, or what decides about one item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from django.db import connection

from guantong.core.kernel.problem import Refused
from guantong.core.scenario.answered import corrected_answers, questions_of
from guantong.core.scenario.answers import normalise_answers
from guantong.core.scenario.dictionary import find_element
from guantong.core.scenario.language import Ask, Dictionary

from ..access import GRADES_FOR_OPINION, Held, package_of
from ..rows import Answer


def answers_of(case_id: int, asks: Mapping[str, Ask]) -> dict[str, Any]:
    """Return the answers with which a case was opened, as values; those that fit no question any more are left out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers::text FROM cases_case WHERE id = %s", [case_id])
        row = cursor.fetchone()
    raw = msgspec.json.decode(row[0]) if row and row[0] else {}
    return _read(asks, {name: value for name, value in raw.items() if name in asks})


def _read(asks: Mapping[str, Ask], raw: Mapping[str, Any]) -> dict[str, Any]:
    """A later version of the package may ask otherwise: then what was answered is shown as it was said."""
    try:
        return normalise_answers(asks, raw)
    except Refused:
        return dict(raw)


def answers_shown(held: Held, item: str = "", *, for_opinion: bool = False) -> tuple[Answer, ...]:
    """Return the answers in the order of the questions; with `item`, those that decide about it, its materials or fees.

    What a correction changed is shown as it is now. Who is only asked for an opinion sees no answer that is an element of
    grade L3 or L4, as with the elements themselves.
    """
    package = package_of(held)
    asks = package.scenario.asks
    about = package.scenario.items.get(item)
    wanted = questions_of(asks, about) if about else () if item else tuple(asks)
    if not wanted:
        return ()
    data = {name: datum.value for name, datum in held.state.data.items()}
    answers = corrected_answers(asks, answers_of(held.id, asks), data)
    return tuple(
        _answer(name, asks[name], answers[name])
        for name in wanted
        if answers.get(name) is not None and not (for_opinion and _is_graded(asks[name], package.dictionary))
    )


def _is_graded(ask: Ask, dictionary: Dictionary) -> bool:
    element = find_element(dictionary, ask.is_) if ask.is_ else None
    return element is not None and element.grade not in GRADES_FOR_OPINION


def _answer(name: str, ask: Ask, value: Any) -> Answer:
    choice = ask.choices.get(value) if isinstance(value, str) else None
    return Answer(
        name=name, title=ask.title.text(), value=value, unit=ask.unit, choice=choice.text() if choice else None,
        element=ask.is_,
    )  # fmt: skip
