"""The only ways to obtain a case, a task, a draft or a document *for an actor*. What they may not see does not exist.

`visible` is the rule of `rules.may_see` as a condition in SQL (a test compares the two on many actors and cases).
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec
from django.db import connection
from django.db.models import QuerySet

from guantong.core.flow.model import Flow, State
from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.dictionary import find_element
from guantong.core.scenario.language import Element, Package
from guantong.modules.journal.public import Link
from guantong.modules.services import public as services

from . import rules
from .models import Document, Draft, FieldOpening, LookupProof
from .rules.rows import visits_held

COUNTY_DIGITS = 6
GRADES_FOR_OPINION = ("L1", "L2")

_decode_state = msgspec.json.Decoder(State).decode


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A case in hand: its state at one version, the flow it runs on, what rights depend on, what lists show.

    `units`: (item, kind, role) -> number of the unit that a row of work lies with. `matter_version`: the published version
    that the case was opened under (0: unknown, then the newest counts).
    """

    id: int
    code: str
    version: int
    matter_version: int
    phase: str
    flow: Flow
    state: State
    facts: rules.Facts
    head: Link
    row: rules.CaseRow
    units: dict[tuple[str, str, str], int]
    applicant_name: str
    changed_at: datetime


HELD = """
SELECT k.id, k.code, s.version, k.phase, k.flow, s.state::text, s.head_seq, s.head_hash, k.scenario, k.division,
       k.board, k.applicant_id, k.mandate, k.accepted_by,
       (SELECT json_agg(json_build_array(t.item, t.kind, t.unit_role, t.unit_id))
        FROM cases_task t WHERE t.case_id = k.id)::text,
       k.stopped, k.due_on, k.submitted_on, k.accepted_on, k.closed_on,
       k.applicant_name, s.changed_at, k.lapse_on, k.matter_version, k.handed_in_by
FROM cases_case k JOIN cases_state s ON s.case_id = k.id
WHERE """


def hold_case(by: Actor, case_id: int, *, lock: bool = False) -> Held:
    """Return the case as it is stored now, for one who may act in it; refuse `cases.not_found`."""
    return _hold(by, "k.id = %s", case_id, lock)


def case_for(by: Actor, *, case_id: int = 0, code: str = "") -> Held:
    """Return the case with all its values: for its applicant, or a clerk or manager of its division.

    An officer sees one branch (`task_for`) and never the whole.
    """
    if by.role == "officer":
        raise not_found(case_id or code)
    if code:
        return _hold(by, "k.code = %s", rules.read_code(code), False)
    return _hold(by, "k.id = %s", case_id, False)


def task_for(by: Actor, *, case_id: int, item: str) -> Held:
    """Return the case for one who may see this branch of it: an officer of the unit that has work in it, or a manager."""
    held = _hold(by, "k.id = %s", case_id, False)
    involved = {str(unit) for key, unit in held.units.items() if key[0] == item}
    if by.role == "manager" and involved:
        return held
    if by.role == "officer" and by.unit in involved:
        return held
    raise not_found(case_id)


def case_of_code(code: str) -> Held:
    """Return the case whose tracking code this is, to whoever holds the code. For tracking only."""
    return _hold(None, "k.code = %s", rules.read_code(code), False)


def read_state(text: str) -> State:
    """Return a stored state."""
    return _decode_state(text)


def draft_for(by: Actor, draft_id: int) -> Draft:
    """Return the actor's own draft; refuse `cases.not_found`."""
    draft = own_drafts(by).filter(pk=draft_id).first()
    if draft is None:
        raise not_found(draft_id)
    return draft


def own_drafts(by: Actor) -> QuerySet[Draft]:
    """Return the drafts of whoever the actor acts for, the last saved first; under a mandate those within its scope. A clerk's
    are those that they began at this window for others, as long as their boards hold the matter."""
    drafts = Draft.objects.order_by("-saved_at", "-pk")
    if by.role == "clerk" and by.account.isdecimal():
        mine = drafts.filter(owner_id=int(by.account), division=by.division, board__in=["", *by.boards])
        return mine.exclude(holder="")
    if by.role != "applicant":
        return drafts.none()
    drafts = drafts.filter(owner_id=int(by.applicant), holder="")
    return drafts.filter(scenario__in=by.scope) if by.mandate and by.scope else drafts


def document_for(by: Actor, *, sm3: str, case_id: int = 0, now: datetime | None = None) -> Document:
    """Return a document: one's own, or one handed in with a case whose element holding it the actor may see. `now` counts
    what a second person opened."""
    documents = Document.objects.filter(sm3=sm3)
    if by.role == "applicant" and not case_id:
        found = documents.filter(owner_id=int(by.applicant)).first()
        if found is not None and by.mandate and not _comes_under(by, found):
            found = None
    else:
        held = _hold(by, "k.id = %s", case_id, False)
        shown = sm3 in documents_in(held, elements_seen(by, held) - elements_hidden(by, held, now))
        found = documents.filter(case_id=held.id).first() if shown else None
    if found is None:
        raise not_found(sm3)
    return found


def _comes_under(by: Actor, document: Document) -> bool:
    """True when an agent may open a document of the principal: handed over under this mandate, or named by a draft within
    its scope. Whoever handles one matter for somebody does not go through all their papers."""
    if document.mandate == by.mandate:
        return True
    drafts = own_drafts(by).values_list("data", flat=True)
    return any(
        isinstance(value, dict) and value.get("sha") == document.sm3
        for data in drafts
        for value in data.values()
    )


def lookup_proof_for(by: Actor, *, case_id: int, number: int) -> LookupProof:
    """Return a proof of a lookup, for whoever sees the case; of officers, for those of the unit whose item read."""
    held = _hold(by, "k.id = %s", case_id, False)
    row = LookupProof.objects.filter(case_id=held.id, number=number).first()
    if row is None or (by.role == "officer" and by.unit != held.facts.units.get(row.item)):
        raise not_found(case_id)
    return row


def lookup_proofs_for(by: Actor, held: Held) -> tuple[LookupProof, ...]:
    """Return the proofs on the file of a case in hand that the actor may open, in order."""
    rows = LookupProof.objects.filter(case_id=held.id).order_by("number")
    return tuple(row for row in rows if by.role != "officer" or by.unit == held.facts.units.get(row.item))


def elements_seen(by: Actor, held: Held) -> frozenset[str]:
    """Return the elements of a case that the actor may see: an officer, those of the unit's own part in it."""
    if by.role != "officer":
        return frozenset(held.state.data)
    items = {item for (item, kind, _), unit in held.units.items() if str(unit) == by.unit and kind != "visit"}
    return frozenset[str]().union(*(elements_for(by, held, item) for item in items))


def element_of(held: Held, name: str) -> Element | None:
    """Return what the dictionary says of an element of the case."""
    return find_element(package_of(held).dictionary, name)


def package_of(held: Held) -> Package:
    """Return the package that the case was opened under: what its elements are and what it grants follow from it,
    whatever has been published since."""
    return services.get_matter(held.facts.scenario, held.facts.division, held.matter_version).package


def shown_of(by: Actor, held: Held, name: str, value: Any, part: str) -> rules.Shown:
    """Return how much of a value the actor may read before anybody opened it; `part` is an officer's in the branch."""
    about = element_of(held, name)
    if about is None:
        return "whole"
    return rules.how_shown(
        role=by.role, grade=about.grade, type=about.type, check=about.check, value=value, part=part, phase=held.phase
    )  # fmt: skip


def opened_for(by: Actor, case_id: int, now: datetime | None) -> dict[str, datetime]:
    """Return the elements of a case that a second person opened for the actor, and until when."""
    if now is None:
        return {}
    rows = FieldOpening.objects.filter(case_id=case_id, account=by.account, until__gt=now)
    return dict(rows.order_by("until").values_list("element", "until"))


def elements_hidden(by: Actor, held: Held, now: datetime | None) -> frozenset[str]:
    """Return the elements whose documents the actor may not open: graded ones that are not theirs to decide upon."""
    if by.role not in rules.MASKED_FOR:
        return frozenset()
    part = "branch" if by.role == "officer" else ""
    hidden = {
        name
        for name, datum in held.state.data.items()
        if isinstance(datum.value, dict) and shown_of(by, held, name, datum.value, part) != "whole"
    }
    return frozenset(hidden.difference(opened_for(by, held.id, now)) if hidden else ())


def elements_for(by: Actor, held: Held, item: str) -> frozenset[str]:
    """Return the inputs of one branch that the actor may see: all of them for the unit that decides; for a unit that is
    only asked for its opinion none of grade L3 or L4 (identity numbers and the like)."""
    inputs = [
        given.element for branch in held.flow.branches if branch.item == item for given in branch.inputs
    ]
    if part_of(by, held, item)[0] != "consult":
        return frozenset(inputs)
    dictionary = package_of(held).dictionary
    known = {name: find_element(dictionary, name) for name in inputs}
    return frozenset(name for name, about in known.items() if about and about.grade in GRADES_FOR_OPINION)


def part_of(by: Actor, held: Held, item: str) -> tuple[str, str]:
    """Return what part the actor's unit has in a branch or visit (`branch`, `consult`, `visit`) and in which role."""
    kinds = {
        kind: role for (of, kind, role), unit in held.units.items() if of == item and str(unit) == by.unit
    }
    if by.role != "officer":
        return ("visit" if any(key[0] == item and key[1] == "visit" for key in held.units) else "branch", "")
    kind = next(kind for kind in ("branch", "consult", "visit") if kind in kinds)
    return kind, kinds[kind] if kind == "consult" else ""


def documents_in(held: Held, elements: frozenset[str]) -> frozenset[str]:
    """Return the hashes of the documents that the named elements of the case hold."""
    values = (held.state.data[name].value for name in elements if name in held.state.data)
    return frozenset(value["sha"] for value in values if isinstance(value, dict) and "sha" in value)


def visible(by: Actor) -> tuple[Any, ...]:
    """Return (condition, parameters …) for the rows of `cases_case k` that exist for the actor."""
    match by.role:
        case "applicant" if by.applicant.isdecimal() and bool(by.mandate) == bool(by.principal):
            if by.mandate and by.scope:
                return ("k.applicant_id = %s AND k.scenario = ANY(%s)", int(by.applicant), list(by.scope))
            return ("k.applicant_id = %s", int(by.applicant))
        case "clerk":
            condition, *values = _in_area(rules.area_seen(by))
            return (f"{condition} AND (k.board = '' OR k.board = ANY(%s))", *values, list(by.boards))
        case "manager":
            return _in_area(rules.area_seen(by))
        case "officer" if by.unit.isdecimal():
            return (
                "EXISTS (SELECT 1 FROM cases_task v WHERE v.case_id = k.id AND v.unit_id = %s)",
                int(by.unit),
            )
        case "system":
            return ("TRUE",)
    return ("FALSE",)


def _in_area(area: str) -> tuple[Any, ...]:
    """From the county down, the index over the first six digits serves.

    A second condition that says no more for a whole county would only make PostgreSQL expect few rows and sort them all.
    """
    if len(area) == COUNTY_DIGITS:
        return ("left(k.division, 6) = %s", area)
    if len(area) > COUNTY_DIGITS:
        return ("left(k.division, 6) = %s AND k.division LIKE %s", area[:COUNTY_DIGITS], area + "%")
    return ("k.division LIKE %s", area + "%")


def not_found(what: int | str) -> Refused:
    return Refused(Problem(code="cases.not_found", facts={"case": str(what)[:80]}))


@lru_cache(maxsize=1024)
def flow_of(flow_hash: str) -> Flow:
    """Return a flow; flows never change, so each process decodes one once."""
    return services.get_flow(flow_hash)


def _hold(by: Actor | None, condition: str, value: int | str, lock: bool) -> Held:
    seen = visible(by) if by is not None else ("TRUE",)
    sql = f"{HELD} {condition} AND {seen[0]}{' FOR UPDATE OF s' if lock else ''}"
    with connection.cursor() as cursor:
        cursor.execute(sql, [value, *seen[1:]])
        row = cursor.fetchone()
    if row is None:
        raise not_found(value)
    return held_of(row)


def held_of(row: tuple[Any, ...]) -> Held:
    """Return the case in one row of `HELD`."""
    flow = flow_of(row[4])
    state = _decode_state(row[5])
    # jsonb sorts keys in its own way; a state lists its tasks in the order of the flow.
    tasks = {branch.item: state.tasks[branch.item] for branch in flow.branches if branch.item in state.tasks}
    units = {(item, kind, role): unit for item, kind, role, unit in msgspec.json.decode(row[14] or "[]")}
    return Held(
        id=row[0], code=row[1], version=row[2], matter_version=row[23], phase=row[3], flow=flow,
        state=msgspec.structs.replace(state, tasks=tasks), head=Link(row[6], bytes(row[7])), units=units, applicant_name=row[20], changed_at=row[21],
        row=rules.CaseRow(
            phase=row[3], stopped=row[15], due_on=row[16], submitted_on=row[17], accepted_on=row[18], closed_on=row[19],
            lapse_on=row[22], visits=visits_held(state), grade=state.grade,
        ),
        facts=rules.facts_of(
            units, scenario=row[8], division=row[9], board=row[10],
            applicant="" if row[11] is None else str(row[11]), mandate=row[12], accepted_by=row[13], handed_in_by=row[24],
        ),
    )  # fmt: skip


def units_seen(by: Actor) -> dict[int, str]:
    """Return the units of the manager's division and of those below it: number -> name, by division and name."""
    area = rules.area_seen(by)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, name FROM orgs_unit WHERE division_id LIKE %s ORDER BY division_id, name",
            [area + "%"],
        )
        return dict(cursor.fetchall())
