"""Codes and days of a licence: the code of its type, the reference of a copy, its last day, a name that is not told."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

OWN_TYPE = 3  # signs of a type that has no official code: the unit's own numbering
# Of a copy's reference: signs that nobody mistakes for another when reading them aloud (as in tracking codes).
SIGNS = "23456789ABCDEFGHJKMNPQRSTWXYZ"
COPY_SIGNS = 10
MONTHS = 12
HIDDEN = "*"


def type_of(code: str, issuer_code: str) -> tuple[str, str, bool]:
    """Return (type code of 21 characters, credit code of the organ that defines it, whether it is the unit's own).

    >>> type_of("001", "11330106002500287C")
    ('11330106002500287C001', '11330106002500287C', True)
    """
    own = len(code) == OWN_TYPE
    full = issuer_code + code if own else code
    return full, full[:-OWN_TYPE], own


def copy_reference(identifier: str, choose: Callable[[str], str]) -> str:
    """Return the reference of a new copy; `choose` picks a sign (`secrets.choice` outside of tests)."""
    return f"{identifier}-{''.join(choose(SIGNS) for _ in range(COPY_SIGNS))}"


def last_day(first: date, months: int) -> date | None:
    """Return the last day of a term of whole months; None for a licence without end.

    >>> last_day(date(2026, 3, 30), 60), last_day(date(2024, 2, 29), 12)
    (datetime.date(2031, 3, 29), datetime.date(2025, 2, 27))
    """
    return _months_later(first, months) - timedelta(days=1) if months else None


def next_last_day(last: date, months: int) -> date:
    """Return the last day of the term that follows one ending on `last`."""
    return _months_later(last + timedelta(days=1), months) - timedelta(days=1)


def masked_name(name: str, code_type: str) -> str:
    """Return a holder's name for somebody who shows an identifier only: a person's first sign, an organisation's whole name.

    >>> masked_name("ABC", "id-number"), masked_name("ABC Ltd", "uscc")
    ('A**', 'ABC Ltd')
    """
    if code_type == "uscc":
        return name
    return name[:1] + HIDDEN * max(1, min(len(name) - 1, 3)) if name else ""


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, MONTHS)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
