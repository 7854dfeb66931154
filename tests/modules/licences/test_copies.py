"""Purpose copies: for one purpose and receiver, no longer than the licence, the holder's own to make and take back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from guantong.core.kernel.problem import Refused
from guantong.modules.licences import public as licences
from guantong.modules.licences.models import Copy


def paper(office, reference):
    return licences.paper_of(by=office.owner, identifier=reference, today=office.now.date())


def test_copy_when_made_then_holds_says_its_purpose_and_ends_on_its_day(office):
    row = office.issue()
    copy = office.copy(row, until=office.now.date() + timedelta(days=10))
    drawn = paper(office, copy.reference)
    verdict = office.verdict(drawn.token)
    assert verdict.valid
    assert (verdict.said.purpose, verdict.said.receiver) == ("招投标", "某采购中心")
    assert (drawn.purpose, drawn.copy_until, drawn.reference) == ("招投标", copy.until, copy.reference)
    late = office.now + timedelta(days=11)
    for content in (drawn.token, drawn.record, copy.reference):
        assert office.verdict(content, late).state == "expired"
    assert office.verdict(row.identifier, late).valid


def test_copy_when_it_would_outlive_its_licence_then_ends_with_it(office):
    row = office.issue(term_months=1)
    assert office.copy(row, until=office.now.date() + timedelta(days=300)).until == row.valid_until


def test_copy_when_taken_back_then_verifies_no_more_and_the_licence_does(office):
    row = office.issue()
    copy = office.copy(row)
    token = paper(office, copy.reference).token
    for _ in range(2):
        assert (
            licences.withdraw_copy(by=office.owner, reference=copy.reference, now=office.now).state
            == "withdrawn"
        )
    assert (office.verdict(token).valid, office.verdict(token).state) == (False, "withdrawn")
    assert office.verdict(row.identifier).valid


def test_copy_when_the_licence_is_altered_then_is_superseded(office):
    row = office.issue()
    copy = office.copy(row)
    office.change(row, "alter", changes={"number": "新号"})
    assert office.verdict(copy.reference).state == "superseded"
    [seen] = licences.get_licence(by=office.owner, identifier=row.identifier, today=office.now.date()).copies
    assert seen.state == "superseded"


@pytest.mark.parametrize(
    ("more", "codes"),
    [({"purpose": " "}, ["licences.copy_needs"]), ({"receiver": "x" * 101}, ["licences.copy_needs"]),
     ({"days": -1}, ["licences.copy_days"]), ({"days": 400}, ["licences.copy_days"]),
     ({"purpose": "", "days": -1}, ["licences.copy_needs", "licences.copy_days"])],
)  # fmt: skip
def test_copy_when_something_is_missing_then_is_refused_with_all_of_it(office, more, codes):
    row = office.issue()
    with pytest.raises(Refused) as refused:
        licences.make_copy(
            by=office.owner, identifier=row.identifier, purpose=more.get("purpose", "招投标"),
            receiver=more.get("receiver", "某中心"), until=office.now.date() + timedelta(days=more.get("days", 3)),
            now=office.now,
        )  # fmt: skip
    assert [problem.code for problem in refused.value.problems] == codes


def test_copy_when_made_by_another_or_of_a_suspended_licence_then_is_refused(office):
    row = office.issue()
    for by, code in ((office.officer, "wrong_role"), (office.account("路人"), "not_found")):
        with pytest.raises(Refused, match=rf"licences\.{code}"):
            office.copy(row, by=by)
    office.change(row, "suspend")
    with pytest.raises(Refused, match=r"licences\.copy_of_what"):
        office.copy(row)
    assert not Copy.objects.exists()


def test_copy_when_looked_at_by_an_officer_then_does_not_exist(office):
    row = office.issue()
    copy = office.copy(row)
    view = licences.get_licence(by=office.officer, identifier=row.identifier, today=office.now.date())
    assert view.copies == ()
    for by in (office.officer, office.account("路人")):
        with pytest.raises(Refused, match=r"licences\.not_found"):
            licences.paper_of(by=by, identifier=copy.reference, today=office.now.date())
