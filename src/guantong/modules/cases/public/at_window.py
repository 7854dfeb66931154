"""The door of `cases`, at the window: any matter handed in by a clerk for whoever stands there and shows a card."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from guantong.core.kernel.actor import Actor

from ..rows import CaseRef

__all__ = ["begin_at_window", "hand_in_at_window", "kind_of_number", "masked_number"]


def kind_of_number(number: str) -> str:
    """Return whose number it is, `person` or `enterprise`; refuse `cases.shown_number` for one that cannot be right."""
    from .. import rules

    return rules.kind_of_number(number)


def masked_number(number: str) -> str:
    """Return a number so that it can be compared with a card, but not used."""
    from .. import rules

    return rules.masked_number(number)


def begin_at_window(
    *,
    by: Actor,
    scenario: str,
    answers: Mapping[str, Any],
    number: str,
    name: str,
    present: bool,
    because: str,
    draft_id: int | None = None,
    now: datetime,
) -> int:
    """Begin the one form for whoever shows an identity card or a business licence, and return the draft's id.

    The draft is the clerk's until it is handed in (`save_draft`, `get_draft`, `delete_draft` as for an applicant). With
    `draft_id` the answers of one begun before change. Refuse `cases.shown_number`, `cases.shown_name`, `cases.not_there`,
    `cases.why_lookup`, `cases.lookup_limit`, `cases.wrong_board`, and `cases.recuse` for the clerk's own affairs.
    """
    from .. import actions

    begun = actions.Asked(
        scenario=scenario,
        answers=answers,
        number=number,
        name=name,
        present=present,
        because=because,
        key="",
    )
    return actions.begin_at_window(by=by, begun=begun, draft_id=draft_id, now=now)


def hand_in_at_window(*, by: Actor, draft_id: int, key: str, now: datetime) -> CaseRef:
    """Open the case of a form that was begun at the window, as the applicant's, and return its reference.

    Checked and read as what an applicant hands in (`submit_case`, the same refusals); each read names the case and the
    clerk's unit, and a proof of it goes on the file. The same key gives the same case.
    """
    from .. import actions

    return actions.hand_in_at_window(by=by, draft_id=draft_id, key=key, now=now)
