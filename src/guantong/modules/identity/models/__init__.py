"""The tables of identity. No decisions here."""

from .accounts import KINDS, ROLES, Account, AccountManager, Membership
from .mandates import MANDATE_STATES, Mandate, Runner
from .proposals import Proposal
from .sign_ins import Attempt, ProviderLink, RecoveryCode, SecondFactor, Session
from .tokens import Token

__all__ = [
    "KINDS",
    "MANDATE_STATES",
    "ROLES",
    "Account",
    "AccountManager",
    "Attempt",
    "Mandate",
    "Membership",
    "Proposal",
    "ProviderLink",
    "RecoveryCode",
    "Runner",
    "SecondFactor",
    "Session",
    "Token",
]
