"""Publishing: a package becomes a version with everything compiled from it. Flows are kept for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.db import connection, transaction

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Refused
from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.compiled import Compiled
from guantong.core.scenario.dispositions import material_lines
from guantong.core.scenario.language import Package
from guantong.core.scenario.overlay import package_for
from guantong.modules.journal.public import append

from . import queries, rules
from .models import CompiledVersion, FrozenSituation, Matter, Version
from .rows import Published

CHAIN = "services"


def publish(*, package: Package, by: Actor, now: datetime, together: Sequence[Package] = ()) -> Published:
    text = package.model_dump_json(by_alias=True, exclude_defaults=True)
    divisions = ("", *sorted({overlay.division for overlay in package.overlays.values()}))
    compiled = {
        division: compile_package(package_for(package, division) if division else package, division)
        for division in divisions
    }
    digest = hashlib.new("sm3", text.encode())
    for one in compiled.values():
        digest.update(one.hash.encode())
    scenario = package.scenario.scenario
    with transaction.atomic():
        _queue_behind_other_publishers()
        _refuse_what_was_dropped(package, compiled[""], together)
        last = Version.objects.filter(scenario=scenario, current=True).first()
        number = last.number if last else 0
        changed = last is None or last.hash != digest.hexdigest()
        if last is None or changed:
            number = _latest_number(scenario) + 1
            Version.objects.filter(scenario=scenario, current=True).update(current=False)
            last = Version.objects.create(
                scenario=scenario,
                number=number,
                hash=digest.hexdigest(),
                package=text,
                published_at=now,
                current=True,
            )
            _keep(last, compiled)
            body = {"scenario": scenario, "version": number, "hash": digest.hexdigest()}
            append(chain=CHAIN, kind="Published", body=body, by=by, at=now)
        # Also of a package that has not changed: what a list shows follows from it, and may be shown better than before.
        _list(last, package, compiled[""])
    return Published(
        scenario=scenario, version=number, situations=len(compiled[""].situations), changed=changed
    )


def _refuse_what_was_dropped(package: Package, compiled: Compiled, together: Sequence[Package]) -> None:
    """Refuse when another published matter has dropped what this one asks for, or still asks for what this one drops."""
    scenario = package.scenario.scenario
    packages = {name: queries.get_matter(name, "").package for name in queries.published_scenarios()}
    packages |= {one.scenario.scenario: one for one in together}
    packages.pop(scenario, None)
    # Only where one of the two drops something can they contradict each other.
    drops = rules.drops_something(package)
    lines = {
        name: material_lines(other, compile_package(other))
        for name, other in packages.items()
        if drops or rules.drops_something(other)
    }
    if lines and (problems := rules.dropped_elsewhere((scenario, material_lines(package, compiled)), lines)):
        raise Refused(*problems)


def _queue_behind_other_publishers() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [CHAIN])


def _latest_number(scenario: str) -> int:
    numbers = Version.objects.filter(scenario=scenario).order_by("-number").values_list("number", flat=True)
    return numbers.first() or 0


def _keep(version: Version, compiled: dict[str, Compiled]) -> None:
    CompiledVersion.objects.bulk_create(
        CompiledVersion(version=version, division=division, compiled=one.to_json().decode())
        for division, one in compiled.items()
    )
    FrozenSituation.objects.bulk_create(
        (
            FrozenSituation(
                flow=situation.flow.hash,
                version=version,
                situation=msgspec.json.encode(situation, order="deterministic").decode(),
            )
            for one in compiled.values()
            for situation in one.situations
        ),
        # A flow that an earlier version had is the same flow.
        ignore_conflicts=True,
        batch_size=500,
    )


def _list(version: Version, package: Package, compiled: Compiled) -> None:
    card = rules.card_of(package, compiled)
    Matter.objects.update_or_create(
        scenario=card.scenario,
        defaults={
            "version": version,
            "card": msgspec.to_builtins(card),
            "applicant": card.applicant,
            "track": card.track,
            "listed": package.scenario.opens_from == "application",
            "tokens": rules.tokens_of(*rules.texts_of(package)),
        },
    )
