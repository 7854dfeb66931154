"""The matrix itself: the page is not stale, and says of itself what must never be otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from guantong.project.rights import RULES, rights_in
from guantong.project.rights_page import THINGS, VISITORS, write_rights

ROOT = Path(__file__).resolve().parents[2]


def test_page_of_rights_when_compared_with_the_rules_then_it_is_not_stale():
    published = ROOT / "docs" / "reference" / "rights.md"
    assert published.read_text("utf-8") == write_rights(), "run `guantong reference`"


def test_rules_when_compared_with_the_page_then_every_kind_stands_on_it():
    assert {thing.kind for thing in THINGS.values()} == set(RULES)


@pytest.mark.parametrize(
    "name", ["nobody", "staff without second factor", "another applicant", "agent of another"]
)
def test_matrix_when_asked_about_strangers_then_there_is_no_letter(name):
    assert {
        what: letters for what, thing in THINGS.items() if (letters := rights_in(thing, VISITORS[name]))
    } == {}


@pytest.mark.parametrize("name", ["clerk, bound to the applicant", "officer, bound to the applicant"])
def test_matrix_when_asked_about_the_bound_then_they_see_the_case_and_change_nothing_in_it(name):
    letters = {
        what: rights_in(THINGS[what], VISITORS[name])
        for what in ("case, as a whole", "branch of the case (an item)", "licence")
    }
    assert any(letters.values())
    assert not any("w" in each for each in letters.values())


def test_matrix_when_asked_about_journal_and_keys_then_nobody_has_a_letter():
    for what in ("journal, as a whole", "secret keys"):
        assert {name for name, actor in VISITORS.items() if rights_in(THINGS[what], actor)} == set()
