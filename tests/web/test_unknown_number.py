"""A number that no register knows: the number is pointed at first, and correcting it makes the form whole again."""

from __future__ import annotations

import pytest

from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.cases import public as cases
from tests.web.page_reader import errors_of, form_of, posted, read
from tests.web.test_citizen_flow import _hand_in, begin, filled

KEY = "mother.id_number"
OTHER = "330106199001011239"


@pytest.fixture(params=[KEY, "mother.name"])
def unknown(monkeypatch, request):
    """Let the register not know the mother's number; the problem lies at the number, or at what is missing."""
    facts = {"source": "人口综合库", "title": "", "key": KEY, "key_title": ""}

    def refuse(**given):
        raise Refused(Problem(code="form.source_unknown", where=request.param, facts=facts))

    monkeypatch.setattr(cases, "submit_case", refuse)


def refused_page(citizen):
    draft = begin(citizen)
    check = citizen.post(draft, {**filled(), "action": "check"}).url
    return draft, read(_hand_in(citizen, check))


def test_check_when_no_register_knows_a_number_then_the_number_comes_first_and_its_fields_are_offered(
    citizen, unknown
):
    _, page = refused_page(citizen)
    assert errors_of(page)[0][0] == "#f-mother-id_number"
    assert "f-mother-name" in page.xpath("//main//input/@id")
    assert "f-father-name" not in page.xpath("//main//input/@id")


def test_form_when_the_number_is_corrected_then_what_was_asked_for_its_sake_is_asked_no_more(
    citizen, unknown
):
    draft, page = refused_page(citizen)
    body = {**posted(form_of(page, draft)), KEY: OTHER, "action": "save"}
    citizen.post(draft, body)
    page = read(citizen.get(draft))
    assert "f-mother-name" not in page.xpath("//main//input/@id")
    assert posted(form_of(page, draft))[KEY] == OTHER


def test_form_when_the_number_is_kept_then_what_was_filled_in_stays(citizen, unknown):
    draft, page = refused_page(citizen)
    citizen.post(draft, {**posted(form_of(page, draft)), "mother.name": "王某", "action": "save"})
    assert posted(form_of(read(citizen.get(draft)), draft))["mother.name"] == "王某"
