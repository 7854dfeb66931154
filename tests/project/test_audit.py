"""The list of components and the audit of the lock file: complete, without a network, and never silently green."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest

from guantong.core.kernel.problem import Refused
from guantong.project.cli import main
from guantong.project.commands import sbom

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.lock"


def load_audit():
    about = importlib.util.spec_from_file_location("audit", ROOT / "tools" / "audit.py")
    module = importlib.util.module_from_spec(about)
    about.loader.exec_module(module)
    return module


audit = load_audit()
CLEAN = {"name": "a", "version": "1", "vulns": []}
WEAK = {"name": "b", "version": "2", "vulns": [{"id": "CVE-1", "fix_versions": ["3"]}]}
UNKNOWN = {"name": "c", "skip_reason": "not found"}


def test_sbom_when_written_then_it_names_every_pin_with_its_hashes_and_is_valid(tmp_path):
    out = tmp_path / "sbom.json"
    assert main(["sbom", "--out", str(out)]) == 0
    made = json.loads(out.read_text("utf-8"))
    pins = dict(re.findall(r"^([\w.\-]+)(?:\[[\w,\-]+\])?==([^\s;\\]+)", LOCK.read_text("utf-8"), re.M))
    assert {one["name"]: one["version"] for one in made["components"]} == {
        name.lower(): pin for name, pin in pins.items()
    }
    assert all(
        one["hashes"] and one["purl"] == f"pkg:pypi/{one['name']}@{one['version']}"
        for one in made["components"]
    )
    assert sum(len(one["hashes"]) for one in made["components"]) == LOCK.read_text("utf-8").count(
        "--hash=sha256:"
    )
    assert sum("licenses" in one for one in made["components"]) > len(pins) * 0.8
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(out.read_text("utf-8")) is None


def test_sbom_when_there_is_no_lock_file_then_it_is_refused(tmp_path):
    with pytest.raises(Refused) as refused:
        sbom.read_lock(tmp_path / "none.lock")
    assert refused.value.code == "sbom.no_lock"


@pytest.mark.parametrize(
    ("report", "may_fail", "status", "words"),
    [
        ([CLEAN, CLEAN], False, 0, "no known weakness"),
        ([CLEAN, WEAK], False, 1, "CVE-1"),
        ([CLEAN, WEAK], True, 1, "CVE-1"),
        ([CLEAN, UNKNOWN], False, 1, "NOT AUDITED: 1 of 2"),
        ([CLEAN, UNKNOWN], True, 0, "NOT AUDITED: 1 of 2"),
        ([WEAK, UNKNOWN], True, 1, "NOT AUDITED"),
        ([], False, 1, "NOT AUDITED"),
        ([], True, 0, "NOT AUDITED"),
        (None, False, 1, "NOT AUDITED"),
        (None, True, 0, "NOT AUDITED"),
    ],
)  # fmt: skip
def test_audit_when_judged_then_what_nobody_looked_up_is_never_called_sound(report, may_fail, status, words):
    given = None if report is None else {"dependencies": report}
    found, said = audit.judge(given, "no network", may_fail)
    assert found == status
    assert words in "\n".join(said)


def test_audit_when_run_then_both_locks_are_asked_about_and_the_worse_one_decides(monkeypatch, capsys):
    reports = {
        "requirements.lock": {"dependencies": [CLEAN]},
        "requirements-dev.lock": {"dependencies": [WEAK]},
    }
    monkeypatch.setattr("sys.argv", ["audit.py"])
    monkeypatch.setattr(audit, "ask", lambda lock: (reports[lock.name], ""))
    assert audit.main() == 1
    said = capsys.readouterr().out
    assert "requirements.lock: 1 components, no known weakness." in said
    assert "requirements-dev.lock: b 2: CVE-1" in said
    reports["requirements-dev.lock"] = {"dependencies": [CLEAN]}
    assert audit.main() == 0


def test_locks_when_compared_then_the_one_of_the_tests_holds_the_other_and_every_extra_that_a_test_needs():
    running, everything = (
        {pin.name: pin.version for pin in sbom.read_lock(ROOT / name)}
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert {name: everything.get(name) for name in running} == running
    assert {"pytest", "pip-audit", "opentelemetry-sdk", "opentelemetry-exporter-otlp-proto-http"} <= set(
        everything
    )
