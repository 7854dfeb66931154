"""The tables of identity. No decisions here."""

from .accounts import KINDS, ROLES, Account, AccountManager, Membership
from .proposals import Proposal
from .sign_ins import Attempt, ProviderLink, RecoveryCode, SecondFactor, Session
from .tokens import Token

__all__ = [
    "KINDS",
    "ROLES",
    "Account",
    "AccountManager",
    "Attempt",
    "Membership",
    "Proposal",
    "ProviderLink",
    "RecoveryCode",
    "SecondFactor",
    "Session",
    "Token",
]
