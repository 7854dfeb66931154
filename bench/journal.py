"""How long the journal takes to write, seal and verify: `python -m bench.journal [CASES]`, 14 entries a case.

Runs on an embedded PostgreSQL of its own with full durability, which is gone afterwards.
"""

from __future__ import annotations

import os
import resource
import shutil
import sys
import tempfile
import time

ENTRIES, BLOCK = 14, 1000
BODY = {
    "do": "approve",
    "item": "business-licence",
    "effects": [{"kind": "TaskDecided"}, {"kind": "TaskOpened"}],
}


def main(cases: int) -> None:
    from guantong.project import start

    start.setup()
    from django.core.management import call_command

    from guantong.core.kernel.actor import SYSTEM
    from guantong.modules.journal import public as journal
    from guantong.project.clock import now

    call_command("migrate", verbosity=0)
    timed(f"write {cases * ENTRIES:,} entries", lambda: write(cases))
    timed("seal every chain", lambda: journal.seal(now=now()))
    journal.append(chain="case:1", kind="Tried", body={}, by=SYSTEM, at=now())
    timed("seal one chain", lambda: journal.seal(now=now()))
    timed("verify everything", lambda: print(journal.verify()))
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    start.stop()


def write(cases: int) -> None:
    from django.db import connection

    from guantong.core.kernel.actor import SYSTEM
    from guantong.modules.journal import public as journal
    from guantong.project.clock import now

    for block in range(0, cases, BLOCK):
        entries = []
        for case in range(block, min(block + BLOCK, cases)):
            link = journal.Link()
            for _ in range(ENTRIES):
                entry = journal.make_entry(
                    after=link, chain=journal.case_chain(case), at=now(), by=SYSTEM, kind="approve", body=BODY
                )
                link = journal.link_of(entry)
                entries.append(entry)
        entries.sort(key=lambda entry: entry.seq)  # as if the cases ran side by side
        with connection.cursor() as cursor:
            cursor.execute(journal.INSERT_MANY, journal.columns_of(entries))


def timed(what: str, run) -> None:
    begun = time.perf_counter()
    run()
    print(f"{what}: {time.perf_counter() - begun:.3f} s")


if __name__ == "__main__":
    os.environ.pop("DATABASE_URL", None)
    os.environ["GUANTONG_HOME"] = tempfile.mkdtemp(prefix="guantong-bench-")
    try:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 70_000)
    finally:
        shutil.rmtree(os.environ["GUANTONG_HOME"], ignore_errors=True)
