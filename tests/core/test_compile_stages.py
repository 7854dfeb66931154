"""What is needed only from a later stage on follows from the items' stages; nobody writes it down."""

from __future__ import annotations

from typing import Any

from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.compiled import FormField, Situation
from guantong.core.scenario.language import Package
from guantong.core.scenario.values import check_form
from tests.core.test_compile_sources import package

STAGES = {
    "first": {"title": {"zh": "立项", "en": "First"}},
    "second": {"title": {"zh": "施工", "en": "Second"}},
}


def staged(items: dict[str, Any], grants: dict[str, Any] | None = None) -> Situation:
    data = package(items, grants).model_dump(by_alias=True)
    data["scenario"]["stages"] = STAGES
    return compile_package(Package.model_validate(data)).situations[0]


def fields(one: Situation) -> dict[str, FormField]:
    return {field.element: field for field in one.form.fields}


def later(one: Situation) -> dict[str, dict[str, bool]]:
    """Item -> element -> asked for only when the item begins."""
    return {
        branch.item: {each.element: each.later for each in branch.inputs if each.source == "applicant"}
        for branch in one.flow.branches
    }


def test_field_when_only_a_later_stage_asks_then_it_may_wait_but_not_for_ever() -> None:
    one = staged(
        {
            "a": {"stage": "first", "needs": ["company.name"]},
            "b": {"stage": "second", "needs": ["company.name", "company.plan"]},
        }
    )
    plan, name = fields(one)["company.plan"], fields(one)["company.name"]
    assert (plan.required, plan.needed_from_stage, plan.stage_title.zh) == (False, "second", "施工")  # type: ignore[union-attr]
    assert (name.required, name.needed_from_stage, name.stage_title) == (True, "", None)
    assert check_form(one.form.fields, {"company.name": "x"}) == ()
    assert later(one) == {"a": {"company.name": False}, "b": {"company.name": False, "company.plan": True}}
    assert all(each.required for branch in one.flow.branches for each in branch.inputs)


def test_field_when_all_items_are_in_one_later_stage_then_that_is_where_the_matter_begins() -> None:
    one = staged({"b": {"stage": "second", "needs": ["company.plan"]}})
    assert fields(one)["company.plan"].required


def test_field_when_an_item_has_no_stage_then_it_belongs_to_the_first() -> None:
    one = staged({"a": ["company.plan"], "b": {"stage": "second", "needs": ["company.plan", "company.area"]}})
    assert fields(one)["company.plan"].required
    assert fields(one)["company.area"].needed_from_stage == "second"


def test_field_when_it_is_optional_in_a_later_stage_then_nobody_is_ever_asked_for_it() -> None:
    optional = [{"name": "m", "elements": ["company.plan"], "optional": True}]
    one = staged({"a": ["company.area"], "b": {"stage": "second", "materials": optional}})
    assert not fields(one)["company.plan"].required
    assert later(one)["b"] == {"company.plan": False}


def test_field_when_it_is_the_key_of_a_lookup_then_it_is_needed_at_once() -> None:
    one = staged(
        {"a": ["company.area"], "b": {"stage": "second", "needs": ["company.uscc", "company.name"]}},
        {"companies": "all"},
    )
    assert fields(one)["company.uscc"].required
    assert not fields(one)["company.uscc"].needed_from_stage
