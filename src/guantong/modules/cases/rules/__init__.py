"""The decisions of cases, pure: rights, rows that follow from a state, tracking codes, colours."""

from .asking import must_not_ask, must_not_name, not_to_be_asked
from .codes import make_code, read_code
from .colours import AMBER_WORKDAYS, colour_of
from .divisions import area_of, inside, window_area
from .facts import Facts, facts_of, with_units
from .lookups import MOST_A_DAY, facts_shown, kind_of_number, lookup_problems, masked_number, read_number
from .masks import STAFF as MASKED_FOR
from .masks import Shown, how_shown, mask
from .notices import expiry_told_on, is_told, told_since
from .precheck import INVITED, LOOKED, look_problem, standing_look
from .printing import APPLICANTS, HeldBy, holder_of, number_of, printed_on
from .rights import SYSTEM_VERBS, area_seen, may, may_see, must, verbs_for
from .rows import ACTIVE, STOPPED, CaseRow, TaskRow, case_row, changed_rows, next_case_row, task_rows
from .search import index_tokens, query_tokens
from .tries import most_tries, next_try

__all__ = [
    "ACTIVE",
    "AMBER_WORKDAYS",
    "APPLICANTS",
    "INVITED",
    "LOOKED",
    "MASKED_FOR",
    "MOST_A_DAY",
    "STOPPED",
    "SYSTEM_VERBS",
    "CaseRow",
    "Facts",
    "HeldBy",
    "Shown",
    "TaskRow",
    "area_of",
    "area_seen",
    "case_row",
    "changed_rows",
    "colour_of",
    "expiry_told_on",
    "facts_of",
    "facts_shown",
    "holder_of",
    "how_shown",
    "index_tokens",
    "inside",
    "is_told",
    "kind_of_number",
    "look_problem",
    "lookup_problems",
    "make_code",
    "mask",
    "masked_number",
    "may",
    "may_see",
    "most_tries",
    "must",
    "must_not_ask",
    "must_not_name",
    "next_case_row",
    "next_try",
    "not_to_be_asked",
    "number_of",
    "printed_on",
    "query_tokens",
    "read_code",
    "read_number",
    "standing_look",
    "task_rows",
    "told_since",
    "verbs_for",
    "window_area",
    "with_units",
]  # fmt: skip
