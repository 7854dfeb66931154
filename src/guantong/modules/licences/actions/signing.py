"""One paper signed: what it says put together, both forms of it made, a place in the status lists taken."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any

import msgspec
from django.conf import settings
from django.db import connection

from guantong.core.kernel.identifiers import LicenceId
from guantong.core.papers.content import PURPOSES, Carried, Content, CopyTerms, StatusRef
from guantong.core.papers.credential import sign_credential
from guantong.core.papers.embedded import prove_content
from guantong.core.papers.record import signed_record
from guantong.core.papers.statuses import SIZE, list_address, list_number
from guantong.modules.orgs.public import UnitRow, get_unit

from .. import rules
from ..models import Copy, Licence, Place, Version
from .keys import Owner, signer_of

TRIES = 8  # a list that refuses so many random places is about a third full; then the next pair is begun

TAKE = """INSERT INTO licences_place (pair, index, ended, suspended) VALUES (%s, %s, %s, %s)
ON CONFLICT DO NOTHING RETURNING id"""


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What signing gave."""

    record: str
    token: str
    proven: str


def identifier_of(licence: Licence, number: int, unit: UnitRow) -> str:
    """Return the identifier of one version (GB/T 36904)."""
    found = LicenceId(
        type_code=licence.type_code, issuer=unit.uscc, serial=licence.serial, version=f"{number:03d}"
    )
    return str(found)


def make_version(licence: Licence, now: datetime) -> Version:
    """Sign what the licence says now as its version `licence.version`, and store it."""
    unit = get_unit(licence.unit_id)
    identifier = identifier_of(licence, licence.version, unit)
    place = take_place()
    made = _sign(_content(licence, unit, identifier, identifier, place, now, licence.version), unit, now)
    return Version.objects.create(
        licence=licence, number=licence.version, identifier=identifier, place=place, record=made.record, token=made.token, proven=made.proven,
        fields=licence.fields, made_at=now, valid_from=licence.valid_from, valid_until=licence.valid_until,
    )  # fmt: skip


def make_copy_of(version: Version, terms: CopyTerms, now: datetime) -> Copy:
    """Sign a purpose copy of the newest version, and store it."""
    licence, unit = version.licence, get_unit(version.licence.unit_id)
    reference = rules.copy_reference(version.identifier, secrets.choice)
    place = take_place()
    content = _content(licence, unit, version.identifier, reference, place, now, version.number)
    made = _sign(msgspec.structs.replace(content, copy=terms), unit, now)
    return Copy.objects.create(
        version=version, reference=reference, place=place, record=made.record, token=made.token, proven=made.proven, fields=version.fields,
        made_at=now, purpose=terms.purpose, receiver=terms.receiver, case_code=terms.case_code, until=terms.until,
    )  # fmt: skip


def take_place() -> Place:
    """Take a place in the newest pair of lists, at random: an address in a list says nothing about when or to whom."""
    newest = Place.objects.order_by("-pair").values_list("pair", flat=True).first() or 1
    for pair in (newest, newest + 1):
        for _ in range(TRIES):
            index = secrets.randbelow(SIZE)
            with connection.cursor() as cursor:
                cursor.execute(TAKE, [pair, index, False, False])
                if row := cursor.fetchone():
                    return Place(pk=row[0], pair=pair, index=index)
    raise RuntimeError("no place in an empty status list")


def field_rows(fields: Any) -> tuple[Carried, ...]:
    return tuple(
        Carried(element=each["element"], title=each["title"], value=each["value"]) for each in fields
    )


def _content(
    licence: Licence, unit: UnitRow, identifier: str, reference: str, place: Place, now: datetime, number: int
) -> Content:
    origin = settings.ORIGIN
    lists = tuple((purpose, list_address(origin, list_number(place.pair, purpose))) for purpose in PURPOSES)
    return Content(
        identifier=identifier, reference=reference, number=licence.number, name=licence.name, type_code=licence.type_code,
        definer_name=unit.name if licence.own_type else "", definer_code=licence.type_code[: -rules.OWN_TYPE],
        version=number, issuer_name=unit.name, issuer_code=unit.uscc, area_code=licence.division[:6],
        holder_name=licence.holder_name, holder_code=licence.holder_code, holder_code_type=licence.holder_code_type,
        item_name=licence.item_title, item_code=licence.item_code, issued_on=licence.issued_on,
        valid_from=licence.valid_from, valid_until=licence.valid_until, carried=field_rows(licence.fields),
        status=StatusRef(lists=lists, index=place.index), signed_at=now, origin=origin,
    )  # fmt: skip


def _sign(content: Content, unit: UnitRow, now: datetime) -> Made:
    owner = Owner(code=unit.uscc, name=unit.name)
    sm2, ed25519 = signer_of(owner, "sm2", now), signer_of(owner, "ed25519", now)
    # A clock may go back; a key signs nothing before it was made.
    content = msgspec.structs.replace(
        content, signed_at=max(now, sm2.since, ed25519.since).astimezone(now.tzinfo)
    )
    return Made(
        record=signed_record(content, sm2.key, sm2.kid),
        token=sign_credential(content, ed25519.key, ed25519.kid),
        proven=prove_content(content, ed25519.key, ed25519.kid),
    )


def end_of(version: Version, until: date) -> date:
    """Return the last day of a copy: as asked, never past the licence's."""
    return min(until, version.valid_until) if version.valid_until else until
