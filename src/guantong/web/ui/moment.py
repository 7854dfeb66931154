"""Now, for pages. The one file that reads the clock stands above this floor; the setting `CLOCK` names its function."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

DEFAULT = "guantong.project.clock.now"
WALL = "guantong.project.clock.wall"


def now() -> datetime:
    return cast(datetime, import_string(getattr(settings, "CLOCK", DEFAULT))())


def wall() -> datetime:
    """Return the real time, also where that of a demonstration is simulated: for sessions, one-time codes and counters."""
    return cast(datetime, import_string(getattr(settings, "WALL_CLOCK", WALL))())


def today() -> date:
    return now().date()
