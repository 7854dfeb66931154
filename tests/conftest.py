"""One embedded PostgreSQL for each worker of a test run, started by its first test that needs it; the people of the tests.

A server of its own, because a checkpoint of the journal waits for every transaction that runs anywhere on the server.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from guantong.core.kernel.actor import Actor
from guantong.project.clock import ZONE
from tests.forgetting import forget
from tests.fuzzing import SEED

HOME = "GUANTONG_TEST_HOME"
BROWSER = "tests/journeys"
LONGEST = {name: turn for turn, name in enumerate(("tests/structure/test_docs.py", BROWSER))}
HANGZHOU, XIHU = "330100000000", "330106000000"


def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings

    # Like the demonstration: nobody is led to set up one-time codes first. What staff are led to has tests of its own.
    settings.SECOND_FACTOR = "offered"
    settings.GALLERY = True
    if not hasattr(config, "workerinput"):
        os.environ[HOME] = tempfile.mkdtemp(prefix="guantong-test-")
        os.environ.setdefault(SEED, str(secrets.randbelow(2**32)))


def pytest_report_header(config: pytest.Config) -> str:
    return f"{SEED}={os.environ[SEED]} (what is made up for the fuzz tests; set it to send the same again)"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if terminalreporter.stats.get("failed"):
        terminalreporter.write_line(f"{SEED}={os.environ[SEED]}")


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(HOME), ignore_errors=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no worker is alone with it at the end."""
    items.sort(key=lambda item: LONGEST.get(shared_by(item.nodeid), len(LONGEST)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep what shares a world with one worker, which builds it once, and keep our order."""
    from xdist.scheduler import LoadScopeScheduling

    class OneWorldOneWorker(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return shared_by(nodeid)

    config.option.loadscopereorder = False
    return OneWorldOneWorker(config, log)


def shared_by(nodeid: str) -> str:
    """Return what a test shares its world with: its file, or the whole folder of the journeys, which share a browser.

    >>> shared_by("tests/journeys/test_one_id.py::test_it"), shared_by("tests/web/test_api.py::test_it[a]")
    ('tests/journeys', 'tests/web/test_api.py')
    """
    file = nodeid.partition("::")[0]
    return BROWSER if file.startswith(f"{BROWSER}/") else file


@pytest.fixture(scope="session")
def database_url(worker_id: str, pytestconfig: pytest.Config) -> Iterator[str]:
    """The worker's server; `DATABASE_URL` names another one (PostgreSQL 15 for instance)."""
    from guantong.project.postgres import Embedded
    from tests.migrated import take_migrated

    if url := os.environ.get("DATABASE_URL"):
        yield url
        return
    home = Path(os.environ[HOME]) / worker_id
    take_migrated(Path(pytestconfig.cache.mkdir("migrated")), home)
    server = Embedded(home)
    yield server.start()
    server.stop()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(database_url: str, request: pytest.FixtureRequest) -> None:
    from django.db import connections

    from guantong.project.postgres import settings_of
    from tests.migrated import DATABASE

    connections["default"].settings_dict.update(settings_of(database_url))
    # Ordered by bytes like the real one.
    template = "template0" if os.environ.get("DATABASE_URL") else DATABASE
    connections["default"].settings_dict["TEST"].update({"TEMPLATE": template, "CHARSET": "UTF8"})
    request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
    _let_tests_empty_the_journal()


def _let_tests_empty_the_journal() -> None:
    """Tests that commit are followed by TRUNCATE of every table, which the journal's triggers refuse."""
    from django.db.backends.postgresql.operations import DatabaseOperations

    truncate = DatabaseOperations.execute_sql_flush

    def without_triggers(self: Any, sql_list: list[str]) -> None:
        truncate(
            self,
            ["SET session_replication_role = replica;", *sql_list, "SET session_replication_role = origin;"],
        )

    DatabaseOperations.execute_sql_flush = without_triggers


@pytest.fixture(autouse=True)
def _forget_what_the_last_test_knew(request: pytest.FixtureRequest) -> None:
    """Units and matters stay in the process once read; the next test has others under the same names."""
    if {"db", "transactional_db", "live_server"} & set(
        request.fixturenames
    ) or request.node.get_closest_marker("django_db"):
        forget()


@pytest.fixture
def settle() -> Callable[[], None]:
    """Wait until every transaction that wrote to the journal lies below all running ones.

    A checkpoint leaves out what is younger than the oldest running transaction of the server, its own upkeep included.
    """
    from django.db import connection

    def wait() -> None:
        for _ in range(1000):
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint > coalesce(max(xid), 0) FROM journal_entry"
                )
                if cursor.fetchone()[0]:
                    return
            time.sleep(0.02)
        raise AssertionError("some transaction has been running for 20 seconds")

    return wait


@pytest.fixture
def at() -> datetime:
    """A Monday morning with no holiday near."""
    return datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)


@pytest.fixture
def actor_citizen() -> Actor:
    return Actor(account="1001", role="applicant", name="张三")


@pytest.fixture
def make_clerk():
    def make(division: str = XIHU, boards: tuple[str, ...] = (), account: str = "2001") -> Actor:
        return Actor(account=account, role="clerk", name="窗口", unit="1", division=division, boards=boards)

    return make


@pytest.fixture
def make_officer():
    def make(unit_role: str, division: str = XIHU, unit: str = "2", account: str = "3001") -> Actor:
        return Actor(
            account=account, role="officer", name="审批", unit=unit, unit_role=unit_role, division=division
        )

    return make


@pytest.fixture
def make_manager():
    def make(division: str = HANGZHOU, account: str = "4001") -> Actor:
        return Actor(account=account, role="manager", name="管理", unit="3", division=division)

    return make


@pytest.fixture
def clerk(make_clerk) -> Actor:
    return make_clerk()


@pytest.fixture
def officer(make_officer) -> Actor:
    return make_officer("market-regulation")


@pytest.fixture
def manager(make_manager) -> Actor:
    return make_manager()
