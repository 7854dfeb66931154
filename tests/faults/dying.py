"""A worker that dies at the n-th point of its work, and the one who does the same again afterwards.

A point lies before and after every statement that goes to the database (through Django's cursors and through prepared
statements), before and after every commit, and around every step of keeping a file. Dying is `os._exit`: nothing is tidied up.

`python -m tests.faults.dying STEP FIRST STORY…` dies at FIRST, FIRST+STEP … of each story until a worker gets through; prints JSON.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guantong.project.settings")
django.setup()

from django.db import connection, connections  # noqa: E402
from django.db.backends.postgresql.base import DatabaseWrapper  # noqa: E402

from guantong.modules.cases import models  # noqa: E402
from guantong.modules.cases.actions import documents, memory, prepared  # noqa: E402
from guantong.modules.journal import public as journal  # noqa: E402
from tests.faults import stories  # noqa: E402
from tests.faults.stories import Story  # noqa: E402
from tests.modules.cases import crash_writer  # noqa: E402

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


def die_at(number: int, story: Story) -> int:
    """Let a child tell the story and die at the point; return how it ended."""
    connections.close_all()
    child = os.fork()
    if not child:
        try:
            memory.forget_all()
            with counted(FailPoint(number)):
                story.tell()
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)  # noqa: T201
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def die_everywhere(made: type[Story], step: int, first: int) -> dict[str, Any]:
    """Tell a story over and over, dying one step later each time, until a worker gets through."""
    before, wrong, deaths, number = models.Case.objects.count(), [], 0, first
    while True:
        story = made(f"p{number}")
        story.begin()
        ended = die_at(number, story)
        if ended not in (0, DEAD):
            wrong.append(f"{made.__name__} {story.name}: ended with {ended}")
        memory.forget_all()
        story.tell()
        wrong += story.wrong()
        if ended != DEAD:
            break
        deaths, number = deaths + 1, number + step
    if models.Case.objects.count() - before != made.CASES * (deaths + 1):
        wrong.append(f"{models.Case.objects.count() - before} cases of {deaths + 1} times {made.__name__}")
    return {"deaths": deaths, "last": number, "wrong": wrong[:20]}


def main(step: int, first: int, wanted: list[str]) -> None:
    crash_writer.prepare()
    stories.prepare()
    found = {name: die_everywhere(stories.STORIES[name], step, first) for name in wanted}
    print(json.dumps({"stories": found, "sound": journal.verify().sound}))  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
