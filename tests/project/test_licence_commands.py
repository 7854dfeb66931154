"""The commands about keys and licences; verification offline touches no database and no network."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from fpdf import FPDF

from guantong.core.papers import certificates
from guantong.core.papers.pdf_signing import sign_pdf
from guantong.modules.licences import public as licences
from guantong.project import cli, clock, start
from tests.core.papers.authority import Authority
from tests.modules.licences.office import Office


@pytest.fixture
def office(db, at, settings, monkeypatch):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(start, "setup", lambda: None)
    with clock.fixed(at):
        yield Office(at)


@pytest.fixture
def files(office, tmp_path):
    """A licence as token and as record, and the published keys, as files."""
    row = office.issue()
    paper = licences.paper_of(by=office.owner, identifier=row.identifier, today=office.now.date())
    (tmp_path / "licence.jwt").write_text(paper.token + "\n", "utf-8")
    (tmp_path / "licence.json").write_text(paper.record, "utf-8")
    assert cli.main(["keys", "publish", str(tmp_path / "keys.json")]) == 0
    return tmp_path, row


def test_keys_when_listed_before_and_after_a_rotation_then_old_ones_stay(office, capsys):
    assert cli.main(["--lang", "en", "keys", "list"]) == 0
    assert "no signing keys" in capsys.readouterr().out
    office.issue()
    assert cli.main(["keys", "rotate", office.market.uscc]) == 0
    assert cli.main(["--lang", "en", "keys", "rotate", "--all"]) == 0
    capsys.readouterr()
    assert cli.main(["--lang", "en", "keys", "list"]) == 0
    out = capsys.readouterr().out
    assert (out.count("signs since"), out.count("kept for verification")) == (2, 4)


def test_keys_when_nobody_is_named_or_a_stranger_then_nothing_is_rotated(office, capsys):
    assert cli.main(["--lang", "en", "keys", "rotate"]) == 2
    assert cli.main(["--lang", "en", "keys", "rotate", "nobody"]) == 1
    assert "licences.no_keys" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["licence.jwt", "licence.json"])
def test_licence_when_verified_offline_or_here_then_holds(files, name, capsys):
    folder, row = files
    file, keys = str(folder / name), str(folder / "keys.json")
    assert cli.main(["licence", "verify", file, "--keys", keys]) == 0
    assert cli.main(["licence", "verify", file]) == 0
    assert row.identifier in capsys.readouterr().out


def test_licence_when_verified_in_a_process_without_database_then_holds(files, office, at):
    folder, row = files
    pdf = licences.signed_pdf(by=office.owner, identifier=row.identifier, now=office.now)
    (folder / "licence.pdf").write_bytes(pdf)
    assert (
        cli.main(["keys", "publish", str(folder / "keys.json")]) == 0
    )  # the key of the PDF has been made now
    bare = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    }
    command = [sys.executable, "-m", "guantong.project.cli", "--lang", "en", "licence", "verify"]
    for name in ("licence.jwt", "licence.pdf"):
        done = subprocess.run(
            [*command, str(folder / name), "--keys", str(folder / "keys.json")], capture_output=True, text=True, timeout=60,
            env=bare | {"GUANTONG_NOW": at.isoformat(), "GUANTONG_HOME": str(folder / "home")},
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("It holds")
    assert not (folder / "home").exists()


def test_licence_when_suspended_after_the_file_was_published_then_only_a_new_file_knows(
    files, office, capsys
):
    folder, row = files
    office.change(row, "suspend")
    command = ["licence", "verify", str(folder / "licence.jwt"), "--keys", str(folder / "keys.json")]
    assert cli.main(command) == 0
    assert cli.main(command[:3]) == 1
    assert cli.main(["keys", "publish", str(folder / "keys.json")]) == 0
    assert cli.main(command) == 1


def test_licence_when_the_keys_file_has_no_list_of_it_then_it_is_not_said_to_hold(files, settings, capsys):
    folder = files[0]
    settings.ORIGIN = "http://127.0.0.1:8009"  # the addresses of the lists follow it
    assert cli.main(["keys", "publish", str(folder / "keys.json")]) == 0
    command = ["licence", "verify", str(folder / "licence.jwt"), "--keys", str(folder / "keys.json")]
    capsys.readouterr()
    assert cli.main(["--lang", "en", *command]) == 1
    said = capsys.readouterr().out
    assert said.startswith("Not certain: the signature holds")
    assert "It holds" not in said


def test_keys_file_when_touched_or_of_another_root_then_is_refused(files, capsys):
    folder, _ = files
    keys = folder / "keys.json"
    document = json.loads(keys.read_text("utf-8"))
    right = certificates.fingerprint(document["root"]["certificate"])
    command = ["licence", "verify", str(folder / "licence.jwt"), "--keys", str(keys)]
    assert cli.main([*command, "--root", right]) == 0
    assert cli.main([*command, "--root", "ab" * 32]) == 1
    assert "keys.other_root" in capsys.readouterr().err
    keys.write_text(json.dumps({**document, "token": document["token"][:-4]}), "utf-8")
    assert cli.main(command) == 1
    assert "keys.broken" in capsys.readouterr().err


def test_identifier_when_verified_then_here_it_is_known_and_offline_nothing_can_be_said(files, capsys):
    folder, row = files
    assert cli.main(["licence", "verify", row.identifier]) == 0
    assert cli.main(["licence", "verify", row.identifier, "--keys", str(folder / "keys.json")]) == 1
    assert cli.main(["licence", "verify", row.identifier[:-1] + "?"]) == 1


@pytest.mark.parametrize("more", [[], ["--keys", "keys.json"]])
def test_file_when_it_does_not_exist_then_that_is_said_and_not_that_no_licence_was_found(
    files, capsys, monkeypatch, more
):
    folder, row = files
    monkeypatch.chdir(folder)
    for given in ("nofile", "licences/licence.pdf", "."):
        assert cli.main(["--lang", "en", "licence", "verify", given, *more]) == 1
        told = capsys.readouterr()
        assert f"There is no file “{given}”" in told.err
        assert "licences.no_file" in told.err
        assert told.out == ""
    (folder / row.identifier).write_text((folder / "licence.jwt").read_text("utf-8"), "utf-8")
    assert cli.main(["licence", "verify", row.identifier, *more]) == 0  # a file of that name goes first


def test_credential_when_given_itself_instead_of_a_file_then_is_verified(files, capsys):
    folder, row = files
    token = (folder / "licence.jwt").read_text("utf-8").strip()
    assert cli.main(["licence", "verify", token]) == 0
    assert row.identifier in capsys.readouterr().out


def test_pdf_of_another_installation_when_verified_then_is_said_to_be_from_elsewhere_and_a_changed_one_changed(
    files, office, capsys
):
    folder, row = files
    authority = Authority("Another city")
    page = FPDF()
    page.add_page()
    foreign = sign_pdf(bytes(page.output()), authority.key, authority.chain, reason="issue", at=office.now)
    own = licences.signed_pdf(by=office.owner, identifier=row.identifier, now=office.now)
    at = own.index(b"/MediaBox")
    (folder / "foreign.pdf").write_bytes(foreign)
    (folder / "changed.pdf").write_bytes(own[:at] + b"/MediaFox" + own[at + 9 :])
    for more in ([], ["--keys", str(folder / "keys.json")]):
        capsys.readouterr()
        assert cli.main(["--lang", "en", "licence", "verify", str(folder / "foreign.pdf"), *more]) == 1
        told = capsys.readouterr().out
        assert "Not sealed here, so it cannot be checked here" in told
        assert "--keys KEYS --root FINGERPRINT" in told
        assert "It does not hold: Check failed" not in told
        assert cli.main(["--lang", "en", "licence", "verify", str(folder / "changed.pdf"), *more]) == 1
        told = capsys.readouterr().out
        assert "Check failed" in told
        assert "FINGERPRINT" not in told
