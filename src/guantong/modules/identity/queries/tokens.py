"""Reads of personal access tokens."""

from __future__ import annotations

from datetime import datetime

import msgspec

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.digest import sm3
from guantong.core.kernel.problem import Problem, Refused

from .. import rules
from ..models import Token
from ..rows import Presented, TokenRow
from .accounts import actor_of


def token_row(token: Token) -> TokenRow:
    return TokenRow(
        id=token.pk, name=token.name, scope=token.scope, made_at=token.made_at, until=token.until,
        used_on=token.used_on, ended_at=token.ended_at,
    )  # fmt: skip


def my_tokens(*, by: Actor) -> tuple[TokenRow, ...]:
    rows = Token.objects.filter(account_id=int(by.account), ended_at=None).order_by("-pk")
    return tuple(map(token_row, rows))


def actor_of_token(*, secret: str, now: datetime) -> Presented:
    """An unknown, ended or late token is answered the same way: whoever guesses learns nothing."""
    token = Token.objects.select_related("account").filter(digest=sm3(secret.encode())).first()
    if token is None or not rules.token_counts(token_row(token), now):
        raise Refused(Problem(code="identity.token_unknown"))
    try:
        actor = actor_of(token.account, token.membership_id or 0)
    except Refused:
        raise Refused(Problem(code="identity.token_unknown")) from None
    today = now.date()
    if token.used_on != today:
        Token.objects.filter(pk=token.pk).update(used_on=today)
    return Presented(actor=msgspec.structs.replace(actor, assurance=token.assurance), scope=token.scope)
