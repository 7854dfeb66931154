"""What pages of several audiences say of e-licences: states in words, colour and sign, the steps of a check, downloads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import msgspec
import segno
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from markupsafe import Markup

from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.licences import public as licences

from .access import actor_of
from .limits import check_limit
from .moment import now, today
from .words import in_words, say, show_day

TONES = {
    "valid": "ok",
    "sealed": "ok",
    "moving": "ok",
    "superseded": "warn",
    "elsewhere": "warn",
    "suspended": "warn",
    "not-yet": "warn",
    "expired": "warn",
}
SIGNS = {"ok": "check", "warn": "alert", "danger": "cross"}
ALGORITHMS = {"sm2": "SM2", "ed25519": "Ed25519", "p256": "ECDSA P-256"}
TOLD_DAYS = 90  # so long a holder is told on the first page that a licence has ended
SHORT = 16  # signs of a value that fits into half the width
MARKS = {True: "yes", False: "no", None: "open"}
# Form -> (content type, how the file ends).
FORMS = {
    "pdf": ("application/pdf", "pdf"),
    "token": ("application/vc+jwt", "jwt"),
    "record": ("application/json; charset=utf-8", "json"),
    "credential": ("application/vc", "vc.json"),
}


class StepLine(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a check in words. `mark`: yes, no, or open where it could not be checked."""

    title: str
    text: str
    mark: str


def tone_of(state: str) -> str:
    """Return the colour of a state: ok, warn or danger."""
    return TONES.get(state, "danger")


def sign_of(state: str) -> str:
    return SIGNS[tone_of(state)]


def term_of(begin: date | None, until: date | None) -> str:
    """Return first and last day in words; empty where the first is not told."""
    if begin is None:
        return ""
    return say(
        "licences-term", begin=show_day(begin), end=show_day(until) if until else say("licences-no-end")
    )


def cards_of(rows: Iterable[licences.LicenceRow]) -> list[tuple[licences.LicenceRow, str, str]]:
    """Return licences as their cards take them: row, colour of the state, first and last day in words."""
    return [(row, tone_of(row.state), term_of(row.valid_from, row.valid_until)) for row in rows]


def taken_lately(request: HttpRequest) -> tuple[licences.OutOfForce, ...]:
    """Return which of one's licences the issuer suspended, or ended not long ago: nobody should learn it at a counter."""
    return licences.my_out_of_force(by=actor_of(request), since=today() - timedelta(days=TOLD_DAYS))


def printed(value: str) -> str:
    """Return a signed value as people read it: a day is signed as `2026-03-09`."""
    try:
        return show_day(datetime.strptime(value, "%Y-%m-%d").date())
    except ValueError:
        return value


def steps_of(verdict: licences.Verdict) -> list[StepLine]:
    """Return what was checked, step by step, as people read it."""
    return [_line(step) for step in verdict.steps]


def _line(step: licences.Step) -> StepLine:
    mark = MARKS[step.passed]
    facts = {"form": "", "signer": "", "owner": "", "algorithm": "", "state": "", **step.facts}
    facts["form"] = say(f"licences-form-{facts['form']}") if facts["form"] else ""
    facts["algorithm"] = ALGORITHMS.get(facts["algorithm"], facts["algorithm"])
    facts["state"] = say(f"licences-state-{facts['state']}") if facts["state"] else say("ui-none")
    return StepLine(
        title=say(f"licences-step-{step.check}"),
        text=say(f"licences-step-{step.check}-{mark}", **facts),
        mark=mark,
    )


def rows_of(view: licences.LicenceView) -> list[tuple[str, str, bool]]:
    """Return what stands on the face of a licence: label, value, and whether it takes the whole width."""
    row = view.row
    carried = [
        (in_words(field.title), printed(field.value), len(field.value) > SHORT) for field in view.fields
    ]
    term = (say("licences-valid"), term_of(row.valid_from, row.valid_until), False)
    code = [(say("licences-holder-code"), view.holder_code, False)] if view.holder_code else []
    return [(say("licences-number"), row.number, False), *code, *carried, term]


def send_paper(request: HttpRequest, identifier: str, form: str) -> HttpResponse:
    """Return one form of a licence or of a copy as a file to keep; refuse `ui.no_page` for a form there is not."""
    if form not in FORMS:
        raise Refused(Problem(code="ui.no_page"))
    by = actor_of(request)
    if form == "pdf":
        check_limit(request, "paper")  # drawing one takes a second of a processor
    paper = licences.paper_of(by=by, identifier=identifier, today=today(), now=now())
    content: bytes | str
    if form == "pdf":
        content = licences.signed_pdf(by=by, identifier=identifier, now=now())
    else:
        content = {"token": paper.token, "record": paper.record, "credential": paper.proven}[form]
        if not content:  # a paper older than this form
            raise Refused(Problem(code="ui.no_page"))
    kind, ending = FORMS[form]
    response = HttpResponse(content, content_type=kind)
    name = f"{paper.name}-{paper.purpose or paper.number or paper.identifier}.{ending}"
    response.headers["Content-Disposition"] = _attachment(name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def qr_of(address: str) -> Markup:
    """Return a QR code as SVG without any style of its own."""
    return Markup(segno.make(address, error="m").svg_inline(scale=4, border=2, omitsize=True))


def _attachment(name: str) -> str:
    return content_disposition_header(True, name.replace("/", "-")) or "attachment"
