"""The door of `identity`: who is signed in, for which unit and for whom they act, and what their sign-in vouches for."""

from ..rows import AccountRow, MadeToken, MembershipRow, Presented, ProposalRow, TokenRow
from ..rules import READ, WRITE
from .accounts import actor_of, find_account, join_unit, make_account, memberships_of, session_facts
from .proposals import decline_proposal, get_proposal, open_proposals, propose, take_proposal
from .sessions import sign_in, sign_out
from .tokens import actor_of_token, end_token, end_tokens, make_token, my_tokens

__all__ = [
    "READ",
    "WRITE",
    "AccountRow",
    "MadeToken",
    "MembershipRow",
    "Presented",
    "ProposalRow",
    "TokenRow",
    "actor_of",
    "actor_of_token",
    "decline_proposal",
    "end_token",
    "end_tokens",
    "find_account",
    "get_proposal",
    "join_unit",
    "make_account",
    "make_token",
    "memberships_of",
    "my_tokens",
    "open_proposals",
    "propose",
    "session_facts",
    "sign_in",
    "sign_out",
    "take_proposal",
]
