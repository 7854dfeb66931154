"""What may become of a licence, who may do it, and what its codes and days are. Pure."""

from .codes import OWN_TYPE, copy_reference, last_day, masked_name, next_last_day, type_of
from .rights import Facts, may_see, operations_for, problem_with
from .states import (
    CODES,
    IN_FORCE,
    LIVE,
    OPERATIONS,
    PROPOSED,
    REVOKE_KIND,
    STATES,
    TAKEN,
    Operation,
    bits_of,
    next_state,
)

__all__ = [
    "CODES",
    "IN_FORCE",
    "LIVE",
    "OPERATIONS",
    "OWN_TYPE",
    "PROPOSED",
    "REVOKE_KIND",
    "STATES",
    "TAKEN",
    "Facts",
    "Operation",
    "bits_of",
    "copy_reference",
    "last_day",
    "masked_name",
    "may_see",
    "next_last_day",
    "next_state",
    "operations_for",
    "problem_with",
    "type_of",
]
