"""What came of checking a licence: a verdict with every step that was made, and what the paper says.

The words are looked up by the codes; a verdict holds no sentence.
"""

from __future__ import annotations

from datetime import date

import msgspec


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was checked. `check` is one of `STEPS`; `passed` is None where it could not be checked (offline)."""

    check: str
    passed: bool | None
    facts: dict[str, str] = {}


# form: it can be read as what it claims to be · seal: a PDF's own signature covers every byte of it and is the named
# unit's · key: its key is published and was in use · signature: not one byte was changed · known: this installation
# issued it · dates: it is within its days · status: neither superseded, suspended nor taken back · withdrawn, copy: of a
# purpose copy.
STEPS = ("form", "seal", "key", "signature", "known", "dates", "status", "copy")


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What the paper says. From an identifier alone the number is empty, the holder masked, and nothing is carried."""

    form: str
    identifier: str
    name: str
    number: str = ""
    holder_name: str = ""
    holder_code: str = ""
    issuer_name: str = ""
    issuer_code: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    carried: tuple[tuple[str, str], ...] = ()
    purpose: str = ""
    receiver: str = ""
    copy_until: date | None = None


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """`state`: valid, superseded, suspended, moving, expired, cancelled, revoked, forfeited, withdrawn (a copy), not-yet,
    forged (a check failed), sealed (no licence, but a PDF with a unit's seal that holds), elsewhere (a PDF sealed by a key that is not
    known here), unknown (not one of ours, or
    nothing readable)."""

    valid: bool
    state: str
    steps: tuple[Step, ...]
    said: Said | None = None

    @property
    def reasons(self) -> tuple[str, ...]:
        """The checks that failed."""
        return tuple(step.check for step in self.steps if step.passed is False)
