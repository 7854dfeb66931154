"""The door of `identity` to the second factor: one-time codes (TOTP) and recovery codes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from guantong.core.kernel.actor import Actor

from ..rows import Enrolment

if TYPE_CHECKING:
    from django.http import HttpRequest


def second_factor_demanded() -> bool:
    """Tell whether staff must have a second factor here (`GUANTONG_SECOND_FACTOR`)."""
    from django.conf import settings

    from ..rules.sessions import is_demanded

    return is_demanded("staff", settings.SECOND_FACTOR)


def take_code(request: HttpRequest, *, typed: str, now: datetime, wall: datetime) -> Actor:
    """Do the second step of a sign-in with a one-time or recovery code and begin the session. Refuse
    `identity.wrong_code` (also for one already used), `identity.wait` and `identity.step_late`."""
    from .. import actions

    return actions.take_code(request, typed=typed, now=now, wall=wall)


def begin_enrolment(request: HttpRequest, *, wall: datetime) -> Enrolment:
    """Return the secret to put into an authenticator; refuse `identity.already_enrolled` and `identity.step_late`."""
    from .. import actions

    return actions.begin_enrolment(request, wall=wall)


def confirm_enrolment(request: HttpRequest, *, typed: str, now: datetime, wall: datetime) -> tuple[str, ...]:
    """Keep the second factor when the code is right and return ten recovery codes, never to be seen again. Journaled."""
    from .. import actions

    return actions.confirm_enrolment(request, typed=typed, now=now, wall=wall)


def begin_replacement(request: HttpRequest, *, typed: str, wall: datetime) -> None:
    """Let another authenticator be enrolled; asks for a code of the present one, which holds until then."""
    from .. import actions

    actions.begin_replacement(request, typed=typed, wall=wall)


def renew_recovery_codes(
    request: HttpRequest, *, typed: str, now: datetime, wall: datetime
) -> tuple[str, ...]:
    """Replace the recovery codes; asks for a code. Journaled."""
    from .. import actions

    return actions.renew_recovery_codes(request, typed=typed, now=now, wall=wall)


def remove_second_factor(request: HttpRequest, *, typed: str, now: datetime, wall: datetime) -> None:
    """Do without a second factor; asks for a code, refuses `identity.second_factor_demanded`. Journaled."""
    from .. import actions

    actions.remove_second_factor(request, typed=typed, now=now, wall=wall)


def forget_second_factor(*, by: Actor, handle: str, now: datetime, wall: datetime) -> None:
    """Remove the second factor of somebody who lost telephone and codes; the operator's act. Sessions end. Journaled."""
    from .. import actions

    actions.forget_second_factor(by=by, handle=handle, now=now, wall=wall)


def enrol_invented(*, handle: str, now: datetime, wall: datetime) -> None:
    """Give an invented account a second factor, so that a demonstration can show one; refuse `identity.not_invented`."""
    from .. import actions

    actions.enrol_invented(handle=handle, now=now, wall=wall)


def code_of_invented(handle: str, *, wall: datetime) -> str:
    """Return the current code of an invented account; refuse `identity.not_invented` for everybody real."""
    from .. import queries

    return queries.code_of_invented(handle, wall=wall)
