"""All of a closed case in one piece, for the archive: nothing masked, nothing left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec
from django.db import connection

from guantong.core.kernel.actor import SYSTEM
from guantong.modules.journal.public import case_chain, entries_of

from .. import access
from ..models import Case, Document
from ..rows import CaseFile
from .names import unit_name
from .values import titles_of, values_for_case

CLOSED = """
SELECT k.id, s.head_seq FROM cases_case k JOIN cases_state s ON s.case_id = k.id
WHERE k.closed_on < %s ORDER BY k.id"""


def closed_before(day: date) -> Iterator[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(CLOSED, [day])
        yield from cursor.fetchall()


def case_file(case_id: int) -> CaseFile:
    held = access.hold_case(SYSTEM, case_id)
    row = Case.objects.get(pk=case_id)
    entries = entries_of(case_chain(case_id))
    documents = Document.objects.filter(case=case_id).order_by("id").values_list("name", "sm3")
    return CaseFile(
        matter_version=held.matter_version,
        id=held.id, code=held.code, title=held.flow.title, scenario=held.facts.scenario, flow=row.flow,
        division=held.facts.division, applicant=held.applicant_name, phase=held.phase, submitted_on=row.submitted_on,
        accepted_on=row.accepted_on, closed_on=row.closed_on, answers=row.answers,
        values=values_for_case(held, titles_of(held)), state=msgspec.json.encode(held.state, order="deterministic").decode(), entries=entries,
        documents=tuple(dict.fromkeys(documents)),
        units={entry.unit: unit_name(entry.unit) for entry in entries if entry.unit.isdecimal()},
        items={branch.item: branch.title for branch in held.flow.branches},
    )  # fmt: skip
