"""What a password must be like. Nothing is demanded of its signs; what counts is length and that it is not a common one."""

from __future__ import annotations

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from guantong.core.kernel.problem import Problem, Refused

CODES = {
    "password_too_short": "identity.password_short",
    "password_too_common": "identity.password_common",
}
SHORTEST, LONGEST = 10, 1000


def check_password_rules(password: str, where: str = "") -> None:
    """Refuse a password that is too short, too long or among the common ones; nothing is demanded of its signs."""
    if len(password) > LONGEST:
        raise Refused(Problem(code="identity.password_long", where=where, facts={"most": LONGEST}))
    try:
        password_validation.validate_password(password)
    except ValidationError as error:
        raise Refused(
            *(
                Problem(code=CODES[each.code or ""], where=where, facts={"least": SHORTEST})
                for each in error.error_list
            )
        ) from None
