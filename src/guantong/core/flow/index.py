"""What the engine asks of a flow again and again, worked out once: who uses an element, what is upstream, what order.

A flow is frozen, so its index is kept as long as the flow is; nothing here depends on a case.
"""

from __future__ import annotations

import msgspec

from guantong.core.flow.model import Branch, Flow, Inspection

# What nobody can hand in: a sibling issues it, the officer looks it up, a promise or nothing replaces it.
NOT_ASKED = frozenset({"sibling", "dropped"})
# What a branch can be decided without: its value is not data of the case.
NOT_NEEDED = frozenset({"commitment", "officer", "dropped"})
# What a system answers for.
READ = frozenset({"shared", "licence"})


class BranchIndex(msgspec.Struct, frozen=True, kw_only=True):
    """One branch, prepared. `needs` are the inputs without which it cannot be approved; `markable` those that an
    applicant can correct; `later` those that are asked for when it begins; `fetched` those that the officer may bring along with an approval; `read` are the needs that a system answers for, each with
    its source; `yields` what the approval may issue."""

    branch: Branch
    inputs: tuple[str, ...]
    needs: tuple[str, ...]
    markable: frozenset[str]
    later: tuple[str, ...]
    fetched: frozenset[str]
    read: dict[str, str]
    yields: tuple[str, ...]
    waits_for: tuple[str, ...]
    inspection: str
    procedures: frozenset[str]


class FlowIndex(msgspec.Struct, frozen=True, kw_only=True):
    """A flow, prepared. `order` has every branch after those it waits for; `owable` says after how many workdays an
    element falls due when every branch that needs it lets it be owed; `askable` is what may be submitted, with the
    source the flow expects; `required` is what the applicant has to have handed in at acceptance."""

    flow: Flow
    hash: str
    order: tuple[str, ...]
    branches: dict[str, BranchIndex]
    owable: dict[str, int]
    askable: dict[str, str]
    required: tuple[str, ...]
    inspections: dict[str, Inspection]


_INDEXES: dict[int, FlowIndex] = {}
_KEPT = 1024  # flows in use at the same time in one process


def index_of(flow: Flow) -> FlowIndex:
    """Return the index of a flow, made at its first use.

    Looked up by identity: hashing a flow at each step would cost more than the step. The index holds its flow, so
    an identity cannot pass to another flow while it is kept.
    """
    found = _INDEXES.get(id(flow))
    if found is None:
        if len(_INDEXES) >= _KEPT:
            _INDEXES.clear()
        found = _INDEXES[id(flow)] = _make(flow)
    return found


def _make(flow: Flow) -> FlowIndex:
    inspections = {each.place: each for each in flow.inspections}
    branches = {branch.item: _branch(branch, inspections) for branch in flow.branches}
    owable: dict[str, int] = {}
    never: set[str] = set()
    askable: dict[str, str] = {}
    required: dict[str, None] = {}
    for each in (each for branch in flow.branches for each in branch.inputs):
        if each.source in NOT_ASKED:
            continue
        if each.owed_workdays is None:
            never.add(each.element)
        else:
            owable[each.element] = min(each.owed_workdays, owable.get(each.element, each.owed_workdays))
        # Where branches differ the applicant is the one who answers for a value.
        if each.element not in askable or each.source == "applicant":
            askable[each.element] = each.source
        if each.source == "applicant" and each.required and not each.later:
            required[each.element] = None
    return FlowIndex(
        flow=flow,
        hash=flow.hash,
        order=_order(flow),
        branches=branches,
        owable={element: days for element, days in owable.items() if element not in never},
        askable=askable,
        required=tuple(required),
        inspections=inspections,
    )


def _branch(branch: Branch, inspections: dict[str, Inspection]) -> BranchIndex:
    visited = branch.inspection in inspections and branch.item in inspections[branch.inspection].items
    return BranchIndex(
        branch=branch,
        inputs=tuple(dict.fromkeys(each.element for each in branch.inputs)),
        needs=tuple(
            each.element for each in branch.inputs if each.required and each.source not in NOT_NEEDED
        ),
        markable=frozenset(each.element for each in branch.inputs if each.source not in NOT_ASKED),
        later=tuple(each.element for each in branch.inputs if each.later and each.source == "applicant"),
        fetched=frozenset(
            each.element for each in branch.inputs if each.source in ("officer", "shared", "licence")
        ),
        read={each.element: each.source for each in branch.inputs if each.required and each.source in READ},
        yields=tuple(dict.fromkeys((*branch.issues, *branch.yields))),
        waits_for=branch.waits_for,
        inspection=branch.inspection if visited else "",
        procedures=frozenset(each.kind for each in branch.procedures),
    )


def _order(flow: Flow) -> tuple[str, ...]:
    """The branches, each after all that it waits for, otherwise as written. A circle cannot be ordered."""
    placed: dict[str, None] = {}
    left = list(flow.branches)
    while left:
        ready = [branch for branch in left if all(item in placed for item in branch.waits_for)]
        if not ready:
            raise ValueError(
                f"flow {flow.scenario}: these wait for each other: {[branch.item for branch in left]}"
            )
        placed.update(dict.fromkeys(branch.item for branch in ready))
        left = [branch for branch in left if branch.item not in placed]
    return tuple(placed)
