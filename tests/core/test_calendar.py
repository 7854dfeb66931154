"""The working-day clock's calendar: what counts, what is refused, and two independent witnesses."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import holidays as witness
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guantong.core.kernel.calendar import EXTRA_HOLIDAYS, Calendar, load_calendar
from guantong.core.kernel.holidays import SHIPPED, by_year, check_one_year, read_holidays, write_holidays
from guantong.core.kernel.problem import Refused
from guantong.core.kernel.texts import explain
from guantong.project import cli

CALENDAR = load_calendar()
covered_days = st.dates(date(2024, 1, 1), date(2026, 12, 31))
NOTICE_2027 = """date,kind,name
2027-01-01,off,New Year
2027-02-05,off,Spring Festival
2027-02-06,off,Spring Festival
2027-02-14,work,Spring Festival
2027-05-01,off,Labour Day
2027-10-01,off,National Day
2027-10-02,off,National Day
2027-10-03,off,National Day
"""


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "notice.csv"
    path.write_text(NOTICE_2027, "utf-8")
    return path


def test_calendar_when_two_other_packages_are_asked_then_they_agree_on_every_covered_day() -> None:
    china = witness.country_holidays("CN", years=CALENDAR.years)
    differing = [
        day
        for year in CALENDAR.years
        for day in CALENDAR.days_of(year)
        if not (CALENDAR.is_workday(day) == chinese_calendar.is_workday(day) == china.is_working_day(day))
    ]
    assert CALENDAR.years == (2024, 2025, 2026)
    assert differing == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 13), True),  # Friday before Spring Festival
        (date(2026, 2, 14), True),  # Saturday, worked in exchange
        (date(2026, 2, 16), False),  # Monday, off
        (date(2026, 3, 7), False),  # plain Saturday
        (date(2026, 10, 10), True),  # Saturday, worked in exchange
    ],
)
def test_is_workday_when_weekday_and_notice_differ_then_the_notice_decides(day: date, expected: bool) -> None:
    assert CALENDAR.is_workday(day) is expected


def test_add_workdays_when_holidays_lie_between_then_they_are_skipped_and_the_day_itself_never_counts() -> (
    None
):
    assert CALENDAR.add_workdays(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert CALENDAR.add_workdays(date(2026, 3, 6), 1) == date(2026, 3, 9)
    assert CALENDAR.add_workdays(date(2026, 3, 7), 1) == date(2026, 3, 9)
    assert CALENDAR.add_workdays(date(2026, 3, 7), 0) == date(2026, 3, 7)
    assert CALENDAR.next_workday(date(2026, 3, 7)) == date(2026, 3, 9)
    with pytest.raises(ValueError, match="forwards"):
        CALENDAR.add_workdays(date(2026, 3, 7), -1)


@given(covered_days, covered_days, covered_days)
def test_count_when_an_interval_is_split_anywhere_then_the_sum_is_the_same(a: date, b: date, c: date) -> None:
    assert CALENDAR.count_workdays(a, b) + CALENDAR.count_workdays(b, c) == CALENDAR.count_workdays(a, c)


@given(covered_days, covered_days)
def test_count_when_compared_with_counting_by_hand_then_it_is_the_same(a: date, b: date) -> None:
    since, until = min(a, b), max(a, b)
    by_hand = sum(CALENDAR.is_workday(since + timedelta(days=n)) for n in range(1, (until - since).days + 1))
    assert CALENDAR.count_workdays(since, until) == by_hand == -CALENDAR.count_workdays(until, since)


@given(st.dates(date(2023, 12, 31), date(2026, 6, 30)), st.integers(0, 120))
def test_add_and_count_when_applied_after_each_other_then_they_are_inverse(day: date, n: int) -> None:
    reached = CALENDAR.add_workdays(day, n)
    assert CALENDAR.count_workdays(day, reached) == n
    assert n == 0 or CALENDAR.is_workday(reached)
    assert CALENDAR.add_workdays(CALENDAR.add_workdays(day, n // 2), n - n // 2) == reached


@pytest.mark.parametrize(
    ("ask", "year"),
    [
        (lambda: CALENDAR.is_workday(date(2027, 1, 1)), "2027"),
        (lambda: CALENDAR.is_workday(date(2023, 12, 31)), "2023"),
        (lambda: CALENDAR.add_workdays(date(2026, 12, 30), 5), "2027"),
        (lambda: CALENDAR.count_workdays(date(2026, 12, 1), date(2027, 1, 4)), "2027"),
        (lambda: CALENDAR.count_workdays(date(2023, 12, 30), date(2024, 1, 4)), "2023"),
    ],
)
def test_calendar_when_a_year_is_not_covered_then_it_is_refused_by_name_and_not_guessed(
    ask, year: str
) -> None:
    with pytest.raises(Refused) as refused:
        ask()
    assert refused.value.code == "clock.gap"
    assert refused.value.problems[0].facts["year"] == year
    for language in ("zh", "en"):
        assert year in explain(refused.value.problems[0], language)
        assert "guantong holidays import" in explain(refused.value.problems[0], language)


def test_calendar_when_a_year_between_two_is_missing_then_it_is_refused() -> None:
    days = by_year(read_holidays(SHIPPED))
    with pytest.raises(Refused) as refused:
        Calendar([*days[2024], *days[2026]])
    assert refused.value.problems[0].facts["year"] == "2025"


def test_calendar_when_written_to_then_it_is_frozen() -> None:
    with pytest.raises(AttributeError):
        CALENDAR.years = (2030,)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("2027-02-14,work", "2027-02-15,work", "holidays.weekday"),
        ("2027-02-14,work", "2027-02-14,swap", "holidays.kind"),
        ("2027-02-14,work", "2027-02-31,work", "holidays.date"),
        ("2027-02-06,off", "2027-02-05,off", "holidays.twice"),
        ("2027-10-02,off,National Day\n", "", "holidays.part"),
        ("2027-02-05,off,", "2027-02-13,work,Spring Festival\n2027-02-20,work,", "holidays.sense"),
        ("date,kind,name", "day,kind,name", "holidays.columns"),
    ],
)
def test_notice_when_something_in_it_is_wrong_then_the_reason_is_named(
    notice: Path, old: str, new: str, code: str
) -> None:
    assert old in NOTICE_2027
    notice.write_text(NOTICE_2027.replace(old, new), "utf-8")
    with pytest.raises(Refused) as refused:
        read_holidays(notice, "a notice")
    assert code in {problem.code for problem in refused.value.problems}
    for problem in refused.value.problems:
        assert "{$" not in explain(problem, "zh") + explain(problem, "en")


def test_notice_when_it_names_no_source_then_every_row_is_refused(notice: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_holidays(notice)
    assert [problem.code for problem in refused.value.problems] == ["holidays.source"] * 8
    assert refused.value.problems[0].where == "notice.csv:2"


def test_notice_when_it_has_days_of_two_years_then_it_is_refused(notice: Path) -> None:
    both = [*read_holidays(notice, "a notice"), *read_holidays(SHIPPED)]
    with pytest.raises(Refused, match=r"holidays\.years"):
        check_one_year(both, "notice.csv")
    with pytest.raises(Refused, match=r"holidays\.years"):
        check_one_year(read_holidays(notice, "a notice"), "notice.csv", year=2028)


def test_import_when_the_notice_is_right_then_the_year_is_covered_and_the_shipped_file_is_untouched(
    notice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shipped = SHIPPED.read_bytes()
    kept = tmp_path / "var" / "holidays_cn.csv"
    assert cli.main(["holidays", "import", str(notice), "--source", "a notice", "--to", str(kept)]) == 0
    assert "2027" in capsys.readouterr().out
    monkeypatch.setenv(EXTRA_HOLIDAYS, str(kept))
    calendar = load_calendar()
    assert calendar.years == (2024, 2025, 2026, 2027)
    assert [calendar.is_workday(date(2027, 2, day)) for day in (5, 14)] == [False, True]
    assert calendar.add_workdays(date(2026, 12, 31), 1) == date(2027, 1, 4)
    assert {row["source"] for row in csv.DictReader(kept.open(encoding="utf-8"))} == {"a notice"}
    assert SHIPPED.read_bytes() == shipped


def test_import_when_the_year_before_is_missing_then_nothing_is_written(notice: Path, tmp_path: Path) -> None:
    notice.write_text(NOTICE_2027.replace("2027", "2028").replace("2028-02-14", "2028-02-13"), "utf-8")
    kept = tmp_path / "holidays_cn.csv"
    assert cli.main(["holidays", "import", str(notice), "--source", "a notice", "--to", str(kept)]) == 1
    assert not kept.exists()


def test_check_when_run_then_it_writes_nothing(
    notice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANTONG_HOME", str(tmp_path / "home"))
    assert cli.main(["holidays", "check", str(notice), "--source", "a notice"]) == 0
    assert not (tmp_path / "home").exists()


def test_extra_file_when_it_changes_or_goes_then_the_calendar_follows(notice: Path, tmp_path: Path) -> None:
    kept = tmp_path / "extra.csv"
    assert load_calendar(kept).years == (2024, 2025, 2026)
    write_holidays(kept, read_holidays(notice, "a notice"))
    assert load_calendar(kept).years[-1] == 2027
    kept.unlink()
    assert load_calendar(kept).years[-1] == 2026
