"""The cases that a purpose copy of a licence may be made for."""

from __future__ import annotations

from django.db import connection

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.text import Text

from .. import access
from ..public.copies import OpenCase

MOST = 200
OPEN = """
SELECT k.code, k.title, k.title_en FROM cases_case k WHERE k.closed_on IS NULL AND {seen} ORDER BY k.id DESC LIMIT %s"""


def open_cases(*, by: Actor) -> tuple[OpenCase, ...]:
    if by.role != "applicant":
        return ()
    seen, *values = access.visible(by)
    with connection.cursor() as cursor:
        cursor.execute(OPEN.format(seen=seen), [*values, MOST])
        return tuple(OpenCase(code=row[0], title=Text(row[1], row[2])) for row in cursor.fetchall())
