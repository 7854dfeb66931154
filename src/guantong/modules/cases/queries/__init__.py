"""Reads of cases: frozen rows ready for a page, each for one actor, hand-written SQL where lists grow long."""

from .case_file import case_file, closed_before
from .copies import open_cases
from .counts import case_counts, queue_counts, work_counts
from .drafts import get_document, get_draft, my_drafts
from .indicators import computed, indicator_rows, told_to_all
from .lists import list_cases, my_cases, unit_loads, window_queue, work_list
from .lookups import lookup_proofs
from .masking import field_openings, opening_subject
from .measures import measured_cases, measures
from .my_data import data_use, my_data
from .notices import notice_address, notices
from .proofs import check_heads, stored_files
from .ratings import rating_counts, ratings
from .saved import papers_saved
from .unit_tasks import list_tasks
from .views import get_case, get_task, track_case

__all__ = [
    "case_counts", "case_file", "check_heads", "closed_before", "computed", "data_use", "field_openings", "get_case",
    "get_document", "get_draft", "get_task", "indicator_rows", "list_cases", "list_tasks", "lookup_proofs", "measured_cases",
    "measures", "my_cases", "my_data", "my_drafts", "notice_address", "notices", "open_cases", "opening_subject", "papers_saved", "queue_counts",
    "rating_counts", "ratings", "stored_files", "told_to_all", "track_case", "unit_loads", "window_queue", "work_counts",
    "work_list",
]  # fmt: skip
