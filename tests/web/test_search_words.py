"""Words that people use for a matter find it, and so does everything that a page suggests to look for."""

from __future__ import annotations

import re

import pytest

from guantong.core.kernel.texts import say
from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.read import read_package
from guantong.modules.services import rules
from tests.web.conftest import SCENARIOS

PEOPLE_SAY = {
    "孩子上户口": "newborn", "生孩子": "newborn", "baby": "newborn", "老人去世": "after-death", "过世": "after-death",
    "公司注册": "open-company", "唱歌": "open-ktv", "药房": "open-pharmacy", "开店": "open-pharmacy",
    "建厂": "investment-project",
}  # fmt: skip


@pytest.fixture(scope="module")
def published():
    packages = [read_package(SCENARIOS / name) for name in sorted(set(PEOPLE_SAY.values()))]
    return [
        (rules.card_of(package, compile_package(package)), rules.tokens_of(*rules.texts_of(package)))
        for package in packages
    ]


@pytest.mark.parametrize(("words", "scenario"), PEOPLE_SAY.items())
def test_search_when_people_say_it_their_way_then_finds_the_matter(published, words, scenario):
    assert scenario in [card.scenario for card in rules.rank(words, published)][:3]


def suggestions(language: str) -> list[str]:
    hint = re.findall(r"“(.+?)”", say("public-matters-none-hint", language))
    return [
        *hint,
        *re.split("[、,] ?", re.split("[：:]|例如", say("public-search-example", language))[-1].strip()),
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_search_when_a_page_suggests_words_then_each_finds_something(published, language):
    found = {words: rules.rank(words, published) for words in suggestions(language)}
    assert len(found) >= 3
    assert [words for words, cards in found.items() if not cards] == []


def test_search_when_nothing_is_called_so_then_finds_nothing(published):
    assert rules.rank("天气预报", published) == []


def test_card_when_situations_differ_then_it_counts_the_items_of_the_widest():
    package = read_package(SCENARIOS / "open-ktv")
    compiled = compile_package(package)
    card = rules.card_of(package, compiled)
    assert card.items == max(len(situation.items) for situation in compiled.situations) == 9
    assert card.varies
    assert len(package.scenario.items) > card.items
    plain = read_package(SCENARIOS / "rectification")
    assert not rules.card_of(plain, compile_package(plain)).varies
