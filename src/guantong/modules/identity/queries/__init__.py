"""Reads of identity: frozen rows, each ready for whoever asks."""

from .accounts import (
    account_name,
    account_of_number,
    account_row,
    actor_of,
    find_account,
    membership_row,
    memberships_of,
    number_of,
    session_facts,
)
from .mandates import (
    acting,
    addressed,
    bound_to,
    kind_of,
    mandate_row,
    mandates_given,
    mandates_held,
    mandates_in,
    runners_in,
    same_mandate,
    with_names,
)
from .proposals import get_proposal, open_proposals, proposal_row
from .roles import find_newcomer, get_staff, staff_in
from .sign_ins import (
    code_of_invented,
    limits,
    links_of,
    second_factor_key,
    second_factor_of,
    secret_of,
    security_of,
)
from .tokens import actor_of_token, my_tokens, token_row
from .waiting import count_waiting

__all__ = [
    "account_name",
    "account_of_number",
    "account_row",
    "acting",
    "actor_of",
    "actor_of_token",
    "addressed",
    "bound_to",
    "code_of_invented",
    "count_waiting",
    "find_account",
    "find_newcomer",
    "get_proposal",
    "get_staff",
    "kind_of",
    "limits",
    "links_of",
    "mandate_row",
    "mandates_given",
    "mandates_held",
    "mandates_in",
    "membership_row",
    "memberships_of",
    "my_tokens",
    "number_of",
    "open_proposals",
    "proposal_row",
    "runners_in",
    "same_mandate",
    "second_factor_key",
    "second_factor_of",
    "secret_of",
    "security_of",
    "session_facts",
    "staff_in",
    "token_row",
    "with_names",
]
