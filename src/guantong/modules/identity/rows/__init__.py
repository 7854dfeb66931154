"""What identity hands out."""

from .accounts import AccountRow, MembershipRow
from .proposals import ProposalRow

__all__ = [
    "AccountRow",
    "MembershipRow",
    "ProposalRow",
]
