"""Beginning and ending sessions, journaled in the chain of the account.

`now` is the time of what happens here and in the journal; `wall` the real time by which sessions and waits are counted (the
same, except where a demonstration keeps its day).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.contrib.sessions.models import Session as BrowserSession
from django.db import transaction
from django.http import HttpRequest

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.journal.public import append

from .. import rules
from ..models import Account, SecondFactor, Session
from ..queries import actor_of, limits, memberships_of
from ..rows import PendingRow
from ..rules import attempts, sessions
from .accounts import chain_of
from .attempts import forgive, note_failure, try_sign_in
from .passwords import LONGEST
from .tokens import end_tokens

SESSION, PENDING, ASSURANCE = "identity_session", "identity_pending", "assurance"
POST = "membership"  # of staff: the number of the post that this sign-in acts in
LONGEST_HANDLE = 200


def address_of(request: HttpRequest) -> str:
    """Return the address that attempts are counted by."""
    meta = request.META
    return attempts.counted_address(
        meta.get("REMOTE_ADDR", ""), meta.get("HTTP_X_FORWARDED_FOR", ""), settings.PROXIES
    )


def sign_in(
    request: HttpRequest, *, handle: str, password: str, now: datetime, wall: datetime | None = None
) -> Actor:
    wall = wall or now
    counted = try_sign_in(name=handle[:LONGEST_HANDLE], address=address_of(request), now=wall)
    account = authenticated(request, handle, password)
    if account is None:
        note_failure("wrong", handle[:LONGEST_HANDLE])
        raise Refused(Problem(code="identity.wrong_credentials"))
    forgive(counted, now=wall)
    if rules.is_start_over(account.start_until, wall):
        raise Refused(Problem(code="identity.start_password_over"))
    return recognised(request, account, method="password", assurance="low", now=now, wall=wall)


def authenticated(request: HttpRequest, handle: str, password: str) -> Account | None:
    """Return the account with this name and password. An unknown name takes as long as a wrong password."""
    # A name that no column can hold is nobody's; the digest is worked out all the same.
    known = handle if "\0" not in handle and len(handle) <= LONGEST_HANDLE else ""
    found = auth.authenticate(request, username=known, password=password[:LONGEST])
    return found if isinstance(found, Account) else None


def recognised(
    request: HttpRequest,
    account: Account,
    *,
    method: str,
    assurance: str,
    now: datetime,
    wall: datetime,
    provider: str = "",
) -> Actor:
    """Begin the session of somebody recognised; refuse `identity.code_wanted` or `identity.enrol_wanted` when a second
    step is due (which the browser's session then waits for, without being signed in)."""
    actor_of(account, 0)  # staff without a role hear so at once
    step = sessions.next_step(
        kind=account.kind,
        assurance=assurance,
        enrolled=SecondFactor.objects.filter(pk=account.pk).exists(),
        setting=settings.SECOND_FACTOR,
    )
    pending = PendingRow(account=account.pk, step=step, method=method, assurance=assurance, provider=provider)
    if not step:
        return begin_session(request, account, pending, now=now, wall=wall)
    request.session.cycle_key()
    request.session[PENDING] = {
        "account": account.pk, "step": step, "method": method, "assurance": assurance, "provider": provider,
        "since": wall.timestamp(), "password": account.get_session_auth_hash(),
    }  # fmt: skip
    raise Refused(Problem(code=f"identity.{step}_wanted"))


def pending_of(request: HttpRequest, *, wall: datetime) -> PendingRow | None:
    """Return the sign-in that waits for its second step, for ten minutes; nothing when the password changed meanwhile."""
    kept: dict[str, Any] = request.session.get(PENDING) or {}
    if not kept or not 0 <= wall.timestamp() - kept["since"] <= sessions.PENDING.total_seconds():
        return None
    account = Account.objects.filter(pk=kept["account"], is_active=True).first()
    if account is None or account.get_session_auth_hash() != kept["password"]:
        return None
    return PendingRow(**{name: kept[name] for name in ("account", "step", "method", "assurance", "provider")})


def begin_session(
    request: HttpRequest, account: Account, by_what: PendingRow, *, now: datetime, wall: datetime
) -> Actor:
    """Sign somebody in: a new key for the browser's session, a row that can be ended from elsewhere, one journal entry."""
    actor = actor_of(account, 0, by_what.assurance)
    device = sessions.device_words(request.META.get("HTTP_USER_AGENT", ""))
    body = {"method": by_what.method, "assurance": by_what.assurance}
    if by_what.provider:
        body["provider"] = by_what.provider
    with transaction.atomic():
        request.session.pop(PENDING, None)
        auth.login(request, account)
        row = Session.objects.create(
            account=account, method=by_what.method, assurance=by_what.assurance, provider=by_what.provider,
            device=device, began_at=wall, seen_at=wall,
        )  # fmt: skip
        request.session[SESSION], request.session[ASSURANCE] = row.pk, by_what.assurance
        leave_post(request)
        if len(posts := memberships_of(account.pk)) == 1:
            request.session[POST] = posts[0].id
        append(chain=chain_of(actor.account), kind="SignedIn", body=body, by=actor, at=now)
    return actor


def resume(request: HttpRequest, *, wall: datetime) -> str:
    """Go on with the session of a request; when it is over, end it and return why (`idle`, `age`, `ended`, `weak`)."""
    if not request.user.is_authenticated:
        return ""
    account: Account = request.user
    row = _session_of(request, account, wall)
    why = "ended" if row is None or row.ended_at else ""
    if row is not None and not why:
        why = sessions.over_because(
            kind=account.kind, began_at=row.began_at, seen_at=row.seen_at, now=wall, limits=limits()
        )
    if row is not None and not why and _is_weak(account, row):
        why = "weak"
    if why:
        if row is not None and row.ended_at is None:
            Session.objects.filter(pk=row.pk, ended_at=None).update(ended_at=wall)
        auth.logout(request)
    elif row is not None and wall - row.seen_at >= sessions.TOUCHED:
        Session.objects.filter(pk=row.pk).update(seen_at=wall)
    return why


def _session_of(request: HttpRequest, account: Account, wall: datetime) -> Session | None:
    number = request.session.get(SESSION)
    if number is None:
        # A sign-in from before sessions were kept: known by a password and nothing more.
        row = Session.objects.create(
            account=account, method="password", assurance="low", began_at=wall, seen_at=wall
        )
        request.session[SESSION], request.session[ASSURANCE] = row.pk, row.assurance
        return row
    return Session.objects.filter(pk=number, account_id=account.pk).first()


def _is_weak(account: Account, row: Session) -> bool:
    """Tell whether a second factor is demanded by now and the session began without one."""
    enrolled = False  # who has one was asked for it; what counts here is that nobody gets by without
    setting = settings.SECOND_FACTOR
    return bool(
        sessions.next_step(kind=account.kind, assurance=row.assurance, enrolled=enrolled, setting=setting)
    )


def sign_out(request: HttpRequest, *, now: datetime, wall: datetime | None = None) -> str:
    """End the session and return the name of the provider that had vouched, if one had."""
    provider = ""
    if request.user.is_authenticated:
        account: Account = request.user
        row = Session.objects.filter(
            pk=request.session.get(SESSION, 0), account_id=account.pk, ended_at=None
        ).first()
        with transaction.atomic():
            if row is not None:
                provider, row.ended_at = row.provider, wall or now
                row.save(update_fields=["ended_at"])
            append(
                chain=chain_of(account.pk), kind="SignedOut", body={}, by=oneself(account, request), at=now
            )
    auth.logout(request)
    return provider


def end_session(request: HttpRequest, *, session_id: int, now: datetime, wall: datetime) -> None:
    """End one of one's own sessions; refuse `identity.no_session`."""
    account: Account = request.user  # type: ignore[assignment]
    with transaction.atomic():
        ended = Session.objects.filter(pk=session_id, account_id=account.pk, ended_at=None).update(
            ended_at=wall
        )
        if not ended:
            raise Refused(Problem(code="identity.no_session"))
        body = {"session": session_id}
        append(
            chain=chain_of(account.pk), kind="SessionEnded", body=body, by=oneself(account, request), at=now
        )


def end_sessions(
    *, by: Actor, account_id: int, now: datetime, wall: datetime | None = None, but: int | None = None
) -> int:
    """End the sessions of an account at once, but one, and its access tokens; return how many sessions there were."""
    with transaction.atomic():
        lasting = Session.objects.filter(account_id=account_id, ended_at=None).exclude(pk=but or 0)
        ended = lasting.update(ended_at=wall or now)
        if ended:
            append(chain=chain_of(account_id), kind="SessionsEnded", body={"count": ended}, by=by, at=now)
        end_tokens(by=by, account_id=account_id, now=now, wall=wall)
    return ended


def end_other_sessions(request: HttpRequest, *, now: datetime, wall: datetime) -> int:
    account: Account = request.user  # type: ignore[assignment]
    own = request.session.get(SESSION)
    return end_sessions(by=oneself(account, request), account_id=account.pk, now=now, wall=wall, but=own)


def choose_post(request: HttpRequest, *, membership_id: int) -> Actor:
    """Act in one post from now on; a post that is not this account's, or no longer, refuses `identity.post_not_yours`."""
    account: Account = request.user  # type: ignore[assignment]
    if membership_id not in {row.id for row in memberships_of(account.pk)}:
        raise Refused(Problem(code="identity.post_not_yours", where="post"))
    request.session[POST] = membership_id
    return actor_of(account, membership_id)


def chosen_post(request: HttpRequest) -> int:
    return int(request.session.get(POST, 0))


def leave_post(request: HttpRequest) -> None:
    request.session.pop(POST, None)


def oneself(account: Account, request: HttpRequest | None = None) -> Actor:
    """Return the actor that an account is, in the post of the request; also when it has lost that, or its last one."""
    for post in (chosen_post(request) if request else 0, 0):
        try:
            return actor_of(account, post)
        except Refused:
            continue
    return Actor(account=str(account.pk), role="system", name=account.name)


def forget_sessions(*, now: datetime) -> int:
    """Delete sessions that began more than ninety days ago, and what browsers' sessions held that have ended; return how many."""
    expired = BrowserSession.objects.filter(expire_date__lt=now).delete()[0]
    return expired + Session.objects.filter(began_at__lt=now - sessions.KEPT).delete()[0]
