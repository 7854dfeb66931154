"""The time of a demonstration: it begins on its day, runs on, is the same for all processes, and never goes back."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guantong.project import clock, simulated
from guantong.project.clock import ZONE

DAY = date(2026, 3, 30)
BEGUN = datetime(2026, 11, 21, 23, 59, 58, tzinfo=ZONE)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("GUANTONG_HOME", str(tmp_path))
    return tmp_path


def test_time_when_a_demonstration_begins_then_is_its_day_at_the_real_hour():
    assert clock.simulated_at(BEGUN, DAY).isoformat() == "2026-03-30T23:59:58+08:00"


def test_time_when_midnight_passes_then_runs_on_into_the_next_day():
    clock.simulated_at(BEGUN, DAY)
    after = clock.simulated_at(BEGUN + timedelta(seconds=5), DAY)
    assert after.isoformat() == "2026-03-31T00:00:03+08:00"
    assert clock.simulated_at(BEGUN + timedelta(days=40), DAY).date() == date(2026, 5, 9)


def test_time_when_another_day_is_asked_for_then_moves_on_to_it_and_never_back():
    clock.simulated_at(BEGUN, DAY)
    assert clock.simulated_at(BEGUN, DAY - timedelta(days=9)).date() == DAY
    assert clock.simulated_at(BEGUN, DAY + timedelta(days=9)).date() == date(2026, 4, 8)
    assert clock.simulated_at(BEGUN, DAY).date() == date(2026, 4, 8)


@given(
    steps=st.lists(
        st.tuples(
            st.timedeltas(min_value=timedelta(), max_value=timedelta(days=3)),
            st.integers(-30, 30),
            st.timedeltas(min_value=timedelta(days=-400), max_value=timedelta(days=400)),
        ),
        max_size=12,
    )
)
def test_time_whatever_is_asked_for_then_never_goes_back(steps, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GUANTONG_HOME", str(tmp_path_factory.mktemp("home")))
        real, before = BEGUN, clock.simulated_at(BEGUN, DAY)
        for passed, days, wish in steps:
            real += passed
            shown = clock.simulated_at(real, DAY + timedelta(days=days))
            assert shown >= before + passed
            simulated.behind(wish)
            assert clock.simulated_at(real, DAY) >= shown
            before = clock.simulated_at(real, DAY)


def test_time_when_several_processes_begin_together_then_all_agree(folder):
    code = (
        "from guantong.project import clock; from datetime import datetime;"
        "real = datetime.now(clock.ZONE); print(round((real - clock.now()).total_seconds() / 60))"
    )
    environment = {"GUANTONG_HOME": str(folder), "GUANTONG_DAY": DAY.isoformat()}
    begun = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    said = {process.communicate(timeout=60)[0] for process in begun}
    assert len(said) == 1
    assert float((folder / simulated.FILE).read_text()) / 60 == int(said.pop())


def test_not_before_when_something_later_is_stored_then_the_time_goes_on_from_there(monkeypatch):
    monkeypatch.setattr(clock, "_day", DAY)
    stored = clock.now() + timedelta(hours=7)
    clock.not_before(stored)
    assert timedelta() <= clock.now() - stored < timedelta(minutes=1)
    clock.not_before(stored - timedelta(days=1))
    assert clock.now() >= stored


def test_not_before_when_the_clock_is_the_real_one_then_changes_nothing(folder):
    clock.not_before(clock.now() + timedelta(days=1))
    assert clock.now() < clock.wall() + timedelta(minutes=1)
    assert list(folder.iterdir()) == []
