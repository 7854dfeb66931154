"""E-licences, their keys and what checking one came to, as the interface gives them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import StringConstraints

from .shapes import Given, Shape, Text

Reference = Annotated[str, StringConstraints(max_length=200, pattern=r"^[0-9A-Za-z.-]+$")]
Content = Annotated[str, StringConstraints(min_length=1, max_length=60000, pattern=r"^[^\x00]*$")]


class Shown(Given):
    """A licence as somebody showed it: its identifier, the credential (JWT), or the directory record (JSON)."""

    content: Content


class StepOfCheck(Shape):
    """One thing that was checked; `passed` is null where it could not be."""

    check: str
    passed: bool | None
    facts: dict[str, str]


class Carried(Shape):
    title: str
    value: str


class SaidShape(Shape):
    """What the paper says. By identifier alone no number is told, the holder is masked, and nothing is carried."""

    form: str
    identifier: str
    name: str
    number: str
    holder_name: str
    holder_code: str
    issuer_name: str
    issuer_code: str
    valid_from: date | None
    valid_until: date | None
    carried: list[Carried]
    purpose: str
    receiver: str
    copy_until: date | None


class VerdictShape(Shape):
    """`state`: valid, superseded, suspended, moving, expired, cancelled, revoked, forfeited, withdrawn, not-yet, forged,
    sealed (a sealed PDF that is no licence), elsewhere (a PDF sealed by a key that is not published here) or unknown. `reasons` are the codes of the checks that failed."""

    valid: bool
    state: str
    reasons: list[str]
    steps: list[StepOfCheck]
    said: SaidShape | None


class KeyShape(Shape):
    """One published key. `until` is null while it signs; older ones stay, so that older licences verify."""

    kid: str
    owner: str
    owner_name: str
    algorithm: str
    public: str
    certificate: str
    since: datetime
    until: datetime | None


class Keys(Shape):
    """`document` is the list as the root signed it: all that is needed to verify offline. Empty before the first licence."""

    items: list[KeyShape]
    document: dict[str, Any]


class LicenceShape(Shape):
    """One licence of one's own."""

    identifier: str
    element: str
    name: Text
    number: str
    holder_name: str
    issuer_name: str
    issuer_code: str
    state: str
    version: int
    issued_on: date
    valid_from: date
    valid_until: date | None
    case_code: str
    item: str
    scenario: str


class Licences(Shape):
    items: list[LicenceShape]
