"""The tables of identity. No decisions here."""

from .accounts import KINDS, ROLES, Account, AccountManager, Membership

__all__ = ["KINDS", "ROLES", "Account", "AccountManager", "Membership"]
