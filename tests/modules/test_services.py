"""Publishing: once, for ever, and as each division has it."""

from __future__ import annotations

import copy

import pytest
from hypothesis import HealthCheck, given, settings

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Refused
from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.language import Package
from guantong.core.scenario.overlay import package_for
from guantong.modules.journal.public import entries_of
from guantong.modules.services import models, queries, rules
from guantong.modules.services import public as services
from tests.package_by_hand import by_hand
from tests.packages import packages

HANGZHOU, XIHU, NINGBO = "330100000000", "330106000000", "330200000000"


@pytest.fixture
def package():
    return Package.model_validate(by_hand())


@pytest.fixture
def published(db, package, at):
    return services.publish(package=package, by=SYSTEM, now=at)


def named(name, zh, **more):
    data = copy.deepcopy(by_hand())
    data["scenario"] |= {"scenario": name, "title": {"zh": zh}, **more}
    return Package.model_validate(data)


def test_publish_when_nothing_changed_keeps_the_version(published, package, at):
    again = services.publish(package=package, by=SYSTEM, now=at)
    assert (published.version, published.changed) == (1, True)
    assert (again.version, again.changed) == (1, False)
    assert [entry.facts()["version"] for entry in entries_of("services")] == [1]


def test_publish_when_a_promise_changed_makes_a_new_version_and_keeps_the_old_flows(published, package, at):
    before = services.get_matter("made-by-hand", NINGBO)
    data = by_hand()
    data["scenario"]["items"]["entertainment"]["promised"] = "7 workdays"
    assert services.publish(package=Package.model_validate(data), by=SYSTEM, now=at).version == 2
    after = services.get_matter("made-by-hand", NINGBO)
    assert after.version == 2
    assert after.compiled.hash != before.compiled.hash
    queries.forget()
    for situation in before.compiled.situations + after.compiled.situations:
        assert services.get_flow(situation.flow.hash) == situation.flow
        assert services.get_situation(situation.flow.hash) == situation


def test_publish_when_the_old_text_comes_back_numbers_on(published, package, at):
    data = by_hand()
    data["scenario"]["title"] = "另一个名字"
    services.publish(package=Package.model_validate(data), by=SYSTEM, now=at)
    assert services.publish(package=package, by=SYSTEM, now=at).version == 3
    assert models.Version.objects.filter(current=True).count() == 1


def test_get_matter_in_a_division_with_an_overlay_is_the_overlaid_one(published, package):
    for division, overlaid in ((HANGZHOU, True), (XIHU, True), (NINGBO, False)):
        matter = services.get_matter("made-by-hand", division)
        assert matter.division == division
        assert matter.package == package_for(package, division)
        assert matter.package.scenario.promised.amount == (9 if overlaid else 10)
        expected = compile_package(package_for(package, division), HANGZHOU if overlaid else "")
        assert matter.compiled == expected


def test_get_matter_when_not_published_is_refused(db):
    with pytest.raises(Refused, match=r"services\.not_published"):
        services.get_matter("no-such-matter", XIHU)


def test_get_flow_when_unknown_is_refused(db):
    with pytest.raises(Refused, match=r"services\.no_flow"):
        services.get_flow("0" * 64)


def test_situation_for_answers_is_one_of_the_compiled(published):
    matter = services.get_matter("made-by-hand", NINGBO)
    small = services.situation_for(matter, {"area": 100, "kind": "song"})
    large = services.situation_for(matter, {"area": 400, "kind": "song"})
    assert (small.items, len(large.items)) == (("registration",), 2)
    with pytest.raises(Refused):
        services.situation_for(matter, {"kind": "song"})


def test_list_matters_when_searched_finds_words_inside_titles_best_first(db, at):
    for name, zh in (("ktv", "开办KTV一件事"), ("pharmacy", "开办药店一件事"), ("birth", "新生儿出生一件事")):
        services.publish(package=named(name, zh), by=SYSTEM, now=at)

    def found(words):
        return [card.scenario for card in services.list_matters(words=words)]

    assert found("药店") == ["pharmacy"]
    assert found("我想开办药店")[0] == "pharmacy"
    assert found("ktv") == ["ktv"]
    assert found("ＫＴＶ") == ["ktv"]
    assert found("新") == ["birth"]
    assert found("火星") == []
    assert found("？！") == []
    assert len(found("")) == len(found("一件事")) == 3


def test_list_matters_shows_only_what_a_person_can_apply_for(db, at):
    services.publish(package=named("for-people", "个人的事", applicant="person"), by=SYSTEM, now=at)
    services.publish(package=named("from-rating", "整改", opens_from="rating"), by=SYSTEM, now=at)
    services.publish(package=named("for-firms", "企业的事", track="livelihood"), by=SYSTEM, now=at)
    assert [card.scenario for card in services.list_matters()] == ["for-firms", "for-people"]
    assert [card.scenario for card in services.list_matters(applicant="person")] == ["for-people"]
    assert [card.scenario for card in services.list_matters(track="livelihood")] == ["for-firms"]
    assert services.get_matter("from-rating", XIHU).package.scenario.opens_from == "rating"


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(packages(nasty=True))
def test_a_package_comes_back_from_the_database_as_it_was(package):
    text = package.model_dump_json(by_alias=True, exclude_defaults=True)
    back = Package.model_validate_json(text)
    assert back == package
    assert list(back.dictionary.elements) == list(package.dictionary.elements)


def test_wanted_tokens_of_any_title_are_among_its_tokens():
    for text in ("开办KTV一件事", "身后一件事", "Open a karaoke venue 24h"):
        assert set(rules.wanted_tokens(text)) <= set(rules.tokens_of(text))


def proof(scenario: str, **line: object) -> Package:
    """A package of one item whose unit asks for one proof, or whatever `line` says."""
    data = copy.deepcopy(by_hand())
    data["overlays"], data["stories"] = {}, {}
    data["scenario"] |= {
        "scenario": scenario,
        "asks": {},
        "inspections": {},
        "stages": {},
        "published": [],
        "grants": {},
    }
    material = {"name": "场所使用证明", "elements": ["premises.title_deed"], **line}
    item = {
        "title": "登记",
        "unit": "market-regulation",
        "type": "filing",
        "promised": "1 workday",
        "result": "登记",
    }
    data["scenario"]["items"] = {"registration": {**item, "materials": [material]}}
    return Package.model_validate(data)


DROPPED = {"by": "dropped", "why": "法律没有规定"}


@pytest.mark.parametrize("first", ["drops", "asks"])
def test_publish_when_one_matter_drops_what_another_asks_then_is_refused_whichever_comes_first(db, at, first):
    both = {"drops": proof("drops", instead=DROPPED), "asks": proof("asks", name="产权材料")}
    services.publish(package=both.pop(first), by=SYSTEM, now=at)
    (second,) = both.values()
    with pytest.raises(Refused) as refused:
        services.publish(package=second, by=SYSTEM, now=at)
    problem = refused.value.problems[0]
    assert (problem.code, problem.facts["scenario"], problem.facts["dropped"]) == (
        "services.dropped",
        "asks",
        "drops",
    )
    assert services.published_scenarios() == (first,)


def test_publish_when_another_unit_asks_for_what_is_on_it_then_is_refused_too(db, at):
    services.publish(package=proof("drops", instead=DROPPED), by=SYSTEM, now=at)
    data = proof("asks", name="产权材料").model_dump(by_alias=True)
    data["scenario"]["items"]["registration"]["unit"] = "health"
    with pytest.raises(Refused) as refused:
        services.publish(package=Package.model_validate(data), by=SYSTEM, now=at)
    assert refused.value.code == "services.dropped"


def test_publish_when_another_proof_is_asked_then_both_are_published(db, at):
    other = proof("asks", name="平面图", elements=["premises.floor_plan"])
    for package in (proof("drops", instead=DROPPED), other):
        services.publish(package=package, by=SYSTEM, now=at)
    assert services.published_scenarios() == ("asks", "drops")


def test_publish_when_both_drop_it_together_then_neither_stands_in_the_other_s_way(db, at):
    for name in ("one", "two"):
        services.publish(package=proof(name), by=SYSTEM, now=at)
    both = [proof(name, instead=DROPPED) for name in ("one", "two")]
    with pytest.raises(Refused):
        services.publish(package=both[0], by=SYSTEM, now=at)
    for package in both:
        services.publish(package=package, by=SYSTEM, now=at, together=both)
    assert {services.get_matter(name, NINGBO).version for name in ("one", "two")} == {2}
