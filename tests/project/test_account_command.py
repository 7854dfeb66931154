"""`guantong account`, run as one runs it: first people, start passwords, first managers, closing, and who did it."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from django.test import Client

from guantong.core.kernel.actor import operator
from guantong.core.kernel.problem import Refused
from guantong.modules.identity import public as identity
from guantong.modules.identity.models import Account, Session
from guantong.modules.identity.rules import START_TERM
from guantong.modules.journal.public import entries_of
from guantong.modules.orgs.models import Division, Unit
from guantong.project import cli, clock, operators, start
from tests.modules.sign_ins import PASSWORD, XIHU, Browser, make

pytestmark = pytest.mark.django_db
CODE = "11330106MB00000016"
OWN = "an own one that nobody knows"


@pytest.fixture(autouse=True)
def _here(monkeypatch, at):
    monkeypatch.setattr(start, "setup", lambda: None)
    with clock.fixed_wall(at):
        yield


@pytest.fixture
def unit():
    division = Division.objects.create(code=XIHU, name="西湖区", level="county")
    return Unit.objects.create(
        name="西湖区卫生健康局", role="health", division=division, level="county", uscc=CODE
    )


def run(monkeypatch, *words: str, typed: str = PASSWORD) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
    return cli.main(["--lang", "en", "account", *words, "--by", "Wang Wu"])


def journal_of(handle: str) -> list[tuple[str, str]]:
    number = Account.objects.get(handle=handle).pk
    return [(entry.kind, entry.account) for entry in entries_of(f"account:{number}")]


def test_first_manager_when_made_with_three_commands_then_signs_in_chooses_a_password_and_is_manager(
    monkeypatch, unit, at
):
    assert run(monkeypatch, "add", "wang", "--name", "王芳") == 0
    assert run(monkeypatch, "role", "wang", "manager", "--unit", CODE) == 0
    client = Client()
    answer = client.post("/sign-in/", {"handle": "wang", "password": PASSWORD})
    assert answer.status_code == 302
    assert client.get("/overview/").headers["Location"] == "/account/password/"
    assert client.get("/account/tokens/").headers["Location"] == "/account/password/"
    assert client.get("/api/v1/matters").status_code == 403
    page = client.get("/account/password/")
    assert "初始密码" in page.content.decode()
    client.post("/account/password/", {"old": PASSWORD, "new": OWN, "again": OWN})
    assert client.get("/account/tokens/").status_code == 200
    (role,) = identity.memberships_of(Account.objects.get(handle="wang").pk)
    assert (role.role, role.unit, role.division, role.unit_role) == ("manager", unit.pk, XIHU, "health")
    assert journal_of("wang")[:3] == [
        ("AccountMade", "operator:Wang Wu"),
        ("RoleFounded", "operator:Wang Wu"),
        ("UnitJoined", "operator:Wang Wu"),
    ]


@pytest.mark.parametrize(
    ("late", "code"), [(timedelta(seconds=-1), ""), (timedelta(0), "identity.start_password_over")]
)
def test_start_password_when_it_is_used_too_late_then_signs_nobody_in(monkeypatch, at, late, code):
    assert run(monkeypatch, "add", "li", "--kind", "person", "--name", "李四") == 0
    assert Browser(at + START_TERM + late).code_of("li") == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [("short", "password_short"), ("1234567890", "password_common"), ("", "password_short")],
)
def test_password_when_it_is_no_good_then_refused_as_on_the_web_and_no_account_is_made(
    monkeypatch, capsys, typed, code
):
    assert run(monkeypatch, "add", "li", "--name", "李四", typed=typed) == 1
    assert f"identity.{code}" in capsys.readouterr().err
    assert not Account.objects.exists()


def test_password_when_made_up_then_printed_once_and_signs_in(monkeypatch, capsys, at):
    assert run(monkeypatch, "add", "li", "--kind", "person", "--name", "李四", "--random", typed="") == 0
    found = re.search(r"once: (\S+)", capsys.readouterr().out)
    assert found is not None
    assert Browser(at).code_of("li", found[1]) == ""


def test_password_when_asked_at_a_terminal_and_typed_differently_then_refused(monkeypatch, capsys):
    answers = iter([PASSWORD, "another one entirely"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(answers))
    assert cli.main(["account", "add", "li", "--name", "李四"]) == 1
    assert "identity.password_differs" in capsys.readouterr().err
    assert not Account.objects.exists()


def test_password_when_lost_then_a_start_password_replaces_it_and_ends_every_sign_in(monkeypatch, at):
    make(at=at)
    browser = Browser(at)
    browser.sign_in()
    assert run(monkeypatch, "password", "zhang", typed="a start password") == 0
    assert browser.resume() == "ended"
    assert Browser(at).code_of("zhang", PASSWORD) == "identity.wrong_credentials"
    assert Browser(at).code_of("zhang", "a start password") == ""
    assert Account.objects.get().start_until == at + START_TERM
    assert ("StartPasswordGiven", "operator:Wang Wu") in journal_of("zhang")


def test_password_when_lost_and_replaced_then_the_second_factor_is_asked_for_all_the_same(monkeypatch, at):
    make(at=at, invented=True)
    identity.enrol_invented(handle="zhang", now=at, wall=at)
    assert run(monkeypatch, "password", "zhang", typed="a start password of words") == 0
    assert Browser(at).code_of("zhang", "a start password of words") == "identity.code_wanted"


def test_account_when_closed_then_sessions_tokens_and_proposals_end_at_once_and_enable_opens_it_again(
    monkeypatch, at
):
    account = make("chen", "staff", at=at, role="officer")
    browser = Browser(at)
    actor = browser.sign_in("chen")
    secret = identity.make_token(by=actor, name="one", scope="read", days=5, now=at).secret
    proposal = identity.propose(by=actor, kind="open_field", subject="x", body={}, because="某理由", now=at)
    assert run(monkeypatch, "disable", "chen") == 0
    assert Session.objects.get().ended_at == at
    assert Browser(at).code_of("chen") == "identity.wrong_credentials"
    with pytest.raises(Refused, match=r"identity\.token_unknown"):
        identity.actor_of_token(secret=secret, now=at)
    assert identity.get_proposal(by=actor, proposal_id=proposal.id).state == "withdrawn"
    assert run(monkeypatch, "disable", "chen") == 0
    assert [kind for kind, _ in journal_of("chen")].count("AccountClosed") == 1
    assert run(monkeypatch, "enable", "chen") == 0
    assert Account.objects.get(pk=account.pk).is_active
    assert Browser(at).code_of("chen") == ""
    assert browser.resume() == "ended"
    assert ("AccountOpened", "operator:Wang Wu") in journal_of("chen")


def test_sign_ins_when_ended_then_the_account_stays_open(monkeypatch, capsys, at):
    make(at=at)
    browser = Browser(at)
    browser.sign_in()
    assert run(monkeypatch, "end-sessions", "zhang") == 0
    assert "1 sign-in of zhang" in capsys.readouterr().out
    assert browser.resume() == "ended"
    assert Browser(at).code_of() == ""


def test_role_when_two_managers_could_give_it_then_refused_without_a_reason_and_the_reason_is_kept(
    monkeypatch, capsys, unit, at
):
    for handle in ("one", "two", "three", "four"):
        make(handle, "staff", at=at)
    for handle in ("one", "two"):
        assert run(monkeypatch, "role", handle, "manager", "--unit", unit.name, "--division", XIHU) == 0
    assert run(monkeypatch, "role", "three", "officer", "--unit", "health", "--division", XIHU) == 1
    assert "identity.role_by_managers" in capsys.readouterr().err
    assert identity.memberships_of(Account.objects.get(handle="three").pk) == ()
    assert run(monkeypatch, "role", "three", "officer", "--unit", CODE, "--because", "both are ill") == 0
    entries = entries_of(f"account:{Account.objects.get(handle='three').pk}")
    assert [e.facts()["because"] for e in entries if e.kind == "RoleFounded"] == ["both are ill"]
    assert run(monkeypatch, "disable", "one") == 0
    assert run(monkeypatch, "role", "four", "manager", "--unit", CODE) == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["role", "zhang", "manager", "--unit", CODE], "identity.role_wrong_account"),
        (["role", "nobody", "manager", "--unit", CODE], "identity.no_account"),
        (["role", "zhang", "manager", "--unit", "x"], "orgs.no_unit_code"),
        (["role", "zhang", "manager", "--unit", "卫生局", "--division", XIHU], "account.no_unit"),
        (["role", "zhang", "manager", "--unit", "x", "--division", "330199000000"], "orgs.no_division"),
        (["add", "zhang", "--name", "某"], "identity.handle_taken"),
        (["add", "zhang san", "--name", "某"], "identity.handle_bad"),
        (["add", "firm", "--kind", "enterprise", "--name", "某"], "identity.uscc_missing"),
        (["disable", "nobody"], "identity.no_account"),
        (["end-sessions", "nobody"], "identity.no_account"),
    ],
)  # fmt: skip
def test_command_when_something_is_not_right_then_says_so_and_writes_nothing(
    monkeypatch, capsys, unit, at, words, code
):
    before = len(entries_of(f"account:{make(at=at).pk}"))
    assert run(monkeypatch, *words) == 1
    assert code in capsys.readouterr().err
    assert Account.objects.count() == 1
    assert len(entries_of(f"account:{Account.objects.get().pk}")) == before


def test_doors_of_the_operator_when_anybody_else_calls_then_refused(at):
    make("chen", "staff", at=at, role="manager")
    by = Browser(at).sign_in("chen")
    for call in (
        lambda: identity.found_account(
            by=by, handle="x", kind="staff", name="某", password=PASSWORD, now=at, wall=at
        ),
        lambda: identity.give_start_password(by=by, handle="chen", password=PASSWORD, now=at, wall=at),
        lambda: identity.found_role(
            by=by, handle="chen", unit=5, unit_role="health", division=XIHU, role="manager", now=at
        ),
        lambda: identity.close_account(by=by, handle="chen", now=at, wall=at),
        lambda: identity.open_account(by=by, handle="chen", now=at),
        lambda: identity.end_sign_ins(by=by, handle="chen", now=at, wall=at),
    ):
        with pytest.raises(Refused, match=r"identity\.operator_only"):
            call()


@pytest.mark.parametrize(
    ("given", "sudo", "login", "name"),
    [
        ("王五", "li", "root", "王五"),
        ("", "li", "root", "li"),
        ("", "", "root", "root"),
        ("", "", None, None),
        ("x" * 81, "", "root", None),
        ("a\nb", "", "root", None),
    ],
)
def test_operator_when_named_or_not_then_is_that_name_else_the_login(monkeypatch, given, sudo, login, name):
    def getuser():
        if login is None:
            raise OSError
        return login

    monkeypatch.setenv("SUDO_USER", sudo)
    monkeypatch.setattr("getpass.getuser", getuser)
    args = type("Args", (), {"by": given})()
    if name is None:
        with pytest.raises(Refused, match=r"cli\.no_operator"):
            operators.operator_of(args)
    else:
        assert operators.operator_of(args) == operator(name)
