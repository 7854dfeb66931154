"""Why an officer's unit cannot approve its branch now: what the case lacks, or that this very person must not decide."""

from __future__ import annotations

from guantong.core.flow.model import Event
from guantong.core.flow.obstacles import obstacles_to_approval
from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused

from .. import rules
from ..access import Held
from .wording import all_titles, in_words


def why_not(by: Actor, held: Held, item: str) -> tuple[Problem, ...]:
    """Return every reason in the words of the reader; none when the branch can be approved by the actor."""
    found = obstacles_to_approval(held.flow, held.state, item)
    forbidden = rules.may(by, Event(do="approve", item=item), held.flow, held.facts)
    reasons = (*found, *((forbidden,) if forbidden is not None else ()))
    if not reasons:
        return ()
    return in_words(Refused(*reasons), all_titles(held)).problems
