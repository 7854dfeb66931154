"""The tracking code on the receipt (一码全知, M31): what it looks like and whether it was typed right.

29 signs, none of which is taken for another when read aloud or copied by hand. 29 is prime, so one wrong sign and
two swapped signs are always found by the check sign.
"""

from __future__ import annotations

from collections.abc import Callable

SIGNS = "23456789ABCDEFGHJKMNPQRSTWXYZ"  # without 0 1 I L O U V
LENGTH = 12  # eleven chosen at random (29**11 is more than 2**53) and the check sign


def check_sign(body: str) -> str:
    """Return the sign that follows the eleven signs of `body`.

    >>> check_sign("23456789ABC")
    '7'
    """
    return SIGNS[sum(SIGNS.index(sign) * weight for weight, sign in enumerate(body, 1)) % len(SIGNS)]


def make_code(choose: Callable[[str], str]) -> str:
    """Return a new code; `choose` picks one of the signs (`secrets.choice` outside of tests)."""
    body = "".join(choose(SIGNS) for _ in range(LENGTH - 1))
    return body + check_sign(body)


def read_code(typed: str) -> str:
    """Return the code that was typed, in capitals without blanks and dashes; empty when it cannot be one."""
    code = "".join(sign for sign in typed.upper() if sign.isalnum())
    if len(code) != LENGTH or any(sign not in SIGNS for sign in code):
        return ""
    return code if check_sign(code[:-1]) == code[-1] else ""
