"""Sign-in by an identity provider. An account is found by issuer and subject alone (ADR 0009)."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.journal.public import append

from ..models import Account, ProviderLink
from ..rules.providers import Vouched
from .accounts import chain_of
from .sessions import oneself, recognised


def sign_in_vouched(request: HttpRequest, *, who: Vouched, now: datetime, wall: datetime) -> Actor:
    """Begin the session of whoever a provider vouches for. A person or an enterprise seen for the first time gets an
    account; staff must have one and link it first (`identity.link_first`)."""
    link = _find(who)
    if link is None and who.kind == "staff":
        raise Refused(Problem(code="identity.link_first"))
    account = link.account if link else _make_account(who, now=now, wall=wall)
    if not account.is_active:
        raise Refused(Problem(code="identity.account_closed"))
    ProviderLink.objects.filter(issuer=who.issuer, subject=who.subject).update(used_at=wall)
    return recognised(
        request, account, method="provider", assurance=who.assurance, provider=who.provider, now=now, wall=wall
    )  # fmt: skip


def link_provider(request: HttpRequest, *, who: Vouched, now: datetime, wall: datetime) -> None:
    """Let a provider's account sign in to one's own; refuse `identity.link_other_kind`, `_other_person` and `_taken`."""
    account: Account = request.user  # type: ignore[assignment]
    if account.kind != who.kind:
        raise Refused(Problem(code="identity.link_other_kind"))
    for ours, theirs in ((account.id_number, who.id_number), (account.uscc, who.uscc)):
        if ours and theirs and ours != theirs:
            raise Refused(Problem(code="identity.link_other_person"))
    try:
        with transaction.atomic():
            _link(who, account, wall)
            body = {"provider": who.provider, "issuer": who.issuer}
            append(
                chain=chain_of(account.pk),
                kind="ProviderLinked",
                body=body,
                by=oneself(account, request),
                at=now,
            )
    except IntegrityError:
        link = _find(who)
        if link is None or link.account_id != account.pk:
            raise Refused(Problem(code="identity.link_taken")) from None


def unlink_provider(request: HttpRequest, *, link_id: int, now: datetime) -> None:
    """End a link; refuse `identity.link_last` when nothing else signs in to the account."""
    account: Account = request.user  # type: ignore[assignment]
    with transaction.atomic():
        links = list(ProviderLink.objects.select_for_update().filter(account=account))
        link = next((each for each in links if each.pk == link_id), None)
        if link is None:
            raise Refused(Problem(code="identity.no_link"))
        if len(links) == 1 and not account.has_usable_password():
            raise Refused(Problem(code="identity.link_last"))
        link.delete()
        body = {"issuer": link.issuer}
        append(
            chain=chain_of(account.pk),
            kind="ProviderUnlinked",
            body=body,
            by=oneself(account, request),
            at=now,
        )


def _find(who: Vouched) -> ProviderLink | None:
    return (
        ProviderLink.objects.select_related("account").filter(issuer=who.issuer, subject=who.subject).first()
    )


def _link(who: Vouched, account: Account, wall: datetime) -> None:
    ProviderLink.objects.create(
        issuer=who.issuer, subject=who.subject, account=account, made_at=wall, used_at=wall
    )


def _make_account(who: Vouched, *, now: datetime, wall: datetime) -> Account:
    """Make the account of somebody new; of two sign-ins at once one makes it and the other finds it."""
    account = Account(
        handle=f"{who.provider}-{secrets.token_hex(6)}", kind=who.kind, name=who.name, id_number=who.id_number,
        uscc=who.uscc, phone=who.phone, created_at=now,
    )  # fmt: skip
    account.set_unusable_password()
    try:
        with transaction.atomic():
            account.save(force_insert=True)
            _link(who, account, wall)
            body = {"handle": account.handle, "kind": account.kind, "provider": who.provider}
            append(chain=chain_of(account.pk), kind="AccountMade", body=body, by=SYSTEM, at=now)
    except IntegrityError:
        link = _find(who)
        if link is None:
            raise
        return link.account
    return account
