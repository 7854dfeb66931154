"""What the system writes into a form and nobody may change: the number of the use that somebody objects to. What is looked into
is what was recorded under it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused

from .. import access
from ..rules.objections import FIXED_ELEMENTS


def check_draft(by: Actor, draft_id: int | None, data: Mapping[str, Any]) -> None:
    """Refuse what is handed in from a draft with another number than the draft's."""
    if draft_id and any(data.get(element) for element in FIXED_ELEMENTS):
        check_kept(access.draft_for(by, draft_id).data, data)


def check_kept(before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Refuse with `cases.fixed_element` what changes or takes away what the system wrote."""
    changed = sorted(
        element for element in FIXED_ELEMENTS if before.get(element) and after.get(element) != before[element]
    )
    if changed:
        raise Refused(*(Problem(code="cases.fixed_element", where=element) for element in changed))
