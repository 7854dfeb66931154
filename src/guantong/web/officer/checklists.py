"""What a clerk goes through before accepting: each material, whether it is there, and what to look at."""

from __future__ import annotations

import msgspec

from guantong.core.scenario.compiled import Situation
from guantong.modules.cases import public as cases
from guantong.web.ui.words import in_words


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One element that the applicant had to hand in: who needs it, whether it is there, whether it may be owed."""

    element: str
    title: str
    needed_by: tuple[str, ...]
    laws: tuple[str, ...]
    here: bool
    owed_workdays: int | None


def checklist_of(view: cases.CaseView, situation: Situation, language: str) -> tuple[Check, ...]:
    """Return the documents and licences that were asked, in the order of the form."""
    held = {value.element for value in view.values if value.value not in (None, "")}
    titles = {branch.item: in_words(branch.title) for branch in situation.flow.branches}
    return tuple(
        Check(
            element=field.element, title=in_words(field.title), here=field.element in held, owed_workdays=field.owed_workdays,
            needed_by=tuple(dict.fromkeys(titles.get(asker.item, asker.item) for asker in field.asked_by)),
            laws=tuple(dict.fromkeys(asker.law for asker in field.asked_by if asker.law)),
        )
        for field in situation.form.fields
        if field.type in ("document", "licence")
    )  # fmt: skip
