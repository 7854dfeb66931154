"""Making and ending personal access tokens, journaled in the chain of the account."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.digest import sm3
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.journal.public import append

from .. import rules
from ..models import Account, Membership, Token
from ..queries import token_row
from ..rows import MadeToken
from .accounts import chain_of


def make_token(
    *, by: Actor, name: str, scope: str, days: int, now: datetime, wall: datetime | None = None
) -> MadeToken:
    """Terms are counted by the real time (`wall`), also where a demonstration keeps its day."""
    wall = wall or now
    with transaction.atomic():
        if by.account.isdecimal():  # two at once must not become one too many
            Account.objects.select_for_update().filter(pk=int(by.account)).first()
        existing = _usable(by, wall).count() if by.account.isdecimal() else 0
        if problems := rules.check_token(by=by, name=name, scope=scope, days=days, existing=existing):
            raise Refused(*problems)
        secret = rules.TOKEN_PREFIX + secrets.token_urlsafe(32)
        token = Token.objects.create(
            account_id=int(by.account), membership_id=_membership_of(by), digest=sm3(secret.encode()), name=name.strip(),
            scope=scope, assurance=by.assurance, made_at=wall, until=wall + timedelta(days=days),
        )  # fmt: skip
        body = {"token": token.pk, "name": token.name, "scope": scope, "until": token.until.isoformat()}
        append(chain=chain_of(by.account), kind="TokenMade", body=body, by=by, at=now)
    return MadeToken(row=token_row(token), secret=secret)


def end_token(*, by: Actor, token_id: int, now: datetime, wall: datetime | None = None) -> None:
    with transaction.atomic():
        ended = Token.objects.filter(pk=token_id, account_id=int(by.account), ended_at=None).update(
            ended_at=wall or now
        )
        if not ended:
            raise Refused(Problem(code="identity.no_token", facts={"token": token_id}))
        append(chain=chain_of(by.account), kind="TokenEnded", body={"token": token_id}, by=by, at=now)


def end_tokens(*, by: Actor, account_id: int, now: datetime, wall: datetime | None = None) -> int:
    """End all tokens of an account; return how many there were."""
    with transaction.atomic():
        ended = list(
            Token.objects.select_for_update()
            .filter(account_id=account_id, ended_at=None)
            .values_list("pk", flat=True)
        )
        if ended:
            Token.objects.filter(pk__in=ended).update(ended_at=wall or now)
            append(chain=chain_of(account_id), kind="TokensEnded", body={"tokens": ended}, by=by, at=now)
    return len(ended)


def _usable(by: Actor, now: datetime):  # type: ignore[no-untyped-def]
    return Token.objects.filter(account_id=int(by.account), ended_at=None, until__gt=now)


def _membership_of(by: Actor) -> int | None:
    if not by.unit:
        return None
    found = Membership.objects.filter(account_id=int(by.account), unit=int(by.unit), role=by.role)
    return found.values_list("pk", flat=True).first()
