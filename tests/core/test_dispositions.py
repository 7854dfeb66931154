"""What becomes of every material: the lists say exactly what the form asks, and count exactly what the figures count."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.dispositions import (
    REPLACED,
    WAYS,
    Disposition,
    MaterialLine,
    count_ways,
    dispositions_of,
    items_on_one_identity,
    material_lines,
    runs_on_one_identity,
)
from guantong.core.scenario.index import DOCUMENTS
from guantong.core.scenario.language import Package
from guantong.core.scenario.read import find_packages, read_package
from tests.package_by_hand import by_hand
from tests.packages import packages

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
SHIPPED = find_packages(SCENARIOS)
tried = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def agree(package: Package) -> None:
    """Hold the dispositions of every situation to its form, its figures and what is given."""
    for situation in compile_package(package).situations:
        found = dispositions_of(package, situation)
        asked = [element for one in found for element in (*one.asks, *one.found_by)]
        assert sorted(asked) == sorted(field.element for field in situation.form.fields)
        figures = {figure.name: figure for figure in situation.figures}
        assert len(found) == figures["materials"].before == sum(count_ways(found).values())
        kept = [one for one in found if one.way == "kept"]
        assert all(one.asks for one in kept)
        assert not any(one.asks for one in found if one.way in REPLACED)
        papers = {f.element for f in situation.form.fields if f.type in DOCUMENTS}
        assert {e for one in kept for e in one.asks if e in papers} == papers
        assert figures["materials"].after == len(papers) + bool(situation.form.fields)
        spared = {
            one.element for one in situation.form.given if one.source in ("commitment", "officer", "dropped")
        }
        replaced = {
            e
            for one in found
            if one.way in ("commitment", "officer", "dropped")
            for e in package.scenario.items[one.item].materials[one.position].elements
        }
        assert spared <= replaced
        assert all(one.measures for one in found if one.way in REPLACED)


@tried
@given(packages())
def test_dispositions_when_any_package_is_compiled_then_the_form_asks_exactly_for_what_is_kept(
    package: Package,
) -> None:
    agree(package)


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_dispositions_when_a_shipped_package_is_compiled_then_the_form_asks_exactly_for_what_is_kept(
    folder: Path,
) -> None:
    agree(read_package(folder))


@tried
@given(packages())
def test_lines_when_gathered_over_all_situations_then_each_stands_once_with_every_way(
    package: Package,
) -> None:
    compiled = compile_package(package)
    lines = material_lines(package, compiled)
    assert len({(line.item, line.position) for line in lines}) == len(lines)
    per_situation = [dispositions_of(package, situation) for situation in compiled.situations]
    for line in lines:
        ways = [one.way for one in in_situations(per_situation, line)]
        assert {one.way for one in line.ways} == set(ways) <= set(WAYS)
        assert sum(line.situations) == len(ways)
        assert line.kept == ("kept" in ways)
        for way in ways:
            told = {measure for one in line.variants if one.way == way for measure in one.measures}
            assert told == {
                measure
                for one in in_situations(per_situation, line)
                if one.way == way
                for measure in one.measures
            }
    assert sum(len(found) for found in per_situation) == sum(sum(line.situations) for line in lines)


def in_situations(per_situation: Sequence[Sequence[Disposition]], line: MaterialLine) -> list[Disposition]:
    return [
        one
        for found in per_situation
        for one in found
        if (one.item, one.position) == (line.item, line.position)
    ]


def found_in(data: dict[str, Any]) -> dict[str, Disposition]:
    package = Package.model_validate(data)
    widest = compile_package(package).situations[0]
    return {one.material.zh: one for one in dispositions_of(package, widest)}


def test_disposition_when_another_line_asks_already_then_it_is_asked_once_and_says_where() -> None:
    data = by_hand()
    data["scenario"]["items"]["entertainment"]["materials"].append(
        {"name": "场所使用证明（复印件）", "elements": ["premises.title_deed"]}
    )
    found = found_in(data)
    assert found["场所使用证明"].way == "kept"
    again = found["场所使用证明（复印件）"]
    assert (again.way, [m.title.zh for m in again.measures]) == ("asked-once", ["场所使用证明"])


def test_disposition_when_a_sibling_issues_a_promise_replaces_or_a_source_holds_it_then_says_which() -> None:
    found = found_in(by_hand())
    assert found["营业执照"].way == "issued"
    assert found["营业执照"].measures[0].unit == "market-regulation"
    promise = found["无违法记录声明"]
    assert (promise.way, promise.measures[0].title.zh) == ("commitment", "书面承诺代替")


# -------------------------------------------------------------------------------------------------- one identity


def one_identity_data() -> dict[str, Any]:
    """One item that reads a person's record by the identity number and asks for nothing else."""
    data = by_hand()
    data["overlays"], data["stories"] = {}, {}
    scenario = data["scenario"]
    scenario |= {
        "applicant": "person",
        "asks": {},
        "inspections": {},
        "stages": {},
        "published": [],
        "grants": {},
    }
    scenario["grants"]["companies"] = {"to": "all", "purpose": "免填", "law": "某办法第6条"}
    data["dictionary"]["elements"]["person.id_number"]["held_by"] = ""
    data["dictionary"]["elements"]["person.insured"] = {
        "title": "参保类型", "held_by": "companies.kind", "owner": "health",
    }  # fmt: skip
    data["resources"]["companies"]["key"] = "id_number"
    scenario["items"] = {
        "proof": {
            "title": "参保证明", "unit": "health", "type": "public-service", "promised": "at once", "result": "参保证明",
            "materials": [{"name": "参保信息", "elements": ["person.insured"]}],
        }
    }  # fmt: skip
    return data


def runs(data: dict[str, Any]) -> bool:
    package = Package.model_validate(data)
    compiled = compile_package(package)
    whole = runs_on_one_identity(package, compiled.situations[0])
    assert whole == (items_on_one_identity(package, compiled) == ("proof",))
    return whole


def test_item_when_only_an_identity_number_is_asked_then_it_runs_on_one_identity() -> None:
    assert runs(one_identity_data())


@pytest.mark.parametrize("way", ["commitment", "dropped", "officer"])
def test_item_when_a_line_is_promised_or_dropped_then_it_still_runs_but_not_when_an_officer_fetches_it(
    way: str,
) -> None:
    data = one_identity_data()
    line = {"name": "声明", "elements": ["person.no_record"], "instead": {"by": way, "why": "不再提交"}}
    data["scenario"]["items"]["proof"]["materials"].append(line)
    assert runs(data) == (way != "officer")


def test_item_when_one_paper_more_is_asked_then_it_does_not_run_on_one_identity() -> None:
    data = one_identity_data()
    data["scenario"]["items"]["proof"]["materials"].append(
        {"name": "场所平面图", "elements": ["premises.floor_plan"]}
    )
    assert not runs(data)


def test_item_when_the_key_stands_on_no_identity_card_then_it_does_not_run_on_one_identity() -> None:
    data = one_identity_data()
    data["dictionary"]["elements"]["person.card_number"] = {"title": "卡号"}
    data["resources"]["companies"]["key"] = "card_number"
    assert not runs(data)


def test_item_when_the_grant_is_gone_then_it_does_not_run_on_one_identity() -> None:
    data = one_identity_data()
    data["scenario"]["grants"] = {}
    assert not runs(data)
