"""A correction must not bring back what is replaced or dropped; what the form asks, and what a silent source left open, may be marked."""

from __future__ import annotations

import pytest

from guantong.core.flow.model import Branch, Datum, Event, Flow, Input, State
from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Refused
from guantong.core.kernel.text import Text
from guantong.core.kernel.texts import LANGUAGES, explain
from guantong.core.scenario.language import Package
from guantong.modules.cases import rules
from guantong.modules.services import public as services
from tests.modules.cases.desk import venue_package


def flow(*inputs: Input) -> Flow:
    title = Text("事")
    branches = (Branch(item="a", title=title, unit="u", level="county", promised=1, legal=0, inputs=inputs),)
    return Flow(scenario="s", situation="k", title=title, lead="u", promised=1, branches=branches)


def asked(source: str, stored: str = "", do: str = "return", item: str = "a") -> list[str]:
    """Return the ways that stand against marking an element that the branch receives from `source`."""
    data = {"p.x": Datum(value="v", source=stored)} if stored else {}
    event = Event(do=do, item=item, fields=("p.x",), because="不符")
    state = State(flow="h", phase="handling", data=data)
    found = rules.not_to_be_asked(event, flow(Input(element="p.x", source=source)), state)
    for problem in found:
        assert problem.code == "cases.not_to_be_asked"
        for language in LANGUAGES:
            assert "{" not in explain(problem, language)
    return [problem.facts["way"] for problem in found]


@pytest.mark.parametrize("item", ["a", ""])
@pytest.mark.parametrize("source", ["dropped", "commitment", "officer"])
def test_return_when_it_marks_what_is_dropped_or_replaced_then_is_refused(source, item):
    assert asked(source, item=item) == [source]


@pytest.mark.parametrize("source", ["shared", "licence"])
def test_return_when_a_source_gave_it_then_is_refused_but_not_when_the_applicant_had_to_type_it(source):
    assert asked(source, source) == [source]
    assert asked(source, "applicant") == []
    assert asked(source) == [], "the source is silent and nobody has given it yet"


@pytest.mark.parametrize("stored", ["", "applicant"])
def test_return_when_the_form_asks_for_it_then_may_be_marked(stored):
    assert asked("applicant", stored) == []


def test_return_when_one_branch_asks_for_it_then_the_window_may_mark_it_and_the_other_branch_may_not():
    both = flow(Input(element="p.x", source="commitment"))
    other = Branch(
        item="b", title=Text("事"), unit="u", level="county", promised=1, legal=0,
        inputs=(Input(element="p.x", source="applicant"),),
    )  # fmt: skip
    both = Flow(
        **{**{n: getattr(both, n) for n in both.__struct_fields__}, "branches": (*both.branches, other)}
    )
    state = State(flow="h", phase="handling")
    for item, ways in (("", []), ("b", []), ("a", ["commitment"])):
        found = rules.not_to_be_asked(Event(do="return", item=item, fields=("p.x",)), both, state)
        assert [problem.facts["way"] for problem in found] == ways


@pytest.mark.parametrize("do", ["approve", "reject", "accept"])
def test_other_verbs_when_they_name_fields_then_are_not_concerned(do):
    assert asked("dropped", do=do) == []


def test_return_when_done_through_the_door_then_is_refused_in_titles_and_nothing_is_written(desk):
    ref = desk.accepted()
    officer = desk.officer("health")
    with pytest.raises(Refused) as refused:
        desk.act(officer, ref, "return", "hygiene", fields=("company.address",), because="再交一份")
    assert refused.value.code == "cases.not_to_be_asked"
    said = explain(refused.value.problems[0])
    assert "住所" in said
    assert "company.address" not in said
    after = desk.act(officer, ref, "return", "hygiene", fields=("company.name",), because="补正")
    assert after.version == ref.version + 1


CANCELLED = {"无房证明": Text("取消，不再要求提交：没有法律依据"), "证明": Text("取消")}


@pytest.mark.parametrize("because", ["请补交无房证明", "请补交 无 房 证 明 。"])
def test_return_when_its_reason_names_a_cancelled_proof_then_is_refused_with_the_measure(because):
    with pytest.raises(Refused) as refused:
        rules.must_not_name(Event(do="return", because=because), CANCELLED, ())
    (problem,) = refused.value.problems
    assert (problem.code, problem.where, problem.facts["material"]) == (
        "cases.dropped_named",
        "because",
        "无房证明",
    )
    assert "没有法律依据" in explain(problem)
    for language in LANGUAGES:
        assert "{" not in explain(problem, language)


@pytest.mark.parametrize(
    ("do", "because", "kept"),
    [
        ("return", "请更正场所平面图", ()),
        ("return", "证明材料不清楚", ()),  # too short a name to say which proof is meant
        ("return", "请补交无房证明", ("无房证明",)),  # this matter asks for another one of the same name
        ("reject", "没有无房证明", ()),
    ],
)
def test_return_when_its_reason_names_nothing_cancelled_then_may_be_made(do, because, kept):
    rules.must_not_name(Event(do=do, because=because), CANCELLED, kept)


def test_return_when_another_matter_has_cancelled_what_its_reason_asks_for_then_nothing_is_written(desk):
    data = venue_package()
    data["scenario"]["scenario"] = "another"
    data["scenario"]["items"]["hygiene"]["materials"].append(
        {"name": "健康状况证明", "kind": "proof", "elements": ["company.health"], "instead": {"by": "dropped", "why": "没有法律依据"}}
    )  # fmt: skip
    data["dictionary"]["elements"]["company.health"] = {"title": "健康状况", "owner": "health"}
    ref = desk.accepted()
    officer, because = desk.officer("health"), "名称不符，另请补交健康状况证明"
    services.publish(package=Package.model_validate(data), by=SYSTEM, now=desk.at)
    with pytest.raises(Refused) as refused:
        desk.act(officer, ref, "return", "hygiene", fields=("company.name",), because=because)
    assert refused.value.code == "cases.dropped_named"
    said = explain(refused.value.problems[0])
    assert "健康状况证明" in said
    assert "没有法律依据" in said
    after = desk.act(officer, ref, "return", "hygiene", fields=("company.name",), because="名称不符")
    assert after.version == ref.version + 1
