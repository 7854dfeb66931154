"""The tables of identity. No decisions here."""

from .accounts import KINDS, ROLES, Account, AccountManager, Membership
from .proposals import Proposal

__all__ = [
    "KINDS",
    "ROLES",
    "Account",
    "AccountManager",
    "Membership",
    "Proposal",
]
