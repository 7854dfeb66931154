"""What leaves by the way: logs, cookies, answers that tell whether somebody exists, names in bodies that mean more."""

from __future__ import annotations

import ast
import json
import logging
import re
import runpy
from functools import cache
from pathlib import Path

import pytest
from django.test import Client

from guantong.modules.identity import public as identity
from guantong.modules.identity.models import Account
from guantong.project import clock
from guantong.project.log_lines import PLAIN, JsonLines, PlainLines, WithoutAddresses
from guantong.web.public import views
from tests.web.interface import Caller

SOURCE = Path(__file__).resolve().parents[2] / "src" / "guantong"
NUMBER, PASSWORD = "330106199001011239", "planted-pass-phrase-1"


class Kept(logging.Handler):
    """Keeps every line as both formats would write it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.addFilter(WithoutAddresses())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += [PlainLines(PLAIN).format(record), JsonLines().format(record)]


@pytest.fixture
def log():
    """Every logger at DEBUG, whatever it is set to."""
    root, kept = logging.getLogger(), Kept()
    levels = {
        name: logger.level
        for name, logger in logging.Logger.manager.loggerDict.items()
        if isinstance(logger, logging.Logger)
    }
    before = root.level
    root.addHandler(kept)
    root.setLevel(logging.DEBUG)
    for name in levels:
        if name.startswith(("django", "guantong", "psycopg", "urllib3", "ninja")):
            logging.getLogger(name).setLevel(logging.DEBUG)
    yield kept
    root.removeHandler(kept)
    root.setLevel(before)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def test_logs_when_everything_goes_wrong_at_debug_then_no_secret_and_no_person_is_in_them(
    walked, log, monkeypatch
):
    code, mine, nobody = walked.running.code, walked.clients["applicant"], walked.clients["nobody"]
    account = Account.objects.get(pk=int(walked.desk.company.account))
    token = identity.make_token(
        by=identity.actor_of(account), name="x", scope="write", days=1, now=clock.now(), wall=clock.wall()
    ).secret
    nobody.post("/sign-in/", {"handle": NUMBER, "password": PASSWORD})
    nobody.get(f"/track/{code}/")
    nobody.get("/track/", {"code": code})
    mine.get(f"/my/{code}/")
    mine.post(f"/my/{code}/rate/", {"grade": "9", "words": NUMBER})
    mine.post("/account/password/", {"old": PASSWORD, "new": PASSWORD, "again": PASSWORD})
    mine.get("/account/second-factor/")
    secret = re.search(r"[A-Z2-7]{32}", mine.get("/account/second-factor/").content.decode().replace(" ", ""))
    mine.post("/account/second-factor/", {"code": "123456"})
    Client().get("/api/v1/my/cases", headers={"authorization": f"Bearer {token}"})
    Client().get("/api/v1/my/cases", headers={"authorization": f"Bearer {token}x"})
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = mine.cookies.copy()
    strict.post(f"/my/{code}/withdraw/", {"number": NUMBER})

    def broken(*args, **kwargs):
        raise RuntimeError(f"no row for {NUMBER} 91330106MA27XXXX1A 13800000000")

    monkeypatch.setattr(views.cases, "track_case", broken)
    monkeypatch.setattr(views.savings, "total_of", broken)
    assert nobody.get(f"/track/{code}/").status_code == 500
    assert nobody.get("/").status_code == 500
    text = "\n".join(log.lines)
    assert secret, "no secret on the page: the test looks for nothing"
    session = mine.cookies["sessionid"].value
    planted = [
        PASSWORD,
        NUMBER,
        "91330106MA27XXXX1A",
        "13800000000",
        code,
        token,
        secret.group(),
        session,
        account.name,
    ]
    assert [each for each in planted if each in text] == []
    for event in ("sign_in_failed", "refused", "Internal Server Error", "RuntimeError"):
        assert event in text, event


def test_log_lines_when_a_person_writes_line_ends_then_no_line_is_made_up(log):
    logging.getLogger("guantong.security").warning("refused", extra={"fields": {"code": "x\n2026 forged"}})
    assert all("\n" not in line for line in log.lines if line.startswith("{"))


def test_refusals_when_somebody_tries_another_desk_then_the_log_says_which_and_not_who(walked, log):
    walked.clients["applicant"].get("/window/")
    written = [json.loads(line) for line in log.lines if line.startswith("{")]
    [found] = [line for line in written if line["event"] == "refused"]
    assert (found["code"], found["status"], found["route"]) == ("ui.wrong_role", 403, "window")
    assert re.fullmatch(r"[0-9a-f]{12}", found["account"])


# --------------------------------------------------------------------------------------------------------- cookies


def settings_with(monkeypatch, **environment: str) -> dict[str, object]:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(SOURCE / "project" / "settings.py"))


def test_cookies_when_tls_is_on_then_they_are_secure_bound_to_the_host_and_out_of_reach_of_scripts(
    monkeypatch,
):
    made = settings_with(monkeypatch, GUANTONG_TLS="1")
    assert made["SESSION_COOKIE_NAME"].startswith("__Host-")  # type: ignore[attr-defined]
    assert made["CSRF_COOKIE_NAME"].startswith("__Host-")  # type: ignore[attr-defined]
    assert all(
        made[name]
        for name in (
            "SESSION_COOKIE_SECURE",
            "CSRF_COOKIE_SECURE",
            "CSRF_COOKIE_HTTPONLY",
            "SECURE_SSL_REDIRECT",
        )
    )
    assert made["SECURE_HSTS_SECONDS"] >= 31_536_000  # type: ignore[operator]
    assert made["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
    assert made["DEBUG"] is False


def test_cookies_when_set_then_each_is_lax_and_http_only(walked):
    client = Client()
    client.get("/sign-in/")
    client.post("/set/language/", {"language": "en"})
    client.post("/division/", {"code": "330106000000"})
    client.post("/set/text/", {"text": "large"})
    client.cookies |= walked.clients["applicant"].cookies
    assert len(client.cookies) >= 3
    for name, cookie in client.cookies.items():
        if name != "sessionid":  # made by the test's own sign-in; looked at where people sign in
            assert cookie["httponly"], name
            assert cookie["samesite"] == "Lax", name
        assert not cookie["domain"], name
        assert re.fullmatch(r"[\w-]{0,80}", cookie.value), name


def test_interface_when_called_in_the_clear_then_it_refuses_and_leads_nowhere(client, db, settings):
    settings.TLS = settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^api/v1/", r"^healthz$", r"^readyz$"]
    plain = client.get("/api/v1/matters")
    assert (plain.status_code, plain.json()["code"]) == (403, "api.plain")
    assert "Location" not in plain.headers
    page = client.get("/sign-in/")
    assert (page.status_code, page.headers["Location"][:8]) == (301, "https://")
    assert client.get("/api/v1/matters", secure=True).status_code == 200


def test_sign_out_when_done_then_the_browser_is_told_to_forget(walked):
    client = Client()
    client.force_login(Account.objects.get(pk=int(walked.desk.company.account)))
    answer = client.post("/sign-out/")
    assert '"cache"' in answer.headers["Clear-Site-Data"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert client.get("/account/").status_code == 302


# ------------------------------------------------------------------------------------- who exists, and what one may set


def plain(answer) -> str:
    """Return a page without what differs every time: the form's token and what was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    return re.sub(r'value="[^"]*"', "", text)


def test_sign_in_when_the_name_exists_or_not_then_the_answers_are_the_same(walked):
    handle = Account.objects.get(pk=int(walked.desk.company.account)).handle
    known, unknown = (
        Client().post("/sign-in/", {"handle": name, "password": "wrong-wrong-wrong"})
        for name in (handle, handle + "x")
    )
    assert known.status_code == unknown.status_code
    assert plain(known) == plain(unknown)
    assert dict(known.headers) | {"X-Request-ID": "", "Content-Length": ""} == dict(unknown.headers) | {"X-Request-ID": "", "Content-Length": ""}  # fmt: skip


def test_tracking_when_the_code_is_wrong_or_nobodys_then_the_answers_are_the_same(walked):
    pages = [plain(Client().get("/track/", {"code": code})) for code in ("ABCDEFGHJKMN", "ZZZZZZZZZZZZ")]
    assert pages[0].replace("ABCDEFGHJKMN", "") == pages[1].replace("ZZZZZZZZZZZZ", "")


def test_interface_when_its_contract_is_read_then_no_body_takes_a_name_that_it_does_not_list(client, db):
    contract = client.get("/api/v1/openapi.json").json()
    seen = 0
    for address, operations in contract["paths"].items():
        for operation in operations.values():
            body = (
                operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
            )
            if body:
                seen += 1
                name = body["$ref"].rpartition("/")[2]
                assert contract["components"]["schemas"][name]["additionalProperties"] is False, address
    assert seen > 8


MORE = {
    "account": 1,
    "owner": 1,
    "owner_id": 1,
    "applicant": "1",
    "role": "manager",
    "assurance": "high",
    "mandate": 1,
    "state": "delivered",
    "is_active": True,
}


def test_bodies_when_they_set_more_than_they_may_then_are_refused_and_nothing_is_set(walked):
    mine = Caller(walked.clients["applicant"])
    draft = mine.get(f"/my/drafts/{walked.draft}")[1]
    body = {"scenario": draft["scenario"], "division": draft["division"], "answers": {}, "data": {}}
    for name, value in MORE.items():
        status, answer = mine.post("/my/drafts", {**body, name: value})
        assert status == 422, name
        assert name in json.dumps(answer)
    assert mine.get(f"/my/drafts/{walked.draft}")[1] == draft


def test_objects_when_another_applicant_names_them_then_they_are_not_there_whatever_is_sent(walked):
    """Right in shape, wrong in owner: reads, writes and deletes by number and by code."""
    mine, other = Caller(walked.clients["applicant"]), Caller(walked.clients["another-applicant"])
    officer = Caller(walked.clients["officer-of-another-unit"])
    draft, code = walked.draft, walked.running.code
    before = mine.get(f"/my/drafts/{draft}")[1], mine.get(f"/my/cases/{code}")[1]
    known = mine.get(f"/my/drafts/{draft}")[1]
    body = {"answers": known["answers"], "data": known["data"]}
    tried = [
        other.get(f"/my/drafts/{draft}"), other.post(f"/my/drafts/{draft}", body, method="put"), other.post(f"/my/drafts/{draft}", method="delete"),
        other.post(f"/my/drafts/{draft}/check"), other.post(f"/my/drafts/{draft}/submission", {"confirmed": True}, key="k" * 32),
        other.get(f"/my/cases/{code}"), other.post(f"/my/cases/{code}/withdrawal", {}, key="k" * 32),
        other.post(f"/my/cases/{code}/corrections", {"data": {}}, key="k" * 32), other.get(f"/my/documents/{walked.deed['sha']}"),
        officer.get(f"/desk/tasks/{walked.running.id}/registration"), officer.post(f"/desk/tasks/{walked.running.id}/registration/acts", {"verb": "approve"}, key="k" * 32),
    ]  # fmt: skip
    # 405: the operation has another method; 422: the shape is looked at before the object. Neither tells that it exists.
    assert {status for status, _ in tried} <= {404, 405, 422}
    assert [status for status, _ in tried].count(404) >= 5
    assert (mine.get(f"/my/drafts/{draft}")[1], mine.get(f"/my/cases/{code}")[1]) == before
    gone = [other.get(f"/my/drafts/{number}") for number in (draft, 10**9)]
    assert gone[0][1]["problems"][0]["code"] == gone[1][1]["problems"][0]["code"]


# --------------------------------------------------------------------------------------------------- the code itself


@cache
def used() -> tuple[tuple[str, str, bool], ...]:
    """Return (file, what it imports or calls, whether through a shell) for the code that runs."""
    found = []
    for path in SOURCE.rglob("*.py"):
        file = str(path.relative_to(SOURCE))
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [ast.unparse(node.func)] if isinstance(node, ast.Call) else []
            shell = isinstance(node, ast.Call) and any(word.arg == "shell" for word in node.keywords)
            found += [(file, name, shell) for name in names]
    return tuple(found)


def calls(name: str) -> list[str]:
    return sorted({file for file, each, _ in used() if each == name or each.startswith(f"{name}.")})


def test_code_when_searched_then_one_file_alone_asks_other_servers():
    for name in (
        "requests",
        "urllib.request",
        "http.client",
        "httpx",
        "aiohttp",
        "ftplib",
        "ldap3",
    ):
        assert calls(name) in ([], ["web/public/providers.py"]), name
    assert calls("requests") == ["web/public/providers.py"]
    # Letters to whoever asked for them leave through the relay that the operator names.
    assert calls("smtplib") == ["modules/cases/actions/mailing.py"]


@pytest.mark.parametrize("name", ["eval", "exec", "pickle", "marshal", "shelve", "os.system", "os.popen", "subprocess.getoutput", "yaml.load", "hashlib.md5"])  # fmt: skip
def test_code_when_searched_then_nothing_runs_what_it_reads_and_nothing_guesses(name):
    assert calls(name) == []


def test_code_when_searched_then_no_certificate_goes_unchecked():
    unchecked = re.compile(
        r"verify\s*=\s*False|CERT_NONE|_create_unverified_context|check_hostname\s*=\s*False"
    )
    assert [path.name for path in SOURCE.rglob("*.py") if unchecked.search(path.read_text("utf-8"))] == []


def test_chance_when_it_must_not_be_guessed_then_it_never_comes_from_the_plain_generator():
    assert [file for file in calls("random") if not file.startswith("project/demo/")] == []


def test_commands_when_started_then_never_through_a_shell():
    assert [each for each in used() if each[2]] == []


# What is put into a page as markup: drawings of our own making, of texts that were escaped when they were drawn.
DRAWN = {"enrol.jinja": "qr|safe", "matter.jinja": "page.plans"}
MADE = {"web/ui/licences.py", "web/ui/jinja.py", "web/citizen/mine.py"}


def test_templates_when_read_then_escaping_is_off_for_our_own_drawings_alone():
    off = {
        path.name: line
        for path in SOURCE.rglob("*.jinja")
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"\|\s*safe\b|autoescape\s+false", line) and DRAWN.get(path.name, "?") not in line
    }
    assert off == {}
    assert set(calls("Markup") + calls("mark_safe")) == MADE
