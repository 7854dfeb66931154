"""At the end of the years that have an official notice: cases move on, their due day is unknown, and is worked out later."""

from __future__ import annotations

import csv
from datetime import date, datetime

from guantong.core.kernel.calendar import load_calendar
from guantong.modules.cases import public as cases
from guantong.modules.cases.models import Case, Task
from guantong.project.clock import ZONE
from guantong.project.rounds import go_round
from tests.modules.cases.desk import Desk


def test_due_day_when_its_year_has_no_notice_then_unknown_until_the_notice_is_imported(
    db, monkeypatch, tmp_path
):
    last = load_calendar().years[-1]
    at = datetime(last, 12, 29, 9, tzinfo=ZONE)
    desk = Desk(at)
    ref = desk.accepted()
    assert Case.objects.get(pk=ref.id).due_on is None
    view = cases.get_case(by=desk.company, case_id=ref.id, today=at.date())
    assert (view.due_on, view.due_why, view.colour) == (None, (), "grey")
    assert cases.work_out_due_days(now=at) == 0

    notice = tmp_path / "holidays.csv"
    with notice.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["date", "kind", "name", "source"])
        for month, day in ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3)):
            rows.writerow([date(last + 1, month, day), "off", "holiday", "a notice made up for this test"])
    monkeypatch.setenv("GUANTONG_HOLIDAYS", str(notice))
    assert go_round().known == 1
    due_on = Case.objects.get(pk=ref.id).due_on
    assert due_on is not None
    assert due_on.year == last + 1
    assert due_on == cases.get_case(by=desk.company, case_id=ref.id, today=at.date()).due_on
    assert not Task.objects.filter(case_id=ref.id, ready_on__isnull=False, due_on__isnull=True).exists()
    assert cases.work_out_due_days(now=at) == 0


def test_lists_when_the_calendar_ends_in_two_days_then_they_still_show(db):
    last = load_calendar().years[-1]
    at = datetime(last, 12, 31, 9, tzinfo=ZONE)
    desk = Desk(at)
    ref = desk.submit()
    assert [row.id for row in cases.window_queue(by=desk.clerk(), today=at.date()).rows] == [ref.id]
