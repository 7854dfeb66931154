"""What an applicant is told without asking: which entries of a case's chain, and from when on."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from .precheck import LOOKS

TOLD = frozenset(
    {"return", "accept", "refuse", "approve", "reject", "suspend", "resume", "appoint", "send_back", "deliver", "lapse", *LOOKS}
)  # fmt: skip
FIRST_DAYS = 30  # how far back the list reaches for whoever has never ticked it off
EXPIRING_DAYS = 30  # a licence that runs out is told of so long before


def told_since(mark: datetime | None, now: datetime) -> datetime:
    """Return from when on things are new: since they were ticked off last, but no longer ago than the list reaches."""
    first = now - timedelta(days=FIRST_DAYS)
    return max(mark, first) if mark else first


def is_told(kind: str, role: str) -> bool:
    """True for what others did in one's case and one has to know; what one did oneself is no news."""
    return kind in TOLD and role != "applicant"


def expiry_told_on(valid_until: date) -> date:
    return valid_until - timedelta(days=EXPIRING_DAYS)
