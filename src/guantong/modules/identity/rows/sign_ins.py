"""Sessions, second factors and provider accounts as their owner sees them."""

from __future__ import annotations

from datetime import datetime

import msgspec


class SessionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One sign-in. `method` is password, password+code, password+recovery or provider; `device` two words."""

    id: int
    method: str
    assurance: str
    provider: str
    device: str
    began_at: datetime
    seen_at: datetime
    ended_at: datetime | None


class PendingRow(msgspec.Struct, frozen=True, kw_only=True):
    """A sign-in that still needs its second `step`: `code` or `enrol`."""

    account: int
    step: str
    method: str
    assurance: str
    provider: str


class SecondFactorRow(msgspec.Struct, frozen=True, kw_only=True):
    """A second factor: since when, and how many recovery codes are left."""

    enrolled_at: datetime
    codes_left: int


class Enrolment(msgspec.Struct, frozen=True, kw_only=True):
    """A secret that is being enrolled: to be typed, and as the address that a QR code holds."""

    secret: str
    address: str


class LinkRow(msgspec.Struct, frozen=True, kw_only=True):
    """An account at an identity provider that signs in to this one."""

    id: int
    issuer: str
    made_at: datetime
    used_at: datetime


class SecurityRow(msgspec.Struct, frozen=True, kw_only=True):
    """What the page "account and security" shows. `sessions` are those that last, `latest` the last sign-ins of all."""

    handle: str
    kind: str
    has_password: bool
    second_factor: SecondFactorRow | None
    sessions: tuple[SessionRow, ...]
    latest: tuple[SessionRow, ...]
    links: tuple[LinkRow, ...]
