"""The door of `services`: what has been published, for which division, and its situations and flows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from guantong.core.flow.model import Flow
from guantong.core.kernel.actor import Actor
from guantong.core.scenario.compiled import Situation
from guantong.core.scenario.language import Package

from .rows import IdentityItem, Matter, ProofLine, Published
from .rules import MatterCard

__all__ = [
    "IdentityItem",
    "Matter",
    "MatterCard",
    "ProofLine",
    "Published",
    "get_flow",
    "get_matter",
    "get_situation",
    "identity_items",
    "list_matters",
    "materials_of",
    "proof_lines",
    "publish",
    "published_scenarios",
    "situation_for",
]


def list_matters(*, words: str = "", applicant: str = "", track: str = "") -> tuple[MatterCard, ...]:
    """Return the published matters that a person can apply for, best match first; Chinese words match inside titles."""
    from . import queries

    return queries.list_matters(words, applicant, track)


def published_scenarios() -> tuple[str, ...]:
    """Return the names of all published scenarios, those that nobody applies for (a rectification) included."""
    from . import queries

    return queries.published_scenarios()


def proof_lines() -> tuple[ProofLine, ...]:
    """Return what becomes of every material of every listed matter (forms left out), by matter in the order of its
    lists: the source of both public lists and of every count on them."""
    from . import queries

    return queries.proof_lines()


def materials_of(matter: Matter) -> tuple[ProofLine, ...]:
    """Return what becomes of every material of one matter as it is valid in its division (forms left out)."""
    from . import queries

    return queries.materials_of(matter)


def identity_items() -> tuple[IdentityItem, ...]:
    """Return the items of listed matters that run on one identity (M38)."""
    from . import queries

    return queries.identity_items()


def get_matter(scenario: str, division: str, version: int = 0) -> Matter:
    """Return the matter as it is valid in `division` (its overlay applied): as published now, or as the `version` with
    this number said, which is what a case opened under it follows. Refuse `services.not_published`."""
    from . import queries

    return queries.get_matter(scenario, division, version)


def situation_for(matter: Matter, answers: Mapping[str, Any]) -> Situation:
    """Return the situation that the answers lead to; refuse with one problem for each missing or wrong answer."""
    from . import queries

    return queries.situation_for(matter, answers)


def get_flow(flow_hash: str) -> Flow:
    """Return a frozen flow by its hash; flows are never deleted. Refuse `services.no_flow`."""
    from . import queries

    return queries.get_flow(flow_hash)


def get_situation(flow_hash: str) -> Situation:
    """Return the situation whose flow has this hash (its form says how to show a case's data)."""
    from . import queries

    return queries.get_situation(flow_hash)


def publish(*, package: Package, by: Actor, now: datetime, together: Sequence[Package] = ()) -> Published:
    """Publish a package: compile it everywhere it is valid, keep every flow, show it in lists. Journaled.

    The same package again is nothing new. Refuse what the compiler refuses (`S201` and others), and `services.dropped`
    when a proof that is dropped in one published matter is asked for in another, by whichever unit. `together` are packages
    that are being published with it: they count as they will be, so that a proof can be dropped in several at once.
    """
    from . import actions

    return actions.publish(package=package, by=by, now=now, together=together)
