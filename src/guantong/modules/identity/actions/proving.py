"""Proving anew who one is, within a session: before anything that changes how one signs in, and for ten minutes."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest

from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.journal.public import append

from ..models import Account, SecondFactor, Session
from ..rules import sessions
from .accounts import chain_of
from .attempts import forgive, note_failure, try_sign_in
from .passwords import LONGEST
from .second_factor import used_code
from .sessions import SESSION, address_of, oneself

PROVEN = "identity_proven"  # seconds since 1970: the last proof within this session


def is_proven_anew(request: HttpRequest, *, wall: datetime) -> bool:
    """Tell whether the session began, or one proved anew who one is, less than ten minutes ago."""
    number = request.session.get(SESSION, 0)
    row = Session.objects.filter(pk=number, account_id=request.user.pk or 0).first()
    moments = [row.began_at] if row else []
    if seconds := request.session.get(PROVEN):
        moments.append(datetime.fromtimestamp(seconds, UTC))
    return any(sessions.is_fresh(proven_at=moment, now=wall) for moment in moments)


def wanted_proof(request: HttpRequest) -> str:
    """Return what proves it: `code` for whoever has one-time codes, else `password`; without either, `sign_in`."""
    account: Account = request.user  # type: ignore[assignment]
    if SecondFactor.objects.filter(pk=account.pk).exists():
        return "code"
    return "password" if account.has_usable_password() else "sign_in"


def prove_anew(request: HttpRequest, *, typed: str, now: datetime, wall: datetime) -> None:
    """Take the password or the code. Wrong ones count like those of a sign-in."""
    account: Account = request.user  # type: ignore[assignment]
    wanted = wanted_proof(request)
    if wanted == "code":
        with used_code(account.pk, typed, wall):
            pass
    elif wanted == "password":
        counted = try_sign_in(name=account.handle, address=address_of(request), now=wall)
        if not account.check_password(typed[:LONGEST]):
            note_failure("wrong", account.handle)
            raise Refused(Problem(code="identity.wrong_password", where="proof"))
        forgive(counted, now=wall)
    else:
        raise Refused(Problem(code="identity.prove_by_sign_in"))
    request.session[PROVEN] = wall.timestamp()
    body = {"method": wanted}
    append(chain=chain_of(account.pk), kind="ProvenAnew", body=body, by=oneself(account, request), at=now)
