"""What services hands out: a matter with all that is derived from it, and what a publication came to."""

from __future__ import annotations

import msgspec

from guantong.core.scenario.compiled import Compiled
from guantong.core.scenario.language import Package


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """A published matter in one division: the package it came from and everything derived from it."""

    version: int
    division: str
    package: Package
    compiled: Compiled


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """What publishing a package came to; `changed` is false when this very version was already published."""

    scenario: str
    version: int
    situations: int
    changed: bool
