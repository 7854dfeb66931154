"""One's own cases: the list, one case, its receipt and files, taking it back, rating it."""

from __future__ import annotations

from datetime import datetime

import segno
from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from markupsafe import Markup

from guantong.core.flow.model import Event
from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem
from guantong.core.kernel.text import Text
from guantong.modules.cases import public as cases
from guantong.modules.identity import public as identity
from guantong.modules.services import public as services

from ..ui.access import actor_of, oneself, open_to
from ..ui.controls import Control
from ..ui.files import send_file
from ..ui.licences import cards_of, taken_lately
from ..ui.moment import now, today
from ..ui.pages import by_field, show, summary_of
from ..ui.places import place_of
from ..ui.teams import teams_of
from ..ui.words import say
from .filling import described, shown_value
from .registers import Reader

GRADES = (5, 4, 3, 2, 1)
LONG = 500


@open_to("applicant")
def my_cases(request: HttpRequest) -> HttpResponse:
    """List the forms begun and the cases, the newest first."""
    by, after = actor_of(request), request.GET.get("after", "")
    cases.claim_cases(by=by, now=now())
    rows = cases.my_cases(by=by, after=after, today=today())
    drafts = () if after else cases.my_drafts(by=by)
    return show(
        request,
        "citizen/cases.jinja",
        rows=rows,
        drafts=drafts,
        after=after,
        today=today(),
        out_of_force=() if after else taken_lately(request),
        notices=() if after else sorted(cases.notices(by=by, now=now()), key=_asks_nothing),
        until=now().isoformat(),
        mail=_mail_control(by) if settings.MAIL and not by.mandate and not after else None,
    )


def _asks_nothing(notice: cases.Notice) -> bool:
    """What asks something of the person stands first; otherwise the newest does."""
    return notice.kind not in ("return", "invite", "expiring")


def _mail_control(by: Actor) -> Control:
    return Control(
        name="address", label=say("citizen-mail-address"), hint=say("citizen-mail-hint"), value=cases.notice_address(by=by), required=False,
        max_length=254, filled_by="email", keypad="email",
    )  # fmt: skip


@open_to("applicant")
@require_POST
def set_address(request: HttpRequest) -> HttpResponse:
    """Have notices sent by e-mail, or no longer."""
    address = request.POST.get("address", "")[:300]
    if settings.MAIL:
        cases.set_address(by=oneself(request), address=address, now=now())
        messages.success(request, say("citizen-mail-on" if address.strip() else "citizen-mail-off"))
    return redirect("my-cases")


@open_to("applicant")
@require_POST
def tick_off(request: HttpRequest) -> HttpResponse:
    """Tick off what the list of news showed; what has happened since then stays new."""
    try:
        until = datetime.fromisoformat(request.POST.get("until", ""))
    except ValueError:
        until = None
    if until is not None and until.tzinfo is not None:
        cases.tick_off(by=actor_of(request), seen_until=until, now=now())
    return redirect("my-cases")


@open_to("applicant")
def my_case(request: HttpRequest, code: str) -> HttpResponse:
    """Show where a case stands, what is to be done, and how it ended."""
    case = _case(request, code)
    reader = reader_of(request, case)
    values = [(value, _told(reader, value)) for value in case.values if value.value not in (None, "")]
    decided = {step.item for step in case.steps if step.status in ("approved", "withdrawn")}
    return show(
        request, "citizen/case.jinja", case=case, values=values, today=today(), place=place_of(case.division),
        teams=teams_of(case) if case.closed_on is None else [],
        titles={value.element: value.title for value in case.values}, issued=_issued(case, reader), cards=cards_of(case.licences),
        visit_on=cases.track_case(code=code, today=today()).visit_on,
        proofs=cases.lookup_proofs(by=actor_of(request), case_id=case.ref.id), look=cases.standing_look(case.history),
        findings=[line for line in case.history if line.do == "inspect" and line.because and line.item]
        if len(decided) < len(case.steps) else [],
    )  # fmt: skip


def _issued(case: cases.CaseView, reader: Reader) -> dict[str, list[tuple[Text, str]]]:
    """Return for each item with a result what it issued: title and number, empty where none was written down."""
    # `True` says that something was issued without a number of its own.
    known = {value.element: value for value in case.values if value.value not in (None, "", True)}
    branches = {branch.item: branch for branch in services.get_flow(case.flow).branches}
    return {
        result.item: [
            (title, _told(reader, known[element]) if element in known else "")
            for title, element in zip(result.issues, branches[result.item].issues, strict=False)
        ]
        for result in case.results
    }


@open_to("applicant")
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Show the receipt with the tracking code, to keep or to print."""
    case = _case(request, code)
    address = request.build_absolute_uri(reverse("tracking", args=[case.ref.code]))
    return show(
        request, "citizen/receipt.jinja", case=case, address=address, qr=qr_of(address), place=place_of(case.division),
        cards=cards_of(case.licences),
    )  # fmt: skip


@open_to("applicant")
def own_file(request: HttpRequest, sm3: str) -> FileResponse:
    """Give back a file of one's own."""
    return send_file(cases.get_document(by=actor_of(request), sm3=sm3))


@open_to("applicant")
def case_file(request: HttpRequest, code: str, sm3: str) -> FileResponse:
    """Give back a file of one's own case."""
    case = _case(request, code)
    return send_file(cases.get_document(by=actor_of(request), sm3=sm3, case_id=case.ref.id))


@open_to("applicant")
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Ask whether the case is really to be taken back, and why; take it back."""
    case = _case(request, code)
    if "withdraw" not in case.can:
        return redirect("my-case", code=code)
    if request.method == "POST":
        because = request.POST.get("because", "").strip()[:LONG]
        act(actor_of(request), case, Event(do="withdraw", because=because))
        messages.success(request, say("citizen-withdrawn"))
        return redirect("my-case", code=code)
    why = Control(
        name="because", label=say("citizen-withdraw-why"), kind="textarea", required=False, max_length=LONG
    )
    return show(request, "citizen/withdraw.jinja", case=case, why=why)


@open_to("applicant")
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """Ask how the service was, in five grades and in words; record it."""
    case = _case(request, code)
    if "rate" not in case.can:
        return redirect("my-case", code=code)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        grade = request.POST.get("grade", "")
        if grade in {str(each) for each in GRADES}:
            because = request.POST.get("because", "").strip()[:LONG]
            act(actor_of(request), case, Event(do="rate", grade=int(grade), because=because))
            messages.success(request, say("citizen-rated"))
            return redirect("my-case", code=code)
        problems = (Problem(code="ui.no_grade", where="grade"),)
    return show(
        request, "citizen/rate.jinja", case=case, controls=_rating(request, problems), problems=summary_of(problems),
        status=400 if problems else 200,
    )  # fmt: skip


def reader_of(request: HttpRequest, case: cases.CaseView) -> Reader:
    """Return who looks at a case, so that nobody reads here what registers hold about others."""
    return Reader(
        package=services.get_matter(case.scenario, case.division, case.matter_version).package,
        situation=services.get_situation(case.flow),
        facts=identity.session_facts(actor_of(request).applicant, actor_of(request).account),
        data={value.element: value.value for value in case.values},
    )


def _told(reader: Reader, value: cases.Value) -> str:
    """Return a value in words, or that it was checked when it is not the applicant's to read."""
    if not reader.may_see(value):
        return reader.instead(value)
    return shown_value(value.type, value.value, described(reader.package, reader.situation, value.element))


def _rating(request: HttpRequest, problems: tuple[Problem, ...]) -> list[Control]:
    grades = tuple((str(grade), say(f"flow-grade-{grade}")) for grade in GRADES)
    error = by_field(problems).get("grade", "")
    typed = request.POST.get("because", "")
    return [
        Control(name="grade", label=say("citizen-rate-grade"), kind="radio", choices=grades, error=error),
        Control(name="because", label=say("citizen-rate-because"), kind="textarea", value=typed, required=False, max_length=LONG),
    ]  # fmt: skip


def _case(request: HttpRequest, code: str) -> cases.CaseView:
    return cases.get_case(by=actor_of(request), code=code, today=today())


def act(by: Actor, case: cases.CaseView, event: Event) -> cases.CaseRef:
    """Do something in the case as it stands; the same posted twice at once does it once."""
    key = f"{event.do}-{case.ref.id}-{case.ref.version}"
    return cases.act_on_case(
        by=by, case_id=case.ref.id, event=event, now=now(), version=case.ref.version, key=key
    )


def qr_of(address: str) -> Markup:
    """Return a QR code as SVG without any style of its own."""
    drawn = segno.make(address, error="m").svg_inline(scale=4, border=2, omitsize=True)
    return Markup(drawn)
