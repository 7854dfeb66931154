"""The decisions of identity, pure."""

from .claims import facts_of
from .proposals import TERM, concerns, may_decline, may_propose, may_take
from .tokens import PREFIX as TOKEN_PREFIX
from .tokens import READ, WRITE, check_token, token_counts

__all__ = [
    "READ",
    "TERM",
    "TOKEN_PREFIX",
    "WRITE",
    "check_token",
    "concerns",
    "facts_of",
    "may_decline",
    "may_propose",
    "may_take",
    "token_counts",
]
