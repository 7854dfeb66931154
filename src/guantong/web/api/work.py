"""The desks of staff over the interface: the window's queue, the unit's tasks, and the acts in them. The same doors as the pages."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from django.http import HttpRequest
from ninja import Header, Path

from guantong.core.flow.model import Event
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.values import check_value
from guantong.modules.cases import public as cases

from ..officer.issues import issued_fields
from ..ui.access import actor_of
from ..ui.moment import now, today
from ..ui.problem_details import detail_of
from . import case_shapes as shapes
from .door import operation
from .shapes import Detail, Limit, Line, Number, Slug, Text

CLERK, OFFICER, MANAGER = ("clerk",), ("officer",), ("manager",)
Key = Annotated[Line, Header("", alias="Idempotency-Key")]
Phase = Literal["", "submitted", "correcting", "handling", "decided", "delivered", "refused", "withdrawn"]
Status = Literal["", "open", "correcting", "paused", "suspended", "waiting"]


@operation("GET", "/window/cases", name="api-window", to=CLERK, gives=shapes.CaseLines, tag="window")
def list_queue(
    request: HttpRequest, phase: Phase = "submitted", words: Line = "", after: Line = "", limit: Limit = 30
) -> shapes.CaseLines:
    """The cases at the clerk's window in one phase, the oldest first; with `words` in any phase."""
    rows = cases.window_queue(
        by=actor_of(request), today=today(), phase=phase, words=words, after=after, limit=limit
    )
    return shapes.CaseLines(items=[shapes.CaseLine.model_validate(row) for row in rows.rows], next=rows.next)


@operation("GET", "/window/cases/{case_id}", name="api-window-case", to=CLERK, gives=shapes.CaseShape, tag="window")  # fmt: skip
def get_window_case(request: HttpRequest, case_id: Path[Number]) -> shapes.CaseShape:
    """One case at the window."""
    return shapes.CaseShape.model_validate(
        cases.get_case(by=actor_of(request), case_id=case_id, today=today(), now=now())
    )


@operation(
    "POST", "/window/cases/{case_id}/acts", name="api-window-act", to=CLERK, gives=shapes.CaseRef, tag="window", takes="json"
)  # fmt: skip
def act_at_window(
    request: HttpRequest, case_id: Path[Number], act: shapes.WindowAct, idempotency_key: Key = ""
) -> shapes.CaseRef:
    """Accept, with gaps or whole; return, refuse, lengthen a supplement day, deliver."""
    event = Event(
        do=act.do, data=_reasons(act), fields=tuple(act.fields), because=act.because.strip(), days=act.days,
        owed=tuple(act.owed),
    )  # fmt: skip
    return _act(request, case_id, event, act, idempotency_key)


@operation("GET", "/desk/tasks", name="api-work", to=OFFICER, gives=shapes.TaskLines, tag="work")
def list_work(
    request: HttpRequest, status: Status = "", colour: shapes.Colour = "", words: Line = "", after: Line = "",
    limit: Limit = 30,
) -> shapes.TaskLines:  # fmt: skip
    """The open tasks of the officer's unit by due day."""
    rows = cases.work_list(
        by=actor_of(request), today=today(), status=status, colour=colour, words=words, after=after, limit=limit
    )  # fmt: skip
    return shapes.TaskLines(items=[shapes.TaskLine.model_validate(row) for row in rows.rows], next=rows.next)


@operation(
    "GET", "/desk/tasks/{case_id}/{item}", name="api-task", to=OFFICER, gives=shapes.TaskShape, tag="work"
)
def get_task(request: HttpRequest, case_id: Path[Number], item: Path[Slug]) -> shapes.TaskShape:
    """One branch with the elements that the item needs and no others."""
    view = cases.get_task(by=actor_of(request), case_id=case_id, item=item, today=today(), now=now())
    findings = [shapes.FindingShape(title=Text(zh=t.zh, en=t.en), passed=p) for t, p in view.findings]
    why_not = [Detail(**detail_of(problem)) for problem in view.why_not]
    bare = msgspec.structs.replace(view, findings=(), why_not=())
    made = shapes.TaskShape.model_validate(bare)
    return made.model_copy(update={"findings": findings, "why_not": why_not})


@operation(
    "POST", "/desk/tasks/{case_id}/{item}/acts", name="api-task-act", to=OFFICER, gives=shapes.CaseRef, tag="work", takes="json"
)  # fmt: skip
def act_on_task(
    request: HttpRequest, case_id: Path[Number], item: Path[Slug], act: shapes.TaskAct, idempotency_key: Key = ""
) -> shapes.CaseRef:  # fmt: skip
    """Approve, reject, return, send back, consult, answer, pause, suspend, resume, extend, appoint, inspect."""
    view = cases.get_task(by=actor_of(request), case_id=case_id, item=item, today=today(), now=now())
    return _act(request, case_id, _task_event(view, act), act, idempotency_key)


@operation("GET", "/overview/cases", name="api-overview", to=MANAGER, gives=shapes.CaseLines, tag="overview")
def list_overview(
    request: HttpRequest, phase: Phase | Literal["open"] = "", colour: shapes.Colour = "", words: Line = "",
    after: Line = "", limit: Limit = 30,
) -> shapes.CaseLines:  # fmt: skip
    """The cases of the manager's division and all below, the newest first."""
    rows = cases.list_cases(
        by=actor_of(request), today=today(), phase=phase, colour=colour, words=words, after=after, limit=limit
    )  # fmt: skip
    return shapes.CaseLines(items=[shapes.CaseLine.model_validate(row) for row in rows.rows], next=rows.next)


@operation("GET", "/overview/cases/{case_id}", name="api-overview-case", to=MANAGER, gives=shapes.CaseShape, tag="overview")  # fmt: skip
def get_overview_case(request: HttpRequest, case_id: Path[Number]) -> shapes.CaseShape:
    """One case of the manager's division."""
    return shapes.CaseShape.model_validate(
        cases.get_case(by=actor_of(request), case_id=case_id, today=today(), now=now())
    )


def _task_event(view: cases.TaskView, act: shapes.TaskAct) -> Event:
    """Return the event; refuse a finding that nobody named, and data that the branch does not issue."""
    if act.do == "inspect" and act.passed is None:
        raise Refused(Problem(code="api.missing", where="body.passed"))
    if act.do == "approve":
        _check_issued(view, act)
    appoints = act.do == "appoint"
    return Event(
        do=act.do,
        item="" if appoints else view.item,
        place=view.item if appoints else "",
        unit=view.asked_as if act.do == "answer" else "",
        data=dict(act.data) if act.do == "approve" else _reasons(act),
        fields=tuple(act.fields),
        because=act.because.strip(),
        days=act.days,
        on=act.on,
        target=act.target or "",
        passed=act.passed is not False,
    )


def _check_issued(view: cases.TaskView, act: shapes.TaskAct) -> None:
    fields = {field.element: field for field in issued_fields(view)}
    problems = [
        Problem(code="form.not_asked", where=name, facts={"element": name}) for name in act.data if name not in fields
    ]  # fmt: skip
    problems += [found for name, field in fields.items() if (found := check_value(field, act.data.get(name)))]
    if problems:
        raise Refused(*problems)


def _reasons(act: shapes.WindowAct | shapes.TaskAct) -> dict[str, str]:
    """Return the reason of each marked field that has one of its own."""
    return {name: why.strip() for name, why in act.reasons.items() if name in act.fields and why.strip()}


def _act(request: HttpRequest, case_id: int, event: Event, act: shapes.Deed, key: str) -> shapes.CaseRef:
    ref = cases.act_on_case(
        by=actor_of(request), case_id=case_id, event=event, now=now(), version=act.version, key=key
    )
    return shapes.CaseRef.model_validate(ref)
