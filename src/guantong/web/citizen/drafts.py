"""The one form: begun, saved at any time, checked, handed in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_POST

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.answers import normalise_answers
from guantong.core.scenario.values import is_empty
from guantong.modules.cases import public as cases
from guantong.modules.identity import public as identity
from guantong.modules.services import public as services

from ..ui.access import actor_of, open_to
from ..ui.moment import now
from ..ui.pages import show, summary_of
from ..ui.places import place_of
from ..ui.preferences import division_of
from ..ui.reasons import accounts_for, spared_of
from ..ui.words import in_words, say
from . import filling
from .answers import BEGUN, FINE_ENOUGH, said
from .filling import Filling

CONFIRM = "confirm"
HANDED_IN = "handed_in"  # in the session: draft -> tracking code
REMEMBERED = 20
UNKNOWN = "form.source_unknown"
ANSWERED = ("form.answer_differs", "form.answer_read_otherwise")


@open_to("applicant")
@require_POST
def begin(request: HttpRequest, scenario: str) -> HttpResponse:
    """Make a draft with what the account already vouches for, and go to its form."""
    by, division = actor_of(request), division_of(request)
    if division is None or division.level not in FINE_ENOUGH:
        return redirect(f"{reverse('division')}?{urlencode({'next': reverse('questions', args=[scenario])})}")
    matter = services.get_matter(scenario, division.code)
    raw = {name: request.POST.get(name, "") for name in matter.package.scenario.asks}
    situation = services.situation_for(matter, raw)
    known = identity.session_facts(by.applicant, by.account)
    kind = "enterprise" if "enterprise.uscc" in known else "person"
    if kind not in (fitting := accounts_for(matter)):
        raise Refused(Problem(code=f"citizen.{fitting[0]}_only", facts={"title": matter.compiled.title}))
    before = _begun(by, scenario, request.POST.get(BEGUN, ""))
    kept = {**known, **before.data} if before else known
    data = {field.element: kept[field.element] for field in situation.form.fields if field.element in kept}
    draft_id = cases.save_draft(
        by=by, scenario=scenario, division=division.code, answers=raw, data=data, draft_id=before.id if before else None,
        now=now(),
    )  # fmt: skip
    return redirect("draft", draft_id=draft_id)


def _begun(by: Actor, scenario: str, text: str) -> cases.DraftView | None:
    """Return the draft whose answers are being changed: what still fits stays filled in."""
    if not text.isdecimal() or len(text) > 18:
        return None
    found = cases.get_draft(by=by, draft_id=int(text))
    return found if found.scenario == scenario else None


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """On which pages the one form is filled in, and how it is handed in: by whoever applies, or by a clerk for them."""

    home: str
    questions: str
    form: str
    check: str
    delete: str
    receipt: str
    hand_in: Callable[[Actor, Filling, Mapping[str, Any], str], cases.CaseRef]
    again: Callable[[Actor, int, str], cases.CaseRef]
    window: bool = False


def _hand_in(by: Actor, found: Filling, data: Mapping[str, Any], key: str) -> cases.CaseRef:
    return cases.submit_case(
        by=by, scenario=found.draft.scenario, division=found.draft.division, answers=found.draft.answers, data=data,
        key=key, draft_id=found.draft.id, now=now(),
    )  # fmt: skip


def _again(by: Actor, draft_id: int, key: str) -> cases.CaseRef:
    return cases.submit_case(by=by, scenario="", division="", answers={}, data={}, key=key, now=now())


ONLINE = Way(
    home="my-cases", questions="questions", form="draft", check="check", delete="delete-draft", receipt="receipt",
    hand_in=_hand_in, again=_again,
)  # fmt: skip


@open_to("applicant")
def draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Show the form; save it as it is, or go on to the check when nothing is wrong."""
    return form_page(request, draft_id, ONLINE)


@open_to("applicant")
def check(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Show everything once more before it is handed in; hand it in."""
    return check_page(request, draft_id, ONLINE)


@open_to("applicant")
def delete(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Ask whether the draft is to be deleted; delete it."""
    return delete_page(request, draft_id, ONLINE)


def form_page(request: HttpRequest, draft_id: int, way: Way) -> HttpResponse:
    by = actor_of(request)
    if code := _handed_in(request, draft_id):
        return redirect(way.receipt, code=code)
    found = filling.filling_of(cases.get_draft(by=by, draft_id=draft_id))
    if request.method != "POST":
        return _form(request, found, way)
    data, problems = filling.read_posted(found.fields, request, by, found.draft.data)
    data = filling.without_outdated(found, data)
    found = _save(found, data, by)
    problems = tuple(problem for problem in problems if problem.where in data)
    if request.POST.get("action") == "save":
        # A draft may be wrong, but a file that could not be kept is not in it.
        if lost := tuple(problem for problem in problems if problem.code.startswith("form.document")):
            return _form(request, found, way, lost)
        messages.success(request, say("citizen-saved"))
        return redirect(way.form, draft_id=draft_id)
    problems = _joined(problems, filling.check(found.fields, data))
    return _form(request, found, way, problems) if problems else redirect(way.check, draft_id=draft_id)


def check_page(request: HttpRequest, draft_id: int, way: Way) -> HttpResponse:
    by = actor_of(request)
    if code := _handed_in(request, draft_id):
        return redirect(way.receipt, code=code)
    if request.method == "POST":
        return _submit(request, draft_id, by, way)
    found = filling.filling_of(cases.get_draft(by=by, draft_id=draft_id))
    if problems := filling.check(found.fields, found.draft.data):
        return _form(request, found, way, problems)
    return _summary(request, found, way)


def delete_page(request: HttpRequest, draft_id: int, way: Way) -> HttpResponse:
    by = actor_of(request)
    if code := _handed_in(request, draft_id):
        return redirect(way.receipt, code=code)
    found = cases.get_draft(by=by, draft_id=draft_id)
    if request.method == "POST":
        cases.delete_draft(by=by, draft_id=draft_id)
        messages.success(request, say("citizen-deleted"))
        return redirect(way.home)
    return show(request, "citizen/delete.jinja", draft=found, way=way)


def _submit(request: HttpRequest, draft_id: int, by: Actor, way: Way) -> HttpResponse:
    key = request.POST.get("key", "")
    try:
        found = filling.filling_of(cases.get_draft(by=by, draft_id=draft_id))
    except Refused:
        # The draft is gone: perhaps it was handed in with this key, and the answer got lost on the way.
        return redirect(way.receipt, code=way.again(by, draft_id, key).code)
    if request.POST.get(CONFIRM) != "yes":
        return _summary(request, found, way, (Problem(code="ui.confirm", where=CONFIRM),))
    data = {name: value for name, value in found.draft.data.items() if not is_empty(value)}
    try:
        ref = way.hand_in(by, found, data, key)
    except Refused as refused:
        return _refused(request, found, refused, by, way)
    known = list(request.session.get(HANDED_IN, {}).items())[1 - REMEMBERED :]
    request.session[HANDED_IN] = dict([*known, (str(draft_id), ref.code)])
    return redirect(way.receipt, code=ref.code)


def _handed_in(request: HttpRequest, draft_id: int) -> str:
    """Return the tracking code of a draft that was handed in since the sign-in: the way back leads to its receipt."""
    return str(request.session.get(HANDED_IN, {}).get(str(draft_id), ""))


def _refused(request: HttpRequest, found: Filling, refused: Refused, by: Actor, way: Way) -> HttpResponse:
    """Show what is wrong at the fields; a source that stayed silent makes fields of its own."""
    silent = {problem.where for problem in refused.problems if problem.code == "form.source_silent"}
    mistyped, missed = _unknown(found, refused.problems)
    asked = silent | missed
    others = [
        msgspec.structs.replace(each, where="answers") if each.code in ANSWERED else each
        for each in refused.problems
        if each.where not in asked and each.code != UNKNOWN
    ]
    elements = {"answers", *(field.element for field in found.fields)}
    if not asked and not all(problem.where in elements for problem in others):
        raise refused
    found = _save(found, {**dict.fromkeys(asked, ""), **found.draft.data}, by)
    # A silent source is nobody's mistake: a notice says so, and the fields stand there with their reason. A number that
    # the register does not know may be a slip, and comes first.
    return _form(request, found, way, filling.in_language((*mistyped, *others), found.fields), missed)


def _unknown(found: Filling, problems: Iterable[Problem]) -> tuple[list[Problem], set[str]]:
    """Return one problem at each number that a register does not know, and the elements that it should have given.

    Whoever's number is right and yet not in the register can fill these in.
    """
    at: dict[str, Problem] = {}
    missed: set[str] = set()
    for problem in problems:
        if problem.code == UNKNOWN:
            key = str(problem.facts.get("key") or problem.where)
            at.setdefault(key, msgspec.structs.replace(problem, where=key))
            missed |= {problem.where} if problem.where != key else filling.looked_up_by(found.situation, key)
    return list(at.values()), missed


def _save(found: Filling, data: dict[str, object], by: Actor) -> Filling:
    cases.save_draft(
        by=by, scenario=found.draft.scenario, division=found.draft.division, answers=found.draft.answers, data=data,
        draft_id=found.draft.id, now=now(),
    )  # fmt: skip
    return filling.filling_of(cases.get_draft(by=by, draft_id=found.draft.id))


def _form(
    request: HttpRequest,
    found: Filling,
    way: Way,
    problems: tuple[Problem, ...] = (),
    missed: Collection[str] = (),
) -> HttpResponse:
    package, data = found.matter.package, found.draft.data
    silent = "at-window-not-on-card" if way.window else "citizen-silent"
    notes = {element: say("citizen-unknown" if element in missed else silent) for element in found.silent}
    groups = [
        (group, filling.controls_of(package, group.fields, data, problems, notes)) for group in found.groups
    ]
    spared = [one for one in found.situation.form.given if one.element not in found.silent]
    return show(
        request, "citizen/form.jinja", way=way, found=found, groups=groups, spared=spared_of(package, spared), **_answers(found),
        place=place_of(found.draft.division), problems=summary_of(problems), status=400 if problems else 200,
    )  # fmt: skip


def _summary(
    request: HttpRequest, found: Filling, way: Way, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    data = found.draft.data
    groups = [
        (group, [(field, filling.shown(field, data.get(field.element))) for field in group.fields]) for group in found.groups
    ]  # fmt: skip
    given = [one for one in found.situation.form.given if one.element not in found.silent]
    spared = spared_of(found.matter.package, given)
    return show(
        request, "citizen/check.jinja", way=way, found=found, groups=groups, key=_key_of(found), place=place_of(found.draft.division),
        promises=[one for one in spared if one.source == "commitment"], spared=spared, **_answers(found),
        problems=summary_of(problems), status=400 if problems else 200,
    )  # fmt: skip


def _answers(found: Filling) -> dict[str, object]:
    """Return the answers in words and the address at which they can be changed without losing what is filled in."""
    asks = found.matter.package.scenario.asks
    given = normalise_answers(asks, found.draft.answers)
    raw = {name: str(found.draft.answers.get(name, "")) for name in asks}
    return {
        "answers": [
            (in_words(asks[name].title), said(asks[name], value), asks[name].is_ in found.fixed)
            for name, value in given.items()
            if value is not None
        ],
        "change": f"?{urlencode({**raw, BEGUN: found.draft.id})}",
    }


def _key_of(found: Filling) -> str:
    """Return the key under which this state of the draft is handed in: the same on every showing of the page."""
    state = f"{found.draft.id}:{found.draft.saved_at.isoformat()}"
    return salted_hmac("guantong.citizen.submit", state, algorithm="sha256").hexdigest()[:40]


def _joined(first: tuple[Problem, ...], second: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return both without two problems at one field: what was wrong with an upload says more than that it is missing."""
    at = {problem.where for problem in first}
    return (*first, *(problem for problem in second if problem.where not in at))
