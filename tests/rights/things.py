"""What is planted: each thing with signs that stand nowhere else, the facts its rights depend on, and its addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.test import Client

from guantong.core.kernel.actor import Actor
from guantong.project.rights import Thing, rights_in

_numbers = count(1)


def sign() -> str:
    """Return a word that no page has of its own."""
    return f"zk{next(_numbers):04d}qx"


@dataclass(frozen=True)
class Planted:
    """One thing. `signs` give it away wherever they appear; `params` are parts of addresses that lead to it."""

    what: str
    thing: Thing
    signs: tuple[str, ...]
    params: dict[str, Any] = field(default_factory=dict)
    closed: bool = False  # off the work list: done, and found by a search or not at all


@dataclass
class Visitor:
    """Somebody with a browser (or a program with a token), and the actor that the rules know them as."""

    name: str
    actor: Actor | None
    client: Client
    headers: dict[str, str] = field(default_factory=dict)
    codes: frozenset[str] = frozenset()
    strict: bool = False  # a second factor is demanded of them
    oneself: Actor | None = None  # who acts, where the actor acts for another

    @property
    def role(self) -> str:
        return self.actor.role if self.actor else ""

    def may(self, planted: Planted) -> str:
        """Return the letters of the matrix for this thing."""
        letters = rights_in(planted.thing, self.actor, self.codes)
        if self.oneself is not None and planted.thing.kind in PERSONAL:
            letters += rights_in(planted.thing, self.oneself)
        return letters


PERSONAL = ("mandate", "session", "token")
"""What belongs to the account: whoever acts for another goes on looking after these as themselves."""
