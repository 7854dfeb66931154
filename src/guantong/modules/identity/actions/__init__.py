"""Writes of identity, one verb a function, each with its journal entry."""

from .accounts import Profile, chain_of, join_unit, make_account
from .proposals import decline_proposal, proposal_chain, propose, take_proposal
from .sessions import sign_in, sign_out
from .tokens import end_token, end_tokens, make_token

__all__ = [
    "Profile",
    "chain_of",
    "decline_proposal",
    "end_token",
    "end_tokens",
    "join_unit",
    "make_account",
    "make_token",
    "proposal_chain",
    "propose",
    "sign_in",
    "sign_out",
    "take_proposal",
]
