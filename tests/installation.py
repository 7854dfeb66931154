"""An installation of its own for a test: a home folder, and the commands as one types them, each a process.

Its folder lies outside pytest's, which the user of the embedded server may not enter.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
OLD = ROOT / "tests" / "upgrade" / "0.1.0.backup"
DAY = "2026-03-30"  # the day on which the cases of the old archive were played
COMMAND = (sys.executable, "-m", "guantong.project.cli", "--lang", "en")


class Installation:
    """A home folder, empty at first. `end` takes it away."""

    patience = 300  # seconds for one command

    def __init__(self, on: Path | None = None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="guantong-test-", dir=on))
        self.home = self.folder / "home"
        self.said = ""  # what a command printed that several tests look at
        self.url = ""  # of its database, where a test keeps it running

    @property
    def environment(self) -> dict[str, str]:
        left_out = ("DATABASE_URL", "GUANTONG_BACKUP_PASSPHRASE")
        inherited = {name: value for name, value in os.environ.items() if name not in left_out}
        return inherited | {"GUANTONG_HOME": str(self.home), "GUANTONG_DAY": DAY}

    def run(self, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end, whatever that is."""
        return self._run((*COMMAND, *map(str, arguments)), more)

    def done(self, *arguments: str | Path, **more: str) -> str:
        """Run a command that has to succeed and return what it printed."""
        made = self.run(*arguments, **more)
        assert made.returncode == 0, made.stdout + made.stderr
        return made.stdout

    def play(self, module: str, *arguments: str, given: str = "", **more: str) -> str:
        """Run a module of the tests in this installation and return what it printed; `given` is what it reads."""
        made = self._run((sys.executable, "-m", module, *arguments), more, given)
        assert made.returncode == 0, made.stdout + made.stderr
        return made.stdout

    def start(self, *arguments: str, **pipes: Any) -> subprocess.Popen[str]:
        """Start a command in a group of its own and return it."""
        return subprocess.Popen(
            (*COMMAND, *arguments), cwd=ROOT, env=self.environment, text=True, start_new_session=True, **pipes
        )

    def end(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(
        self, command: tuple[str, ...], more: dict[str, str], given: str = ""
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=ROOT,
            env=self.environment | more,
            text=True,
            capture_output=True,
            input=given,
            timeout=self.patience,
            check=False,
        )
