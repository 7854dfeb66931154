"""The door of `identity` to sessions: beginning one and ending it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from guantong.core.kernel.actor import Actor

if TYPE_CHECKING:
    from django.http import HttpRequest


def sign_in(request: HttpRequest, *, handle: str, password: str, now: datetime) -> Actor:
    """Check the password, begin a session and return the actor; refuse `identity.wrong_credentials`. Journaled."""
    from .. import actions

    return actions.sign_in(request, handle=handle, password=password, now=now)


def sign_out(request: HttpRequest, *, now: datetime) -> None:
    """End the session. Journaled."""
    from .. import actions

    actions.sign_out(request, now=now)
