"""Texts, dates, terms and money in the language of the page. Filters and functions of the templates."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import get_language

from guantong.core.kernel import texts
from guantong.core.kernel.calendar import load_calendar
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.text import Text
from guantong.core.scenario.parts import Words
from guantong.modules.cases.public import Answer


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh"


def say(key: str, /, **facts: Any) -> str:
    """Return the text of `key` in the language of the page."""
    return texts.say(key, _language(), **facts)


def explain(problem: Problem) -> str:
    return texts.explain(problem, _language())


def in_words(text: Text | Words | str | None) -> str:
    """Return a text of two languages in the one of the page."""
    if text is None:
        return ""
    if isinstance(text, Words):
        text = text.text()
    return text.in_(_language()) if isinstance(text, Text) else str(text)


def answer_words(answer: Answer) -> str:
    """Return the answer to a guided question as a person says it."""
    if isinstance(answer.value, bool):
        return say("ui-yes") if answer.value else say("ui-no")
    if answer.choice is not None:
        return in_words(answer.choice)
    number = answer.value
    text = str(int(number)) if isinstance(number, float) and number.is_integer() else str(number)
    return f"{text} {answer.unit}".strip()


def in_reason(because: str) -> str:
    """Return a reason as people read it: what an office wrote, or the text of a reason that the engine gave."""
    return say(because) if because.startswith("flow-because-") else because


def show_day(day: date | None, weekday: bool = False) -> str:
    """Return a date as people write it, with the day of the week when told; a dash for none."""
    if day is None:
        return say("ui-none")
    if isinstance(day, datetime):
        day = (localtime(day) if day.tzinfo else day).date()
    text = texts.say_day(day, _language())
    return (
        say("ui-day-and-weekday", day=text, weekday=say(f"ui-weekday-{day.isoweekday()}"))
        if weekday
        else text
    )


def show_moment(at: datetime) -> str:
    """Return a time to the minute, as clocks here show it."""
    at = localtime(at)
    return f"{show_day(at.date())} {at:%H:%M}"


def show_workdays(count: int) -> str:
    """Return a term in workdays; at once for 0."""
    return say("ui-workdays", count=count) if count else say("ui-at-once")


def show_left(due: date | None, today: date) -> str:
    """Return how many workdays are left until a due day, or how many it is overdue; empty without one."""
    if due is None:
        return ""
    try:
        left = load_calendar().count_workdays(today, due)
    except Refused:
        return ""
    if due < today:
        return say("ui-overdue", count=max(1, -left))
    return say("ui-due-today") if due == today else say("ui-left", count=left)


def show_money(cents: int) -> str:
    return say("ui-free") if not cents else f"¥{cents / 100:,.2f}"


def show_size(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, size // 1024)} KB"


def show_code(code: str) -> str:
    """Return a tracking code in groups of four, as people read it aloud.

    >>> show_code("AB12CD34EF56")
    'AB12 CD34 EF56'
    """
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def in_names(key: str, names: dict[str, str]) -> str:
    """Return the name of a key; a filter for `map`."""
    return names.get(key, key)


def show_stop(why: str) -> str:
    """Return why a clock stands still, from the engine's word for it (`correction`, `procedure:hearing`)."""
    kind, _, detail = why.partition(":")
    return say(f"flow-procedure-{detail}") if detail else say(f"flow-clock-{kind}")
