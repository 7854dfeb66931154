"""A proposal as its proposer, those who may take it and the module that acts on it see it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec


class ProposalRow(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody proposed. `state` is open, taken, declined or withdrawn; an open one past `until` can no longer be
    taken. `proposer` is an account as in `Actor.account`, `unit` the unit's number as in `Actor.unit`."""

    id: int
    kind: str
    subject: str
    body: Mapping[str, Any]
    because: str
    proposer: str
    proposer_name: str
    unit: str
    unit_role: str
    role: str
    division: str
    state: str
    at: datetime
    until: datetime
    taken_by_name: str = ""
    answer: str = ""
