"""Reads of identity: frozen rows, each ready for whoever asks."""

from .accounts import account_row, actor_of, find_account, membership_row, memberships_of, session_facts
from .proposals import get_proposal, open_proposals, proposal_row
from .tokens import actor_of_token, my_tokens, token_row

__all__ = [
    "account_row",
    "actor_of",
    "actor_of_token",
    "find_account",
    "get_proposal",
    "membership_row",
    "memberships_of",
    "my_tokens",
    "open_proposals",
    "proposal_row",
    "session_facts",
    "token_row",
]
