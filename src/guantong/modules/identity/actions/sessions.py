"""Beginning and ending a session, journaled in the chain of the account."""

from __future__ import annotations

from datetime import datetime

from django.contrib import auth
from django.db import transaction
from django.http import HttpRequest

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.journal.public import append

from ..queries import actor_of
from .accounts import chain_of


def sign_in(request: HttpRequest, *, handle: str, password: str, now: datetime) -> Actor:
    account = auth.authenticate(request, username=handle, password=password)
    if account is None:
        raise Refused(Problem(code="identity.wrong_credentials"))
    actor = actor_of(account, 0)
    with transaction.atomic():
        auth.login(request, account)
        append(chain=chain_of(actor.account), kind="SignedIn", body={}, by=actor, at=now)
    return actor


def sign_out(request: HttpRequest, *, now: datetime) -> None:
    if request.user.is_authenticated:
        actor = actor_of(request.user, 0)
        append(chain=chain_of(actor.account), kind="SignedOut", body={}, by=actor, at=now)
    auth.logout(request)
