"""The door of `identity` to identity providers: what their claims mean, and whose account they sign in to."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from guantong.core.kernel.actor import Actor

from ..rules.providers import Provider, Vouched, may_call, vouched

if TYPE_CHECKING:
    from django.http import HttpRequest

__all__ = [
    "Provider",
    "Vouched",
    "link_provider",
    "may_call",
    "sign_in_vouched",
    "unlink_provider",
    "vouched",
]


def sign_in_vouched(request: HttpRequest, *, who: Vouched, now: datetime, wall: datetime) -> Actor:
    """Begin the session of whoever a provider vouches for (see `sign_in` for a second step). A person or an enterprise
    seen for the first time gets an account; staff hear `identity.link_first`. Journaled."""
    from .. import actions

    return actions.sign_in_vouched(request, who=who, now=now, wall=wall)


def link_provider(request: HttpRequest, *, who: Vouched, now: datetime, wall: datetime) -> None:
    """Let a provider's account sign in to one's own. Refuse `identity.link_other_kind`, `identity.link_other_person` and
    `identity.link_taken`. Journaled."""
    from .. import actions

    actions.link_provider(request, who=who, now=now, wall=wall)


def unlink_provider(request: HttpRequest, *, link_id: int, now: datetime) -> None:
    """End a link; refuse `identity.no_link` and `identity.link_last`. Journaled."""
    from .. import actions

    actions.unlink_provider(request, link_id=link_id, now=now)
