"""The one clock, and the folder where a running Guantong keeps what it writes."""

from __future__ import annotations

import stat
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from guantong.project import clock, home

SOURCES = Path(clock.__file__).resolve().parents[1]


def test_now_when_fixed_is_that_time_in_china_and_runs_on_afterwards():
    with clock.fixed(datetime(2026, 3, 1, 20, 0, tzinfo=UTC)):
        assert clock.now().isoformat() == "2026-03-02T04:00:00+08:00"
        assert clock.today() == date(2026, 3, 2)
        with clock.fixed(datetime(2027, 1, 1, tzinfo=UTC)):
            assert clock.today().year == 2027
        assert clock.today().year == 2026
    assert abs(clock.now() - datetime.now(UTC)).total_seconds() < 5


def test_fixed_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"), clock.fixed(datetime(2026, 3, 2)):
        pass


def test_only_the_clock_reads_the_clock():
    readers = [
        str(path.relative_to(SOURCES))
        for path in SOURCES.rglob("*.py")
        for word in ("datetime.now(", "date.today(", "utcnow(", "timezone.now(", "time.time(")
        if word in path.read_text("utf-8")
    ]
    assert readers == ["project/clock.py"]


def test_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("GUANTONG_HOME", str(tmp_path / "new"))
    first = home.secret("django")
    assert home.secret("django") == first
    assert len(first) >= 48
    assert home.secret("other") != first
    assert stat.S_IMODE((tmp_path / "new" / "django.secret").stat().st_mode) == 0o600


def test_home_and_scenarios_when_set_are_where_they_were_set_to(tmp_path, monkeypatch):
    monkeypatch.setenv("GUANTONG_HOME", str(tmp_path))
    monkeypatch.setenv("GUANTONG_SCENARIOS", str(tmp_path / "packages"))
    assert (home.home(), home.scenarios()) == (tmp_path, tmp_path / "packages")
    monkeypatch.delenv("GUANTONG_HOME")
    monkeypatch.delenv("GUANTONG_SCENARIOS")
    assert (home.home().name, home.scenarios().name) == ("var", "scenarios")
