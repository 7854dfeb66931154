"""Refusals in the words of whoever reads them."""

from __future__ import annotations

import pytest

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.text import Text
from guantong.core.kernel.texts import explain
from guantong.modules.services import public as services
from tests.modules.cases.desk import ANSWERS, VENUE, XIHU


def test_refusal_when_it_names_elements_or_items_then_the_reader_gets_their_titles(desk):
    ref = desk.submit(premises__floor_plan=None)
    title = services.situation_for(services.get_matter(VENUE, XIHU), ANSWERS).form.fields
    plan = next(field.title for field in title if field.element == "premises.floor_plan")
    with pytest.raises(Refused, match=r"flow\.missing") as refused:
        desk.act(desk.clerk(), ref, "accept")
    (problem,) = refused.value.problems
    assert problem.facts["elements"] == (plan,)
    assert plan.zh in explain(problem)
    assert plan.in_("en") in explain(problem, "en")
    assert "premises.floor_plan" not in explain(problem)
    desk.act(desk.clerk(), ref, "accept", owed=("premises.floor_plan",))
    with pytest.raises(Refused, match=r"flow\.owed") as refused:
        desk.act(desk.officer("health"), ref, "approve", "hygiene")
    assert refused.value.problems[0].facts["elements"] == (plan,)


def test_explain_when_facts_are_texts_then_they_are_in_the_language_of_the_page():
    problem = Problem(code="flow.missing", facts={"elements": (Text("甲", "A"), Text("乙"), "c.d")})
    assert "甲、乙、c.d" in explain(problem)
    assert "A, 乙, c.d" in explain(problem, "en")


def test_refusal_when_it_names_a_unit_or_a_verb_then_the_reader_gets_its_name(desk):
    ref = desk.accepted()
    desk.act(desk.officer("health"), ref, "consult", "hygiene", target="public-security", because="有无记录")
    with pytest.raises(Refused, match=r"flow\.consultation_open") as refused:
        desk.act(desk.officer("health"), ref, "approve", "hygiene")
    said = explain(refused.value.problems[0])
    assert "局3" in said
    assert "public-security" not in said
    with pytest.raises(Refused, match=r"cases\.not_yours") as refused:
        desk.act(desk.officer("health"), ref, "approve", "registration")
    said = explain(refused.value.problems[0])
    assert "批准 营业执照" in said
    assert "approve" not in said
    assert "Approve" in explain(refused.value.problems[0], "en")
