"""Runs what a page of docs/ tells its reader to do, in a copy of the project, and compares what the page shows.

Blocks: one whose first line is `# path` (or whose fence says `csv path`) is a file to write; `diff` with `--- path` changes one;
`console` holds `$ commands` with their output. In the output shown, `…` stands for anything, and alone on a line for any lines.
A command ends with 0, and in a block fenced `console refused` with 1. All other blocks (`sh`, `text` …) are only for reading.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.M | re.S)
NAMED = re.compile(r"\A# (?P<path>[\w./-]+\.(?:yaml|py|ftl|json))\n")
COMMANDS = {
    "guantong": "-m guantong.project.cli",
    "pytest": "-m pytest -p no:cacheprovider",
    "python": "",
}


class Block(NamedTuple):
    """One fenced block: the words after the fence, what is in it, and its line on the page."""

    info: list[str]
    body: str
    line: int


def read_blocks(page: Path) -> list[Block]:
    text = page.read_text("utf-8")
    return [
        Block(match["info"].split(), match["body"], text.count("\n", 0, match.start()) + 1)
        for match in FENCE.finditer(text)
    ]


def copy_project(to: Path) -> Path:
    """Return a copy of the project's own files with commands in .venv/bin that run the copy's code.

    Of `scenarios/` only what is shipped: a service that somebody wrote along a page, and what that page had them add to
    the dictionary, is no part of the project and would stand in the way of following the page again.
    """
    shipped = _listed("--cached")
    loose = _listed("--others", "--exclude-standard")
    own = [name for name in loose if name.startswith("scenarios/")]
    for name in (*shipped, *(name for name in loose if name not in own)):
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, to / name)
    for name in shipped if own else ():
        if name.startswith("scenarios/") and name.count("/") == 1:
            (to / name).write_bytes(_git("show", f"HEAD:{name}"))
    (to / ".venv" / "bin").mkdir(parents=True)
    for name, module in COMMANDS.items():
        script = to / ".venv" / "bin" / name
        script.write_text(f'#!/bin/sh\nPYTHONPATH="{to}/src" exec "{sys.executable}" {module} "$@"\n')
        script.chmod(0o755)
    return to


def _listed(*which: str) -> list[str]:
    return [name for name in _git("ls-files", "-z", *which).decode().split("\0") if name]


def _git(*words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=True).stdout


class Reader:
    """Somebody who does exactly what a page says, from top to bottom."""

    def __init__(self, tree: Path, swaps: dict[str, str] | None = None) -> None:
        self.tree = tree
        self.swaps = swaps or {}
        self.environment = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(
                ("GUANTONG_", "PYTEST_", "DJANGO_", "DATABASE_URL", "COV_", "PYTHONDONTWRITE")
            )
        }
        self.environment |= {
            "PATH": f"{tree}/.venv/bin:{os.environ['PATH']}",
            "COLUMNS": "100", "TERM": "dumb", "LC_ALL": "C.UTF-8",
            # As on a screen: each line when it is printed, not errors first.
            "PYTHONUNBUFFERED": "1",
        }  # fmt: skip

    def follow(self, page: Path) -> int:
        """Do what the page says and return how many commands were run; fail where the page and the world differ."""
        commands = 0
        for block in read_blocks(page):
            where = f"{page.name}:{block.line}"
            kind = block.info[0] if block.info else ""
            if kind == "console":
                commands += self.run_block(block, where)
            elif kind == "diff":
                self.change_file(block.body, where)
            elif (named := NAMED.match(block.body)) or len(block.info) > 1:
                path = self.tree / (named["path"] if named else block.info[1])
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block.body, "utf-8")
        return commands

    def run_block(self, block: Block, where: str) -> int:
        steps = re.split(r"^\$ ", block.body, flags=re.M)
        assert not steps[0].strip(), f"{where}: a console block begins with `$ `"
        for step in steps[1:]:
            command, shown = split_step(step)
            if setting := re.fullmatch(r"export (\w+)=(\S+)", command):
                self.environment[setting[1]] = self.swaps.get(setting[2], setting[2])
                continue
            status, printed = self.run(command)
            assert status == int("refused" in block.info), (
                f"{where}: `{command}` ended with {status}:\n{printed}"
            )
            assert as_pattern(shown).fullmatch(printed), (
                f"{where}: `{command}` printed\n{printed}\nbut the page shows\n{shown}"
            )
        return len(steps) - 1

    def run(self, command: str) -> tuple[int, str]:
        done = subprocess.run(
            ["bash", "-c", command], cwd=self.tree, env=self.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=180,
        )  # fmt: skip
        return done.returncode, tidy(done.stdout)

    def change_file(self, body: str, where: str) -> None:
        head, *lines = body.splitlines()
        path = self.tree / head.removeprefix("--- ").strip()
        before = "".join(f"{line[1:]}\n" for line in lines if line[:1] in (" ", "-"))
        after = "".join(f"{line[1:]}\n" for line in lines if line[:1] in (" ", "+"))
        text = path.read_text("utf-8")
        assert before, f"{where}: a change needs a line that is there"
        assert text.count(before) == 1, (
            f"{where}: {text.count(before)} places in {path.name} look like\n{before}"
        )
        path.write_text(text.replace(before, after), "utf-8")


def split_step(step: str) -> tuple[str, str]:
    """Return the command (lines that end in a backslash go on) and the output that the page shows."""
    lines = step.splitlines()
    end = next(at for at, line in enumerate(lines) if not line.endswith("\\"))
    return "\n".join(lines[: end + 1]), tidy("\n".join(lines[end + 1 :]))


def tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


def as_pattern(shown: str) -> re.Pattern[str]:
    """Return what the page shows as a pattern: `…` alone on a line is any lines, inside a line anything.

    >>> bool(as_pattern("a … c\\n…\\nz").fullmatch("a b c\\nx\\ny\\nz"))
    True
    """
    lines = [
        "(?:.*\\n)*?.*" if line == "…" else re.escape(line).replace("…", "[^\\n]*")
        for line in shown.splitlines()
    ]
    return re.compile("\\n".join(lines))
