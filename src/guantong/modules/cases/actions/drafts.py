"""Forms begun: kept as they are, checked only when they are handed in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models.functions import Now

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused

from .. import access
from ..models import Draft
from .fixed import check_kept


def save_draft(
    *,
    by: Actor,
    scenario: str,
    division: str,
    answers: Mapping[str, Any],
    data: Mapping[str, Any],
    draft_id: int | None,
    now: datetime | None = None,
) -> int:
    # A clerk's are begun by `begin_at_window`, which asks for a card, and only kept here.
    if by.role != "applicant" and not (by.role == "clerk" and draft_id):
        raise Refused(Problem(code="cases.wrong_role", facts={"verb": "save_draft", "item": ""}))
    if not by.covers(scenario):
        raise Refused(Problem(code="cases.out_of_scope", facts={"scenario": scenario}))
    draft = (
        access.draft_for(by, draft_id) if draft_id else Draft(owner_id=int(by.applicant), mandate=by.mandate)
    )
    if draft.holder and (draft.scenario, draft.division) != (scenario, division):
        raise access.not_found(draft.pk)
    check_kept(draft.data, data)
    draft.scenario, draft.division = scenario, division
    draft.answers, draft.data = dict(answers), dict(data)
    # Without a time from the caller the database's own is the order of saving.
    draft.saved_at = now or Now()
    draft.save()
    return int(draft.pk)


def delete_draft(*, by: Actor, draft_id: int) -> None:
    access.draft_for(by, draft_id).delete()
