"""A place in a list, as the text that the page sends back for the next page: the sort key of the last row shown."""

from __future__ import annotations

from datetime import date

from guantong.core.kernel.problem import Problem, Refused

FAR = date(9999, 12, 31)  # sorts after every due day: a task without one comes last
LIMIT = 200


def write_cursor(*parts: object) -> str:
    return "~".join(str(part) for part in parts)


def read_id(cursor: str) -> int | None:
    """Return the id after which the next page begins, None for the first page; refuse `cases.bad_cursor`."""
    if not cursor:
        return None
    if not cursor.isascii() or not cursor.isdigit() or len(cursor) > 18:
        raise _bad(cursor)
    return int(cursor)


def read_task_key(cursor: str) -> tuple[date, int, str, str] | None:
    """Return (due day, case, item, kind) after which the next page begins; refuse `cases.bad_cursor`."""
    if not cursor:
        return None
    try:
        day, case_id, item, kind = cursor.split("~")
        return date.fromisoformat(day), int(case_id), item, kind
    except ValueError:
        raise _bad(cursor) from None


def page_size(limit: int) -> int:
    return max(1, min(limit, LIMIT))


def _bad(cursor: str) -> Refused:
    return Refused(Problem(code="cases.bad_cursor", where="after", facts={"cursor": cursor[:80]}))
