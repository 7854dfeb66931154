"""Reads of identity: frozen rows, each ready for whoever asks."""

from .accounts import account_row, actor_of, find_account, membership_row, memberships_of, session_facts

__all__ = ["account_row", "actor_of", "find_account", "membership_row", "memberships_of", "session_facts"]
