"""How many statements one act takes: counted on the wire, because the writes do not go through Django's cursors."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from psycopg.pq import Trace

from guantong.modules.cases.actions import memory
from tests.modules.cases.desk import Desk

MOST = 3
LOOKS = {"return": 1}
"""A correction is refused that asks for a proof which some matter has dropped: which matters are listed is looked up."""
SENT = re.compile(r"^F\s+\d+\s+(Query|Execute)\b", re.MULTILINE)


@contextmanager
def on_the_wire() -> Iterator[list[str]]:
    """Collect the statements that leave for the server, whichever way they take."""
    sent: list[str] = []
    connection.ensure_connection()
    wire = connection.connection.pgconn
    with tempfile.TemporaryFile() as file:
        wire.trace(file.fileno())
        wire.set_trace_flags(Trace.SUPPRESS_TIMESTAMPS)
        try:
            yield sent
        finally:
            wire.untrace()
            file.seek(0)
            sent += SENT.findall(file.read().decode("utf-8", "replace"))


@pytest.fixture
def desk(transactional_db, at):
    """Nothing is remembered of a case inside a larger transaction, so each act has one of its own here."""
    return Desk(at)


@pytest.fixture
def acts(desk):
    """Plain acts of every role, each with a case that is ready for it."""
    desk.delivered()  # whoever is first prepares the statements and looks up flows and units
    ready = desk.accepted()
    stopped = desk.accepted()
    desk.act(desk.officer("health"), stopped, "suspend", "hygiene", because="等待")
    asked = desk.accepted()
    desk.act(desk.officer("health"), asked, "consult", "hygiene", target="public-security", because="问")
    return {
        "accept": (desk.clerk(), desk.submit(), {}),
        "return": (desk.clerk(), desk.submit(), {"fields": ("company.name",), "because": "补正"}),
        "suspend": (desk.officer("health"), ready, {"item": "hygiene", "because": "等待"}),
        "resume": (desk.officer("health"), stopped, {"item": "hygiene"}),
        "answer": (desk.officer("public-security"), asked, {"item": "hygiene", "because": "无意见"}),
        "approve": (desk.officer("market-regulation"), ready, {"item": "registration"}),
        "deliver": (desk.clerk(), desk.decided(), {}),
        "withdraw": (desk.company, desk.submit(), {"because": "不办了"}),
    }


def test_counter_when_statements_go_either_way_then_it_sees_them(desk):
    with on_the_wire() as sent, CaptureQueriesContext(connection) as captured:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.execute("SELECT %s::int", [2])
        desk.accepted()
    assert len(sent) > len(captured) > 2, "the writes are prepared and pass Django's cursors by"


def counted(desk, acts, *, known: bool, key: str) -> dict[str, int]:
    """Do every act and return how many statements each took, less the look at what was dropped (see `LOOKS`)."""
    took = {}
    for verb, (by, ref, more) in acts.items():
        if not known:
            memory.forget_all()
        with on_the_wire() as sent:
            desk.act(by, ref, verb, **more, **({"key": f"{key}-{verb}"} if key else {}))
        took[verb] = len(sent) - LOOKS.get(verb, 0)
    return took


@pytest.mark.parametrize(
    ("known", "key", "most"), [(True, "", 1), (True, "k", 2), (False, "", 2), (False, "k", MOST)]
)
def test_act_when_it_is_written_then_it_takes_no_more_statements_than_are_told(desk, acts, known, key, most):
    took = counted(desk, acts, known=known, key=key)
    assert took == dict.fromkeys(took, most), (
        "the write; the case, when it is not remembered; the key, when there is one"
    )
