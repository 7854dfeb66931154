"""Writes of cases, one verb a function. A change of a case is one statement: state, journal, tasks and list row."""

from .act import act_on_case
from .ask_again import ask_again_due
from .at_window import begin_at_window, hand_in_at_window
from .copies import make_copy
from .documents import save_document
from .drafts import delete_draft, save_draft
from .erasure import erase_lapsed
from .lapse import lapse_due
from .licences import issue_licences_due
from .lookup_proofs import draw_proof
from .mailing import deliver_notices, set_address
from .my_data import begin_objection, record_seen
from .notices import tick_off
from .one_identity import Asked, claim_cases, open_on_one_identity
from .openings import open_field, propose_opening
from .precheck import look_through
from .recount import work_out_due_days
from .submit import submit_case

__all__ = [
    "Asked",
    "act_on_case",
    "ask_again_due",
    "begin_at_window",
    "begin_objection",
    "claim_cases",
    "delete_draft",
    "deliver_notices",
    "draw_proof",
    "erase_lapsed",
    "hand_in_at_window",
    "issue_licences_due",
    "lapse_due",
    "look_through",
    "make_copy",
    "open_field",
    "open_on_one_identity",
    "propose_opening",
    "record_seen",
    "save_document",
    "save_draft",
    "set_address",
    "submit_case",
    "tick_off",
    "work_out_due_days",
]
