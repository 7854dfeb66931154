"""What identity hands out."""

from .accounts import AccountRow, MembershipRow

__all__ = ["AccountRow", "MembershipRow"]
