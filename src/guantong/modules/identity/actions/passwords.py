"""What a password must be like. Nothing is demanded of its signs; what counts is length and that it is neither a common one nor
made of words that anybody here thinks of first."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from guantong.core.kernel.problem import Problem, Refused

from ..rules.passwords import word_it_is_made_of

CODES = {
    "password_too_short": "identity.password_short",
    "password_too_common": "identity.password_common",
}
SHORTEST, LONGEST = 10, 1000


def check_password_rules(password: str, where: str = "", words: Iterable[str] = ()) -> None:
    """Refuse a password that is too short, too long, among the common ones, or made of words of the context; `words` are
    those of the account: its names, its units and their places."""
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
    if word := word_it_is_made_of(password, words):
        raise Refused(Problem(code="identity.password_context", where=where, facts={"word": word}))
