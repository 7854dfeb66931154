"""Staff and roles: who acts for which unit of the manager's division, and proposals to change it, which a second manager
takes (ADR 0011)."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.language import BOARDS
from guantong.modules.identity import public as identity
from guantong.modules.orgs import public as orgs
from guantong.web.ui.access import actor_of, open_to
from guantong.web.ui.controls import Control
from guantong.web.ui.desk import number_of
from guantong.web.ui.limits import limited
from guantong.web.ui.moment import now
from guantong.web.ui.pages import by_field, show, summary_of
from guantong.web.ui.words import say

SIZE = 50
LONG = 200
ROLES = ("clerk", "officer", "manager", "runner")


@open_to("manager")
@require_safe
def staff(request: HttpRequest) -> HttpResponse:
    """List everybody with a role in the division, or whom the words find."""
    by, words = actor_of(request), request.GET.get("words", "").strip()[:LONG]
    rows = identity.staff_in(by=by, words=words, after=number_of(request, "after"), limit=SIZE + 1)
    more = f"?{urlencode({'words': words, 'after': rows[SIZE - 1].account})}" if len(rows) > SIZE else ""
    waiting = identity.open_proposals(by=by, kind="change_role", now=now())
    return show(
        request, "manager/staff.jinja", rows=rows[:SIZE], words=words, next=more, waiting=len(waiting),
        first=reverse("staff") if request.GET.get("after") else "", unit_name=unit_name,
        newcomer=_newcomer(request, ()), problems=[],
    )  # fmt: skip


@open_to("manager")
@limited("claim", "POST")
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Go to somebody who has no role yet, found by sign-in name and name together."""
    if request.method != "POST":
        return redirect("staff")
    try:
        row = identity.find_newcomer(
            by=actor_of(request), handle=request.POST.get("handle", "")[:LONG], name=request.POST.get("name", "")[:LONG]
        )  # fmt: skip
    except Refused as refused:
        return show(
            request, "manager/staff.jinja", status=400, rows=(), words="", next="", first=reverse("staff"), waiting=0,
            unit_name=unit_name, newcomer=_newcomer(request, refused.problems), problems=summary_of(refused.problems),
        )  # fmt: skip
    request.session["newcomer"] = [row.account, row.handle, row.name]
    return redirect("staff-member", account_id=row.account)


def _newcomer(request: HttpRequest, problems: tuple[Problem, ...]) -> list[Control]:
    wrong = by_field(problems)
    return [
        Control(name=name, label=say(f"staff-field-{name}"), value=request.POST.get(name, ""), error=wrong.get(name, ""), max_length=LONG)
        for name in ("handle", "name")
    ]  # fmt: skip


@open_to("manager")
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, account_id: int) -> HttpResponse:
    """One person's roles in the division; propose to take one away, or to add one or other boards."""
    by, row = actor_of(request), _member(request, account_id)
    units, words = _units(by), request.GET.get("words", "").strip()[:LONG]
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            _propose(request, row, units)
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, say("staff-proposed"))
            return redirect("proposals")
    found = _named(units, words)
    return show(
        request, "manager/staff_member.jinja", words=words, found=len(found), all_units=len(units), row=row, unit_name=unit_name, boards=[(each, say(f"staff-board-{each}")) for each in BOARDS],
        controls=_controls(request, row, units, found, problems), chosen=request.POST.getlist("boards"), tried=request.POST.get("do", ""),
        problems=summary_of(problems, {"role", "unit", "because"}), own=by.account == str(row.account), status=400 if problems else 200,
    )  # fmt: skip


def _member(request: HttpRequest, account_id: int) -> identity.StaffRow:
    """Return somebody of the division, or the newcomer whom this manager has just named rightly."""
    by, found = actor_of(request), request.session.get("newcomer", [0, "", ""])
    if found[0] == account_id:
        return identity.find_newcomer(by=by, handle=found[1], name=found[2])
    return identity.get_staff(by=by, account_id=account_id)


def _propose(request: HttpRequest, row: identity.StaffRow, units: dict[str, orgs.UnitRow]) -> None:
    form, by = request.POST, actor_of(request)
    removing = form.get("do") == "remove"
    key, role = form.get("unit", ""), form.get("role", "")
    held = next((each for each in row.roles if str(each.unit) == key and each.role == role), None)
    unit = units.get(key)
    if removing and held is None and role == "runner" and key == str(row.runs_for):
        unit_role, division = "", row.runs_in
    elif removing and held is not None:
        unit_role, division = held.unit_role, held.division
    elif not removing and unit is not None:
        unit_role, division = unit.role, unit.division
    else:
        raise Refused(Problem(code="ui.no_unit_chosen", where="unit"))
    boards = [each for each in form.getlist("boards") if each in BOARDS] if role == "clerk" else []
    identity.propose_role(
        by=by, act="remove" if removing else "add", account_id=row.account, unit=int(key), unit_role=unit_role,
        division=division, role=role, boards=boards, because=form.get("because", "")[:LONG], now=now(),
    )  # fmt: skip


def _controls(
    request: HttpRequest,
    row: identity.StaffRow,
    units: dict[str, orgs.UnitRow],
    found: dict[str, orgs.UnitRow],
    problems: tuple[Problem, ...],
) -> list[Control]:
    adding = request.POST.get("do") == "add"
    form, wrong = (request.POST, by_field(problems)) if adding else ({}, {})
    # What was chosen stays there, also when other units were looked for since; the only one found is chosen already.
    unit = form.get("unit", "") or (next(iter(found)) if len(found) == 1 else "")
    offered = found if unit in found or unit not in units else {unit: units[unit], **found}
    roles = ("runner",) if row.kind == "person" else ROLES[:-1]
    return [
        Control(
            name="role", label=say("staff-field-role"), kind="radio", value=form.get("role", roles[0]), error=wrong.get("role", ""),
            choices=tuple((each, say(f"staff-role-{each}")) for each in roles),
        ),
        Control(
            name="unit", label=say("staff-field-unit"), kind="select", value=unit, error=wrong.get("unit", ""),
            choices=tuple((key, each.name) for key, each in offered.items()),
        ),
        Control(name="because", label=say("staff-field-because"), value=form.get("because", ""), error=wrong.get("because", ""), max_length=LONG),
    ]  # fmt: skip


def _units(by: Actor) -> dict[str, orgs.UnitRow]:
    """Return the units of the manager's own division and of those directly below, by number."""
    divisions: Iterable[str] = (by.division, *(row.code for row in orgs.divisions_under(by.division)))
    return {str(unit.id): unit for code in divisions for unit in orgs.units_in(code)}


def _named(units: dict[str, orgs.UnitRow], words: str) -> dict[str, orgs.UnitRow]:
    """Return the units whose names hold every one of the words, whatever their order and case."""
    wanted = words.casefold().split()
    return {key: unit for key, unit in units.items() if all(word in unit.name.casefold() for word in wanted)}


def unit_name(unit: int) -> str:
    try:
        return orgs.get_unit(unit).name
    except Refused:
        return ""
