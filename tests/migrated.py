"""A server's data folder with every migration applied, made once and copied for each worker of each test run.

It is made again when a migration, an app or a version changes. `pytest --cache-clear` forgets it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg

from guantong.project.postgres import Embedded

ROOT = Path(__file__).resolve().parents[1]
DATABASE = "migrated"


def take_migrated(cache: Path, home: Path) -> None:
    """Copy the data folder from the cache to an empty home, and make it first if it is not there or is out of date."""
    wanted = _fingerprint()
    with (cache / "turn").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        ready = cache / "made-of"
        if not ready.exists() or ready.read_text() != wanted:
            ready.unlink(missing_ok=True)
            shutil.rmtree(cache / "home", ignore_errors=True)
            _make(home.with_name("template"))
            _copy(home.with_name("template"), cache / "home")
            ready.write_text(wanted)
    _copy(cache / "home", home)


def _fingerprint() -> str:
    migrations = sorted((ROOT / "src").rglob("migrations/*.py"))
    made_of = [
        *migrations,
        ROOT / "requirements-dev.lock",
        ROOT / "src/guantong/project/settings.py",
        Path(__file__),
    ]
    return hashlib.sha256(b"".join(path.read_bytes() for path in made_of)).hexdigest()


def _make(home: Path) -> None:
    server = Embedded(home)
    url = server.start()
    with psycopg.connect(url, autocommit=True) as connection:
        # What a test loses when the machine fails is nothing; tests of durability start servers of their own.
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0 ENCODING 'UTF8'")
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--settings", "guantong.project.settings"], check=True, stdout=subprocess.DEVNULL, cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url.replace("/guantong?", f"/{DATABASE}?"), "GUANTONG_HOME": str(home)},
    )  # fmt: skip
    server.stop()


def _copy(home: Path, to: Path) -> None:
    """Copy with owners: as root, the server runs as somebody else."""
    to.mkdir(parents=True)
    subprocess.run(["cp", "-a", str(home / "postgres"), str(to)], check=True)
