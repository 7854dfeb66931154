"""The check of one field, and samples that must always pass it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from guantong.core.kernel.problem import Refused
from guantong.core.kernel.text import Text
from guantong.core.kernel.texts import LANGUAGES, explain
from guantong.core.scenario.compiled import Asker, Form, FormField
from guantong.core.scenario.samples import KIN, id_number, sample_form, sample_value, uscc_number
from guantong.core.scenario.values import check_form, check_value, read_value

ASKED = (Asker(item="business-licence", material="application"),)
CHECKS = ("", "id-number", "uscc", "phone", "postcode", "bank-account", "email")


def field(type_: str = "text", element: str = "company.thing", **rest: Any) -> FormField:
    return FormField(
        element=element, entity="company", title=Text("某项", "Thing"), type=type_, asked_by=ASKED, **rest
    )


def code_of(shape: FormField, value: Any) -> str:
    problem = check_value(shape, value)
    return problem.code if problem else ""


NAME, DAY, NUMBER = field(), field("date"), field(check="id-number")

bounds = st.tuples(
    st.none() | st.integers(-1000, 1000).map(float), st.none() | st.integers(0, 1000).map(float)
).map(lambda pair: (pair[0], None if pair[1] is None else (pair[0] or 0.0) + pair[1]))
fields = st.one_of(
    st.builds(
        lambda check, name: field("text", f"company.{name}", check=check),
        st.sampled_from(CHECKS),
        st.sampled_from(["name", "address", "scope"]),
    ),
    st.builds(lambda limit: field("text", max_length=limit), st.integers(1, 80)),
    st.builds(
        lambda kind, ends: field(kind, min=ends[0], max=ends[1]),
        st.sampled_from(["integer", "decimal"]),
        bounds,
    ),
    st.builds(lambda name: field("date", f"company.{name}"), st.sampled_from(["born_on", "founded_on"])),
    st.builds(
        lambda keys: field("choice", choices={key: Text(key) for key in keys}),
        st.sets(st.sampled_from("abcdef"), min_size=1),
    ),
    st.builds(
        lambda kinds: field("document", accepts=tuple(kinds)), st.sets(st.sampled_from(["pdf", "jpg", "ofd"]))
    ),
    st.sampled_from([field("yes-no"), field("licence", "licence.business")]),
)


@given(fields, st.integers(0, 10_000))
def test_sample_value_when_made_for_any_field_then_passes_its_check(shape: FormField, seed: int) -> None:
    value = sample_value(shape.element, shape, seed)
    assert check_value(shape, value) is None, value
    assert value == sample_value(shape.element, shape, seed)


@given(st.integers(0, 10_000))
def test_sample_numbers_when_checked_by_another_library_then_are_valid(seed: int) -> None:
    assert ric.is_valid(id_number("mother", seed))
    assert id_number("mother", seed)[14:17] == "000", "an order code that belongs to nobody"
    assert uscc.is_valid(uscc_number("company", seed))


@given(st.integers(0, 10_000))
def test_sample_birth_date_when_beside_an_id_number_then_is_the_same_day(seed: int) -> None:
    born = sample_value("mother.born_on", field("date", "mother.born_on"), seed)
    number = sample_value("mother.id_number", field("text", check="id-number"), seed)
    assert born.replace("-", "") == number[6:14]


def test_sample_form_when_filled_then_has_every_field_and_no_problem() -> None:
    form = Form(
        fields=(field("date", "company.founded_on"), field("text", "company.name", max_length=9)), given=()
    )
    data = sample_form(form, seed=3)
    assert list(data) == ["company.founded_on", "company.name"]
    assert check_form(form.fields, data) == ()


@pytest.mark.parametrize(
    ("shape", "value", "code"),
    [
        (field(), "", "form.missing"),
        (field(), "   ", "form.missing"),
        (field(required=False), "", ""),
        (field(), 5, "form.invalid"),
        (field(max_length=3), "four", "form.too_long"),
        (field(), "x" * 2001, "form.too_long"),
        (field(check="id-number"), "11010519491231002X", ""),
        (field(check="id-number"), "110105194912310021", "form.check_digit"),
        (field(check="id-number"), "11010519491231002", "form.invalid"),
        (field(check="id-number"), "110105194902300020", "form.birth_date"),
        (field(check="uscc"), "91110000600037341L", ""),
        (field(check="uscc"), "91110000600037342L", "form.check_digit"),
        (field(check="uscc"), "A1110000600037341L", "form.invalid"),
        (field(check="phone"), "0571-87050000", ""),
        (field(check="phone"), "12345", "form.invalid"),
        (field(check="postcode"), "31000", "form.invalid"),
        (field(check="email"), "someone@example", "form.invalid"),
        (field(check="bank-account"), "6217000000000000001", "form.check_digit"),
        (field(check="bank-account"), "33001616781050012345", ""),
        (field("date"), "2026-02-30", "form.date"),
        (field("date"), "0206-02-03", "form.out_of_range"),
        (field("integer"), 2.5, "form.invalid"),
        (field("integer", min=1.0), 0, "form.out_of_range"),
        (field("decimal", max=10.0), "10.01", "form.out_of_range"),
        (field("decimal", max=10.0), "nan", "form.invalid"),
        (field("integer"), True, "form.invalid"),
        (field("yes-no"), False, ""),
        (field("yes-no"), "no", "form.choice"),
        (field("choice", choices={"a": Text("甲")}), "b", "form.choice"),
        (
            field("document", accepts=("pdf",)),
            {"name": "a", "sha": "0" * 64, "size": 1, "type": "exe"},
            "form.document_type",
        ),
        (field("document"), {"name": "a", "sha": "0" * 64, "size": 0, "type": "pdf"}, "form.document_size"),
        (field("document"), "plan.pdf", "form.invalid"),
        (field("licence"), "3301-2026-0001", ""),
    ],
)
def test_check_value_when_given_then_says_what_is_wrong(shape: FormField, value: Any, code: str) -> None:
    assert code_of(shape, value) == code
    problem = check_value(shape, value)
    for language in LANGUAGES if problem else ():
        words = explain(problem, language)  # type: ignore[arg-type]
        assert not words.startswith("[")
        assert "{" not in words


def test_check_form_when_a_field_is_owed_then_may_be_missing_but_not_wrong() -> None:
    plan = field("document", "premises.floor_plan", owed_workdays=5)
    assert check_form([plan], {}, owed=["premises.floor_plan"]) == ()
    assert [p.code for p in check_form([plan], {"premises.floor_plan": 3}, owed=["premises.floor_plan"])] == [
        "form.invalid"
    ]
    assert [p.code for p in check_form([plan], {})] == ["form.missing"]


@pytest.mark.parametrize(
    ("shape", "posted", "value"),
    [
        (field("integer"), "３５０", 350),
        (field("decimal"), "1,200.5", 1200.5),
        (field("yes-no"), "no", False),
        (field(check="id-number"), " 11010519491231002x ", "11010519491231002X"),
        (field(check="phone"), "138 0000 0000", "13800000000"),
        (field(), "经营范围：餐饮（含酒水）", "经营范围：餐饮（含酒水）"),
        (field("decimal", required=False), "  ", None),
    ],
)
def test_read_value_when_posted_by_a_person_then_is_what_they_meant(
    shape: FormField, posted: str, value: Any
) -> None:
    assert read_value(shape, posted) == value


def test_read_value_when_wrong_then_is_refused_with_the_code() -> None:
    with pytest.raises(Refused) as refused:
        read_value(field("integer"), "three")
    assert refused.value.code == "form.invalid"


@pytest.mark.parametrize("seed", range(40))
def test_sample_when_a_family_is_made_up_then_its_members_are_different_people(seed: int) -> None:
    names = [sample_value(f"{entity}.name", NAME, seed) for entity in KIN]
    assert len(set(names)) == len(KIN)


@pytest.mark.parametrize("seed", range(40))
def test_sample_when_it_is_a_newborn_then_it_was_born_this_year_and_its_parents_long_before(
    seed: int,
) -> None:
    born = date.fromisoformat(sample_value("newborn.born_on", DAY, seed))
    assert date(2026, 1, 1) <= born < date(2026, 3, 2)
    assert sample_value("newborn.id_number", NUMBER, seed)[6:14] == f"{born:%Y%m%d}"
    assert date.fromisoformat(sample_value("mother.born_on", DAY, seed)) < date(2008, 1, 1)
