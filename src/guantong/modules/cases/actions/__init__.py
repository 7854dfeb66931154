"""Writes of cases, one verb a function. A change of a case is one statement: state, journal, tasks and list row."""

from .act import act_on_case
from .documents import save_document
from .drafts import delete_draft, save_draft
from .lapse import lapse_due
from .licences import issue_licences_due
from .recount import work_out_due_days
from .submit import submit_case

__all__ = [
    "act_on_case",
    "delete_draft",
    "issue_licences_due",
    "lapse_due",
    "save_document",
    "save_draft",
    "submit_case",
    "work_out_due_days",
]
