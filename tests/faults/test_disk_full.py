"""No room on the disk: for uploaded files, and for the database under load. Nothing half-done stays, and room made is enough."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from guantong.modules.cases.models import Document
from guantong.web.ui.outage import reason_of
from tests.faults.figures import say
from tests.faults.served import Browser, served
from tests.faults.test_database_killed import compare
from tests.modules.cases.conftest import _files_of_this_test, desk
from tests.modules.cases.desk import PDF

__all__ = ["_files_of_this_test", "desk"]
DISK = 300  # MB: a fresh database with its log takes about 110


@contextmanager
def no_file_over(size: int) -> Iterator[None]:
    """Let this process write no file larger than that: what a full disk does, without one."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """Mount a small disk in memory; skip loudly where that is not allowed."""
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "none", str(folder)],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("NOT RUN: a disk of its own can be mounted only by root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_upload_when_there_is_no_room_then_nothing_of_it_stays_and_the_next_one_works(desk, settings):
    first = desk.document(desk.company)
    content = PDF + b"x" * 200_000
    with pytest.raises(OSError) as full, no_file_over(65_536):  # noqa: PT011 - its number is looked at
        desk.document(desk.company, content)
    assert full.value.errno == errno.EFBIG
    assert reason_of(full.value) == "disk"
    assert kept(Path(settings.MEDIA_ROOT)) == [first["sha"]]
    assert Document.objects.count() == 1
    assert desk.document(desk.company, content)["sha"] in kept(Path(settings.MEDIA_ROOT))


@pytest.mark.faults
def test_upload_when_the_disk_itself_is_full_then_nothing_of_it_stays_and_the_next_one_works(
    desk, settings, tmp_path
):
    with small_disk(tmp_path, 1) as disk:
        settings.MEDIA_ROOT = disk / "files"
        content = PDF + b"x" * 900_000
        (disk / "ballast").write_bytes(b"x" * 300_000)
        with pytest.raises(OSError) as full:  # noqa: PT011
            desk.document(desk.company, content)
        assert full.value.errno == errno.ENOSPC
        assert kept(disk) == ["ballast"]
        (disk / "ballast").unlink()
        assert kept(disk / "files") == [] != [desk.document(desk.company, content)["sha"]]
    say("upload on a full disk: refused, nothing left behind, accepted when there was room again")


@pytest.mark.faults
def test_database_when_its_disk_is_full_under_load_then_nothing_confirmed_is_lost_and_it_goes_on_by_itself():
    folder = Path(tempfile.mkdtemp(prefix="guantong-test-"))  # where the user of the embedded server gets in
    folder.chmod(0o755)
    with small_disk(folder, DISK) as disk, served(drafts=150, on=disk) as made:
        browsers, failures = [Browser(made.address) for _ in range(3)], []
        waiting = list(made.drafts)

        def hand_in_everything(browser: Browser) -> None:
            try:
                browser.sign_in("company-one")
                while waiting:
                    browser.hand_in(waiting.pop())
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=hand_in_everything, args=(browser,)) for browser in browsers]
        for thread in threads:
            thread.start()
        wait_for_codes(browsers)
        ballast = fill(disk)
        time.sleep(8)
        room = os.statvfs(disk)
        ballast.unlink()
        for thread in threads:
            thread.join(200)
        assert failures == []
        compare(made, browsers)
        sorry = sum(browser.sorry for browser in browsers)
        longest = max(browser.longest for browser in browsers)
        say(
            f"database on a full disk for 8 s ({room.f_bavail * room.f_bsize // 1000} kB left): 150 forms, 150 cases, "
            f"{sorry} answers of 503, longest wait {longest:.1f} s"
        )
        assert sorry > 0


def wait_for_codes(browsers: list[Browser]) -> None:
    deadline = time.monotonic() + 60
    while not any(browser.codes for browser in browsers) and time.monotonic() < deadline:
        time.sleep(0.05)


def fill(disk: Path) -> Path:
    """Take all the room there is."""
    path = disk / "ballast"
    with path.open("wb") as file:
        try:
            while True:
                file.write(b"x" * 1_000_000)
                file.flush()
        except OSError:
            pass
    return path
