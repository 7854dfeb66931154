"""A worker that dies at the n-th point of its work, and the one who does the same again afterwards.

A point lies before and after every statement that goes to the database (through Django's cursors and through prepared
statements), before and after every commit, and around every step of keeping a file. Dying is `os._exit`: nothing is tidied up.

`python -m tests.faults.dying STEP FIRST` dies at FIRST, FIRST+STEP … until a worker gets through; prints JSON.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import Any
from unittest import mock

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guantong.project.settings")
django.setup()

from django.db import connection, connections  # noqa: E402
from django.db.backends.postgresql.base import DatabaseWrapper  # noqa: E402

from guantong.core.flow.model import Event  # noqa: E402
from guantong.core.kernel.actor import Actor  # noqa: E402
from guantong.modules.cases import models  # noqa: E402
from guantong.modules.cases import public as cases  # noqa: E402
from guantong.modules.cases.actions import documents, memory, prepared  # noqa: E402
from guantong.modules.identity.public import find_account  # noqa: E402
from guantong.modules.journal import public as journal  # noqa: E402
from tests.modules.cases import crash_writer  # noqa: E402
from tests.modules.cases.crash_writer import AT, differs  # noqa: E402
from tests.modules.cases.desk import ANSWERS, PDF, VENUE, XIHU, Desk  # noqa: E402

DEAD = 137  # what a shell says of a process that was killed


class FailPoint:
    """Counts the points of a worker's way and ends it at one of them."""

    def __init__(self, at: int) -> None:
        self.at, self.passed = at, 0

    def passing(self) -> None:
        self.passed += 1
        if self.passed == self.at:
            os._exit(DEAD)

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            self.passing()
            answer = function(*arguments, **named)
            self.passing()
            return answer

        return called


@contextmanager
def counted(point: FailPoint) -> Iterator[None]:
    """Put a point before and after everything that reaches the database or the disk."""
    with ExitStack() as stack:
        stack.enter_context(connection.execute_wrapper(point.around(lambda execute, *rest: execute(*rest))))
        stack.enter_context(mock.patch.object(prepared, "_run", point.around(prepared._run)))
        stack.enter_context(
            mock.patch.object(DatabaseWrapper, "_commit", point.around(DatabaseWrapper._commit))
        )
        for name in ("replace", "fsync"):
            stack.enter_context(mock.patch.object(documents.os, name, point.around(getattr(os, name))))
        yield


class Story:
    """What one applicant and the offices do, from the first upload to a bad rating. Every act has a key of its own."""

    def __init__(self, name: str) -> None:
        self.name = name
        desk = Desk.__new__(Desk)
        desk.at, desk._keys = AT, 0
        account = find_account("company-one")
        assert account is not None
        desk.company = Actor(account=str(account.id), role="applicant", name=account.name)
        self.desk = desk

    def tell(self) -> cases.CaseRef:
        desk, me, day = self.desk, self.desk.company, AT.date()
        data = desk.form() | {"premises.floor_plan": desk.document(me, PDF + self.name.encode())}
        # Who has handed in finds the case on the page of the draft, and begins no new one.
        draft = None
        if not models.Submission.objects.filter(key=f"{self.name}-submit").exists():
            begun = cases.my_drafts(by=me)
            draft = cases.save_draft(
                by=me, scenario=VENUE, division=XIHU, answers=ANSWERS, data=data,
                draft_id=begun[0].id if begun else None,
            )  # fmt: skip
        ref = cases.submit_case(
            by=me, scenario=VENUE, division=XIHU, answers=ANSWERS, data=data, key=f"{self.name}-submit",
            draft_id=draft, now=AT,
        )  # fmt: skip
        health, culture, market = (
            desk.officer(role) for role in ("health", "culture-tourism", "market-regulation")
        )
        acts = [
            (desk.clerk(), Event(do="accept")),
            (desk.officer("fire-brigade"), Event(do="appoint", item="hygiene", on=day)),
            (health, Event(do="inspect", item="hygiene")),
            (culture, Event(do="inspect", item="entertainment")),
            (market, Event(do="approve", item="registration")),
            (health, Event(do="approve", item="hygiene")),
            (culture, Event(do="approve", item="entertainment")),
            (desk.clerk(), Event(do="deliver")),
            (me, Event(do="rate", grade=1, because="等了太久")),
        ]
        for minute, (by, event) in enumerate(acts, 1):
            cases.act_on_case(
                by=by,
                case_id=ref.id,
                event=event,
                now=AT + timedelta(minutes=minute),
                key=f"{self.name}-{minute}",
            )
        return ref

    KINDS = (
        "submit", "accept", "appoint", "inspect", "inspect", "approve", "approve", "approve", "deliver", "rate",
    )  # fmt: skip

    def wrong(self, ref: cases.CaseRef) -> list[str]:
        """Return everything that is not as if nobody had died."""
        found = [differs(ref.id)]
        kinds = [e.kind for e in journal.entries_of(journal.case_chain(ref.id)) if "event" in e.facts()]
        if tuple(kinds) != self.KINDS:
            found.append(f"{self.name}: the journal holds {kinds}")
        opened = models.Case.objects.filter(origin=ref.id).count()
        if opened != 1:
            found.append(f"{self.name}: {opened} rectifications")
        if keys := models.Submission.objects.filter(key__startswith=f"{self.name}-").values_list(
            "case_id", flat=True
        ):
            found += [] if set(keys) == {ref.id} else [f"{self.name}: keys of several cases"]
        if cases.my_drafts(by=self.desk.company):
            found.append(f"{self.name}: the draft is still there")
        for sm3 in cases.stored_files():
            if not documents.path_of(sm3).is_file():
                found.append(f"{self.name}: a row names the file {sm3}, which is not there")
        return [each for each in found if each]


def die_at(number: int, name: str) -> int:
    """Let a child tell the story and die at the point; return how it ended."""
    connections.close_all()
    child = os.fork()
    if not child:
        try:
            memory.forget_all()
            with counted(FailPoint(number)):
                Story(name).tell()
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)  # noqa: T201
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main(step: int, first: int) -> None:
    crash_writer.prepare()
    before, found, deaths, number = models.Case.objects.count(), [], 0, first
    while True:
        name = f"p{number}"
        ended = die_at(number, name)
        if ended not in (0, DEAD):
            found.append(f"{name}: ended with {ended}")
        memory.forget_all()
        story = Story(name)
        found += story.wrong(story.tell())
        if ended != DEAD:
            break
        deaths, number = deaths + 1, number + step
    told = deaths + 1
    if models.Case.objects.count() - before != 2 * told:  # each with its rectification
        found.append(f"{models.Case.objects.count() - before} cases of {told} stories")
    if not journal.verify().sound:
        found.append("the journal is not sound")
    print(json.dumps({"deaths": deaths, "last": number, "wrong": found[:20]}))  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
