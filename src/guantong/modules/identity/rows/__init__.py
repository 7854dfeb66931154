"""What identity hands out."""

from .accounts import AccountRow, MembershipRow
from .mandates import MandateRow, RunnerRow
from .proposals import ProposalRow
from .roles import RoleChange, StaffRow
from .sign_ins import Enrolment, LinkRow, PendingRow, SecondFactorRow, SecurityRow, SessionRow
from .tokens import MadeToken, Presented, TokenRow

__all__ = [
    "AccountRow",
    "Enrolment",
    "LinkRow",
    "MadeToken",
    "MandateRow",
    "MembershipRow",
    "PendingRow",
    "Presented",
    "ProposalRow",
    "RoleChange",
    "RunnerRow",
    "SecondFactorRow",
    "SecurityRow",
    "SessionRow",
    "StaffRow",
    "TokenRow",
]
