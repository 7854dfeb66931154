"""Writes of identity, one verb a function, each with its journal entry."""

from .accounts import Profile, chain_of, join_unit, make_account
from .attempts import count_call, forget_attempts
from .chains import mandate_chain
from .confirming import confirm_at_window, confirm_mandate
from .mandates import (
    Terms,
    accept_mandate,
    end_mandate,
    flag_runner,
    give_mandate,
    mandate_at_window,
    mandate_from_source,
    refuse_mandate,
)
from .operating import (
    close_account,
    end_sign_ins,
    found_account,
    found_role,
    give_start_password,
    open_account,
)
from .password_change import change_password
from .passwords import check_password_rules
from .proposals import decline_proposal, proposal_chain, propose, take_proposal
from .providers import link_provider, sign_in_vouched, unlink_provider
from .proving import is_proven_anew, prove_anew, wanted_proof
from .roles import change_role, propose_role
from .second_factor import (
    begin_enrolment,
    begin_replacement,
    confirm_enrolment,
    enrol_invented,
    forget_second_factor,
    remove_second_factor,
    renew_recovery_codes,
    take_code,
)
from .sessions import (
    SESSION,
    address_of,
    choose_post,
    chosen_post,
    end_other_sessions,
    end_session,
    end_sessions,
    forget_sessions,
    leave_post,
    pending_of,
    resume,
    sign_in,
    sign_out,
)
from .tokens import end_token, end_tokens, make_token

__all__ = [
    "SESSION",
    "Profile",
    "Terms",
    "accept_mandate",
    "address_of",
    "begin_enrolment",
    "begin_replacement",
    "chain_of",
    "change_password",
    "change_role",
    "check_password_rules",
    "choose_post",
    "chosen_post",
    "close_account",
    "confirm_at_window",
    "confirm_enrolment",
    "confirm_mandate",
    "count_call",
    "decline_proposal",
    "end_mandate",
    "end_other_sessions",
    "end_session",
    "end_sessions",
    "end_sign_ins",
    "end_token",
    "end_tokens",
    "enrol_invented",
    "flag_runner",
    "forget_attempts",
    "forget_second_factor",
    "forget_sessions",
    "found_account",
    "found_role",
    "give_mandate",
    "give_start_password",
    "is_proven_anew",
    "join_unit",
    "leave_post",
    "link_provider",
    "make_account",
    "make_token",
    "mandate_at_window",
    "mandate_chain",
    "mandate_from_source",
    "open_account",
    "pending_of",
    "proposal_chain",
    "propose",
    "propose_role",
    "prove_anew",
    "refuse_mandate",
    "remove_second_factor",
    "renew_recovery_codes",
    "resume",
    "sign_in",
    "sign_in_vouched",
    "sign_out",
    "take_code",
    "take_proposal",
    "unlink_provider",
    "wanted_proof",
]
