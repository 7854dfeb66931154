"""One-time codes (TOTP, RFC 6238) and the recovery codes on paper. Pure: secrets are given, time is an argument."""

from __future__ import annotations

import hmac
import re
from datetime import datetime

import pyotp

STEP_SECONDS = 30
WINDOW = 1  # steps before and after, for clocks that differ
RECOVERY_CODES = 10
# Letters and digits that nobody mistakes for another (no I, L, O, U), as on receipts. 24 of them are 120 bits: nobody can try
# all of them against a digest, whatever its key (ASVS 6.5.2). Those of 12 signs were made before 0.2 and still work.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RECOVERY_LENGTH, EARLIER_LENGTH = 24, 12


def step_at(at: datetime) -> int:
    """Return the number of the time step."""
    return int(at.timestamp()) // STEP_SECONDS


def matching_step(secret: str, typed: str, at: datetime, last_step: int) -> int | None:
    """Return the time step whose code was typed, or nothing. A step up to `last_step` was used and counts no more."""
    totp, typed = pyotp.TOTP(secret, interval=STEP_SECONDS), normal_code(typed)
    now = step_at(at)
    matching = [
        step
        for step in range(now - WINDOW, now + WINDOW + 1)
        if hmac.compare_digest(totp.generate_otp(step).encode(), typed.encode())
    ]
    return next((step for step in matching if step > last_step), None)


def code_at(secret: str, at: datetime) -> str:
    """Return the code of a moment."""
    return pyotp.TOTP(secret, interval=STEP_SECONDS).generate_otp(step_at(at))


def enrolment_address(secret: str, name: str, issuer: str) -> str:
    """Return what the QR code holds (`otpauth://…`)."""
    return pyotp.TOTP(secret, interval=STEP_SECONDS).provisioning_uri(name=name, issuer_name=issuer)


def normal_code(typed: str) -> str:
    """Return what was typed without blanks.

    >>> normal_code("123 456")
    '123456'
    """
    return re.sub(r"\s+", "", typed)


def normal_recovery(typed: str) -> str:
    """Return a recovery code as it was made; empty for what cannot be one.

    >>> normal_recovery("7k2m-qx9d-o1il-7k2m-qx9d-o1il")
    '7K2MQX9D01117K2MQX9D0111'
    """
    code = re.sub(r"[\s-]+", "", typed).upper().translate(str.maketrans("OIL", "011"))
    fits = len(code) in (RECOVERY_LENGTH, EARLIER_LENGTH)
    return code if fits and set(code) <= set(ALPHABET) else ""


def shown_recovery(code: str) -> str:
    """Return a recovery code in groups of four, as it is printed."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
