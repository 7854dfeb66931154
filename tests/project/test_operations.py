"""Running it: alive and ready, metrics, log lines without personal data, the number of a request."""

from __future__ import annotations

import json
import logging
import re
import subprocess
import sys

import pytest
from django.db import IntegrityError, connection
from django.test import Client

from guantong.core.kernel import tally
from guantong.core.kernel.actor import SYSTEM
from guantong.modules.identity import public as identity
from guantong.project import health, metrics, request_log
from guantong.project.log_lines import JsonLines, PlainLines, without_details

SECRET = "330106199001011239"


@pytest.fixture
def client(db) -> Client:
    return Client()


# -------------------------------------------------------------------------------------------------- alive and ready


def test_healthz_when_the_database_is_away_then_the_process_is_still_alive(client, monkeypatch):
    monkeypatch.setattr(health, "database", lambda: 1 / 0)
    assert client.get("/healthz").json() == {"status": "alive"}


def test_readyz_when_everything_is_in_place_then_200_with_each_check(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "not-yet" / "files"
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ready")
    assert answer.json()["checks"] == dict.fromkeys(health.CHECKS, True)


@pytest.mark.parametrize("broken", sorted(health.CHECKS))
@pytest.mark.parametrize("how", ["says no", "fails"])
def test_readyz_when_one_thing_is_not_in_place_then_503_names_it_alone(client, monkeypatch, broken, how):
    monkeypatch.setitem(health.CHECKS, broken, (lambda: False) if how == "says no" else (lambda: 1 / 0))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert [name for name, holds in answer.json()["checks"].items() if not holds] == [broken]
    assert "division" not in answer.content.decode()


def test_readyz_when_a_folder_cannot_be_written_then_files_is_named(client, settings, tmp_path):
    taken = tmp_path / "files"
    taken.write_text("a file stands where the folder should be")
    settings.MEDIA_ROOT = taken
    assert client.get("/readyz").json()["checks"]["files"] is False


def test_readyz_when_a_sealed_entry_has_been_changed_then_the_journal_is_named(client, at, settle):
    from guantong.modules.journal import public as journal

    journal.append(chain="a", kind="Happened", body={}, by=SYSTEM, at=at)
    assert health.journal_head()  # no checkpoint yet
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_checkpoint (number, at, watermark, heads, root, previous, hash) VALUES (1, now(), 1, 1, '', '', '')"
        )
        cursor.execute(
            "INSERT INTO journal_sealed_head (number, chain, seq, hash) SELECT 1, chain, seq, hash FROM journal_entry"
        )
        assert health.journal_head()
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE journal_entry SET hash = sha256('changed')")
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert not health.journal_head()


# ---------------------------------------------------------------------------------------------------------- metrics


def value_of(sample: str) -> float:
    """The value of one line of the metrics, 0 where there is none yet."""
    found = re.search(rf"^{re.escape(sample)} (\S+)$", metrics.text().decode(), re.M)
    return float(found[1]) if found else 0.0


def test_metrics_when_a_page_is_asked_for_then_its_name_is_counted_and_not_its_address(client):
    sample = 'guantong_requests_total{method="GET",route="tracking",status="404"}'
    before = value_of(sample)
    client.get("/track/SECRETCODE12/")
    assert value_of(sample) == before + 1
    client.get("/no/such/SECRETPLACE")
    shown = metrics.text().decode()
    assert "SECRET" not in shown
    assert 'route="none"' in shown


def test_metrics_when_modules_count_then_everything_they_may_count_is_shown():
    for name, labels in tally.COUNTED.items():
        tally.count(name, 3, **dict.fromkeys(labels, "probe"))
    shown = metrics.text().decode()
    for name, labels in tally.COUNTED.items():
        told = ",".join(f'{label}="probe"' for label in sorted(labels))
        sample = (
            f"guantong_{name}_count"
            if name == "group_size"
            else f"guantong_{name}_total" + (f"{{{told}}}" if told else "")
        )
        assert sample in shown


def test_tally_when_something_unknown_is_counted_then_it_is_refused():
    with pytest.raises(KeyError):
        tally.count("persons_tracked")
    with pytest.raises(KeyError):
        tally.count("case_acts", person="x")


def test_metrics_when_a_sign_in_fails_then_it_is_counted_without_a_name(client):
    sample = 'guantong_sign_in_failures_total{why="wrong"}'
    before = value_of(sample)
    client.post("/sign-in/", {"handle": "nobody-by-this-name", "password": "wrong-password"})
    assert value_of(sample) == before + 1
    assert "nobody-by-this-name" not in metrics.text().decode()


@pytest.mark.parametrize(
    ("token", "sent", "status"),
    [
        ("", {}, 200), ("", {"REMOTE_ADDR": "10.1.2.3"}, 403), ("", {"HTTP_X_FORWARDED_FOR": "10.1.2.3"}, 403),
        ("t0ken", {}, 403), ("t0ken", {"HTTP_AUTHORIZATION": "Bearer wrong"}, 403),
        ("t0ken", {"REMOTE_ADDR": "10.1.2.3", "HTTP_AUTHORIZATION": "Bearer t0ken"}, 200),
    ],
)  # fmt: skip
def test_metrics_when_asked_for_then_only_this_machine_or_the_token_gets_them(
    client, monkeypatch, token, sent, status
):
    monkeypatch.setenv(metrics.TOKEN, token)
    assert client.get("/metrics", **sent).status_code == status


def test_metrics_when_two_workers_count_then_they_add_up(tmp_path):
    """Two processes of their own, as a server has them, and a third that shows what they counted."""
    count = "import guantong.project.metrics as m; m.answered('home', 'GET', 200, 0.01)"
    show = "import guantong.project.metrics as m; print(m.text().decode())"
    begin = "import django; django.setup(); "
    environment = {
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "counts"), "DJANGO_SETTINGS_MODULE": "guantong.project.settings",
        "GUANTONG_HOME": str(tmp_path), "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "PATH": "",
    }  # fmt: skip
    (tmp_path / "counts").mkdir()
    for _ in range(2):
        subprocess.run([sys.executable, "-c", begin + count], env=environment, check=True, timeout=60)
    shown = subprocess.run(
        [sys.executable, "-c", begin + show],
        env=environment,
        check=True,
        timeout=60,
        capture_output=True,
        text=True,
    )
    assert 'guantong_requests_total{method="GET",route="home",status="200"} 2.0' in shown.stdout


# -------------------------------------------------------------------------------------------------------------- logs


class Listener(logging.Handler):
    """Keeps what both formats would write."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.json: list[str] = []
        self.plain: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.json.append(JsonLines().format(record))
        self.plain.append(PlainLines("%(levelname)s %(name)s %(message)s").format(record))


@pytest.fixture
def heard():
    listener, root, quiet = Listener(), logging.getLogger(), logging.getLogger("guantong.request")
    level = quiet.level
    root.addHandler(listener)
    quiet.setLevel(logging.INFO)
    yield listener
    root.removeHandler(listener)
    quiet.setLevel(level)


def test_log_when_a_request_is_answered_then_one_json_line_says_what_and_not_who(client, heard, at):
    row = identity.make_account(
        by=SYSTEM, handle="wang-in-the-log", kind="person", name="王记录", id_number=SECRET, password="a-long-password", now=at
    )  # fmt: skip
    client.post("/sign-in/", {"handle": "wang-in-the-log", "password": "a-long-password"})
    client.get("/my/", headers={"X-Request-ID": "proxy-number-1"}, REMOTE_ADDR="203.0.113.77")
    client.get("/track/SECRETCODE12/")
    lines = [json.loads(line) for line in heard.json]
    mine = next(line for line in lines if line.get("route") == "my-cases")
    assert (mine["event"], mine["status"], mine["request"]) == ("request", 200, "proxy-number-1")
    assert mine["account"] == request_log.digest_of(str(row.id))
    assert mine["ms"] >= 0
    written = "\n".join([*heard.json, *heard.plain])
    for secret in ("wang-in-the-log", "王记录", SECRET, "a-long-password", "SECRETCODE12", "203.0.113.77"):
        assert secret not in written


def test_log_when_the_database_quotes_a_value_then_it_is_not_written(heard):
    log = logging.getLogger("guantong.test")
    try:
        raise IntegrityError(f"duplicate key value\nDETAIL:  Key (id_number)=({SECRET}) already exists.")
    except IntegrityError:
        log.exception("write.failed")
    assert heard.json
    assert SECRET not in "".join([*heard.json, *heard.plain])
    line = json.loads(heard.json[-1])
    assert line["error"] == "IntegrityError"
    assert any("test_operations.py" in place for place in line["places"])


def test_details_when_left_out_then_the_rest_stands():
    assert without_details("a\n  DETAIL:  b\nc") == "a\nc"


# ------------------------------------------------------------------------------------------------ the number of a request


@pytest.mark.parametrize(
    ("given", "kept"),
    [("abcdef12-3456", True), ("short", False), ("a b c d e f g h", False), ("x" * 65, False)],
)
def test_request_number_when_given_then_only_what_looks_like_one_is_kept(client, given, kept):
    answer = client.get("/healthz", headers={"X-Request-ID": given})
    assert (answer.headers["X-Request-ID"] == given) is kept
    assert len(answer.headers["X-Request-ID"]) >= 8


def test_request_number_when_a_page_is_missing_then_it_stands_on_the_page_and_in_the_problem(client):
    for address in ("/no-such-page/", "/api/v1/no-such-address"):
        answer = client.get(address, headers={"X-Request-ID": "tell-me-this-one"})
        assert answer.status_code == 404
        assert "tell-me-this-one" in answer.content.decode()


# ------------------------------------------------------------------------------------------------------------ traces


def test_traces_when_the_extra_is_installed_then_a_request_and_its_statements_are_spans(
    client, monkeypatch, capfd
):
    from django.db.backends.signals import connection_created
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    from guantong.project import traces

    kept = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    made = traces.use(provider)
    assert connection_created.disconnect(dispatch_uid="guantong.traces"), "no other test is to be traced"
    monkeypatch.setattr(traces, "tracer", lambda: made)
    parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    with connection.execute_wrapper(traces.statement_spans(made)):
        client.get("/track/SECRETCODE12/", headers={"traceparent": parent})
    spans = kept.get_finished_spans()
    request = next(span for span in spans if span.name == "GET tracking")
    assert f"{request.context.trace_id:032x}" == parent.split("-")[1]
    assert any(
        span.name == "postgresql SELECT" and span.parent.span_id == request.context.span_id for span in spans
    )
    assert "SECRETCODE12" not in "".join(span.to_json() for span in spans)


def test_traces_when_no_collector_is_named_then_there_is_no_tracer(monkeypatch):
    from guantong.project import traces

    monkeypatch.delenv(traces.ENDPOINT, raising=False)
    traces.tracer.cache_clear()
    assert traces.tracer() is None
