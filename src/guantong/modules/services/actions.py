"""Publishing: a package becomes a version with everything compiled from it. Flows are kept for ever."""

from __future__ import annotations

import hashlib
from datetime import datetime

import msgspec
from django.db import connection, transaction

from guantong.core.kernel.actor import Actor
from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.compiled import Compiled
from guantong.core.scenario.language import Package
from guantong.core.scenario.overlay import package_for
from guantong.modules.journal.public import append

from . import rules
from .models import CompiledVersion, FrozenSituation, Matter, Version
from .rows import Published

CHAIN = "services"


def publish(*, package: Package, by: Actor, now: datetime) -> Published:
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
        last = Version.objects.filter(scenario=scenario, current=True).first()
        number = last.number if last else 0
        changed = last is None or last.hash != digest.hexdigest()
        if changed:
            number = _latest_number(scenario) + 1
            Version.objects.filter(scenario=scenario, current=True).update(current=False)
            version = Version.objects.create(
                scenario=scenario,
                number=number,
                hash=digest.hexdigest(),
                package=text,
                published_at=now,
                current=True,
            )
            _keep(version, compiled)
            _list(version, package)
            body = {"scenario": scenario, "version": number, "hash": digest.hexdigest()}
            append(chain=CHAIN, kind="Published", body=body, by=by, at=now)
    return Published(
        scenario=scenario, version=number, situations=len(compiled[""].situations), changed=changed
    )


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


def _list(version: Version, package: Package) -> None:
    card = rules.card_of(package)
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
