"""The form as JSON Schema and the one check of the form agree, as far as a schema can say it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.form_schema import field_schema, form_schema
from guantong.core.scenario.read import read_package
from guantong.core.scenario.samples import sample_form
from guantong.core.scenario.values import check_form, check_value, is_empty

SCENARIOS = Path(__file__).resolve().parents[3] / "scenarios"
NAMES = ("open-ktv", "newborn", "investment-project")
# What no schema can say: check digits, birthdays in a number, years that cannot be, the shape of a telephone number.
BEYOND = {"form.check_digit", "form.birth_date", "form.invalid", "form.date", "form.out_of_range"}
JUNK = st.one_of(
    st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=30), st.just("x" * 5000), st.lists(st.integers(), max_size=2),
    st.fixed_dictionaries({"name": st.text(min_size=1), "sha": st.just("0" * 64), "size": st.integers(), "type": st.sampled_from(("pdf", "exe"))}),
)  # fmt: skip


@cache
def form_of(name: str):
    return compile_package(read_package(SCENARIOS / name)).situations[0].form


@cache
def validator_of(name: str) -> Draft202012Validator:
    return Draft202012Validator(form_schema(form_of(name).fields))


def owed(name: str) -> list[str]:
    return [field.element for field in form_of(name).fields if field.owed_workdays is not None]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_schema_when_made_then_it_is_a_schema_and_names_every_field(name, language):
    made = form_schema(form_of(name).fields, "title", language)
    Draft202012Validator.check_schema(made)
    assert list(made["properties"]) == [field.element for field in form_of(name).fields]
    assert all(part["title"] and part["x-asked-by"] for part in made["properties"].values())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", [0, 1, 7])
def test_form_when_it_is_right_then_schema_and_check_say_so(name, seed):
    data = sample_form(form_of(name), seed)
    assert check_form(form_of(name).fields, data) == ()
    assert [error.message for error in validator_of(name).iter_errors(data)] == []


@settings(max_examples=40, deadline=None)
@given(name=st.sampled_from(NAMES), data=st.data())
def test_form_when_something_is_left_out_then_schema_and_check_miss_the_same(name, data):
    whole = sample_form(form_of(name))
    left_out = data.draw(st.sets(st.sampled_from(sorted(whole))))
    rest = {element: value for element, value in whole.items() if element not in left_out}
    missed = {problem.where for problem in check_form(form_of(name).fields, rest, owed(name))}
    required = set(validator_of(name).schema["required"])
    assert {element for element in required if element not in rest} == missed
    assert validator_of(name).is_valid(rest) is not bool(missed)


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(NAMES), data=st.data(), value=JUNK)
def test_value_when_the_schema_takes_it_then_the_check_refuses_only_what_no_schema_can_say(name, data, value):
    field = data.draw(st.sampled_from(form_of(name).fields))
    if is_empty(value) or not Draft202012Validator(field_schema(field)).is_valid(value):
        return
    problem = check_value(field, value)
    beyond = BEYOND if field.check else BEYOND - {"form.invalid"}
    assert problem is None or problem.code in beyond, (field.element, field.type, value, problem)


def test_form_when_it_holds_what_nobody_asked_then_the_schema_refuses_it():
    data = sample_form(form_of("open-ktv")) | {"stranger.name": "x"}
    assert not validator_of("open-ktv").is_valid(data)
