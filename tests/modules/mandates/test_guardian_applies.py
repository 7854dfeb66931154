"""Whoever acts under a mandate as guardian applies as another guardian without a paper; under another mandate nobody does."""

from __future__ import annotations

from pathlib import Path

import msgspec

from guantong.core.scenario.read import read_package
from guantong.modules.cases.actions.data import who_applies
from guantong.modules.identity import public as identity
from tests.modules.mandates.people import CHILD, LI
from tests.modules.mandates.test_mandates_proven import from_source

NEWBORN = read_package(Path(__file__).resolve().parents[3] / "scenarios" / "newborn")
GUARDIAN = {"newborn.applicant": "guardian"}


def codes(data, by):
    return [problem.code for problem in who_applies(NEWBORN, data, by)]


def test_guardian_when_acting_under_the_mandate_then_no_paper_is_needed_and_without_it_one_is(li, at):
    row = from_source(li, at, kind="guardian", number=CHILD, name="李小四")
    under = identity.acting(by=li, mandate_id=row.id, today=at.date())
    assert codes(GUARDIAN, under) == []
    assert codes(GUARDIAN, li) == ["form.not_proven"]
    assert codes(GUARDIAN, msgspec.structs.replace(under, mandate="999999")) == ["form.not_proven"]


def test_mother_when_she_signs_in_then_her_own_number_counts_and_as_guardian_the_childs(li, at):
    mother = {"newborn.applicant": "mother", "mother.id_number": LI}
    row = from_source(li, at, kind="guardian", number=CHILD, name="李小四")
    under = identity.acting(by=li, mandate_id=row.id, today=at.date())
    assert codes(mother, li) == []
    assert codes(mother, under) == ["form.not_the_applicant"]
