"""A small county in an installation of a test: `prepare DRAFTS` makes it, `check` reads codes and says what is wrong.

Run as `python -m tests.faults.county …`; what it says is JSON on the last line.
"""

from __future__ import annotations

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guantong.project.settings")
django.setup()

from guantong.core.kernel.actor import SYSTEM  # noqa: E402
from guantong.modules.cases import models  # noqa: E402
from guantong.modules.cases import public as cases  # noqa: E402
from guantong.modules.cases.actions.documents import path_of  # noqa: E402
from guantong.modules.identity.public import join_unit, make_account  # noqa: E402
from guantong.modules.journal import public as journal  # noqa: E402
from tests.modules.cases.crash_writer import AT, differs  # noqa: E402
from tests.modules.cases.desk import ANSWERS, VENUE, XIHU, Desk  # noqa: E402

PASSWORD = "a-long-password"


def prepare(drafts: int) -> None:
    """Make tables, people and a number of forms that only have to be handed in."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    desk = Desk(AT)
    clerk = make_account(
        by=SYSTEM, handle="clerk-one", kind="staff", name="窗口一号", password=PASSWORD, now=AT
    )
    unit = desk.unit("market-regulation")
    join_unit(
        by=SYSTEM, account_id=clerk.id, unit=unit.pk, unit_role=unit.role, division=XIHU, role="clerk",
        boards=("commerce",), now=AT,
    )  # fmt: skip
    form = desk.form()
    made = [
        cases.save_draft(by=desk.company, scenario=VENUE, division=XIHU, answers=ANSWERS, data=form)
        for _ in range(drafts)
    ]
    print(json.dumps({"drafts": made}))  # noqa: T201


def check() -> None:
    """Every acknowledged case is there, nothing twice, nothing in between, every file that a row names."""
    codes = set(json.load(sys.stdin))
    stored = dict(models.Case.objects.values_list("code", "id"))
    wrong = [f"lost: {code}" for code in sorted(codes - stored.keys())]
    wrong += [each for each in map(differs, stored.values()) if each]
    for case_id in stored.values():
        kinds = [entry.kind for entry in journal.entries_of(journal.case_chain(case_id))]
        wrong += [f"case {case_id}: {kinds}"] if len(kinds) != len(set(kinds)) else []
    wrong += [f"no file {sm3}" for sm3 in cases.stored_files() if not path_of(sm3).is_file()]
    wrong += [] if journal.verify().sound else ["the journal is not sound"]
    accepted = models.Case.objects.filter(phase="handling").count()
    print(json.dumps({"wrong": wrong[:20], "cases": len(stored), "accepted": accepted}))  # noqa: T201


if __name__ == "__main__":
    prepare(int(sys.argv[2])) if sys.argv[1] == "prepare" else check()
