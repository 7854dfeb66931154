"""The public lists: what they say is what the form asks, each count is the sum of its rows, and the file is no formula."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from guantong.core.kernel.actor import SYSTEM
from guantong.core.scenario.compiled import Situation
from guantong.core.scenario.read import read_package
from guantong.modules.services import public as services
from guantong.web.ui.sheets import csv_file, safe_cell
from tests.web.conftest import AT, SCENARIOS
from tests.web.page_reader import complaints, read


@pytest.fixture
def published(pages):
    for name in ("one-identity", "proof-complaint"):
        services.publish(package=read_package(SCENARIOS / name), by=SYSTEM, now=AT)


def titles(answer) -> list[str]:
    return [
        one.strip()
        for one in read(answer).xpath("//ul[contains(@class,'proofs')]//*[@class='line-title']/text()")
    ]


def all_titles(visitor, address: str) -> list[str]:
    found, after = [], 0
    while True:
        page = titles(visitor.get(f"{address}&after={after}"))
        found += page
        if not page:
            return found
        after += len(page)


@pytest.mark.parametrize(
    "address",
    ["/proofs/", "/proofs/?list=kept", "/proofs/?words=没有这种材料", "/proofs/?list=wrong&after=x&unit=%27"],
)
@pytest.mark.parametrize("cookies", [{}, {"guantong_language": "en", "guantong_text": "large"}])
def test_lists_when_shown_then_the_markup_keeps_the_rules(published, visitor, address, cookies):
    for name, value in cookies.items():
        visitor.cookies[name] = value
    answer = visitor.get(address)
    assert answer.status_code == 200
    assert complaints(answer) == []


def test_lists_when_compared_with_the_forms_then_nothing_that_is_asked_stands_among_what_is_saved(
    published, visitor
):
    """Every paper that any form asks for is on the list of those kept, in the words of the department that asks."""
    kept = set(all_titles(visitor, "/proofs/?list=kept"))
    replaced = set(all_titles(visitor, "/proofs/?list=replaced"))
    assert kept
    assert replaced
    lines = services.proof_lines()
    for card in services.list_matters():
        matter = services.get_matter(card.scenario, "")
        for situation in matter.compiled.situations:
            for item, name in papers_of(situation):
                line = next((one for one in lines if one.item == item and one.line.material.zh == name), None)
                if line is not None:
                    first_asked = any(way.asks for way in line.line.ways)
                    assert line.kept or not first_asked
    assert {one.line.material.zh for one in lines if one.kept} == kept
    assert {one.line.material.zh for one in lines if not one.kept} == replaced


def papers_of(situation: Situation) -> set[tuple[str, str]]:
    return {(asker.item, asker.material) for field in situation.form.fields for asker in field.asked_by}


def test_counts_when_opened_then_each_is_the_sum_of_its_rows(published, visitor):
    page = read(visitor.get("/proofs/"))
    figures = page.xpath("//details[@class='figure']")
    assert len(figures) == 4
    for at, figure in enumerate(figures):
        number = int(figure.xpath("string(.//*[@class='figure-after'])"))
        rows = figure.xpath(".//tbody/tr")
        numbers = [row.xpath("string(./*[last()])").strip() for row in rows]
        assert number == (len(rows) if at == 0 else sum(int(each) for each in numbers))
    identity = int(figures[0].xpath("string(.//*[@class='figure-after'])"))
    assert identity == len(services.identity_items()) >= 4
    saved = int(figures[1].xpath("string(.//*[@class='figure-after'])"))
    assert saved == sum(not line.kept for line in services.proof_lines())


@pytest.mark.parametrize(
    ("query", "inside", "outside"),
    [
        ("words=户籍", "户籍证明", "结婚证"),
        ("words=marriage", "结婚证", "户籍证明"),
        ("unit=housing-fund", "户籍证明", "结婚证"),
        ("matter=newborn", "结婚证", "户籍证明"),
    ],
)
def test_list_when_searched_then_only_what_fits_is_found(published, visitor, query, inside, outside):
    found = all_titles(visitor, f"/proofs/?list=replaced&{query}")
    assert inside in found
    assert outside not in found


def test_page_when_read_then_it_leads_to_the_complaint_and_the_complaint_is_in_no_list(published, visitor):
    page = read(visitor.get("/proofs/"))
    assert "/apply/proof-complaint/applies/" in page.xpath("//a/@href")
    assert visitor.get("/apply/proof-complaint/applies/").status_code == 200
    assert "proof-complaint" not in visitor.get("/matters/").content.decode()


def test_matter_when_shown_then_it_says_what_need_not_be_handed_in_and_by_which_measure(published, visitor):
    text = visitor.get("/matter/one-identity/").content.decode()
    assert "户籍证明" in text
    assert "人口综合库" in text
    lines = [line for line in services.proof_lines() if line.scenario == "one-identity"]
    assert f"共{len(lines)}份材料" in text


def test_list_when_a_proof_has_several_issuers_then_all_of_them_are_named(pages, visitor):
    services.publish(package=read_package(SCENARIOS / "after-death"), by=SYSTEM, now=AT)
    address = "/proofs/?words=死亡证明&unit=funeral-home"
    [measure] = read(visitor.get(address)).xpath("//ul[contains(@class,'proofs')]//*[@class='line-measure']")
    said = " ".join(measure.text_content().split())
    assert "出具死亡证明（正常死亡）" in said
    assert "出具死亡证明（非正常死亡）" in said
    assert said.count("或者") == 1
    visitor.cookies["guantong_language"] = "en"
    assert "; or " in read(visitor.get(address)).xpath("string(//*[@class='line-measure'])")


def rows_of(answer) -> list[list[str]]:
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


def test_file_when_downloaded_then_it_holds_the_filtered_list(published, visitor):
    answer = visitor.get("/proofs/proofs.csv?matter=one-identity")
    heads, *rows = rows_of(answer)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="proofs.csv"'
    assert len(heads) == 6
    assert {row[1] for row in rows} == {
        line.line.material.zh for line in services.proof_lines() if line.scenario == "one-identity"
    }
    assert len(rows_of(visitor.get("/proofs/proofs.csv"))) == 1 + len(services.proof_lines())


FORMULAS = (
    "=1+1",
    "+86",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "=1",
    "＠x",
    "\u3000=1",
    "|calc",
    "%0A",
)


@pytest.mark.parametrize("text", FORMULAS)
def test_cell_when_it_could_be_a_formula_then_it_is_text_and_loses_nothing(text):
    assert safe_cell(text) == f"'{text}"
    assert rows_of(csv_file("x.csv", ["a"], [[text]]))[1] == [f"'{text}"]


@pytest.mark.parametrize("text", ["证明", "a=b", "2026-03-02", "", 7, "'quoted"])
def test_cell_when_it_is_harmless_then_it_stays_as_it_is(text):
    assert safe_cell(text) == str(text)
