"""Graded values: masked for staff by one table, opened by two persons, for one of them, one case and a day; all on record."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Refused
from guantong.core.scenario.language import Package
from guantong.core.scenario.samples import id_number
from guantong.modules.cases import public as cases
from guantong.modules.cases import rules
from guantong.modules.cases.models import FieldOpening
from guantong.modules.identity import public as identity
from guantong.modules.identity.models import Account
from guantong.modules.journal.public import case_chain, entries_of, verify
from guantong.modules.services import public as services
from tests.modules.cases.desk import PDF, XIHU, venue_package

NUMBER = id_number("legal_rep", 0)
CARD = "6222020200112233445"


@pytest.fixture(autouse=True)
def _cheap_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def graded(desk):
    """The venue, whose identity numbers are of grade L3 anyhow, with a title deed of grade L4."""
    data = venue_package()
    elements = data["dictionary"]["elements"]
    elements["premises.title_deed"] = {**elements["premises.title_deed"], "grade": "L4"}
    services.publish(package=Package.model_validate(data), by=SYSTEM, now=desk.at + timedelta(minutes=1))
    return desk


@pytest.fixture
def staff(graded):
    def make(role, handle, unit_role="market-regulation", number=""):
        row = identity.make_account(
            by=SYSTEM, handle=handle, kind="staff", name=handle, password="a-long-password", id_number=number,
            now=graded.at,
        )  # fmt: skip
        unit = graded.unit(unit_role)
        identity.join_unit(
            by=SYSTEM, account_id=row.id, unit=unit.pk, unit_role=unit_role, division=XIHU, role=role,
            boards=services.get_matter("made-by-hand", XIHU).package.scenario.board.split(), now=graded.at,
        )  # fmt: skip
        return identity.actor_of(Account.objects.get(pk=row.id))

    return make


def value_of(view, element):
    return next(value for value in view.values if value.element == element)


def seen(desk, by, ref, element, item="", now=None):
    now = now or desk.at
    if item:
        view = cases.get_task(by=by, case_id=ref.id, item=item, today=now.date(), now=now)
    else:
        view = cases.get_case(by=by, case_id=ref.id, today=now.date(), now=now)
    return value_of(view, element)


def code(call):
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.code


# ---------------------------------------------------------------------------------------------------------- the table

CASES = [
    # role, grade, type, check, part, phase -> shown
    ("applicant", "L4", "document", "", "", "handling", "whole"),
    ("system", "L4", "text", "", "", "handling", "whole"),
    *[(role, grade, "text", "id-number", "branch", "handling", "whole") for role in rules.MASKED_FOR for grade in ("L1", "L2")],
    *[(role, "L3", "text", check, "branch", "handling", "partly") for role in rules.MASKED_FOR for check in ("id-number", "bank-account")],
    *[(role, "L3", "text", "", "branch", "handling", "whole") for role in rules.MASKED_FOR],
    *[(role, "L4", "text", "", "branch", "handling", "hidden") for role in rules.MASKED_FOR],
    *[(role, "L4", "text", "bank-account", "branch", "handling", "partly") for role in rules.MASKED_FOR],
    ("officer", "L4", "document", "", "branch", "handling", "whole"),
    ("officer", "L4", "document", "", "consult", "handling", "hidden"),
    ("officer", "L4", "document", "", "visit", "handling", "hidden"),
    ("clerk", "L4", "document", "", "", "submitted", "whole"),
    ("clerk", "L4", "document", "", "", "correcting", "whole"),
    ("clerk", "L4", "document", "", "", "handling", "hidden"),
    ("manager", "L4", "document", "", "branch", "submitted", "hidden"),
]  # fmt: skip


@pytest.mark.parametrize(("role", "grade", "type", "check", "part", "phase", "expected"), CASES)
def test_how_shown_when_asked_then_it_answers_as_the_published_table_says(
    role, grade, type, check, part, phase, expected
):
    value = {"sha": "x"} if type == "document" else "某值"
    shown = rules.how_shown(
        role=role, grade=grade, type=type, check=check, value=value, part=part, phase=phase
    )
    assert shown == expected


@given(st.text(min_size=1, max_size=60), st.sampled_from(["", "id-number", "bank-account"]))
def test_mask_when_applied_to_anything_then_at_most_eight_signs_of_it_are_left(value, check):
    part, hidden = rules.mask(value, "partly", check), rules.mask(value, "hidden", check)
    assert hidden == "******"
    assert rules.mask(value, "whole", check) == value
    if len(value) <= 8:
        assert part == "******"
    else:
        left = 4 if check == "bank-account" else 8
        assert part.count("*") >= len(value) - left
        assert len(part) == len(value)


def test_mask_when_an_identity_number_stands_in_another_field_then_it_is_masked_all_the_same():
    shown = rules.how_shown(role="officer", grade="L3", type="licence", value=NUMBER, part="branch")
    assert (shown, rules.mask(NUMBER, shown)) == ("partly", f"{NUMBER[:4]}{'*' * 10}{NUMBER[-4:]}")
    assert rules.mask(CARD, "partly", "bank-account") == f"{'*' * 15}3445"


# ------------------------------------------------------------------------------------------------- opened by two persons


def test_values_when_seen_by_staff_then_numbers_are_masked_and_the_applicant_sees_their_own(graded, staff):
    ref = graded.submit()
    clerk = staff("clerk", "c1")
    shown = seen(graded, clerk, ref, "legal_rep.id_number")
    assert (shown.value, shown.masked) == (f"{NUMBER[:4]}{'*' * 10}{NUMBER[-4:]}", "partly")
    own = cases.get_case(by=graded.company, code=ref.code, today=graded.at.date())
    assert (value_of(own, "legal_rep.id_number").value, value_of(own, "legal_rep.id_number").masked) == (
        NUMBER,
        "",
    )


def test_field_when_a_colleague_agrees_then_it_is_open_for_the_proposer_in_this_case_for_a_day(graded, staff):
    first, second, third = staff("clerk", "c1"), staff("clerk", "c2"), staff("clerk", "c3")
    ref, other = graded.submit(), graded.submit()
    asked = cases.propose_opening(
        by=first, case_id=ref.id, element="legal_rep.id_number", because="号码与身份证比对", now=graded.at
    )
    assert seen(graded, first, ref, "legal_rep.id_number").masked == "partly"
    cases.open_field(by=second, proposal_id=asked.id, now=graded.at)
    opened = seen(graded, first, ref, "legal_rep.id_number")
    assert (opened.value, opened.masked, opened.opened_until) == (NUMBER, "", graded.at + timedelta(hours=24))
    for by, case in ((second, ref), (third, ref), (first, other)):
        assert seen(graded, by, case, "legal_rep.id_number").masked == "partly"
    later = graded.at + timedelta(hours=24)
    assert seen(graded, first, ref, "legal_rep.id_number", now=later).masked == "partly"


def test_opening_when_done_then_it_stands_in_the_case_and_the_person_concerned_sees_it(graded, staff):
    first, second = staff("clerk", "c1"), staff("clerk", "c2")
    ref = graded.submit()
    asked = cases.propose_opening(
        by=first, case_id=ref.id, element="legal_rep.id_number", because="比对", now=graded.at
    )
    opened = cases.open_field(by=second, proposal_id=asked.id, now=graded.at)
    assert opened.version == ref.version + 1
    entry = entries_of(case_chain(ref.id))[-1]
    assert (entry.kind, entry.account, entry.facts()["opening"]["for"]) == (
        "open_field",
        second.account,
        first.account,
    )
    line = cases.get_case(by=graded.company, code=ref.code, today=graded.at.date()).history[-1]
    assert (line.do, line.unit, line.because) == ("open_field", graded.unit("market-regulation").name, "比对")
    assert line.item.zh == value_of(
        cases.get_case(by=graded.company, code=ref.code, today=graded.at.date()), "legal_rep.id_number"
    ).title.zh  # fmt: skip
    (told,) = cases.field_openings(by=graded.company)
    assert (told.code, told.because, told.until) == (ref.code, "比对", graded.at + timedelta(hours=24))
    assert cases.field_openings(by=graded.other) == ()
    # The case goes on, and its chain is whole.
    graded.act(graded.clerk(boards=first.boards), opened, "accept")
    assert verify(case_chain(ref.id)).sound


def test_open_field_when_the_proposer_or_another_unit_takes_it_then_nothing_is_opened(graded, staff):
    first, officer = staff("clerk", "c1"), staff("officer", "o1")
    again = staff("clerk", "c1-again", number=NUMBER)
    Account.objects.filter(pk=int(first.account)).update(id_number=NUMBER)
    ref = graded.submit()
    asked = cases.propose_opening(
        by=first, case_id=ref.id, element="legal_rep.id_number", because="比对", now=graded.at
    )
    for by, expected in (
        (first, "identity.proposal_same_person"), (again, "identity.proposal_same_person"), (officer, "identity.proposal_not_yours"),
    ):  # fmt: skip
        assert code(lambda by=by: cases.open_field(by=by, proposal_id=asked.id, now=graded.at)) == expected
    assert not FieldOpening.objects.exists()
    assert len(entries_of(case_chain(ref.id))) == 1


def test_propose_opening_when_it_is_not_masked_or_not_seen_then_it_is_refused(graded, staff):
    clerk, stranger = staff("clerk", "c1"), staff("officer", "o1", "public-security")
    ref = graded.accepted() if not clerk.boards else graded.submit()
    about = {"case_id": ref.id, "because": "x", "now": graded.at}
    assert (
        code(lambda: cases.propose_opening(by=clerk, element="company.name", **about)) == "cases.not_hidden"
    )
    assert code(lambda: cases.propose_opening(by=clerk, element="no.such", **about)) == "cases.not_found"
    assert (
        code(
            lambda: cases.propose_opening(
                by=stranger, item="registration", element="legal_rep.id_number", **about
            )
        )
        == "cases.not_found"
    )
    assert (
        code(
            lambda: cases.propose_opening(
                by=clerk, element="legal_rep.id_number", **{**about, "because": " "}
            )
        )
        == "identity.proposal_no_reason"
    )


def test_open_field_when_taken_twice_then_it_is_opened_once(graded, staff):
    first, second, third = staff("clerk", "c1"), staff("clerk", "c2"), staff("clerk", "c3")
    ref = graded.submit()
    asked = cases.propose_opening(
        by=first, case_id=ref.id, element="legal_rep.id_number", because="比对", now=graded.at
    )
    cases.open_field(by=second, proposal_id=asked.id, now=graded.at)
    assert (
        code(lambda: cases.open_field(by=third, proposal_id=asked.id, now=graded.at))
        == "identity.proposal_not_open"
    )
    assert FieldOpening.objects.count() == 1


def test_document_of_the_highest_grade_when_asked_for_then_the_window_opens_it_while_it_checks_and_no_longer(
    graded, staff
):
    deed = graded.document(graded.company, PDF + b"deed", "产权.pdf")
    clerk, second, officer = staff("clerk", "c1"), staff("clerk", "c2"), staff("officer", "o1")
    ref = graded.submit(premises__title_deed=deed)

    def open_document(by, now=None):
        return cases.get_document(by=by, sm3=deed["sha"], case_id=ref.id, now=now).name

    assert open_document(clerk) == "产权.pdf"
    graded.act(clerk, ref, "accept")
    assert code(lambda: open_document(clerk, graded.at)) == "cases.not_found"
    shown = seen(graded, clerk, ref, "premises.title_deed")
    assert (shown.value, shown.masked) == ({"name": "******", "sha": "", "size": 0}, "hidden")
    assert open_document(officer) == "产权.pdf"  # who decides about it reads it
    assert open_document(graded.company) == "产权.pdf"
    asked = cases.propose_opening(
        by=clerk, case_id=ref.id, element="premises.title_deed", because="核对", now=graded.at
    )
    cases.open_field(by=second, proposal_id=asked.id, now=graded.at)
    assert open_document(clerk, graded.at) == "产权.pdf"
    assert code(lambda: open_document(clerk, graded.at + timedelta(days=2))) == "cases.not_found"
