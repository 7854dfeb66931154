"""Writes of identity, one verb a function, each with its journal entry."""

from .accounts import Profile, chain_of, join_unit, make_account
from .sessions import sign_in, sign_out

__all__ = ["Profile", "chain_of", "join_unit", "make_account", "sign_in", "sign_out"]
