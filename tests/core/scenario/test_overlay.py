"""Overlays: fewer materials and shorter terms, in a city or a county; the county's before the city's."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guantong.core.kernel.problem import Refused
from guantong.core.scenario.checks import check_package, severity_of
from guantong.core.scenario.language import Overlay, Package
from guantong.core.scenario.overlay import apply_overlay, overlay_for, package_for
from tests.package_by_hand import by_hand
from tests.packages import packages

PACKAGE = Package.model_validate(by_hand())


def overlay(**parts: Any) -> Overlay:
    return Overlay.model_validate({"overlay": "xihu", "division": "330106000000", **parts})


def test_overlay_when_applied_then_the_term_is_shorter_and_the_material_gone() -> None:
    here = apply_overlay(PACKAGE, PACKAGE.overlays["hangzhou"])
    item = here.scenario.items["entertainment"]
    assert item.promised.workdays == 5
    assert "场所平面图" not in [material.name.zh for material in item.materials]
    assert here.scenario.promised.workdays == 9
    assert here.scenario.items["registration"] == PACKAGE.scenario.items["registration"]
    assert PACKAGE.scenario.items["entertainment"].promised.workdays == 8


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"promised": "11 workdays"}, "S803"),
        ({"promised": "14 days"}, "S803"),
        ({"items": {"entertainment": {"promised": "9 workdays"}}}, "S803"),
        ({"items": {"entertainment": {"promised": "1 month"}}}, "S803"),
        ({"items": {"inspection": {}}}, "S801"),
        ({"items": {"entertainment": {"without": ["没有的材料"]}}}, "S802"),
        ({"division": "330000000000"}, "S804"),
        ({"promised": "2 workdays"}, "S806"),
    ],
)
def test_overlay_when_it_asks_more_or_takes_longer_then_it_is_refused(
    parts: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        apply_overlay(PACKAGE, overlay(**parts))
    assert [problem.code for problem in refused.value.problems] == [code]


@pytest.mark.parametrize(
    ("parts", "codes"),
    [
        ({"items": {"entertainment": {"promised": "6 workdays"}}}, ["S808"]),  # the city promises five
        ({"promised": "10 workdays"}, ["S808"]),  # the city promises nine
        (
            {"items": {"entertainment": {"promised": "9 workdays"}}},
            ["S803"],
        ),  # longer than the province: said once
        ({"promised": "5 workdays"}, ["S806"]),  # one day and the city's five
        ({"items": {"entertainment": {"promised": "5 workdays"}}}, []),
        ({"items": {"entertainment": {"without": ["场所平面图"]}}}, []),  # said again, which changes nothing
        ({"division": "330200000000", "promised": "10 workdays"}, []),  # another city
    ],
)
def test_county_when_its_city_promises_more_then_less_is_refused(
    parts: dict[str, Any], codes: list[str]
) -> None:
    try:
        apply_overlay(PACKAGE, overlay(**parts))
        found = []
    except Refused as refused:
        found = [problem.code for problem in refused.problems]
    assert found == codes


def test_county_when_its_city_has_an_overlay_then_has_all_of_it_and_its_own_on_top() -> None:
    own = overlay(items={"registration": {"without": ["场所使用证明"]}})
    package = PACKAGE.model_copy(update={"overlays": {**PACKAGE.overlays, "xihu": own}})
    city, county = (package_for(package, code).scenario for code in ("330100000000", "330106109000"))
    assert county.promised == city.promised
    assert county.items["entertainment"] == city.items["entertainment"]
    kept = [material.name.zh for material in county.items["registration"].materials]
    assert kept == ["登记申请书"]
    assert len(city.items["registration"].materials) == 2


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(package=packages(), data=st.data())
def test_county_when_any_overlay_of_it_is_taken_then_nothing_is_more_than_in_its_city(
    package: Package, data: st.DataObject
) -> None:
    items = {}
    for name, item in package.scenario.items.items():
        longest = data.draw(st.integers(0, 12))
        without = (
            data.draw(st.lists(st.sampled_from([m.name.zh for m in item.materials]), unique=True))
            if item.materials
            else []
        )
        items[name] = {"promised": f"{longest} workdays" if longest else "at once", "without": without}
    county = Overlay.model_validate({"overlay": "xihu", "division": "330106000000", "items": items})
    with_county = package.model_copy(update={"overlays": {**package.overlays, "xihu": county}})
    try:
        here = apply_overlay(with_county, county).scenario
    except Refused:
        return
    city = package_for(package, "330100000000").scenario
    assert here.promised.workdays <= city.promised.workdays
    for name, item in here.items.items():
        assert item.promised.workdays <= city.items[name].promised.workdays
        assert [m for m in city.items[name].materials if m in item.materials] == item.materials


def test_overlay_when_wrong_in_several_ways_then_all_are_told() -> None:
    with pytest.raises(Refused) as refused:
        apply_overlay(
            PACKAGE, overlay(promised="20 workdays", items={"x": {}, "registration": {"without": ["y"]}})
        )
    assert {problem.code for problem in refused.value.problems} == {"S801", "S802", "S803"}


@pytest.mark.parametrize(
    ("division", "expected"),
    [
        ("330106000000", "xihu"),
        ("330106109000", "xihu"),  # a town of the county
        ("330102000000", "hangzhou"),  # another county of the city
        ("330100000000", "hangzhou"),
        ("330200000000", None),
        ("330000000000", None),
        ("3301", None),
        ("", None),
    ],
)
def test_overlay_when_looked_up_then_the_county_comes_before_the_city(
    division: str, expected: str | None
) -> None:
    package = PACKAGE.model_copy(
        update={"overlays": {**PACKAGE.overlays, "xihu": overlay(promised="9 workdays")}}
    )
    found = overlay_for(package, division)
    assert (found.overlay if found else None) == expected
    assert (package_for(package, division) is package) == (expected is None)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(package=packages())
def test_package_when_overlaid_then_nothing_is_more_and_it_still_passes_the_checks_of_terms(
    package: Package,
) -> None:
    for one in package.overlays.values():
        here = apply_overlay(package, one).scenario
        assert list(here.items) == list(package.scenario.items)
        for name, item in here.items.items():
            before = package.scenario.items[name]
            assert item.promised.workdays <= before.promised.workdays
            assert [m for m in before.materials if m in item.materials] == item.materials
        found = check_package(package.model_copy(update={"scenario": here, "overlays": {}}))
        new = {p.code for p in found} - {p.code for p in check_package(package)}
        # A question or a grant may have nothing left to do; what may be owed may now be owed beyond a shorter promise; and a
        # paper asked for once, for an item that asks no more, may now be asked for under the name of a dropped proof.
        assert new <= {"S403", "S503", "S314", "S212"}


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(package=packages(nasty=True))
def test_generated_package_when_checked_then_it_has_no_errors(package: Package) -> None:
    assert [p for p in check_package(package) if severity_of(p.code) == "error"] == []
