"""Changing one's own password."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest

from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.journal.public import append

from ..models import Account
from .accounts import chain_of
from .attempts import forgive, try_sign_in
from .passwords import LONGEST, check_password_rules
from .sessions import SESSION, address_of, end_sessions, oneself
from .tokens import end_tokens


def change_password(
    request: HttpRequest, *, old: str, new: str, words: Iterable[str] = (), now: datetime, wall: datetime
) -> None:
    """Change one's own password; every other session and every token of the account ends."""
    account: Account = request.user  # type: ignore[assignment]
    counted = try_sign_in(name=account.handle, address=address_of(request), now=wall)
    if not account.check_password(old[:LONGEST]):
        raise Refused(Problem(code="identity.wrong_password", where="old"))
    forgive(counted, now=wall)
    check_password_rules(new, "new", (account.handle, account.name, *words))
    if new == old:
        raise Refused(Problem(code="identity.password_same", where="new"))
    by = oneself(account, request)
    with transaction.atomic():
        account.set_password(new)
        account.start_until = None
        account.save(update_fields=["password", "start_until"])
        update_session_auth_hash(request, account)  # and a new key for this session
        append(chain=chain_of(account.pk), kind="PasswordChanged", body={}, by=by, at=now)
        end_sessions(by=by, account_id=account.pk, now=now, wall=wall, but=request.session.get(SESSION))
        end_tokens(by=by, account_id=account.pk, now=now, wall=wall)
