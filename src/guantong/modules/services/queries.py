"""Reads of what is published. What was decoded stays in the process; which version is current is asked every time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec
from django.db import connection

from guantong.core.flow.model import Flow
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario import situations
from guantong.core.scenario.compiled import Compiled, Situation
from guantong.core.scenario.dispositions import material_lines
from guantong.core.scenario.language import Package
from guantong.core.scenario.overlay import overlay_for
from guantong.core.scenario.reduction import reduce_package

from . import models, rules
from .rows import IdentityItem, Matter, ProofLine
from .rules import MatterCard


def list_matters(words: str, applicant: str, track: str) -> tuple[MatterCard, ...]:
    rows = models.Matter.objects.filter(listed=True)
    if applicant:
        rows = rows.filter(applicant=applicant)
    if track:
        rows = rows.filter(track=track)
    wanted = rules.wanted_tokens(words)
    if wanted:
        rows = rows.filter(tokens__overlap=wanted)
    elif words.strip():
        return ()  # nothing in it that can be looked for
    found = [
        (msgspec.convert(card, MatterCard), tokens)
        for card, tokens in rows.order_by("scenario").values_list("card", "tokens")
    ]
    return tuple(rules.rank(words, found))


def published_scenarios() -> tuple[str, ...]:
    return tuple(models.Matter.objects.order_by("scenario").values_list("scenario", flat=True))


def get_matter(scenario: str, division: str, number: int = 0) -> Matter:
    version = _numbered_version(scenario, number) if number else _current_version(scenario)
    if version is None:
        raise Refused(Problem(code="services.not_published", facts={"scenario": scenario}))
    number, package = _package(version)
    overlay = overlay_for(package, division)
    return Matter(
        version=number,
        division=division,
        package=_package_in(version, overlay.division) if overlay else package,
        compiled=_compiled(version, overlay.division if overlay else ""),
    )


def _current_version(scenario: str) -> int | None:
    """By hand: every submission asks this, and the ORM takes several times as long to say it as PostgreSQL to answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT version_id FROM services_matter WHERE scenario = %s", [scenario])
        row = cursor.fetchone()
    return row[0] if row else None


@lru_cache(maxsize=1024)
def _numbered_version(scenario: str, number: int) -> int | None:
    return (
        models.Version.objects.filter(scenario=scenario, number=number).values_list("pk", flat=True).first()
    )


@lru_cache(maxsize=256)
def _package(version: int) -> tuple[int, Package]:
    row = models.Version.objects.get(pk=version)
    return row.number, Package.model_validate_json(row.package)


@lru_cache(maxsize=256)
def _package_in(version: int, division: str) -> Package:
    """What was checked when it was published is not checked again: a rule made since must not close a running matter."""
    package = _package(version)[1]
    overlay = overlay_for(package, division)
    return reduce_package(package, overlay) if overlay else package


@lru_cache(maxsize=256)
def _compiled(version: int, division: str) -> Compiled:
    row = models.CompiledVersion.objects.get(version_id=version, division=division)
    return msgspec.json.decode(row.compiled, type=Compiled)


def situation_for(matter: Matter, answers: Mapping[str, Any]) -> Situation:
    return situations.situation_for(matter.compiled, matter.package, answers)


def get_flow(flow_hash: str) -> Flow:
    return get_situation(flow_hash).flow


@lru_cache(maxsize=4096)
def get_situation(flow_hash: str) -> Situation:
    row = models.FrozenSituation.objects.filter(pk=flow_hash).first()
    if row is None:
        raise Refused(Problem(code="services.no_flow", facts={"hash": flow_hash}))
    return msgspec.json.decode(row.situation, type=Situation)


def proof_lines() -> tuple[ProofLine, ...]:
    """Every material of every matter that people apply for, forms left out: they are merged into the one form."""
    return tuple(line for version in _listed_versions() for line in _proof_lines(version))


def identity_items() -> tuple[IdentityItem, ...]:
    return tuple(one for version in _listed_versions() for one in _identity_items(version))


def materials_of(matter: Matter) -> tuple[ProofLine, ...]:
    lines = material_lines(matter.package, matter.compiled)
    return tuple(rules.proof_line(matter.package, line) for line in lines if line.kind != "form")


def _listed_versions() -> list[int]:
    listed = models.Matter.objects.filter(listed=True).order_by("scenario")
    return list(listed.values_list("version_id", flat=True))


@lru_cache(maxsize=256)
def _proof_lines(version: int) -> tuple[ProofLine, ...]:
    package = _package(version)[1]
    return materials_of(Matter(version=0, division="", package=package, compiled=_compiled(version, "")))


@lru_cache(maxsize=256)
def _identity_items(version: int) -> tuple[IdentityItem, ...]:
    return rules.identity_items(_package(version)[1], _compiled(version, ""))


def forget() -> None:
    """Forget what this process remembers: between tests."""
    for cached in (
        _numbered_version,
        _package,
        _package_in,
        _compiled,
        get_situation,
        _proof_lines,
        _identity_items,
    ):
        cached.cache_clear()
