"""What a clerk goes through before accepting: the checklist of the situation, beside what was really handed in."""

from __future__ import annotations

import msgspec

from guantong.core.scenario.checklist import Check, make_checklist
from guantong.core.scenario.compiled import Situation
from guantong.core.scenario.values import is_empty
from guantong.modules.cases import public as cases
from guantong.modules.services import public as services
from guantong.web.ui import desk
from guantong.web.ui.pages import language


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the checklist and what was handed in for it. `state`: here, owable (missing, may come later),
    optional (missing, need not come) or gone (missing, cannot be accepted without it)."""

    check: Check
    value: cases.Value | None
    state: str


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """The checklist of one case. `missing` are the titles of what stands in the way of accepting."""

    documents: tuple[Line, ...]
    fields: tuple[Line, ...]
    not_to_ask: tuple[tuple[str, str], ...]
    owable: tuple[Line, ...]
    missing: tuple[str, ...]


def checklist_of(view: cases.CaseView, situation: Situation) -> Desk:
    """Return the checklist in the language of the page."""
    package = services.get_matter(view.scenario, view.division, view.matter_version).package
    listed = make_checklist(package, situation, language())
    held = {value.element: value for value in view.values if not is_empty(value.value)}
    documents, fields = (
        tuple(_line(check, held) for check in checks) for checks in (listed.documents, listed.fields)
    )
    lines = (*documents, *fields)
    return Desk(
        documents=documents, fields=fields, not_to_ask=listed.not_to_ask,
        owable=tuple(line for line in lines if line.check.owed_workdays is not None),
        missing=tuple(line.check.title for line in lines if line.state == "gone"),
    )  # fmt: skip


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was not handed in and can be asked for by returning the form. `marked`: ticked already, because
    the clerk has just taken away the tick that would have let it be owed."""

    element: str
    title: str
    marked: bool


def missing_of(checks: Desk, tried: desk.Tried) -> tuple[Missing, ...]:
    """Return what was not handed in though it is needed, whether or not it may be owed."""
    unticked = tried.do == "accept"
    return tuple(
        Missing(
            element=line.check.element, title=line.check.title,
            marked=tried.ticked("return", "fields", line.check.element)
            or (unticked and line.state == "owable" and not tried.ticked("accept", "owed", line.check.element)),
        )
        for line in (*checks.documents, *checks.fields)
        if line.state in ("gone", "owable")
    )  # fmt: skip


def _line(check: Check, held: dict[str, cases.Value]) -> Line:
    value = held.get(check.element)
    state = "here" if value else "optional" if not check.required else "gone"
    if state == "gone" and check.owed_workdays is not None:
        state = "owable"
    return Line(check=check, value=value, state=state)
