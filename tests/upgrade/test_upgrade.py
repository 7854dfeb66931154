"""Data made by release 0.1.0, under today's code: restored, proved equal, migrated; cases go on and pages open."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.installation import OLD, Installation

SIZE_LIMIT = 1_500_000


@pytest.fixture(scope="module")
def upgraded() -> Iterator[Installation]:
    made = Installation()
    said = made.done("restore", OLD)
    assert "all equal" in said
    assert "migrations brought them up to date" in said
    yield made
    made.end()


def test_archive_when_weighed_then_the_project_stays_light():
    assert OLD.stat().st_size < SIZE_LIMIT


def test_data_of_the_release_before_when_run_by_this_one_then_everything_goes_on(upgraded):
    found = json.loads(upgraded.play("tests.upgrade.go_on").splitlines()[-1])
    assert found["journal"]
    assert found["afterwards"]
    assert (found["cases"], found["differs"]) == (10, [])
    assert set(found["window"]) == {"accept"}
    assert "deliver" in found["counter"]
    assert "approve" in found["desk"]
    assert {page: status for page, status in found["pages"].items() if status not in (200, 302)} == {}
    assert {status for page, status in found["pages"].items() if not page.endswith("sign-in")} == {200}
    assert found["upload"]
    assert found["round"]["sealed"] > 0


@pytest.mark.faults
def test_upgraded_data_when_backed_up_and_restored_then_they_are_equal_again(upgraded):
    archive = upgraded.folder / "upgraded.backup"
    upgraded.done("backup", archive)
    other = Installation()
    try:
        said = other.done("restore", archive)
        assert "all equal" in said
        assert "migrations brought" not in said
    finally:
        other.end()
