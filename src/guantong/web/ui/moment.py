"""Now, for pages. The one file that reads the clock stands above this floor; the setting `CLOCK` names its function."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

DEFAULT = "guantong.project.clock.now"


def now() -> datetime:
    return cast(datetime, import_string(getattr(settings, "CLOCK", DEFAULT))())


def today() -> date:
    return now().date()
