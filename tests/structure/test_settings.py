"""Every variable of the environment that the code reads is on the published list, the sample and the page; deploy/ is sound."""

from __future__ import annotations

import ast
import configparser
import re
from pathlib import Path

from ruamel.yaml import YAML

from guantong.project.environment import SETTINGS, settings_files

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
OURS = re.compile(r"(GUANTONG|OTEL|PROMETHEUS)_[A-Z_]+|[A-Z]+_URL")
# Set by us for programs that we start; of a request, not of the process.
NOT_SETTINGS = {"LC_ALL", "DJANGO_SETTINGS_MODULE", "CONTENT_LENGTH"}
PLACES = {"environ", "getenv"}


def named_in(tree: ast.AST) -> set[str]:
    """Names that stand in code as a whole string, or as the key of the environment."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and OURS.fullmatch(node.value):
            found.add(node.value)
        if isinstance(node, ast.Subscript) and getattr(node.value, "attr", "") in PLACES:
            found |= constant(node.slice)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = getattr(node.func.value, "attr", getattr(node.func.value, "id", ""))
            if (owner in PLACES or node.func.attr in PLACES) and node.args:
                found |= constant(node.args[0])
    return found


def constant(node: ast.AST) -> set[str]:
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def test_variables_when_the_code_is_searched_then_those_it_reads_are_those_listed():
    read: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        if path.name != "environment.py":
            read |= named_in(ast.parse(path.read_text("utf-8")))
    listed = {each.name for each in SETTINGS}
    assert read - listed - NOT_SETTINGS == set(), "list it in src/guantong/project/environment.py"
    assert listed - read == set(), "nobody reads it"
    assert len(SETTINGS) == len(listed)


def test_page_of_settings_when_compared_with_the_list_then_it_is_not_stale():
    page = ROOT / "docs" / "reference" / "settings.md"
    assert page.read_text("utf-8") == settings_files()["settings.md"], "run `guantong reference`"


def test_sample_when_read_then_it_knows_only_what_is_read_and_holds_no_secret():
    lines = (DEPLOY / "guantong.env").read_text("utf-8").splitlines()
    given = dict(line.lstrip("# ").split("=", 1) for line in lines if re.match(r"#? ?[A-Z_]+=", line))
    secret = {each.name for each in SETTINGS if each.secret}
    assert given.keys() - {each.name for each in SETTINGS} == set()
    assert {name for name in given.keys() & secret if "…" not in given[name] and given[name]} == set()


def test_unit_when_read_then_it_may_do_little_and_starts_what_there_is():
    for path in sorted(DEPLOY.glob("*.service")):
        unit = configparser.ConfigParser(strict=False, interpolation=None, delimiters=("=",))
        unit.optionxform = str
        unit.read(path, "utf-8")
        service = unit["Service"]
        for name in ("NoNewPrivileges", "PrivateTmp", "ProtectHome", "RestrictSUIDSGID", "LockPersonality"):
            assert service[name] == "true", (path.name, name)
        assert service["ProtectSystem"] == "strict"
        assert service["User"] == "guantong"
        command = service["ExecStart"].split()[1]
        assert (ROOT / "src/guantong/project/commands" / f"{command.replace('-', '_')}.py").is_file(), command


def test_compose_file_when_read_then_services_name_what_they_need_and_no_password():
    text = (DEPLOY / "compose.yaml").read_text("utf-8")
    composed = YAML(typ="safe").load(text)
    services = composed["services"]
    assert services.keys() >= {"database", "web", "proxy"}
    for name, service in services.items():
        assert "image" in service or "build" in service, name
        for other in service.get("depends_on", {}):
            assert other in services
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source.startswith("./") or source in composed["volumes"], volume
            if source.startswith("./"):
                assert (DEPLOY / source).is_file(), volume
    assert set(composed["secrets"]) >= {
        name for service in services.values() for name in service.get("secrets", [])
    }
    assert "secret@" not in text
