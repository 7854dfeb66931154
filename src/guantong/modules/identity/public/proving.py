"""The door of `identity` to proving anew who one is, within a session (ASVS 7.5): before what changes how one signs in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest


def is_proven_anew(request: HttpRequest, *, wall: datetime) -> bool:
    """Tell whether whoever is signed in proved it less than ten minutes ago: by signing in or by `prove_anew`."""
    from .. import actions

    return actions.is_proven_anew(request, wall=wall)


def wanted_proof(request: HttpRequest) -> str:
    """Return what `prove_anew` asks for: `code`, `password`, or `sign_in` when only a new sign-in can prove it."""
    from .. import actions

    return actions.wanted_proof(request)


def prove_anew(request: HttpRequest, *, typed: str, now: datetime, wall: datetime) -> None:
    """Prove with password or code that one is still the one who signed in. Journaled. Refuse `identity.wrong_password`,
    `identity.wrong_code`, `identity.wait` and `identity.prove_by_sign_in`."""
    from .. import actions

    actions.prove_anew(request, typed=typed, now=now, wall=wall)
