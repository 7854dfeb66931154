"""Who may do what: one table of roles and verbs; tracking codes; what words are found by; areas."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guantong.core.flow.model import VERBS, Branch, Event, Flow, Inspection
from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.text import Text
from guantong.modules.cases import rules
from guantong.modules.cases.rules.codes import LENGTH, SIGNS

XIHU, TOWN, HANGZHOU, ZHEJIANG, NINGBO = (
    "330106000000", "330106001000", "330100000000", "330000000000", "330200000000",
)  # fmt: skip

FLOW = Flow(
    scenario="s", situation="x", title=Text("题"), lead="market", promised=5,
    branches=(
        Branch(item="a", title=Text("甲"), unit="market", level="county", promised=1, legal=1, inspection="place"),
        Branch(item="b", title=Text("乙"), unit="fire", level="county", promised=1, legal=1, inspection="place"),
    ),
    inspections=(Inspection(place="place", title=Text("场所"), items=("a", "b"), led_by="fire", within=3),),
)  # fmt: skip
FACTS = rules.Facts(
    scenario="s", division=XIHU, board="business-registration", applicant="1", accepted_by="50",
    units={"a": "10", "b": "11"}, led_by={"place": "11"}, asked={("a", "culture"): "12"},
)  # fmt: skip

APPLICANT = Actor(account="1", role="applicant")
STRANGER = Actor(account="2", role="applicant")
CLERK = Actor(account="60", role="clerk", division=XIHU, boards=("business-registration",))
NO_BOARD = Actor(account="61", role="clerk", division=XIHU, boards=("social",))
FAR_CLERK = Actor(account="62", role="clerk", division=NINGBO, boards=("business-registration",))
OFFICER_A = Actor(account="70", role="officer", unit="10", unit_role="market", division=XIHU)
OFFICER_B = Actor(account="71", role="officer", unit="11", unit_role="fire", division=XIHU)
ASKED = Actor(account="72", role="officer", unit="12", unit_role="culture", division=XIHU)
ACCEPTED_IT = Actor(account="50", role="officer", unit="10", unit_role="market", division=XIHU)
OWN_MATTER = Actor(account="1", role="officer", unit="10", unit_role="market", division=XIHU)
OWN_WINDOW = Actor(account="1", role="clerk", division=XIHU, boards=("business-registration",))
MANAGER = Actor(account="80", role="manager", division=XIHU, unit="10")

OF_APPLICANT = {("submit", ""), ("correct", ""), ("supplement", ""), ("withdraw", ""), ("rate", "")}
OF_WINDOW = {("return", ""), ("accept", ""), ("refuse", ""), ("extend", ""), ("deliver", "")}
WORK = (
    "approve",
    "reject",
    "return",
    "send_back",
    "consult",
    "pause",
    "suspend",
    "resume",
    "extend",
    "inspect",
)
DECISIONS = {"approve", "reject", "send_back", "inspect"}
OF_A = {(verb, "a") for verb in WORK}
OF_B = {(verb, "b") for verb in WORK} | {("appoint", "a"), ("appoint", "b")}

TABLE = {
    "the applicant": (APPLICANT, OF_APPLICANT),
    "another applicant": (STRANGER, set()),
    "the clerk": (CLERK, OF_WINDOW | {("submit", "")}),  # for whoever stands at the window
    "a clerk without the board": (NO_BOARD, set()),
    "a clerk elsewhere": (FAR_CLERK, set()),
    "the officer of a": (OFFICER_A, OF_A),
    "the officer of b, whose unit leads the visit": (OFFICER_B, OF_B),
    "an officer of a consulted unit": (ASKED, {("answer", "a")}),
    "an officer of a who accepted the case": (ACCEPTED_IT, {pair for pair in OF_A if pair[0] not in DECISIONS}),
    "an officer of a with a matter of their own": (OWN_MATTER, set()),
    "a clerk with a matter of their own": (OWN_WINDOW, set()),
    "the manager": (MANAGER, set()),
    "the system": (SYSTEM, {("lapse", ""), ("receive", ""), ("give_up", "")}),
}  # fmt: skip


@pytest.mark.parametrize("who", TABLE)
def test_may_when_asked_for_every_verb_then_it_answers_as_the_table_says(who):
    actor, expected = TABLE[who]
    every = [(verb, item) for verb in VERBS for item in ("", "a", "b")]
    found = {pair for pair in every if rules.may(actor, Event(do=pair[0], item=pair[1]), FLOW, FACTS) is None}
    assert found - {(verb, item) for verb in rules.SYSTEM_VERBS for item in ("a", "b")} == expected | (
        {(verb, item) for verb, _ in OF_APPLICANT for item in ("a", "b")} if who == "the applicant" else set()
    )


@pytest.mark.parametrize(
    ("actor", "event", "code"),
    [
        (STRANGER, Event(do="withdraw"), "cases.not_yours"),
        (APPLICANT, Event(do="approve", item="a"), "cases.wrong_role"),
        (NO_BOARD, Event(do="accept"), "cases.wrong_board"),
        (FAR_CLERK, Event(do="accept"), "cases.not_yours"),
        (CLERK, Event(do="approve", item="a"), "cases.wrong_role"),
        (OFFICER_B, Event(do="approve", item="a"), "cases.not_yours"),
        (OFFICER_A, Event(do="appoint", item="a"), "cases.not_yours"),
        (ACCEPTED_IT, Event(do="approve", item="a"), "cases.separate"),
        (OWN_MATTER, Event(do="approve", item="a"), "cases.recuse"),
        (MANAGER, Event(do="approve", item="a"), "cases.wrong_role"),
    ],
)
def test_may_when_not_allowed_says_why(actor, event, code):
    problem = rules.may(actor, event, FLOW, FACTS)
    assert problem is not None
    assert problem.code == code


def test_verbs_for_when_the_engine_allows_more_then_only_the_own_ones_are_shown():
    allowed = (("approve", "a"), ("approve", "b"), ("withdraw", ""), ("appoint", "a"))
    assert rules.verbs_for(OFFICER_A, allowed, FLOW, FACTS) == (("approve", "a"),)
    assert rules.verbs_for(OFFICER_B, allowed, FLOW, FACTS) == (("approve", "b"), ("appoint", "a"))
    assert rules.verbs_for(APPLICANT, allowed, FLOW, FACTS) == (("withdraw", ""),)


@pytest.mark.parametrize(
    ("actor", "seen"),
    [
        (APPLICANT, True), (STRANGER, False), (CLERK, True), (NO_BOARD, False), (FAR_CLERK, False), (OFFICER_A, True),
        (ASKED, True), (Actor(account="9", role="officer", unit="99"), False), (MANAGER, True),
        (Actor(account="81", role="manager", division=HANGZHOU), True),
        (Actor(account="82", role="manager", division=NINGBO), False),
        (Actor(account="83", role="manager"), False), (Actor(account="63", role="clerk"), False),
        (Actor(account="64", role="clerk", division=HANGZHOU, boards=("business-registration",)), False),
    ],
)  # fmt: skip
def test_may_see_when_asked_then_only_those_who_have_to_do_with_it(actor, seen):
    assert rules.may_see(actor, FACTS) is seen


def test_areas_when_cut_from_codes_then_they_hold_what_lies_inside():
    assert [rules.area_of(code) for code in (ZHEJIANG, HANGZHOU, XIHU, TOWN)] == [
        "33",
        "3301",
        "330106",
        "330106001",
    ]
    assert rules.inside(TOWN, XIHU)
    assert not rules.inside(XIHU, TOWN)
    assert not rules.inside(XIHU, "")
    assert [rules.window_area(code) for code in (HANGZHOU, XIHU, TOWN)] == [HANGZHOU, "330106", "330106001"]


# ------------------------------------------------------------------------------------------------------ tracking codes

BODIES = st.text(SIGNS, min_size=LENGTH - 1, max_size=LENGTH - 1)


def code_of(body: str) -> str:
    signs = iter(body)
    return rules.make_code(lambda _: next(signs))


@given(BODIES)
def test_code_when_typed_in_small_letters_and_groups_then_it_is_read(body):
    code = code_of(body)
    assert rules.read_code(f" {code[:4].lower()}-{code[4:8]} {code[8:]}") == code


@given(BODIES, st.integers(0, LENGTH - 1), st.sampled_from(SIGNS))
def test_code_when_one_sign_is_wrong_then_it_is_refused(body, at, sign):
    code = code_of(body)
    wrong = code[:at] + sign + code[at + 1 :]
    assert rules.read_code(wrong) == (code if wrong == code else "")


@given(BODIES, st.integers(0, LENGTH - 2))
def test_code_when_two_neighbours_are_swapped_then_it_is_refused(body, at):
    code = code_of(body)
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert rules.read_code(swapped) == (code if swapped == code else "")


@pytest.mark.parametrize("typed", ["", "ABC", "0" * LENGTH, "中" * LENGTH, "2" * 100])
def test_code_when_it_cannot_be_one_then_nothing_is_read(typed):
    assert rules.read_code(typed) == ""


# ------------------------------------------------------------------------------------------------------------ searching


@given(st.text(st.characters(categories=("Lo", "Nd")), min_size=2, max_size=12), st.data())
def test_tokens_when_any_part_of_a_name_is_looked_for_then_all_its_tokens_are_in_the_index(name, data):
    start = data.draw(st.integers(0, len(name) - 1))
    end = data.draw(st.integers(start + 1, len(name)))
    assert set(rules.query_tokens(name[start:end])) <= set(rules.index_tokens(name))


def test_tokens_when_a_sign_is_not_in_the_name_then_they_do_not_match():
    assert not set(rules.query_tokens("张四")) <= set(rules.index_tokens("张三丰"))
    assert rules.query_tokens("，。") == []
