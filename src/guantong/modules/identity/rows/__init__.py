"""What identity hands out."""

from .accounts import AccountRow, MembershipRow
from .proposals import ProposalRow
from .tokens import MadeToken, Presented, TokenRow

__all__ = [
    "AccountRow",
    "MadeToken",
    "MembershipRow",
    "Presented",
    "ProposalRow",
    "TokenRow",
]
