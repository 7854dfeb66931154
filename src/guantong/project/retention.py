"""What has lapsed, and what becomes of it: the table of `core/kernel/retention.yaml`, applied. Without `apply` it only counts."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime
from functools import partial

import msgspec
from django.db import connection

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.retention import Kind, before, kinds
from guantong.modules.cases import public as cases
from guantong.modules.journal import public as journal
from guantong.modules.licences import public as licences
from guantong.modules.sharing.public import erase_reads
from guantong.project import clock
from guantong.project.backup.save import CHAIN, kept_still

from .case_files import write_case_file

ARCHIVED = "archive"  # the chain that names every archived case with the SM3 of its file
Lapse = Callable[..., int]


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of record, and how many of it have lapsed (None: nothing ever lapses, or the round sees to it)."""

    kind: Kind
    count: int | None


def apply_retention(*, now: datetime, apply: bool, by: Actor = SYSTEM) -> tuple[Done, ...]:
    """Count what has lapsed, kind by kind; with `apply` erase or archive it and say so in the journal."""
    # Nothing is erased while a backup is made.
    with kept_still(alone=True) if apply else contextlib.nullcontext():
        done = tuple(Done(kind=kind, count=_lapse(kind, now, apply, by)) for kind in kinds())
        counted = {each.kind.name: each.count for each in done if each.count}
        if apply and counted:
            journal.append(chain=CHAIN, kind="RetentionApplied", body=counted, by=by, at=now)
    return done


def seen_to(by: Actor = SYSTEM) -> dict[str, Lapse]:
    """Return the kinds that are seen to here, each with what does it."""
    erased = ("drafts", "loose-documents", "submission-keys")
    return {
        **{name: partial(cases.erase_lapsed, name, wall=clock.wall()) for name in erased},
        "page-views": _erase_views,
        "reads": erase_reads,
        "closed-cases": partial(_archive_cases, by=by),
    }


def _lapse(kind: Kind, now: datetime, apply: bool, by: Actor) -> int | None:
    if not kind.ends or kind.by:
        return None
    return seen_to(by)[kind.name](before=before(kind.term, now), apply=apply)


def _erase_views(*, before: datetime, apply: bool) -> int:
    """Erase who of the staff opened which case, and which licence."""
    of_cases = cases.erase_lapsed("page-views", before=before, wall=clock.wall(), apply=apply)
    return of_cases + licences.erase_seen(before=before, apply=apply)


def _archive_cases(*, before: datetime, apply: bool, by: Actor) -> int:
    """Archive each closed case that is not archived as it stands now: what came afterwards, a rating for instance, counts."""
    known = {entry.facts()["id"]: entry.facts()["seq"] for entry in journal.entries_of(ARCHIVED)}
    lapsed = [
        (case_id, seq) for case_id, seq in cases.closed_before(before.date()) if known.get(case_id) != seq
    ]
    for case_id, seq in lapsed if apply else ():
        path, digest = write_case_file(case_id)
        body = {"id": case_id, "seq": seq, "code": path.stem, "sm3": digest}
        journal.append(chain=ARCHIVED, kind="CaseArchived", body=body, by=by, at=_now_of(before))
    return len(lapsed)


def _now_of(moment: datetime) -> datetime:
    return max(moment, clock.now())


def tables_of_the_database() -> set[str]:
    """Return every table there is: each must have its kind."""
    with connection.cursor() as cursor:
        return set(connection.introspection.table_names(cursor))
