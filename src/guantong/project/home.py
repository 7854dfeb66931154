"""Where a running Guantong keeps what it writes: database, secret, attachments. `GUANTONG_HOME`, or `var/`."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]


HOLIDAYS = "holidays_cn.csv"  # the years imported by `guantong holidays import`


def home() -> Path:
    """Return the folder, absolute: `GUANTONG_HOME`; else `var/` of the source checkout; else `./var`."""
    if chosen := os.environ.get("GUANTONG_HOME"):
        return Path(chosen).expanduser().resolve()
    root = CHECKOUT if (CHECKOUT / "pyproject.toml").exists() else Path.cwd()
    return root / "var"


def scenarios() -> Path:
    """Return the folder of scenario packages: `GUANTONG_SCENARIOS`; else the checkout's; else `./scenarios`."""
    if chosen := os.environ.get("GUANTONG_SCENARIOS"):
        return Path(chosen).expanduser().resolve()
    inside = CHECKOUT / "scenarios"
    return inside if inside.is_dir() else Path.cwd() / "scenarios"


def secret(name: str) -> str:
    """Return a secret that is made once and kept in the home folder, readable by its owner alone."""
    path = home() / f"{name}.secret"
    try:
        return path.read_text("ascii")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        # O_EXCL: of two processes that start together one makes the secret and the other reads it.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text("ascii")
