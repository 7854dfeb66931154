"""A bad rating opens a rectification (好差评, 整改销号): a case of its own, linked to the one that was rated."""

from __future__ import annotations

from typing import Any

from guantong.core.flow.index import index_of
from guantong.core.flow.model import Event, Flow, Moment
from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.problem import Refused
from guantong.core.scenario.compiled import Situation
from guantong.modules.orgs import public as orgs
from guantong.modules.services import public as services

from .. import access
from ..access import Held
from .decide import Change
from .opening import Opening, next_case_id, open_case

SCENARIO = "rectification"
# The branch of that scenario which falls to whoever led the rated case; the others go to those who fill their roles.
CONCERNED_ITEM = "rectify"


def open_rectification(change: Change, *, by: Actor, moment: Moment) -> Held | None:
    """Open the rectification of a rated case in the caller's transaction; nothing where none is published.

    It begins accepted: nobody applies for it, and its terms run from the rating.
    """
    rated = change.after
    try:
        matter = services.get_matter(SCENARIO, rated.facts.division)
    except Refused:
        return None
    if matter.package.scenario.opens_from != "rating" or rated.facts.scenario == SCENARIO:
        return None
    situation = services.situation_for(matter, {})
    flow = access.flow_of(index_of(situation.flow).hash)
    data = _what_is_known(situation, change)
    opening = Opening(
        case_id=next_case_id(), scenario=SCENARIO, matter_version=matter.version, flow=flow, division=rated.facts.division, account="",
        name=rated.code, board=matter.package.scenario.board, origin=rated.id,
        addressed=_concerned(flow, rated),
    )  # fmt: skip
    events = [(by, Event(do="submit", data=data)), (SYSTEM, Event(do="accept"))]
    return open_case(opening, events, moment)


def _what_is_known(situation: Situation, change: Change) -> dict[str, Any]:
    """Return what the rating itself answers of what the flow asks."""
    state = change.after.state
    known = {
        "rating.case_code": change.after.code,
        "rating.grade": state.grade,
        "rating.comment": change.effects[-1].because,
        "rating.service": change.after.flow.title.zh,
    }
    askable = index_of(situation.flow).askable
    return {
        element: value for element, value in known.items() if element in askable and value not in ("", None)
    }


def _concerned(flow: Flow, rated: Held) -> dict[str, int]:
    """The unit that leads the rated case; where nobody fills the lead, the branch goes to its own role."""
    branch = next((branch for branch in flow.branches if branch.item == CONCERNED_ITEM), None)
    if branch is None:
        return {}
    try:
        return {branch.item: orgs.unit_filling(rated.flow.lead, rated.facts.division, branch.level).id}
    except Refused:
        return {}
