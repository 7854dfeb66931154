"""Where each element comes from, case by case: what the form asks, what it does not, and why."""

from __future__ import annotations

from typing import Any

import pytest

from guantong.core.kernel.problem import Refused
from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.compiled import Situation
from guantong.core.scenario.form import field_instead
from guantong.core.scenario.language import Package
from tests.package_by_hand import resources, units

ELEMENTS: dict[str, Any] = {
    "person.name": {"title": "n", "held_by": "population.name"},
    "person.id_number": {"title": {"zh": "i", "en": "Number"}, "held_by": "population.id_number"},
    "applicant.id_number": {"title": "i", "held_by": "identity.id_number"},
    "company.uscc": {"title": "u", "held_by": "companies.uscc"},
    "company.name": {"title": "n", "held_by": "companies.name"},
    "company.plan": {"title": "p", "type": "document"},
    "company.area": {"title": "a"},
    "licence/one": {"title": "1", "type": "licence", "carries": ["company.uscc", "company.area"]},
    "licence/two": {"title": "2", "type": "licence", "carries": ["company.name"]},
    "licence/old": {"title": "o", "type": "licence", "held_by": "store.licence"},
}
ENTITIES = {
    "person": {"title": "P"}, "company": {"title": "C"}, "mother": {"title": {"zh": "M", "en": "Mother"}, "is": "person"},
    "applicant": {"title": "A", "is": "person"}, "licence": {"title": "L"},
}  # fmt: skip
RESOURCES: dict[str, Any] = {
    "population": {"key": "id_number"}, "companies": {"key": "company.uscc"}, "store": {}, "identity": {"mode": "session"},
}  # fmt: skip


def situation(items: dict[str, Any], grants: dict[str, Any] | None = None, **shared: Any) -> Situation:
    """Compile items given as lists of elements (each its own material) or in full."""
    return compile_package(package(items, grants, **shared)).situations[0]


def package(items: dict[str, Any], grants: dict[str, Any] | None = None, **shared: Any) -> Package:
    full = {}
    for name, item in items.items():
        item = {"needs": item} if isinstance(item, list) else dict(item)
        materials = [{"name": f"m-{e}", "elements": [e]} for e in item.pop("needs", [])] + item.pop(
            "materials", []
        )
        full[name] = {
            "title": name,
            "unit": "health",
            "promised": "2 workdays",
            "materials": materials,
            **item,
        }
    plain = resources()["population"]
    scenario = {
        "scenario": "s", "title": "s", "track": "industry", "path": ["a", "b", "c"], "applicant": "person", "lead": "health",
        "promised": "9 workdays", "items": full,
        "grants": {name: {"to": to, "purpose": f"for {name}", "law": "law"} for name, to in (grants or {}).items()},
    }  # fmt: skip
    return Package.model_validate(
        {
            "scenario": scenario,
            "dictionary": {"entities": ENTITIES, "elements": ELEMENTS},
            "resources": {
                name: {**plain, "key": "", **r, **shared.get(name, {})} for name, r in RESOURCES.items()
            },
            "units": units(),
        }
    )


def asked(one: Situation) -> list[str]:
    return [field.element for field in one.form.fields]


def sources(one: Situation) -> dict[str, tuple[str, str]]:
    return {given.element: (given.source, given.origin) for given in one.form.given}


def test_element_when_two_items_list_it_then_it_is_asked_once_for_both() -> None:
    one = situation({"a": ["company.area"], "b": ["company.area", "company.plan"]})
    assert asked(one) == ["company.area", "company.plan"]
    assert [asker.item for asker in one.form.fields[0].asked_by] == ["a", "b"]


def test_form_when_put_in_order_then_it_follows_the_dictionary_and_documents_come_last() -> None:
    one = situation({"a": ["company.plan", "company.area", "mother.name", "person.name"]})
    assert asked(one) == ["person.name", "company.area", "mother.name", "company.plan"]


def test_element_when_taken_over_along_is_then_its_title_says_whose_it_is() -> None:
    field = situation({"a": ["mother.id_number"]}).form.fields[0]
    assert (field.title.zh, field.title.en, field.entity) == ("Mi", "Mother: Number", "mother")


def test_licence_when_a_sibling_issues_it_then_it_is_never_asked_and_the_item_waits() -> None:
    one = situation({"b": ["licence/one"], "a": {"issues": ["licence/one"]}})
    assert asked(one) == []
    assert sources(one) == {"licence/one": ("sibling", "a")}
    assert [(e.before, e.after, e.element) for e in one.plan.edges] == [("a", "b", "licence/one")]


def test_datum_when_a_siblings_licence_carries_it_then_it_comes_from_there() -> None:
    one = situation({"a": {"issues": ["licence/one"]}, "b": ["company.uscc"]})
    assert sources(one) == {"company.uscc": ("sibling", "a")}
    assert one.flow.branches[0].yields == ("licence/one", "company.uscc", "company.area")


def test_datum_when_the_issuer_needs_it_itself_then_it_is_asked() -> None:
    one = situation(
        {"a": {"needs": ["company.area"], "issues": ["licence/one"]}, "b": ["company.area", "licence/one"]}
    )
    assert asked(one) == ["company.area"]
    assert "company.area" not in one.flow.branches[0].yields


@pytest.mark.parametrize("way", ["commitment", "officer", "dropped"])
def test_datum_when_the_issuers_list_names_it_though_spared_then_it_is_asked_of_who_needs_it(
    way: str,
) -> None:
    spared = {"name": "m", "elements": ["company.area"], "instead": {"by": way, "why": "because"}}
    one = situation({"a": {"materials": [spared], "issues": ["licence/one"]}, "b": ["company.area"]})
    assert asked(one) == ["company.area"]
    assert one.plan.edges == ()
    assert "company.area" not in one.flow.branches[0].yields


def test_data_when_two_licences_carry_them_crosswise_then_one_is_asked_and_nobody_waits_in_a_circle() -> None:
    one = situation(
        {
            "a": {"needs": ["company.name"], "issues": ["licence/one"]},
            "b": {"needs": ["company.area"], "issues": ["licence/two"]},
        }
    )
    assert sources(one) == {"company.area": ("sibling", "a")}
    assert asked(one) == ["company.name"]


def test_licences_when_two_items_wait_for_each_other_then_the_circle_is_refused_with_its_names() -> None:
    with pytest.raises(Refused) as refused:
        situation(
            {
                "a": {"needs": ["licence/two"], "issues": ["licence/one"]},
                "b": {"needs": ["licence/one"], "issues": ["licence/two"]},
            }
        )
    assert refused.value.code == "S201"
    assert refused.value.problems[0].facts["cycle"] == "a ← b ← a"
    assert set(refused.value.problems[0].facts["elements"].split(", ")) == {"licence/one", "licence/two"}


def test_licence_when_it_is_renewed_then_the_old_one_is_handed_in_and_the_item_does_not_wait_for_itself() -> (
    None
):
    one = situation({"a": {"needs": ["licence/one"], "issues": ["licence/one"]}})
    assert asked(one) == ["licence/one"]
    assert one.flow.branches[0].waits_for == ()


def test_element_when_every_item_may_read_it_then_it_is_read_and_its_key_asked_for_its_sake() -> None:
    one = situation({"a": ["mother.name"]}, {"population": ["a"]})
    assert asked(one) == ["mother.id_number"]
    assert sources(one) == {"mother.name": ("shared", "population")}
    asker = one.form.fields[0].asked_by[0]
    assert (asker.item, asker.material, asker.law) == ("a", "m-mother.name", "law")
    (request,) = one.requests
    assert (request.element, request.item, request.key, request.grant) == (
        "mother.name",
        "a",
        "mother.id_number",
        "population",
    )
    assert ("mother.id_number", "applicant") in [(i.element, i.source) for i in one.flow.branches[0].inputs]


def test_element_when_one_of_two_items_may_not_read_it_then_it_is_asked_for_both_and_read_by_none() -> None:
    one = situation({"a": ["mother.name"], "b": ["mother.name"]}, {"population": ["a"]})
    assert asked(one) == ["mother.name"]
    assert [asker.item for asker in one.form.fields[0].asked_by] == ["a", "b"]
    assert one.requests == ()


def test_key_when_the_register_finds_people_by_it_then_it_is_asked_itself() -> None:
    assert asked(situation({"a": ["mother.id_number"]}, {"population": "all"})) == ["mother.id_number"]


def test_key_when_the_person_is_signed_in_then_nothing_is_asked() -> None:
    one = situation({"a": ["applicant.name"]}, {"population": "all", "identity": "all"})
    assert asked(one) == []
    assert sources(one) == {
        "applicant.id_number": ("shared", "identity"),
        "applicant.name": ("shared", "population"),
    }
    assert {r.element: r.key for r in one.requests} == {
        "applicant.id_number": "",
        "applicant.name": "applicant.id_number",
    }


def test_key_when_it_comes_only_with_a_siblings_result_then_what_it_finds_is_asked() -> None:
    one = situation(
        {"a": {"issues": ["licence/one"]}, "b": ["company.name", "company.uscc"]}, {"companies": "all"}
    )
    assert asked(one) == ["company.name"]


def test_register_when_it_does_not_share_then_what_it_holds_is_asked() -> None:
    one = situation({"a": ["mother.name"]}, {"population": "all"}, population={"share": "none"})
    assert asked(one) == ["mother.name"]


def test_register_when_its_key_is_no_datum_of_the_thing_then_what_it_holds_is_asked() -> None:
    one = situation({"a": ["company.name"]}, {"companies": "all"}, companies={"key": "number"})
    assert asked(one) == ["company.name"]


def test_licence_when_the_store_holds_it_then_its_source_is_called_licence() -> None:
    one = situation({"a": ["licence/old"]}, {"store": "all"})
    assert sources(one) == {"licence/old": ("licence", "store")}


@pytest.mark.parametrize("way", ["commitment", "officer", "dropped"])
def test_material_when_something_stands_instead_then_it_is_not_asked_and_says_why(way: str) -> None:
    material = {"name": "m", "elements": ["company.plan"], "instead": {"by": way, "why": "because"}}
    one = situation({"a": {"materials": [material]}})
    assert asked(one) == []
    (given,) = one.form.given
    assert (given.source, str(given.because), given.asked_by[0].item) == (way, "because", "a")
    assert [(i.element, i.source) for i in one.flow.branches[0].inputs] == [("company.plan", way)]


def test_material_when_replaced_for_one_item_only_then_the_other_still_asks() -> None:
    spared = {"name": "m", "elements": ["company.plan"], "instead": {"by": "commitment", "why": "because"}}
    one = situation({"a": {"materials": [spared]}, "b": ["company.plan"]})
    assert [asker.item for asker in one.form.fields[0].asked_by] == ["b"]
    assert [b.inputs[0].source for b in one.flow.branches] == ["commitment", "applicant"]


def test_material_when_only_one_of_two_lets_it_be_owed_then_it_is_not_owed() -> None:
    owed = {"name": "m", "elements": ["company.plan"], "owed": "5 workdays"}
    alone = situation({"a": {"materials": [owed]}})
    assert alone.form.fields[0].owed_workdays == alone.flow.branches[0].inputs[0].owed_workdays == 5
    shorter = situation({"a": {"materials": [owed]}, "b": {"materials": [{**owed, "owed": "3 workdays"}]}})
    assert shorter.form.fields[0].owed_workdays == 3
    both = situation({"a": {"materials": [owed]}, "b": ["company.plan"]})
    assert both.form.fields[0].owed_workdays is None
    assert both.flow.branches[0].inputs[0].owed_workdays is None


def test_material_when_it_is_optional_for_everybody_then_it_may_stay_empty() -> None:
    optional = {"name": "m", "elements": ["company.plan"], "optional": True}
    assert situation({"a": {"materials": [optional]}}).flow.branches[0].inputs[0].required is False
    assert situation({"a": {"materials": [optional]}, "b": ["company.plan"]}).form.fields[0].required is True


def test_given_when_its_source_is_silent_then_the_applicant_can_be_asked_in_the_same_words() -> None:
    model = package({"a": ["mother.name"]}, {"population": ["a"]})
    given = next(g for g in compile_package(model).situations[0].form.given if g.element == "mother.name")
    field = field_instead(model, given)
    assert (field.element, field.title, field.required) == ("mother.name", given.title, True)
    assert [asker.item for asker in field.asked_by] == ["a"]


def test_element_when_the_dictionary_does_not_have_it_then_it_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        situation({"a": ["company.unheard"]})
    assert refused.value.code == "compile.no_element"
