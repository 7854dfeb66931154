"""How far the time of a demonstration lies behind the real one, kept in the home folder for all its processes.

It may shrink and never grows, so the time of an installation can be moved on and never goes back. Reads no clock.
"""

from __future__ import annotations

import fcntl
import os
from datetime import timedelta
from pathlib import Path

from guantong.project.home import home

FILE = "simulated-seconds-behind"


def behind(wanted: timedelta) -> timedelta:
    """Return `wanted`, or what is kept when that is less; keep what is returned.

    The wish of an installation with a fixed first day grows with each real midnight; what is kept stays, so its days pass."""
    kept = _kept()
    return kept if kept is not None and kept <= wanted else _keep(wanted)


def _kept() -> timedelta | None:
    try:
        return timedelta(seconds=float((home() / FILE).read_text("ascii")))
    except FileNotFoundError:
        return None


def _keep(wanted: timedelta) -> timedelta:
    home().mkdir(parents=True, exist_ok=True)
    # Of two processes that begin together one writes and the other finds what it wrote.
    with (home() / f"{FILE}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = _kept()
        if kept is not None and kept <= wanted:
            return kept
        _replace(home() / FILE, str(wanted.total_seconds()))
    return wanted


def _replace(path: Path, text: str) -> None:
    """Write so that whoever reads meanwhile finds the old text or the new one, never half of it."""
    fresh = path.with_suffix(".new")
    fresh.write_text(text, "ascii")
    os.replace(fresh, path)
