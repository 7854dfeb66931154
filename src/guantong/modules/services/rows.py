"""What services hands out: a matter with all that is derived from it, and what a publication came to."""

from __future__ import annotations

import msgspec

from guantong.core.kernel.text import Text
from guantong.core.scenario.compiled import Compiled
from guantong.core.scenario.dispositions import MaterialLine
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


class ProofLine(msgspec.Struct, frozen=True, kw_only=True):
    """One material of one item of a published matter, as the public lists show it (M39). `measure` says what replaces it;
    for one that is kept, nothing. `sometimes` says what becomes of it in other situations."""

    scenario: str
    matter: Text
    item: str
    item_title: Text
    unit: str
    unit_title: Text
    line: MaterialLine
    measure: Text
    sometimes: Text

    @property
    def kept(self) -> bool:
        return self.line.kept


class IdentityItem(msgspec.Struct, frozen=True, kw_only=True):
    """One item that runs on one identity (M38)."""

    scenario: str
    matter: Text
    item: str
    item_title: Text
    unit: str
    unit_title: Text
    instant: bool
    applicant: str
