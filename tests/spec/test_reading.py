"""Reading a package from its files: what may be wrong with a file, where it is said to be, and the nearest valid word."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.texts import LANGUAGES, explain, has
from guantong.core.scenario.checks import SHAPE_CODES, check_package, severity_of
from guantong.core.scenario.language import Package
from guantong.core.scenario.lines import LARGEST_FILE, parse_source
from guantong.core.scenario.read import find_packages, inspect_package, read_package, read_shared
from guantong.core.scenario.written import write_package
from tests.package_by_hand import by_hand

SCENARIO = """\
scenario: made-by-hand
title: 开办场所一件事
track: industry
path: [市场准入, 文化娱乐, 场所开办]
applicant: enterprise
lead: market-regulation
promised: 10 workdays
items:
  registration:
    title: 营业执照
    unit: market-regulation
    law: [某条例第3条]
    promised: 1 workday
    materials:
      - name: 登记申请书
        elements: [company.name]
    issues: [licence/business]
"""
CODES_OF_FILES = ("S001", "S002", "S003", "S004", "S009")

# what stands in the file, what stands there instead, the code, the line, the nearest word
SHAPES = [
    ("track: industry", "track: [industry", "S005", 4, ""),
    ("track: industry", "track: industry: x", "S005", 3, ""),
    ("track: industry", "track: 'industry", "S005", 18, ""),
    ("track: industry", "\ttrack: industry", "S005", 3, ""),
    (SCENARIO, "", "S006", 1, ""),
    (SCENARIO, "# nothing but a remark\n", "S006", 1, ""),
    (SCENARIO, "- a\n- b\n", "S006", 1, ""),
    ("lead: market-regulation", "track: livelihood\nlead: market-regulation", "S007", 6, ""),
    ("    unit: market", "    title: 又一个\n    unit: market", "S007", 11, ""),
    ("[company.name]", "&a [company.name]", "S008", 16, ""),
    ("track: industry", "track: !!python/object:os.system industry", "S008", 3, ""),
    ("track: industry", "? [a, b]\n: c\ntrack: industry", "S008", 3, ""),
    ("track: industry", "<<: {a: b}\ntrack: industry", "S008", 3, ""),
    ("track: industry", "help: " + "[" * 60 + "]" * 60 + "\ntrack: industry", "S008", 3, ""),
    ("promised: 10 workdays", "promise: 10 workdays", "S010", 7, "promised"),
    ("        elements: [company.name]", "        elements: [company.name]\n        lwa: x", "S010", 17, "law"),
    ("    issues: [licence/business]", "    pauses: [{knd: hearing, kind: hearing, term: 1 workday}]", "S010", 17, "kind"),
    ("lead: market-regulation\n", "", "S011", 1, ""),
    ("        elements: [company.name]\n", "", "S011", 15, ""),
    ("track: industry", "track: industri", "S012", 3, "industry"),
    ("    issues: [licence/business]", "    type: permits", "S012", 17, "permit"),
    ("track: industry", "track: industry\nboard: real-estates", "S012", 4, "real-estate"),
    ("[company.name]", "[companyname]", "S013", 16, ""),
    ("  registration:", "  Registration:", "S013", 9, ""),
    ("title: 开办场所一件事", "title: 2026", "S014", 2, ""),
    ("    promised: 1 workday", "    promised: one day", "S015", 13, ""),
    ("    promised: 1 workday", "    promised: 1", "S015", 13, ""),
    ("[company.name]", "company.name", "S016", 16, ""),
    ("path: [市场准入, 文化娱乐, 场所开办]", "path: [市场准入]", "S016", 4, ""),
    ("    law: [某条例第3条]", "    law:", "S016", 12, ""),
    ("scenario: made-by-hand", "scenario: made-by-foot", "S017", 1, ""),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = by_hand()
    write_package(Package.model_validate(data), tmp_path / "made-by-hand", shared=True)
    for path in (tmp_path / "made-by-hand").glob("*/*.yaml"):
        path.unlink()
    (tmp_path / "made-by-hand" / "scenario.yaml").write_text(SCENARIO, "utf-8")
    return tmp_path / "made-by-hand"


def put(folder: Path, text: str | bytes, name: str = "scenario.yaml") -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def found(folder: Path, code: str) -> list[Problem]:
    return [problem for problem in inspect_package(folder).problems if problem.code == code]


def test_package_when_right_then_it_is_read_whole(folder: Path) -> None:
    assert inspect_package(folder).problems == ()
    assert read_package(folder).scenario.items["registration"].promised.workdays == 1


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "nearest"), SHAPES, ids=[f"{s[2]}-{n}" for n, s in enumerate(SHAPES)]
)
def test_file_when_its_shape_is_wrong_then_the_line_and_the_nearest_word_are_named(
    folder: Path, old: str, new: str, code: str, line: int, nearest: str
) -> None:
    assert old in SCENARIO
    put(folder, SCENARIO.replace(old, new, 1))
    problems = found(folder, code)
    assert [p.where for p in problems] == [f"made-by-hand/scenario.yaml:{line}"]
    assert problems[0].nearest == nearest
    for language in LANGUAGES:
        assert "– " in explain(problems[0], language)


def test_shape_codes_when_listed_then_each_is_provoked_and_has_words() -> None:
    assert {shape[2] for shape in SHAPES} | set(CODES_OF_FILES) == SHAPE_CODES.keys()
    assert all(has(f"problem-{code}", language) for code in SHAPE_CODES for language in LANGUAGES)


def test_shared_file_when_missing_then_it_is_named(folder: Path) -> None:
    (folder.parent / "units.yaml").unlink()
    assert [p.where for p in found(folder, "S001")] == ["units.yaml"]


def test_file_when_it_is_a_folder_then_it_cannot_be_opened(folder: Path) -> None:
    (folder / "scenario.yaml").unlink()
    (folder / "scenario.yaml").mkdir()
    assert [p.where for p in found(folder, "S002")] == ["made-by-hand/scenario.yaml"]


def test_file_when_far_too_large_then_it_is_not_even_parsed(folder: Path) -> None:
    put(folder, "#" * (LARGEST_FILE + 1))
    assert found(folder, "S003")


def test_file_when_not_utf8_then_the_line_is_named(folder: Path) -> None:
    put(folder, SCENARIO.encode("gb18030"))
    assert [p.where for p in found(folder, "S004")] == ["made-by-hand/scenario.yaml:2"]
    put(folder, b"\xef\xbb\xbf" + SCENARIO.encode())  # a mark that editors put in front is no harm
    assert inspect_package(folder).problems == ()


@pytest.mark.parametrize("name", ["nothing-here", "."])
def test_folder_when_no_package_then_it_says_so(folder: Path, name: str) -> None:
    with pytest.raises(Refused) as refused:
        read_package(folder.parent / name)
    assert refused.value.code == "S009"


def test_file_when_a_bomb_of_anchors_then_it_is_refused_at_once(folder: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20)]
    put(folder, "\n".join(lines))
    start = time.perf_counter()
    assert found(folder, "S008")
    assert time.perf_counter() - start < 5


def test_file_when_nested_ten_thousand_deep_then_it_is_refused_without_a_crash(folder: Path) -> None:
    put(folder, "a: " + "[" * 10_000)
    assert found(folder, "S005")


def test_problems_when_in_several_files_then_all_come_at_once(folder: Path) -> None:
    put(folder, SCENARIO.replace("track: industry", "track: industri").replace("lead:", "laed:"))
    put(folder, "overlay: hangzhou\ndivision: 3301\n", "overlays/hangzhou.yaml")
    put(folder, "story: x\nevents: []\nexpect: {fase: y}\n", "examples/one.yaml")
    put(folder.parent, "units: {health: {title: x}}\n", "units.yaml")
    with pytest.raises(Refused) as refused:
        read_package(folder)
    files = {p.where.rsplit(":", 1)[0] for p in refused.value.problems}
    assert files == {
        "made-by-hand/scenario.yaml",
        "made-by-hand/overlays/hangzhou.yaml",
        "made-by-hand/examples/one.yaml",
        "units.yaml",
    }
    assert len(refused.value.problems) >= 7


def test_checks_when_an_example_has_no_shape_then_they_still_run_over_the_rest(folder: Path) -> None:
    put(folder, "story: [\n", "examples/one.yaml")
    put(folder, SCENARIO.replace("lead: market-regulation", "lead: market-regulator"))
    reading = inspect_package(folder)
    assert {"S005", "S601"} <= {p.code for p in reading.problems}
    assert reading.package is None


def test_check_when_it_finds_something_then_the_line_is_that_of_the_value(folder: Path) -> None:
    put(folder, SCENARIO.replace("[company.name]", "\n          - company.name\n          - company.nmae"))
    problem = found(folder, "S101")[0]
    assert (problem.where, problem.nearest) == ("made-by-hand/scenario.yaml:18", "company.name")
    elements = (
        (folder.parent / "elements.yaml")
        .read_text("utf-8")
        .replace("owner: culture-tourism", "owner: culture")
    )
    put(folder.parent, elements, "elements.yaml")
    line = next(n for n, text in enumerate(elements.splitlines(), 1) if "owner: culture}" in text)
    assert f"elements.yaml:{line}" in [p.where for p in found(folder, "S601")]


def test_warnings_when_alone_then_the_package_is_read_all_the_same(folder: Path) -> None:
    put(folder, SCENARIO.replace("    issues: [licence/business]\n", ""))
    reading = inspect_package(folder)
    assert [p.code for p in reading.warnings] == ["S210"]
    assert read_package(folder) == reading.package
    assert severity_of("S210") == "warning"


def test_shared_files_when_one_changes_then_it_is_read_again(folder: Path) -> None:
    before = read_shared(folder.parent)
    assert read_shared(folder.parent) is before
    text = (folder.parent / "units.yaml").read_text("utf-8")
    put(folder.parent, text + "\n# changed\n", "units.yaml")
    assert read_shared(folder.parent) == before
    assert read_shared(folder.parent) is not before
    assert read_package(folder, folder.parent) == read_package(folder)
    assert find_packages(folder.parent) == [folder] == find_packages(folder)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0571", "0571"), ("0", 0), ("-3", -3), ("3.50", 3.5), ("2026-03-02", "date"), ("2026-13-02", "2026-13-02"), ("yes", "yes"),
        ("true", True), ("~", None), ("1e5", "1e5"), ("0x1F", "0x1F"), ("1_000", "1_000"), ("'12'", "12"), ("12:30", "12:30"),
        ("330106000000", 330106000000), ("99999999999999999999", "99999999999999999999"),
    ],
)  # fmt: skip
def test_scalar_when_read_then_only_what_is_surely_a_number_or_a_day_is_one(text: str, value: Any) -> None:
    source, wrong = parse_source(f"a: {text}", "x.yaml")
    assert source is not None
    assert not wrong
    got = source.data["a"]
    assert (got.isoformat() if value == "date" else got) == ("2026-03-02" if value == "date" else value)
    assert type(got) is type(value) or value == "date"


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    at=st.integers(0, len(SCENARIO)),
    cut=st.integers(0, 12),
    noise=st.text(max_size=4) | st.sampled_from(["\x00", ": ", "- ", "[", "&x ", "\t", "'"]),
)
def test_file_when_damaged_anywhere_then_there_are_problems_or_a_package_but_never_a_crash(
    tmp_path_factory: pytest.TempPathFactory, at: int, cut: int, noise: str
) -> None:
    root = tmp_path_factory.mktemp("damaged")
    write_package(Package.model_validate(by_hand()), root / "made-by-hand", shared=True)
    damaged = SCENARIO[:at] + noise + SCENARIO[at + cut :]
    put(root / "made-by-hand", damaged.encode("utf-8", "surrogatepass"))
    reading = inspect_package(root / "made-by-hand")
    assert reading.package is not None or reading.errors
    for problem in reading.problems:
        assert ".yaml" in problem.where
        assert not explain(problem).startswith("[")
    if reading.package:
        assert [p.code for p in check_package(reading.package)] == sorted(
            p.code for p in reading.problems if p.code != "S017"
        )
