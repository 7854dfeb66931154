"""Who may apply: the number of the sign-in against what the form says, for parents, other guardians and nobody in particular."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guantong.core.kernel.texts import LANGUAGES, explain
from guantong.core.scenario.applying import (
    can_be_checked,
    check_applicant,
    concerns_applicant,
    fitted_to,
    number_fitting,
)
from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.read import read_package
from guantong.core.scenario.samples import id_number, sample_form
from tests.package_by_hand import by_hand

SCENARIOS = Path(__file__).resolve().parents[3] / "scenarios"
NEWBORN = read_package(SCENARIOS / "newborn")
MOTHER, FATHER = id_number("mother", 1), id_number("father", 1)
FORM = {"mother.id_number": MOTHER, "father.id_number": FATHER}
PROOF = {"newborn.guardianship": {"name": "监护证明.pdf", "sha": "0" * 64}}


def codes(data, number, **more):
    problems = check_applicant(NEWBORN, data, number, **more)
    for problem in problems:
        for language in LANGUAGES:
            assert "{" not in explain(problem, language)
            assert not any(each in explain(problem, language) for each in (MOTHER, FATHER, number or "-"))
    return [(problem.code, problem.where) for problem in problems]


@pytest.mark.parametrize(
    ("said", "number", "found"),
    [
        ("mother", MOTHER, []),
        ("father", FATHER, []),
        ("mother", FATHER, [("form.not_the_applicant", "mother.id_number")]),
        ("father", MOTHER, [("form.not_the_applicant", "father.id_number")]),
        ("mother", "", [("form.not_the_applicant", "mother.id_number")]),
        ("guardian", MOTHER, [("form.not_proven", "newborn.guardianship")]),
    ],
)
def test_applicant_when_the_number_is_compared_then_only_the_one_said_may_apply(said, number, found):
    assert codes({**FORM, "newborn.applicant": said}, number) == found


def test_applicant_when_a_guardian_proves_it_then_a_paper_or_a_mandate_is_enough():
    said = {**FORM, "newborn.applicant": "guardian"}
    assert codes({**said, **PROOF}, id_number("agent", 3)) == []
    assert codes(said, id_number("agent", 3), guardian=True) == []


def test_applicant_when_acting_as_guardian_then_the_mother_is_still_not_somebody_else():
    said = {**FORM, **PROOF, "newborn.applicant": "mother"}
    assert codes(said, id_number("agent", 3), guardian=True) == [
        ("form.not_the_applicant", "mother.id_number")
    ]


def test_applicant_when_the_value_is_not_there_yet_then_nothing_is_compared_early_and_nobody_gets_through():
    said = {"newborn.applicant": "mother"}
    assert not can_be_checked(NEWBORN, said)
    assert codes(said, MOTHER) == [("form.not_the_applicant", "mother.id_number")]
    assert can_be_checked(NEWBORN, {**said, **FORM})
    assert can_be_checked(NEWBORN, {"newborn.applicant": "guardian"})


def test_applicant_when_the_matter_does_not_ask_then_anybody_may():
    package = type(NEWBORN).model_validate(by_hand())
    assert check_applicant(package, {"newborn.applicant": "mother"}, "") == ()
    assert not concerns_applicant(package, {"mother.id_number": "1"})


def test_correction_when_it_touches_a_number_or_the_relation_then_it_is_compared_again():
    assert concerns_applicant(NEWBORN, {"father.id_number": FATHER})
    assert concerns_applicant(NEWBORN, {"newborn.applicant": "mother"})
    assert not concerns_applicant(NEWBORN, {"newborn.name": "小明"})


@given(st.integers(0, 300))
def test_samples_when_fitted_to_a_number_then_it_may_apply_and_the_stories_find_the_same_number(seed):
    form = compile_package(NEWBORN, "").situations[0].form
    data = sample_form(form, seed)
    own = id_number("applicant", seed)
    fitted = fitted_to(NEWBORN, data, own)
    assert check_applicant(NEWBORN, fitted, own) == ()
    assert number_fitting(NEWBORN, fitted) in ("", own)
    assert check_applicant(NEWBORN, data, number_fitting(NEWBORN, data)) == ()
