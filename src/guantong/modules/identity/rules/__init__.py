"""The decisions of identity, pure."""

from .claims import facts_of
from .proposals import TERM, concerns, may_decline, may_propose, may_take

__all__ = [
    "TERM",
    "concerns",
    "facts_of",
    "may_decline",
    "may_propose",
    "may_take",
]
