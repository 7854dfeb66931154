"""Who each address is for, and what is sent to it."""

from __future__ import annotations

from datetime import datetime

from guantong.project.clock import ZONE
from guantong.project.routes import VISITORS, Route, answer_to
from tests.structure.test_routes import sent

AT = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)


def owner_of(route: Route) -> str:
    """Return the visitor for whom the page is there: nobody where anybody may open it."""
    if "anyone" in route.audiences:
        return "nobody"
    theirs = [name for name, (role, own) in VISITORS.items() if role in route.audiences and own]
    return next((name for name in theirs if answer_to(route, name) in (200, 302, 422)), theirs[0])


def form_for(route: Route) -> dict[str, object]:
    return sent(route)
