"""Whatever is sent to the interface: it answers as its own contract says, never with a fault of ours.

Requests are made from the contract, right and wrong ones, and go through the whole WSGI application. Half of them name
things that exist, so that they get as far as the engine. `make fuzz` sends many more of them.
"""

from __future__ import annotations

import os
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis import checks as known_checks
from schemathesis.specs.openapi import checks as openapi_checks

from guantong.modules.cases import public as cases
from guantong.modules.cases.actions import memory
from guantong.modules.identity import public as identity
from guantong.modules.identity.models import Account
from guantong.project import clock
from tests.fuzzing import seed_for
from tests.modules.cases.desk import ANSWERS, VENUE, XIHU, Desk
from tests.web.desks.people import People

EXAMPLES = int(os.environ.get("GUANTONG_FUZZ", "2"))  # of each operation, caller and kind
CALLERS = ("nobody", "applicant", "clerk", "officer", "manager")
CHECKS = [
    known_checks.not_a_server_error, openapi_checks.status_code_conformance, openapi_checks.content_type_conformance,
    openapi_checks.response_schema_conformance, openapi_checks.response_headers_conformance,
]  # fmt: skip
WRONG = [*CHECKS, openapi_checks.negative_data_rejection]


class World:
    """Cases in several phases, a draft, and a token for each caller."""

    def __init__(self, desk: Desk) -> None:
        company = desk.company
        submitted, accepted = desk.submit(), desk.submit()
        desk.act(desk.clerk(), accepted, "accept")
        delivered = desk.delivered()
        draft = cases.save_draft(by=company, scenario=VENUE, division=XIHU, answers=ANSWERS, data=desk.form())
        file = desk.document(company)["sha"]
        refs = [submitted, accepted, delivered]
        self.known: dict[str, list[Any]] = {
            "scenario": [VENUE], "division": [XIHU], "code": [ref.code for ref in refs], "case_id": [ref.id for ref in refs],
            "item": ["registration", "hygiene", "premises"], "draft_id": [draft], "sm3": [file],
        }  # fmt: skip
        people = People(desk)
        people.clerk(), people.officer(), people.manager()
        self.tokens = {"nobody": "", "applicant": token_of(int(company.account), desk)}
        for role in ("clerk", "officer", "manager"):
            account = Account.objects.get(handle__startswith=f"{role}-")
            self.tokens[role] = token_of(account.pk, desk)


def token_of(account: int, desk: Desk) -> str:
    actor = identity.actor_of(Account.objects.get(pk=account))
    return identity.make_token(
        by=actor, name="试验", scope="write", days=1, now=desk.at, wall=clock.wall()
    ).secret


@pytest.fixture
def world(db, at, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.LIMITS = dict.fromkeys(settings.LIMITS, (10**9, 60))
    memory.forget_all()
    # The end of a request would close the connection, and with it the transaction that the test takes back.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    with clock.fixed(at):
        yield World(Desk(at))
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def contract() -> Any:
    from guantong.project.wsgi import application

    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app=application)


def test_interface_when_sent_anything_then_it_answers_as_its_contract_says(world):
    """One world for all callers: making it takes longer than a hundred requests."""
    operations = [found.ok() for found in contract().get_all_operations()]
    for caller in CALLERS:
        token = world.tokens[caller]
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        sent = 0
        for operation in operations:
            audiences = set(operation.definition.raw["x-open-to"])
            if caller != "nobody" and caller not in audiences:
                continue  # refused before anything is read: the walk over all addresses looks at that
            for mode, checks in ((GenerationMode.POSITIVE, CHECKS), (GenerationMode.NEGATIVE, WRONG)):
                sent += send(operation, mode, checks, headers, world)
        assert sent >= EXAMPLES * 3, caller


def send(
    operation: Any, mode: GenerationMode, checks: list[Any], headers: dict[str, str], world: World
) -> int:
    """Send some requests of one kind to one operation and look at each answer; return how many were sent."""
    if mode is GenerationMode.NEGATIVE and not can_be_wrong(operation):
        return 0
    sent = 0

    @hypothesis.seed(seed_for(f"{operation.label} {mode.name}"))
    @hypothesis.settings(
        max_examples=EXAMPLES, deadline=None, database=None,
        suppress_health_check=list(hypothesis.HealthCheck), phases=[hypothesis.Phase.generate],
    )  # fmt: skip
    @hypothesis.given(case=operation.as_strategy(generation_mode=mode), data=st.data())
    def one(case: Any, data: st.DataObject) -> None:
        nonlocal sent
        if mode is GenerationMode.POSITIVE:
            for name in case.path_parameters or {}:
                if name in world.known and data.draw(st.booleans()):
                    case.path_parameters[name] = data.draw(st.sampled_from(world.known[name]))
        answer = case.call(headers=headers)
        sent += 1
        case.validate_response(answer, checks=checks, headers=headers)

    one()
    return sent


def can_be_wrong(operation: Any) -> bool:
    raw = operation.definition.raw
    return bool(raw.get("parameters") or raw.get("requestBody"))
