"""Proofs of lookups (信息查询核验单): what each item read from each source, kept on the case's file in place of a paper.

Kept as data; the sheet is drawn from it, under the seal of the unit that read, whenever somebody opens it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.text import Text
from guantong.core.kernel.texts import say
from guantong.core.papers.lookup_paper import draw_lookup_proof
from guantong.core.papers.sheets import LookupProof as Sheet
from guantong.core.scenario.language import Package
from guantong.modules.journal.public import case_chain
from guantong.modules.licences import public as licences
from guantong.modules.orgs import public as orgs
from guantong.modules.sharing.public import ReadRow, reads_of

from .. import access, rules
from ..access import Held
from ..models import LookupProof
from ..queries.values import Titles, titles_of

LANGUAGE = "zh"  # what is filed is in the language of the administration
SESSION = "session"


def keep_proofs(held: Held, package: Package, *, by: Actor, number: str, name: str, now: datetime) -> int:
    """Put a proof on the case's file for every read that was answered; return how many. In the caller's transaction."""
    titles = titles_of(held)
    subject = {"subject": name, "subject_code": rules.masked_number(number), "clerk": by.name}
    rows: list[LookupProof] = []
    for read in reads_of(case_chain(held.id)):
        resource = package.resources[read.resource]
        lines = _lines(held, titles, read)
        if not read.answered or resource.mode == SESSION or not lines:
            continue
        item = package.scenario.items[read.item]
        unit = orgs.unit_filling(item.unit, held.facts.division, item.level)
        place = len(rows) + 1
        body: dict[str, Any] = {
            "number": f"{held.code}-{place}", "unit": unit.name, "source": resource.title.zh,
            "holder": package.units[resource.owner].title.zh if resource.owner in package.units else resource.owner,
            "item": item.title.zh, "case": held.code, "purpose": read.purpose, "law": read.law,
            "read_at": read.at.isoformat(), "lines": lines, "synthetic": unit.synthetic, **subject,
        }  # fmt: skip
        rows.append(LookupProof(case_id=held.id, number=place, item=read.item, unit_id=unit.id, body=body))
    LookupProof.objects.bulk_create(rows)
    return len(rows)


def draw_proof(*, by: Actor, case_id: int, number: int, now: datetime) -> bytes:
    """Return the sheet of one proof as PDF, signed by the unit whose seal stands on it."""
    row = access.lookup_proof_for(by, case_id=case_id, number=number)
    body: Mapping[str, Any] = row.body
    unit = orgs.get_unit(row.unit_id)
    facts = {name: value for name, value in body.items() if name not in ("read_at", "lines")}
    lines = tuple((label, value) for label, value in body["lines"])
    sheet = Sheet(**facts, read_at=datetime.fromisoformat(body["read_at"]), lines=lines)
    drawn = draw_lookup_proof(sheet)
    return licences.seal_pdf(
        pdf=drawn,
        unit_code=unit.uscc,
        unit_name=unit.name,
        reason=say("lookup-seal-reason", LANGUAGE),
        now=now,
    )


def _lines(held: Held, titles: Titles, read: ReadRow) -> list[tuple[str, str]]:
    """Return what was read in words; what a source only confirmed has no value of its own."""
    found = []
    for element in read.elements:
        datum = held.state.data.get(element)
        if datum is None or datum.value in (None, ""):
            continue
        value = say("lookup-confirmed", LANGUAGE) if datum.value is True else _said(datum.value)
        found.append((titles.of(element).zh, value))
    return found


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(value.get("name", ""))
    return value.zh if isinstance(value, Text) else str(value)
