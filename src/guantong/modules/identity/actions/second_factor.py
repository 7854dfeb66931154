"""One-time codes: enrolling, the second step of a sign-in, recovery codes. The secret is sealed wherever it is stored."""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pyotp
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.sealing import keyed_digest, seal, unseal
from guantong.core.kernel.texts import say
from guantong.modules.journal.public import append

from ..models import Account, RecoveryCode, SecondFactor, Session
from ..queries import second_factor_key, secret_of
from ..rows import Enrolment, PendingRow
from ..rules import codes, sessions
from .accounts import chain_of
from .attempts import forgive, note_failure, try_code
from .sessions import ASSURANCE, SESSION, begin_session, end_sessions, oneself, pending_of

ENROL, REPLACE = "identity_enrol", "identity_replace"


def take_code(request: HttpRequest, *, typed: str, now: datetime, wall: datetime) -> Actor:
    """Do the second step of a sign-in and begin the session."""
    pending = pending_of(request, wall=wall)
    if pending is None or pending.step != "code":
        raise Refused(Problem(code="identity.step_late"))
    account = Account.objects.get(pk=pending.account)
    with used_code(account.pk, typed, wall) as kind:
        method = f"{pending.method}+{kind}"
        by_what = PendingRow(
            account=account.pk, step="", method=method, assurance="substantial", provider=pending.provider
        )
        return begin_session(request, account, by_what, now=now, wall=wall)


def begin_enrolment(request: HttpRequest, *, wall: datetime) -> Enrolment:
    """Return the secret to enrol; the same one until it is confirmed, so that a page opened again shows no other."""
    account = _enrolling(request, wall)
    kept = request.session.get(ENROL)
    if not kept or kept["account"] != account.pk:
        secret = pyotp.random_base32()
        sealed = seal(second_factor_key(), secret.encode(), f"enrol:{account.pk}")
        kept = request.session[ENROL] = {"account": account.pk, "sealed": b64encode(sealed).decode("ascii")}
    secret = unseal(second_factor_key(), b64decode(kept["sealed"]), f"enrol:{account.pk}").decode()
    issuer = say("ui-brand", request.LANGUAGE_CODE if hasattr(request, "LANGUAGE_CODE") else "zh")
    return Enrolment(secret=secret, address=codes.enrolment_address(secret, account.handle, issuer))


def confirm_enrolment(request: HttpRequest, *, typed: str, now: datetime, wall: datetime) -> tuple[str, ...]:
    """Keep the second factor once a code of it was typed, and return ten recovery codes, shown this once.

    Whoever was led here by the sign-in is signed in by it; whoever was signed in gets a new session key.
    """
    account, enrolment = _enrolling(request, wall), begin_enrolment(request, wall=wall)
    counted = try_code(account_id=account.pk, now=wall)
    step = codes.matching_step(enrolment.secret, typed, wall, -1)
    if step is None:
        raise Refused(Problem(code="identity.wrong_code", where="code"))
    forgive(counted, now=wall)
    by = oneself(account, request)
    made = save_second_factor(account, enrolment.secret, step, by=by, now=now, wall=wall)
    for name in (ENROL, REPLACE):
        request.session.pop(name, None)
    if request.user.is_authenticated:
        _step_up(request, account, now=now, wall=wall)
    elif pending := pending_of(request, wall=wall):
        by_what = PendingRow(
            account=account.pk, step="", method=f"{pending.method}+code", assurance="substantial",
            provider=pending.provider,
        )  # fmt: skip
        begin_session(request, account, by_what, now=now, wall=wall)
    return made


def save_second_factor(
    account: Account, secret: str, last_step: int, *, by: Actor, now: datetime, wall: datetime
) -> tuple[str, ...]:
    """Seal and keep a secret with ten new recovery codes; return these."""
    with transaction.atomic():
        sealed = seal(second_factor_key(), secret.encode(), f"account:{account.pk}")
        SecondFactor.objects.update_or_create(
            account=account, defaults={"sealed": sealed, "last_step": last_step, "enrolled_at": wall}
        )
        made = _make_recovery_codes(account)
        append(chain=chain_of(account.pk), kind="SecondFactorEnrolled", body={}, by=by, at=now)
    return made


def begin_replacement(request: HttpRequest, *, typed: str, wall: datetime) -> None:
    """Let a second factor be enrolled in place of the present one, which holds until then; asks for a code of it."""
    account: Account = request.user  # type: ignore[assignment]
    with used_code(account.pk, typed, wall):
        request.session[REPLACE] = wall.timestamp()


def renew_recovery_codes(
    request: HttpRequest, *, typed: str, now: datetime, wall: datetime
) -> tuple[str, ...]:
    """Make ten new recovery codes in place of the old ones; asks for a code."""
    account: Account = request.user  # type: ignore[assignment]
    with used_code(account.pk, typed, wall):
        made = _make_recovery_codes(account)
        append(
            chain=chain_of(account.pk),
            kind="RecoveryCodesMade",
            body={},
            by=oneself(account, request),
            at=now,
        )
    return made


def remove_second_factor(request: HttpRequest, *, typed: str, now: datetime, wall: datetime) -> None:
    """Do without a second factor again; refuse `identity.second_factor_demanded` of whom one is demanded."""
    account: Account = request.user  # type: ignore[assignment]
    if sessions.is_demanded(account.kind, settings.SECOND_FACTOR):
        raise Refused(Problem(code="identity.second_factor_demanded"))
    with used_code(account.pk, typed, wall):
        _drop(account)
        append(
            chain=chain_of(account.pk),
            kind="SecondFactorRemoved",
            body={},
            by=oneself(account, request),
            at=now,
        )


def forget_second_factor(*, by: Actor, handle: str, now: datetime, wall: datetime) -> None:
    """Remove the second factor of somebody who lost telephone and codes, and end their sessions; the operator's act."""
    account = Account.objects.filter(handle=handle).first()
    if account is None or not SecondFactor.objects.filter(pk=account.pk).exists():
        raise Refused(Problem(code="identity.no_second_factor", facts={"handle": handle}))
    with transaction.atomic():
        _drop(account)
        append(chain=chain_of(account.pk), kind="SecondFactorForgotten", body={}, by=by, at=now)
        end_sessions(by=by, account_id=account.pk, now=now, wall=wall)


@contextmanager
def used_code(account_id: int, typed: str, wall: datetime) -> Iterator[str]:
    """Use up a code (`code`) or a recovery code (`recovery`) in one transaction with the block; refuse
    `identity.wrong_code`. The row is locked: of two requests with the same code one is refused."""
    counted = try_code(account_id=account_id, now=wall)
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().filter(pk=account_id).first()
        step = codes.matching_step(secret_of(factor), typed, wall, factor.last_step) if factor else None
        kind = "code" if step is not None else _use_recovery_code(account_id, typed, wall)
        if factor is None or not kind:
            note_failure("code", f"account:{account_id}")
            raise Refused(Problem(code="identity.wrong_code", where="code"))
        if step is not None:
            factor.last_step = step
            factor.save(update_fields=["last_step"])
        yield kind
    forgive(counted, now=wall)


def _use_recovery_code(account_id: int, typed: str, wall: datetime) -> str:
    code = codes.normal_recovery(typed)
    if not code:
        return ""
    unused = RecoveryCode.objects.filter(
        account_id=account_id, digest=_digest(account_id, code), used_at=None
    )
    return "recovery" if unused.update(used_at=wall) else ""


def _make_recovery_codes(account: Account) -> tuple[str, ...]:
    made = tuple(
        "".join(secrets.choice(codes.ALPHABET) for _ in range(codes.RECOVERY_LENGTH))
        for _ in range(codes.RECOVERY_CODES)
    )
    RecoveryCode.objects.filter(account=account).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, digest=_digest(account.pk, code)) for code in made
    )
    return tuple(codes.shown_recovery(code) for code in made)


def _digest(account_id: int, code: str) -> bytes:
    return keyed_digest(second_factor_key(), f"recovery:{account_id}:{code}")


def _drop(account: Account) -> None:
    SecondFactor.objects.filter(pk=account.pk).delete()
    RecoveryCode.objects.filter(account=account).delete()


def _enrolling(request: HttpRequest, wall: datetime) -> Account:
    """Return who may enrol a second factor now: signed in without one (or about to replace it), or led here by the sign-in."""
    if request.user.is_authenticated:
        account: Account = request.user
        if not SecondFactor.objects.filter(pk=account.pk).exists():
            return account
        since = request.session.get(REPLACE)
        if since is not None and 0 <= wall.timestamp() - since <= sessions.PENDING.total_seconds():
            return account
        raise Refused(Problem(code="identity.already_enrolled"))
    pending = pending_of(request, wall=wall)
    if pending is None or pending.step != "enrol":
        raise Refused(Problem(code="identity.step_late"))
    return Account.objects.get(pk=pending.account)


def _step_up(request: HttpRequest, account: Account, *, now: datetime, wall: datetime) -> None:
    """The session is worth more from now on: it gets a new key, and the account's other sessions end."""
    number = request.session.get(SESSION, 0)
    request.session.cycle_key()
    request.session[ASSURANCE] = "substantial"
    Session.objects.filter(pk=number, account=account, assurance="low").update(
        assurance="substantial", method="password+code"
    )
    end_sessions(by=oneself(account, request), account_id=account.pk, now=now, wall=wall, but=number)


def enrol_invented(*, handle: str, now: datetime, wall: datetime) -> None:
    """Enrol an invented account that has no second factor yet."""
    account = Account.objects.filter(handle=handle, invented=True).first()
    if account is None:
        raise Refused(Problem(code="identity.not_invented", facts={"handle": handle}))
    if not SecondFactor.objects.filter(pk=account.pk).exists():
        save_second_factor(account, pyotp.random_base32(), -1, by=oneself(account), now=now, wall=wall)
