"""What stands on a drawn paper: plain data, filled in by the modules. Nothing here draws, and nothing is looked up.

Whoever fills a sheet has already decided what may be read on it: the drawing shows everything it is given.
"""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from .content import Content

Lines = tuple[tuple[str, str], ...]


class CopyMark(msgspec.Struct, frozen=True, kw_only=True):
    """What a purpose copy (加注件) is for: it stands across the sheet as a watermark and in words below the title."""

    purpose: str
    receiver: str
    until: date


class LicenceSheet(msgspec.Struct, frozen=True, kw_only=True):
    """An e-licence as it is drawn. `lines` are the printed fields, label and value, in their order.

    `made_at` is the moment written into the file; `address` is where a stranger checks it (the QR code holds it). `synthetic` marks seal and sheet as a demonstration.
    """

    title: str
    title_en: str = ""
    holder: str
    holder_code: str = ""
    number: str
    identifier: str
    version: str = "001"
    issuer: str
    issued_on: date
    valid_from: date
    valid_until: date | None = None
    lines: Lines = ()
    made_at: datetime
    address: str
    copy: CopyMark | None = None
    synthetic: bool = False


def sheet_of(content: Content, *, title_en: str = "", synthetic: bool = False) -> LicenceSheet:
    """Return what is drawn of a signed paper: the facts that were signed, and nothing else."""
    copy = content.copy
    return LicenceSheet(
        title=content.name, title_en=title_en, holder=content.holder_name, holder_code=content.holder_code,
        number=content.number, identifier=content.reference, version=f"{content.version:03d}",
        issuer=content.issuer_name, issued_on=content.issued_on, valid_from=content.valid_from,
        valid_until=content.valid_until, lines=tuple((each.title, each.value) for each in content.carried),
        made_at=content.signed_at, address=content.verify_at, synthetic=synthetic,
        copy=CopyMark(purpose=copy.purpose, receiver=copy.receiver, until=copy.until) if copy else None,
    )  # fmt: skip


class LookupProof(msgspec.Struct, frozen=True, kw_only=True):
    """What an officer read about somebody instead of asking for a paper. `lines` are the fields read, label and value.

    `unit` reads (its lookup seal stands on the sheet), `source` is the resource, `holder` the unit that keeps it. Names and
    numbers arrive as they may be read: whoever fills this in masks them.
    """

    number: str
    unit: str
    source: str
    holder: str
    subject: str
    subject_code: str = ""
    item: str
    case: str
    purpose: str
    law: str
    clerk: str
    read_at: datetime
    lines: Lines
    address: str = ""
    synthetic: bool = False
