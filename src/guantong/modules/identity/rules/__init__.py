"""The decisions of identity, pure."""

from .claims import facts_of, under_mandate
from .mandates import (
    GIVEN_KINDS,
    LONGEST_DAYS,
    MANDATE_KINDS,
    PROVEN_KINDS,
    acting_as,
    check_number,
    is_company,
    is_proven,
    last_day,
    masked_key,
    may_answer,
    may_end,
    may_give,
    problems_of_guardian,
    problems_of_term,
    speaks_for,
    written,
)
from .operating import (
    START_TERM,
    is_start_over,
    problem_of_founding,
    problem_of_handle,
    problem_of_operator,
)
from .proposals import TERM, concerns, may_decline, may_propose, may_take
from .roles import CHANGE_ROLE, RUNNER, area_of, problem_of_change
from .tokens import PREFIX as TOKEN_PREFIX
from .tokens import READ, WRITE, check_token, token_counts

__all__ = [
    "CHANGE_ROLE",
    "GIVEN_KINDS",
    "LONGEST_DAYS",
    "MANDATE_KINDS",
    "PROVEN_KINDS",
    "READ",
    "RUNNER",
    "START_TERM",
    "TERM",
    "TOKEN_PREFIX",
    "WRITE",
    "acting_as",
    "area_of",
    "check_number",
    "check_token",
    "concerns",
    "facts_of",
    "is_company",
    "is_proven",
    "is_start_over",
    "last_day",
    "masked_key",
    "may_answer",
    "may_decline",
    "may_end",
    "may_give",
    "may_propose",
    "may_take",
    "problem_of_change",
    "problem_of_founding",
    "problem_of_handle",
    "problem_of_operator",
    "problems_of_guardian",
    "problems_of_term",
    "speaks_for",
    "token_counts",
    "under_mandate",
    "written",
]
