"""Reads of identity: frozen rows, each ready for whoever asks."""

from .accounts import account_row, actor_of, find_account, membership_row, memberships_of, session_facts
from .proposals import get_proposal, open_proposals, proposal_row

__all__ = [
    "account_row",
    "actor_of",
    "find_account",
    "get_proposal",
    "membership_row",
    "memberships_of",
    "open_proposals",
    "proposal_row",
    "session_facts",
]
