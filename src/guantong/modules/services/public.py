"""The door of `services`: what has been published, for which division, and its situations and flows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from guantong.core.flow.model import Flow
from guantong.core.kernel.text import Text
from guantong.core.scenario.compiled import Compiled, Situation
from guantong.core.scenario.language import Package


class MatterCard(msgspec.Struct, frozen=True, kw_only=True):
    """One published matter as a list shows it."""

    scenario: str
    title: Text
    about: Text
    track: str
    applicant: str
    items: int
    promised: int
    lead: str


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """A published matter in one division: the package it came from and everything derived from it."""

    version: int
    division: str
    package: Package
    compiled: Compiled


def list_matters(*, words: str = "", applicant: str = "", track: str = "") -> tuple[MatterCard, ...]:
    """Return the published matters that a person can apply for, best match first; Chinese words match inside titles."""
    from . import queries

    return queries.list_matters(words=words, applicant=applicant, track=track)


def get_matter(scenario: str, division: str) -> Matter:
    """Return the matter as it is valid in `division` (its overlay applied); refuse `services.not_published`."""
    from . import queries

    return queries.get_matter(scenario, division)


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
