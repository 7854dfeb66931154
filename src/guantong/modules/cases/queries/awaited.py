"""What a shared source has not given yet and nobody asks the applicant for (`if_silent: wait`): shown, so that nobody wonders."""

from __future__ import annotations

from guantong.core.flow.model import CLOSED_PHASES, DECIDED_STATUSES
from guantong.core.flow.turn import has_value
from guantong.modules.services import public as services

from ..access import Held
from ..public import Awaited
from .values import titles_of


def awaited_in(held: Held, item: str = "") -> tuple[Awaited, ...]:
    """Return what is still missing in the case, or in one branch of it, once for each element, in the order of the form."""
    if held.state.phase in CLOSED_PHASES:
        return ()
    undecided = {name for name, task in held.state.tasks.items() if task.status not in DECIDED_STATUSES}
    wanted = undecided & {item} if item else undecided
    requests = {
        request.element: request
        for request in services.get_situation(held.state.flow).requests
        if request.if_silent == "wait"
        and request.item in wanted
        and not has_value(held.state.data, request.element)
    }
    if not requests:
        return ()
    titles = titles_of(held)
    return tuple(
        Awaited(element=element, title=titles.of(element), system=request.system)
        for element, request in requests.items()
    )
