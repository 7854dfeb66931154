"""What a withdrawn grant or a missing item costs; and the two commands that show it."""

from __future__ import annotations

import json

import pytest

from guantong.core.kernel.problem import Refused
from guantong.core.scenario.compile import compile_package
from guantong.core.scenario.language import Package
from guantong.core.scenario.whatif import compare, withdraw
from guantong.project import figure_tables
from guantong.project.cli import main
from guantong.project.commands import compile as compile_command
from guantong.project.commands import whatif as whatif_command
from tests.core.test_compile_sources import package


def model() -> Package:
    return package(
        {
            "a": {"needs": ["applicant.name", "company.area"], "issues": ["licence/one"]},
            "b": ["licence/one", "applicant.name"],
        },
        {"population": "all", "identity": "all"},
    )


def test_grant_when_withdrawn_then_the_field_comes_back_with_those_who_need_it() -> None:
    (one,) = compare(model(), withdraw(model(), grants=["population"]))
    assert [(f.element, [a.item for a in f.asked_by]) for f in one.back] == [("applicant.name", ["a", "b"])]
    assert one.gone == ()
    assert {now.name: (now.after, then.after) for now, then in one.figures} == {"elements": (1, 2)}


def test_grant_when_withdrawn_from_one_item_then_it_is_asked_as_well() -> None:
    other = withdraw(model(), grants=["population:b"])
    assert other.scenario.grants["population"].to == ["a"]
    (one,) = compare(model(), other)
    assert [f.element for f in one.back] == ["applicant.name"]


def test_item_when_left_out_then_what_it_issued_is_asked_of_the_applicant() -> None:
    (one,) = compare(model(), withdraw(model(), items=["a"]))
    assert [f.element for f in one.back] == ["licence/one"]
    assert [f.element for f in one.gone] == ["company.area"]
    assert one.then is not None
    assert one.then.items == ("b",)


def test_names_when_misspelt_then_each_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refused) as refused:
        withdraw(model(), grants=["populaton", "identity:c"], items=["z"])
    assert [(p.code, p.nearest) for p in refused.value.problems] == [
        ("whatif.no_grant", "population"), ("whatif.no_item", ""), ("whatif.no_item", ""),
    ]  # fmt: skip


def test_items_when_all_are_left_out_then_it_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        withdraw(model(), items=["a", "b"])
    assert refused.value.code == "whatif.nothing_left"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_tables_when_printed_then_no_key_stays_without_words(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (one,) = compare(model(), withdraw(model(), grants=["population"]))
    figure_tables.print_differences(model(), [one], ["population"], language)
    out = capsys.readouterr().out
    assert "a: m-applicant.name" in out
    assert "[compile" not in out
    assert "[whatif" not in out


def test_command_when_a_package_is_compiled_as_json_then_the_bytes_are_the_compilers(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(compile_command, "read_package", lambda folder: model())
    assert main(["compile", "somewhere", "--json"]) == 0
    out = capfdbinary.readouterr().out
    assert out == compile_package(model()).to_json() + b"\n"
    assert json.loads(out)["situations"][0]["items"] == ["a", "b"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_command_when_rows_are_asked_for_then_every_figure_shows_them(
    language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(compile_command, "read_package", lambda folder: model())
    assert main(["--lang", language, "compile", "somewhere", "--rows"]) == 0
    out = capsys.readouterr().out
    assert "m-applicant.name" in out
    assert "[compile" not in out


def test_command_when_nothing_is_to_be_left_out_then_it_says_how(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(whatif_command, "read_package", lambda folder: model())
    assert main(["--lang", "en", "whatif", "somewhere"]) == 1
    assert "--without-grant" in capsys.readouterr().err
    assert main(["--lang", "en", "whatif", "somewhere", "--without-grant", "population"]) == 0
    assert "Asked of the applicant again" in capsys.readouterr().out


def test_command_when_a_situation_does_not_exist_then_it_is_refused_with_the_names_that_do() -> None:
    compiled = compile_package(model())
    assert compile_command.choose_situation(compiled, "") is compiled.situations[0]
    with pytest.raises(Refused) as refused:
        compile_command.choose_situation(compiled, "2-items-0")
    assert (refused.value.code, refused.value.problems[0].nearest) == (
        "compile.no_situation",
        compiled.situations[0].key,
    )
