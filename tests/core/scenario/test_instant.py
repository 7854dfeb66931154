"""A situation whose items are all done at once promises no days, wherever its term is told; others of the matter keep theirs."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings

from guantong.core.kernel.texts import LANGUAGES
from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.gantt import gantt_svg
from guantong.core.scenario.guide import make_guide
from guantong.core.scenario.guide_markdown import guide_markdown
from guantong.core.scenario.language import Package
from guantong.core.scenario.read import read_package
from guantong.modules.services.rules import card_of
from tests.packages import packages

PACKAGE = read_package(Path(__file__).resolve().parents[3] / "scenarios" / "one-identity")
COMPILED = compile_package(PACKAGE)


def test_promise_when_every_item_is_done_at_once_then_is_no_days_and_otherwise_the_matters_own():
    promised = {situation.items: situation.plan.promised for situation in COMPILED.situations}
    assert promised[("social-insurance-proof",)] == 0
    assert promised[("id-card-renewal",)] == 10
    assert {situation.flow.promised for situation in COMPILED.situations} == {0, 10}


def test_card_when_some_situations_are_done_at_once_then_says_so_and_the_longest_promise():
    card = card_of(PACKAGE, COMPILED)
    assert (card.promised, card.partly_instant) == (10, True)


def test_guide_and_picture_when_done_at_once_then_name_no_days():
    instant = next(one for one in COMPILED.situations if not one.plan.promised)
    for language in LANGUAGES:
        text = guide_markdown(make_guide(PACKAGE, instant, language))
        picture = gantt_svg(instant.plan, language)
        for told in (text, picture):
            assert {"zh": "当场办结", "en": "at once"}[language] in told
            assert {"zh": "承诺0", "en": "promised 0"}[language] not in told
            assert {"zh": "10个工作日", "en": "10 workdays"}[language] not in told


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(package=packages())
def test_promise_whatever_the_package_then_is_nothing_exactly_where_no_item_takes_a_day(package: Package):
    compiled = compile_package(package)
    for situation in compiled.situations:
        days = [package.scenario.items[item].promised.workdays for item in situation.items]
        assert situation.plan.promised == (package.scenario.promised.workdays if any(days) else 0)
    assert compiled.promised == max(situation.plan.promised for situation in compiled.situations)
