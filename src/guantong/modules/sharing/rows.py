"""What sharing hands out: an answer that did not come, and a read as the person concerned sees it."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Silent(msgspec.Struct, frozen=True, kw_only=True):
    """A resource that did not answer: ask the applicant, or wait, as the resource's `if_silent` says."""

    resource: str
    because: str = ""


class ReadRow(msgspec.Struct, frozen=True, kw_only=True):
    """One read, as the person concerned or an auditor sees it. `account` is who caused it; for a form that was handed in,
    the applicant."""

    at: datetime
    resource: str
    elements: tuple[str, ...]
    item: str
    case_chain: str
    unit: str
    law: str
    purpose: str
    answered: bool
    id: int = 0
    account: str = ""
