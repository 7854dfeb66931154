"""Every form and every list of every page, filled in with what no browser sends: an answer, never a fault of ours.

`make fuzz` sends many more (`GUANTONG_FUZZ`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from guantong.project.routes import Route, find_routes
from tests.fuzzing import dice_for
from tests.security.world import owner_of
from tests.structure.test_routes import QUERIES
from tests.web.page_reader import read

TIMES = max(1, int(os.environ.get("GUANTONG_FUZZ", "1")) // 10)
ODD = (
    "", "\0", "a\0b", "-1", "0", "1e9", "9" * 30, "\u0661", "²", "NaN", "2026-99-99", "0000-00-00", "99999-01-01", "\ud7ff\uffff", "\u202e", "' OR 1=1 --",
    "{{7*7}}", "<script>alert(1)</script>", "../../etc/passwd", "x" * 5000, "\r\nX: y", "none", "true", "[]", '{"a": 1}', "330106000000", "%00", " ",
)  # fmt: skip
PARAMETERS = ("q", "after", "before", "unit", "state", "phase", "colour", "tab", "at", "code", "next", "back", "for", "kind", "scenario", "division", "item", "day", "part", "page", "step", "show", "filter", "replace", "edit", "draft", "sort")  # fmt: skip
SKIPPED = {"sign-out", "static", "account-end-sessions"}


def pages() -> Iterator[Route]:
    return (route for route in find_routes() if not route.machine and route.name not in SKIPPED)


def names_on(page) -> list[str]:
    """Return the names of all fields of a page."""
    if page.status_code != 200 or page.streaming or not page.headers["Content-Type"].startswith("text/html"):
        return []
    names = read(page).xpath("//main//*[self::input or self::select or self::textarea or self::button]/@name")
    return [name for name in dict.fromkeys(names) if name != "csrfmiddlewaretoken"]


def send(client, method: str, address: str, data: dict[str, object]) -> int:
    """Return the status; what was written is taken back."""
    with transaction.atomic():
        answer = getattr(client, method)(address, data)
        transaction.set_rollback(True)
    return answer.status_code


def test_forms_when_filled_in_with_anything_then_no_page_breaks(walked):
    """What no column can hold is a 400, and nothing else goes past the forms to the database."""
    dice, broken, sent = dice_for("forms"), [], 0
    for route in pages():
        client, address = walked.clients[owner_of(route)], walked.address(route)
        names = names_on(client.get(address, QUERIES.get(route.name, {})))
        verbs = (
            sorted(set(re.findall(r'name="do" value="([\w-]+)"', client.get(address).content.decode())))
            if names
            else []
        )
        for _ in range(TIMES):
            data: dict[str, object] = {name: dice.choice(ODD) for name in names if dice.random() < 0.8}
            if verbs and dice.random() < 0.8:
                data["do"] = dice.choice(verbs)
            if names and dice.random() < 0.3:
                data[dice.choice(names)] = SimpleUploadedFile(
                    "\u202ea/../b.html", dice.choice((b"", b"PK\x03\x04", b"%PDF-1.7"))
                )
            if names and dice.random() < 0.3:
                data[dice.choice(names)] = [dice.choice(ODD), dice.choice(ODD)]
            status = send(client, "post", address, data)
            sent += 1
            if status >= 500:
                broken.append((route.name, status, {name: str(value)[:40] for name, value in data.items()}))
    assert broken == []
    assert sent > 60


def test_lists_when_asked_with_anything_then_no_page_breaks(walked):
    dice, broken = dice_for("lists"), []
    for route in pages():
        client, address = walked.clients[owner_of(route)], walked.address(route)
        for _ in range(TIMES):
            query = {name: dice.choice(ODD) for name in PARAMETERS if dice.random() < 0.5}
            if (status := send(client, "get", address, query)) >= 500:
                broken.append((route.name, status, query))
    assert broken == []


BODIES = (
    b"", b"--x", b"--x\r\n\r\n", b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n", b"--x--", b"\0" * 100, b"a=%ff%fe&b=%00", b"a=1" * 3000,
    b'--x\r\nContent-Disposition: form-data; name="code"; filename="../\0x"\r\nContent-Type: text/html\r\n\r\nhello\r\n--x--\r\n',
    b'--x\r\nContent-Disposition: form-data; name="\xff\xfe"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!\r\n--x--\r\n',
    b"".join(b'--x\r\nContent-Disposition: form-data; name="f%d"\r\n\r\n1\r\n' % n for n in range(2500)) + b"--x--",
    b"".join(b'--x\r\nContent-Disposition: form-data; name="f%d"; filename="a"\r\n\r\n1\r\n' % n for n in range(80)) + b"--x--",
)  # fmt: skip
KINDS = ("multipart/form-data; boundary=x", "multipart/form-data", "multipart/form-data; boundary=" + "y" * 300, "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-7", "text/plain; charset=nothing", "", "application/json")  # fmt: skip


def test_bodies_when_they_are_cut_odd_or_of_another_kind_then_no_page_breaks(walked):
    broken = []
    where = [("nobody", "/verify/"), ("nobody", "/sign-in/"), ("applicant", f"/my/drafts/{walked.draft}/"), ("applicant", "/api/v1/my/documents"), ("nobody", "/api/v1/verifications/file"), ("nobody", "/api/v1/verifications")]  # fmt: skip
    for visitor, address in where:
        for kind in KINDS:
            for body in BODIES:
                with transaction.atomic():
                    answer = walked.clients[visitor].generic("POST", address, body, content_type=kind)
                    transaction.set_rollback(True)
                if answer.status_code >= 500:
                    broken.append((address, kind, body[:40], answer.status_code))
    assert broken == []
