"""The door of `identity`: who is signed in, for which unit and for whom they act, and what their sign-in vouches for."""

from ..rows import AccountRow, MembershipRow, ProposalRow
from .accounts import actor_of, find_account, join_unit, make_account, memberships_of, session_facts
from .proposals import decline_proposal, get_proposal, open_proposals, propose, take_proposal
from .sessions import sign_in, sign_out

__all__ = [
    "AccountRow",
    "MembershipRow",
    "ProposalRow",
    "actor_of",
    "decline_proposal",
    "find_account",
    "get_proposal",
    "join_unit",
    "make_account",
    "memberships_of",
    "open_proposals",
    "propose",
    "session_facts",
    "sign_in",
    "sign_out",
    "take_proposal",
]
