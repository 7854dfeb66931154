"""The decisions of identity, pure."""

from .claims import facts_of

__all__ = ["facts_of"]
