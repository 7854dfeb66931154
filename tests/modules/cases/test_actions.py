"""A case from form to rating, stored: what each act leaves in the rows, the journal and the lists."""

from __future__ import annotations

from guantong.modules.cases import public as cases
from guantong.modules.journal.public import case_chain, entries_of, verify


def test_case_when_played_to_its_rating_is_closed_and_its_journal_verifies(desk):
    ref = desk.delivered()
    ref = desk.act(desk.company, ref, "rate", grade=5)
    view = cases.get_case(by=desk.company, case_id=ref.id, today=desk.at.date())
    assert (view.ref.phase, view.grade, view.ref.version) == ("delivered", 5, 10)
    assert [result.approved for result in view.results] == [True, True, True]
    kinds = [entry.kind for entry in entries_of(case_chain(ref.id))]
    assert kinds[:2] == ["submit", "accept"]
    assert kinds[-2:] == ["deliver", "rate"]
    assert verify(case_chain(ref.id)).sound
