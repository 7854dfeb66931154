"""Mandates that a source or a window has to prove: guardians, legal representatives, and papers of any kind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import ric

from guantong.core.kernel.actor import SYSTEM
from guantong.core.scenario.samples import id_number
from guantong.modules.identity import public as identity
from guantong.modules.identity import rules
from guantong.modules.identity.models import Account, Mandate, Runner
from guantong.modules.journal.public import entries_of
from guantong.modules.sharing.rules import PROOFS
from tests.modules.mandates.people import CHILD, FIRM, LI, WANG, accepted, agree, codes, give

# -------------------------------------------------------------------------------------------- what a source has to prove


def from_source(
    by, at, kind="legal_representative", number=FIRM, name="西湖乐府有限公司", named=(LI,), held=None
):
    return identity.mandate_from_source(
        by=by, kind=kind, number=number, name=name, named=named, held_name=name if held is None else held,
        source="legal-persons", now=at,
    )  # fmt: skip


def test_legal_representative_when_the_register_names_the_number_then_it_is_in_force_at_once(firm, li, at):
    row = from_source(li, at)
    assert (row.state, row.proof, row.principal) == ("accepted", "legal-persons", firm.account)
    actor = identity.acting(by=li, mandate_id=row.id, today=at.date())
    # The company has no other hand: who represents it by law gives its mandates.
    given = give(actor, at, agent_key=WANG, agent_name="王五")
    assert given.principal == firm.account
    assert {each.id for each in identity.mandates_given(by=actor)} == {row.id, given.id}


@pytest.mark.parametrize(
    "more", [{"named": (WANG,)}, {"named": ()}, {"held": "别的公司"}, {"name": "", "held": ""}]
)
def test_legal_representative_when_the_register_does_not_name_them_then_it_is_refused(firm, li, at, more):
    assert codes(lambda: from_source(li, at, **more)) == ["identity.mandate_not_proven"]
    assert not Mandate.objects.exists()


def test_legal_representative_when_the_claimant_has_no_number_then_nothing_is_proven(firm, account, at):
    nobody = account("nobody", "无号")
    assert codes(lambda: from_source(nobody, at, named=("",))) == ["identity.mandate_not_proven"]


def test_guardian_when_the_child_has_no_account_then_one_is_made_that_nobody_can_sign_in_to(li, at):
    born = rules.last_day("guardian", CHILD, at.date())
    row = from_source(li, at, kind="guardian", number=CHILD, name="李小四")
    child = Account.objects.get(pk=int(row.principal))
    assert (child.name, child.id_number, child.has_usable_password()) == ("李小四", CHILD, False)
    assert row.until == born
    identity.end_mandate(by=li, mandate_id=row.id, now=at)
    again = from_source(li, at, kind="guardian", number=CHILD, name="李小四")
    assert again.principal == row.principal
    assert identity.mandates_in([str(row.id), "x"])[str(row.id)].agent_name == "李四"


def test_guardian_when_the_ward_is_of_age_then_it_is_refused(li, at):
    assert codes(lambda: from_source(li, at, kind="guardian", number=WANG, name="王五")) == [
        "identity.mandate_of_age"
    ]


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)))
@settings(max_examples=200)
def test_last_day_of_a_guardian_when_compared_with_birthdays_then_the_next_day_is_the_eighteenth(born):
    stem = f"330106{born:%Y%m%d}001"
    number = next(stem + sign for sign in "0123456789X" if ric.calc_check_digit(stem + sign) == sign)
    after = rules.last_day("guardian", number, born) + timedelta(days=1)
    assert after.year == born.year + 18
    assert (after.month, after.day) in {(born.month, born.day), (3, 1)}


# ------------------------------------------------------------------------------------------------------- at the window


def at_window(by, at, **more):
    about = {
        "kind": "guardian", "principal_number": CHILD, "principal_name": "李小四", "agent_number": LI, "agent_name": "李四",
        "since": at.date(), "until": at.date() + timedelta(days=300), "papers": "户口簿原件、出生医学证明",
    }  # fmt: skip
    return identity.mandate_at_window(by=by, now=at, **(about | more))


def test_mandate_at_window_when_papers_were_seen_then_the_agent_accepts_it(clerk, second, li, at):
    row = at_window(clerk, at)
    agree(second, at)
    assert (row.state, row.proof, row.because) == ("given", "window", "户口簿原件、出生医学证明")
    identity.accept_mandate(by=li, mandate_id=row.id, now=at)
    assert identity.acting(by=li, mandate_id=row.id, today=at.date()).applicant_name == "李小四"
    entry = entries_of(f"mandate:{row.id}")[0]
    assert (entry.account, entry.unit) == (clerk.account, "5")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"papers": " "}, ["identity.mandate_no_papers"]),
        ({"principal_number": "123"}, ["identity.mandate_bad_number"]),
        ({"principal_number": FIRM}, ["identity.mandate_bad_number"]),
        ({"agent_name": ""}, ["identity.mandate_name_missing"]),
        ({"agent_number": CHILD}, ["identity.mandate_self"]),
        ({"agent_number": id_number("applicant", 7)}, ["identity.mandate_own_matter"]),
        ({"principal_number": id_number("applicant", 7)}, ["identity.mandate_own_matter"]),
        (
            {"until": rules.last_day("guardian", CHILD, date(2026, 3, 2)) + timedelta(days=1)},
            ["identity.mandate_ends_of_age"],
        ),
        ({"kind": "runner"}, ["identity.no_such_runner"]),
    ],
)
def test_mandate_at_window_when_something_is_wrong_then_it_says_what(clerk, at, more, expected):
    assert codes(lambda: at_window(clerk, at, **more)) == expected
    assert not Mandate.objects.exists()


def test_guardian_at_window_when_the_last_day_is_the_one_before_coming_of_age_then_it_is_recorded(clerk, at):
    last = rules.last_day("guardian", CHILD, date(2026, 3, 2))
    assert at_window(clerk, at, until=last).until == last


def test_runner_at_window_when_taken_from_the_list_meanwhile_then_nobody_can_accept(clerk, second, li, at):
    listed = {"by": SYSTEM, "account_id": int(li.account), "unit": 5, "division": "330106001000", "now": at}
    identity.flag_runner(**listed)
    row = at_window(clerk, at, kind="runner", principal_number=WANG, principal_name="王五")
    agree(second, at)
    Runner.objects.all().delete()
    accept = lambda: identity.accept_mandate(by=li, mandate_id=row.id, now=at)  # noqa: E731
    assert codes(accept) == ["identity.no_such_runner"]
    identity.flag_runner(**listed)
    assert accept().state == "accepted"


def test_mandate_at_window_when_the_name_is_not_that_of_the_account_then_it_is_refused(clerk, wang, at):
    more = {"kind": "agent", "principal_number": WANG, "principal_name": "王六"}
    assert codes(lambda: at_window(clerk, at, **more)) == ["identity.mandate_not_proven"]


def test_mandate_at_window_when_anybody_else_records_it_then_it_is_refused(li, at):
    assert codes(lambda: at_window(li, at)) == ["identity.mandate_window_only"]


def test_mandate_when_a_clerk_ends_it_then_a_reason_is_needed(clerk, firm, li, at):
    row = accepted(firm, li, at)
    assert codes(lambda: identity.end_mandate(by=clerk, mandate_id=row.id, now=at)) == [
        "identity.mandate_no_papers"
    ]
    assert (
        identity.end_mandate(by=clerk, mandate_id=row.id, because="本人到场", now=at).ended_by_name == "窗口"
    )


# ------------------------------------------------------------------------------------------------ asking the source itself


def test_claim_when_the_register_names_the_claimant_then_it_is_read_with_its_law_and_the_mandate_stands(
    firm, li, at
):
    from guantong.modules.sharing import public as sharing

    held = {"name": "西湖乐府有限公司", "legal_rep_number": LI}
    sharing.write_records(resource="legal-persons", records={FIRM: held}, by=SYSTEM, now=at)
    row = sharing.claim_mandate(
        by=li, kind="legal_representative", number=FIRM.lower(), name="西湖乐府有限公司", now=at
    )
    assert (row.state, row.proof) == ("accepted", "legal-persons")
    (read,) = sharing.reads_about(FIRM)
    assert (read.resource, read.item, read.answered) == ("legal-persons", "legal_representative", True)
    assert "第六十一条" in read.law


def test_claim_when_the_register_names_somebody_else_then_nothing_is_given_but_the_read_is_on_record(
    li, wang, at
):
    from guantong.modules.sharing import public as sharing

    held = {"name": "李小四", "guardians": [LI]}
    sharing.write_records(resource="population", records={CHILD: held}, by=SYSTEM, now=at)
    about = {"kind": "guardian", "number": CHILD, "name": "李小四", "now": at}
    assert codes(lambda: sharing.claim_mandate(by=wang, **about)) == ["identity.mandate_not_proven"]
    assert not Mandate.objects.exists()
    assert len(sharing.reads_about(CHILD)) == 1
    assert sharing.claim_mandate(by=li, **about).principal_name == "李小四"
    sharing.set_silent(resource="population", by=SYSTEM, now=at)
    assert codes(lambda: sharing.claim_mandate(by=li, **about)) == ["identity.mandate_source_silent"]
    assert codes(lambda: sharing.claim_mandate(by=li, **{**about, "kind": "agent"})) == [
        "sharing.no_proof_source"
    ]


def test_kinds_when_listed_then_each_is_given_or_proven_and_every_proven_one_has_its_source():
    assert sorted(rules.MANDATE_KINDS) == sorted((*rules.GIVEN_KINDS, *rules.PROVEN_KINDS))
    assert set(PROOFS) == set(rules.PROVEN_KINDS)
