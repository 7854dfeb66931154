"""The figures before and after, counted on a model of the published pharmacy: four items, each with its inspection."""

from __future__ import annotations

from guantong.core.kernel.texts import has, say
from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.compiled import Figure
from guantong.core.scenario.figures import FIGURES
from guantong.core.scenario.language import Package
from tests.core.test_compile_sources import package

DROPPED = {"name": "proof", "elements": ["company.plan"], "instead": {"by": "dropped", "why": "no law"}}
FORM = {"name": "form", "kind": "form", "elements": ["company.area", "company.name"]}


def pharmacy() -> Package:
    legal = {"drugs": 30, "devices": 20, "record": None, "food": 20}
    data = package(
        {
            name: {
                "unit": "health" if name == "food" else "market-regulation",
                "promised": "5 workdays",
                "inspects": "premises",
                "visits": 2,
                "visit_reason": f"visit for {name}",
                "materials": [FORM, DROPPED, {"name": "plan", "elements": ["company.plan", "person.name"]}],
                **({"legal": f"{term} workdays"} if term else {}),
            }
            for name, term in legal.items()
        }
    )
    return data


def figures() -> dict[str, Figure]:
    return {figure.name: figure for figure in compile_package(pharmacy()).situations[0].figures}


def test_figures_when_four_inspected_items_become_one_matter_then_twelve_steps_become_three() -> None:
    assert {name: (f.before, f.after) for name, f in figures().items()} == {
        "items": (4, 1),
        "departments": (2, 1),
        "forms": (4, 1),
        "materials": (12, 2),
        "elements": (20, 4),
        "steps": (12, 3),
        "visits": (8, 1),
        "workdays": (75, 5),
    }


def test_figures_when_a_law_names_no_term_then_the_promise_counts_and_says_so() -> None:
    rows = {row.item: row for row in figures()["workdays"].rows_before}
    assert (rows["record"].amount, str(rows["record"].why)) == (5, say("compile-why-promised"))
    assert (rows["drugs"].amount, str(rows["drugs"].why)) == (30, say("compile-why-legal"))


def test_figures_when_nobody_has_to_come_then_there_is_no_visit_after() -> None:
    one = compile_package(package({"a": ["company.area"]})).situations[0]
    visits = next(figure for figure in one.figures if figure.name == "visits")
    assert (visits.before, visits.after, visits.rows_after) == (0, 0, ())


def test_figures_when_nothing_is_asked_then_there_is_no_form() -> None:
    one = compile_package(package({"a": []})).situations[0]
    assert {f.name: f.after for f in one.figures if f.name in ("forms", "materials", "elements")} == {
        "forms": 0, "materials": 0, "elements": 0,
    }  # fmt: skip


def test_figures_when_shown_then_each_has_a_name_and_reasons_in_both_languages() -> None:
    reasons = [row.why for f in figures().values() for row in (*f.rows_before, *f.rows_after) if row.why]
    labels = [row.label for f in figures().values() for row in (*f.rows_before, *f.rows_after)]
    assert all("[" not in text.zh + text.en for text in (*reasons, *labels))
    assert all(has(f"compile-figure-{name}", language) for name in FIGURES for language in ("zh", "en"))
