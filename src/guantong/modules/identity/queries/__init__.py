"""Reads of identity: frozen rows, each ready for whoever asks."""

from .accounts import account_row, actor_of, find_account, membership_row, memberships_of, session_facts
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
    with_names,
)
from .proposals import get_proposal, open_proposals, proposal_row
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

__all__ = [
    "account_row",
    "acting",
    "actor_of",
    "actor_of_token",
    "addressed",
    "bound_to",
    "code_of_invented",
    "find_account",
    "get_proposal",
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
    "open_proposals",
    "proposal_row",
    "runners_in",
    "second_factor_key",
    "second_factor_of",
    "secret_of",
    "security_of",
    "session_facts",
    "token_row",
    "with_names",
]
