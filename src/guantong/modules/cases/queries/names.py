"""Titles and names that rows only point to: an item of a flow, a unit."""

from __future__ import annotations

from guantong.core.flow.model import Branch, Flow
from guantong.core.kernel.problem import Refused
from guantong.core.kernel.text import Text
from guantong.modules.orgs import public as orgs

from ..access import flow_of


def item_title(flow_hash: str, item: str) -> Text:
    """Return the title of a branch, or of the place of a joint inspection."""
    return title_in(flow_of(flow_hash), item)


def title_in(flow: Flow, item: str) -> Text:
    for branch in flow.branches:
        if branch.item == item:
            return branch.title
    for inspection in flow.inspections:
        if inspection.place == item:
            return inspection.title
    return Text(item)


def branch_in(flow: Flow, item: str) -> Branch | None:
    return next((branch for branch in flow.branches if branch.item == item), None)


def unit_name(unit_id: int | str) -> str:
    """Return the name of a unit, empty for none: old journal lines may name a unit that is gone."""
    try:
        return orgs.get_unit(int(unit_id)).name
    except (Refused, ValueError):
        return ""
