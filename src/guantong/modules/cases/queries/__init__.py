"""Reads of cases: frozen rows ready for a page, each for one actor, hand-written SQL where lists grow long."""

from .drafts import get_document, get_draft, my_drafts
from .lists import list_cases, my_cases, unit_loads, window_queue, work_list
from .views import get_case, get_task, track_case

__all__ = [
    "get_case", "get_document", "get_draft", "get_task", "list_cases", "my_cases", "my_drafts", "track_case",
    "unit_loads", "window_queue", "work_list",
]  # fmt: skip
