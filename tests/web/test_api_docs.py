"""docs/how-to/use-the-api.md is true: each of its commands runs, with real curl, against a real server."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from guantong.modules.identity import public as identity
from guantong.modules.identity.models import Account
from guantong.project import clock
from guantong.project.api_reference import api_files
from tests.pages_runner import read_blocks
from tests.web.conftest import AT

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "how-to" / "use-the-api.md"


def test_reference_of_the_interface_when_compared_with_the_code_then_it_is_not_stale():
    published = ROOT / "docs" / "reference" / "api.md"
    assert published.read_text("utf-8") == api_files()["api.md"], "run `guantong reference`"


@pytest.mark.skipif(
    not (shutil.which("curl") and shutil.which("jq")), reason="NOT RUN: curl or jq is not installed"
)
def test_how_to_when_followed_then_every_command_works_and_shows_something(
    world, live_server, tmp_path, settings
):
    settings.MEDIA_ROOT = tmp_path / "files"
    with clock.fixed(AT):
        owner = identity.actor_of(Account.objects.get(handle="enterprise"))
        made = identity.make_token(by=owner, name="页面", scope="write", days=1, now=AT, wall=clock.wall())
        printed = follow(
            tmp_path, {"http://127.0.0.1:8000": live_server.url, "gt_the-one-that-was-shown": made.secret}
        )
    assert "open-ktv" in printed[1]
    assert "workdays" in printed[4]
    assert any("form.missing" in text for text in printed)
    assert '"code": "answer.missing"' in printed[-1]


def follow(folder: Path, swaps: dict[str, str]) -> list[str]:
    """Run each command of the page in one shell's environment and return what each printed."""
    printed: list[str] = []
    environment = dict(os.environ)
    for block in read_blocks(PAGE):
        if block.info != ["sh"]:
            continue
        for command in block.body.replace("\\\n", " ").splitlines():
            for shown, real in swaps.items():
                command = command.replace(shown, real)
            done = subprocess.run(
                ["bash", "-ec", f"set -o pipefail; {command}\necho; env -0 > env"], cwd=folder, env=environment, text=True,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60,
            )  # fmt: skip
            assert done.returncode == 0, f"{PAGE.name}:{block.line}: {command}\n{done.stdout}"
            kept = (folder / "env").read_text("utf-8").split("\0")
            environment = dict(line.split("=", 1) for line in kept if "=" in line)
            printed.append(done.stdout)
    return printed
