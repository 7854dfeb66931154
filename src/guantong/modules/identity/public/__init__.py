"""The door of `identity`: who is signed in, for which unit and for whom they act, and what their sign-in vouches for."""

from ..rows import AccountRow, MembershipRow
from .accounts import actor_of, find_account, join_unit, make_account, memberships_of, session_facts
from .sessions import sign_in, sign_out

__all__ = [
    "AccountRow",
    "MembershipRow",
    "actor_of",
    "find_account",
    "join_unit",
    "make_account",
    "memberships_of",
    "session_facts",
    "sign_in",
    "sign_out",
]
