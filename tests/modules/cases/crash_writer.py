"""A process of its own that writes cases as fast as it can and says on its pipe what was acknowledged. It gets killed.

`prepare` migrates and makes the county; `write THREADS` plays cases until it is killed; `check` reads lines of
`case version` and prints what is wrong: an acknowledged version that is not stored, a case that disagrees with its journal.
"""

from __future__ import annotations

import os
import sys
import threading
from datetime import datetime, timedelta
from typing import Any

import django
import msgspec

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guantong.project.settings")
django.setup()

from guantong.core.flow.engine import open_case, step  # noqa: E402
from guantong.core.flow.model import Event, Moment  # noqa: E402
from guantong.core.kernel.actor import SYSTEM, Actor  # noqa: E402
from guantong.core.kernel.calendar import load_calendar  # noqa: E402
from guantong.modules.cases import access  # noqa: E402
from guantong.modules.cases import public as cases  # noqa: E402
from guantong.modules.cases.models import CaseState  # noqa: E402
from guantong.modules.identity.public import find_account  # noqa: E402
from guantong.modules.journal.public import case_chain, entries_of, link_of, verify  # noqa: E402
from guantong.project.clock import ZONE  # noqa: E402
from tests.modules.cases.desk import ANSWERS, VENUE, XIHU, Desk  # noqa: E402

AT = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)


def prepare() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    Desk(AT)


def write(threads: int) -> None:
    """Play cases in threads, each act acknowledged on standard output once it has returned."""
    running = [threading.Thread(target=_play_cases, args=(number,), daemon=True) for number in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()


def _play_cases(number: int) -> None:
    desk = Desk.__new__(Desk)
    desk.at, desk._keys = AT, 0
    account = find_account("company-one")
    assert account is not None
    desk.company = Actor(account=str(account.id), role="applicant", name=account.name)
    form = desk.form()
    officers = {
        role: desk.officer(role)
        for role in ("market-regulation", "health", "fire-brigade", "culture-tourism")
    }
    clerk, day = desk.clerk(), AT.date()
    acts: list[tuple[Any, Event]] = [
        (clerk, Event(do="accept")),
        (officers["fire-brigade"], Event(do="appoint", item="hygiene", on=day)),
        (officers["health"], Event(do="inspect", item="hygiene")),
        (officers["culture-tourism"], Event(do="inspect", item="entertainment")),
        (officers["market-regulation"], Event(do="approve", item="registration")),
        (officers["health"], Event(do="approve", item="hygiene")),
        (officers["culture-tourism"], Event(do="approve", item="entertainment")),
        (clerk, Event(do="deliver")),
    ]
    for turn in range(10**6):
        ref = cases.submit_case(
            by=desk.company, scenario=VENUE, division=XIHU, answers=ANSWERS, data=form,
            key=f"{os.getpid()}-{number}-{turn}", now=AT,
        )  # fmt: skip
        _acknowledge(ref)
        for minute, (actor, event) in enumerate(acts, 1):
            now = AT + timedelta(minutes=minute)
            _acknowledge(cases.act_on_case(by=actor, case_id=ref.id, event=event, now=now))


def _acknowledge(ref: cases.CaseRef) -> None:
    os.write(sys.stdout.fileno(), f"{ref.id} {ref.version}\n".encode())


def check() -> None:
    """Print one line for everything that is not as it must be, then `checked` and how many cases were looked at."""
    acknowledged: dict[int, int] = {}
    for line in sys.stdin:
        case_id, version = map(int, line.split())
        acknowledged[case_id] = max(version, acknowledged.get(case_id, 0))
    stored = dict(CaseState.objects.values_list("case_id", "version"))
    for case_id, version in acknowledged.items():
        if stored.get(case_id, 0) < version:
            print(f"lost: case {case_id} version {version}, stored {stored.get(case_id)}")  # noqa: T201
    for case_id in stored:
        _check_case(case_id)
    report = verify()
    if not report.sound:
        print(f"journal: {report.findings}")  # noqa: T201
    print(f"checked {len(stored)}")  # noqa: T201


def _check_case(case_id: int) -> None:
    if wrong := differs(case_id):
        print(wrong)  # noqa: T201


def differs(case_id: int) -> str:
    """Return what is wrong: the state must be what its journal gives when it is run again, its head the last entry."""
    held = access.hold_case(SYSTEM, case_id)
    entries = entries_of(case_chain(case_id))
    state, calendar = open_case(held.flow), load_calendar()
    versions = 0
    for entry in entries:
        facts = entry.facts()
        if "event" not in facts:
            continue
        versions = max(versions, facts["version"])
        event = msgspec.convert(facts["event"], Event)
        state, _ = step(held.flow, state, event, Moment(at=entry.at.astimezone(ZONE), calendar=calendar))
    if state != held.state or link_of(entries[-1]) != held.head or versions != held.version:
        return f"case {case_id}: version {held.version} is not what its {len(entries)} journal entries give"
    return ""


if __name__ == "__main__":
    {"prepare": prepare, "write": lambda: write(int(sys.argv[2])), "check": check}[sys.argv[1]]()
