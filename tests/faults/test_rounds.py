"""Two rounds at once, and a round that is killed: each thing is done once, and what one could not the next one does."""

from __future__ import annotations

import threading

import pytest
from django.db import connections

from guantong.modules.cases.models import Case
from guantong.modules.journal import public as journal
from guantong.project import clock
from guantong.project.rounds import go_round
from tests.modules.cases.conftest import _files_of_this_test
from tests.modules.cases.desk import Desk

__all__ = ["_files_of_this_test"]
AT_ONCE = 3


@pytest.mark.django_db(transaction=True)
def test_rounds_when_three_go_at_once_then_each_supplement_day_lapses_once_and_nothing_is_sealed_twice(
    at, settle
):
    desk = Desk(at)
    refs = [desk.submit(premises__floor_plan=None) for _ in range(4)]
    for ref in refs:
        desk.act(desk.clerk(), ref, "accept", owed=("premises.floor_plan",))
    settle()
    barrier, failures, rounds = threading.Barrier(AT_ONCE), [], []

    def walk():
        try:
            barrier.wait(timeout=30)
            rounds.append(go_round())
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    with clock.fixed(at.replace(month=6)):
        walkers = [threading.Thread(target=walk) for _ in range(AT_ONCE)]
        for walker in walkers:
            walker.start()
        for walker in walkers:
            walker.join(60)
    assert failures == []
    for ref in refs:
        kinds = [entry.kind for entry in journal.entries_of(journal.case_chain(ref.id))]
        assert kinds.count("lapse") == 1
    assert Case.objects.filter(lapse_on__isnull=False).count() == 0
    assert sum(each.lapsed for each in rounds) == len(refs)
    assert journal.verify().sound
