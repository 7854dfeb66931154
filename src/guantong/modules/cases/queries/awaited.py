"""What a shared source has not given yet and nobody asks the applicant for (`if_silent: wait`): shown, so that nobody wonders."""

from __future__ import annotations

from django.conf import settings

from guantong.core.flow.model import CLOSED_PHASES, DECIDED_STATUSES
from guantong.core.flow.turn import has_value
from guantong.core.kernel.text import Text

from .. import rules
from ..access import Held, package_of
from ..models import SourceTry
from ..rows import Awaited, Tries
from .values import titles_of

READ = ("shared", "licence")  # what a system answers for


def awaited_in(held: Held, item: str = "") -> tuple[Awaited, ...]:
    """Return what is still missing in the case, or in one branch of it, once for each element, in the order of the form."""
    if held.state.phase in CLOSED_PHASES:
        return ()
    resources = package_of(held).resources
    found: dict[str, Text] = {}
    for branch in held.flow.branches:
        decided = held.state.tasks[branch.item].status in DECIDED_STATUSES
        for given in () if decided or item not in ("", branch.item) else branch.inputs:
            source = resources.get(given.origin) if given.source in READ else None
            waits = source is not None and source.if_silent == "wait" and given.required
            if source is not None and waits and not has_value(held.state.data, given.element):
                found.setdefault(given.element, source.system.text())
    if not found:
        return ()
    titles = titles_of(held)
    return tuple(
        Awaited(element=element, title=titles.of(element), system=system) for element, system in found.items()
    )


def tries_in(held: Held, awaited: tuple[Awaited, ...]) -> Tries | None:
    """Return how often the sources of what is awaited have been asked again; None where nobody asks again by itself."""
    row = SourceTry.objects.filter(case_id=held.id).first() if awaited else None
    if row is None:
        return None
    most = rules.most_tries(settings.ASK_AGAIN_HOURS)
    return Tries(tried=row.tried, most=max(most, row.tried), last_at=row.last_at, next_at=row.due_at)
