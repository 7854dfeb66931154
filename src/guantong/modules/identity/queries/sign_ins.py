"""Reads of sessions, second factors and provider accounts; each of one's own account only."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.sealing import key_for, unseal

from ..models import Account, ProviderLink, RecoveryCode, SecondFactor, Session
from ..rows import LinkRow, SecondFactorRow, SecurityRow, SessionRow
from ..rules import codes, sessions

LATEST = 10


def limits() -> sessions.Limits:
    """Return how long sessions last here."""
    return sessions.Limits(
        **{name: timedelta(minutes=count) for name, count in settings.SESSION_MINUTES.items()}
    )


def session_row(row: Session) -> SessionRow:
    return SessionRow(
        id=row.pk, method=row.method, assurance=row.assurance, provider=row.provider, device=row.device,
        began_at=row.began_at, seen_at=row.seen_at, ended_at=row.ended_at,
    )  # fmt: skip


def security_of(account_id: int, *, wall: datetime) -> SecurityRow:
    """Return everything about how an account signs in."""
    account = Account.objects.get(pk=account_id)
    rows = [session_row(row) for row in Session.objects.filter(account_id=account_id).order_by("-id")[:100]]
    lasting = tuple(row for row in rows if row.ended_at is None and not _is_over(account.kind, row, wall))
    return SecurityRow(
        handle=account.handle, kind=account.kind, has_password=account.has_usable_password(),
        second_factor=second_factor_of(account_id), sessions=lasting, latest=tuple(rows[:LATEST]),
        links=links_of(account_id),
    )  # fmt: skip


def _is_over(kind: str, row: SessionRow, wall: datetime) -> bool:
    return bool(
        sessions.over_because(
            kind=kind, began_at=row.began_at, seen_at=row.seen_at, now=wall, limits=limits()
        )
    )


def second_factor_of(account_id: int) -> SecondFactorRow | None:
    found = SecondFactor.objects.filter(pk=account_id).only("enrolled_at").first()
    if found is None:
        return None
    left = RecoveryCode.objects.filter(account_id=account_id, used_at=None).count()
    return SecondFactorRow(enrolled_at=found.enrolled_at, codes_left=left)


def links_of(account_id: int) -> tuple[LinkRow, ...]:
    rows = ProviderLink.objects.filter(account_id=account_id).order_by("pk")
    return tuple(
        LinkRow(id=row.pk, issuer=row.issuer, made_at=row.made_at, used_at=row.used_at) for row in rows
    )


def secret_of(factor: SecondFactor) -> str:
    """Return the opened secret of a second factor."""
    return unseal(second_factor_key(), bytes(factor.sealed), f"account:{factor.pk}").decode()


def second_factor_key() -> bytes:
    return key_for(settings.SEAL_SECRET, "second-factor")


def code_of_invented(handle: str, *, wall: datetime) -> str:
    """Return the current code of an invented account; refuse `identity.not_invented` for everybody else."""
    account = Account.objects.filter(handle=handle).first()
    if account is None or not account.invented:
        raise Refused(Problem(code="identity.not_invented", facts={"handle": handle}))
    factor = SecondFactor.objects.filter(pk=account.pk).first()
    if factor is None:
        raise Refused(Problem(code="identity.no_second_factor", facts={"handle": handle}))
    return codes.code_at(secret_of(factor), wall)
