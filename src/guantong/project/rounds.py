"""What has to be looked at again and again though nobody asks: supplement days, silent sources, due days, the journal's seal,
and sign-ins and counts that are old enough to be forgotten.

`guantong serve` goes round every hour; without it, run `guantong round` from a timer.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
from django.conf import settings

HOUR = 3600.0

log = logging.getLogger("guantong.rounds")


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """What one round did: supplement days that lapsed, cases for which a source was asked again, cases whose due day became known, decided cases seen to for their
    licences, licences that ran out, chains sealed, notices sent by e-mail."""

    lapsed: int
    asked: int
    known: int
    licensed: int
    expired: int
    sealed: int
    sent: int


def go_round() -> Round:
    """Go round once. Each part may be repeated at any time and by several processes."""
    from guantong.modules.cases import public as cases
    from guantong.modules.identity import public as identity
    from guantong.modules.journal import public as journal
    from guantong.modules.licences import public as licences
    from guantong.project.clock import now, wall

    lapsed = cases.lapse_due(now=now())
    asked = cases.ask_again_due(now=now())
    known = cases.work_out_due_days(now=now())
    licensed = cases.issue_licences_due(now=now())
    sent = cases.deliver_notices(now=now(), link=_case_address) if settings.MAIL else 0
    expired = licences.expire_due(now=now())
    identity.clean_up(now=wall())
    seal = journal.seal(now=now())
    return Round(
        lapsed=lapsed,
        asked=asked,
        known=known,
        licensed=licensed,
        expired=expired,
        sealed=seal.heads if seal else 0,
        sent=sent,
    )


def _case_address(code: str) -> str:
    from django.urls import reverse

    return f"{settings.ORIGIN.rstrip('/')}{reverse('my-case', args=[code])}"


@contextmanager
def going_round(every: float = HOUR) -> Iterator[None]:
    """Go round at the beginning of the block and then every so many seconds, in a process of its own: the server forks
    its workers, and a thread with a connection would be copied into them half-way through a statement."""
    done = threading.Event()

    def walk() -> None:
        while True:
            made = subprocess.run(
                [sys.executable, "-m", "guantong.project.cli", "round"], capture_output=True, text=True
            )
            if made.returncode and not done.is_set():
                # The database may be away for a moment; the next round does what this one could not.
                log.warning("round.failed %s", made.stderr.strip().rpartition("\n")[2])
            if done.wait(every):
                return

    walker = threading.Thread(target=walk, name="rounds", daemon=True)
    walker.start()
    try:
        yield
    finally:
        done.set()
        walker.join(timeout=30)
