"""The dictionary says of every licence that an applicant gets what becomes of it electronically."""

from __future__ import annotations

from pathlib import Path

import pytest

from guantong.core.scenario.dictionary import find_element
from guantong.core.scenario.read import read_package

SCENARIOS = Path(__file__).resolve().parents[3] / "scenarios"
PACKAGES = sorted(path.parent.name for path in SCENARIOS.glob("*/scenario.yaml"))


@pytest.mark.parametrize("name", PACKAGES)
def test_licence_when_an_applicant_gets_it_then_has_a_type_and_a_holder_that_the_case_knows(name):
    package = read_package(SCENARIOS / name)
    issued = [element for item in package.scenario.items.values() for element in item.issues]
    asked = {
        element
        for item in package.scenario.items.values()
        for material in item.materials
        for element in material.elements
    }
    for element in issued:
        about = find_element(package.dictionary, element)
        if package.scenario.opens_from != "application" or not element.startswith("licence/"):
            continue
        assert about.e_licence is not None, element
        if holder := about.e_licence.holder:
            assert f"{holder}.name" in asked, (
                f"{name} gives {element} to {holder} and never asks for the name"
            )
