"""Acting for somebody else: the session keeps the number of a mandate, and every request asks anew whether it carries."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.identity import public as identity

from .moment import today
from .words import say

MANDATE = "mandate"


def under_mandate(request: HttpRequest, oneself: Actor) -> Actor:
    """Return who the person is under the mandate of the session; where it has ended, oneself again, with a message."""
    request._oneself = oneself  # type: ignore[attr-defined]
    number = str(request.session.get(MANDATE, ""))
    if not number.isdecimal() or oneself.role != "applicant":
        return oneself
    try:
        return identity.acting(by=oneself, mandate_id=int(number), today=today())
    except Refused:
        act_for(request, 0)
        request._mandate_over = True  # type: ignore[attr-defined]
        messages.warning(request, say("mandates-over-now"))
        return oneself


def act_for(request: HttpRequest, mandate_id: int) -> None:
    """Act under a mandate from the next request on; 0: as oneself."""
    request.session.pop(MANDATE, None)
    if mandate_id:
        request.session[MANDATE] = str(mandate_id)


def must_still_act(request: HttpRequest) -> None:
    """Refuse a form of somebody whose mandate ended while they filled it in: it was meant for the principal and must not
    be taken as their own."""
    if getattr(request, "_mandate_over", False) and request.method not in ("GET", "HEAD"):
        raise Refused(Problem(code="ui.mandate_over"))
