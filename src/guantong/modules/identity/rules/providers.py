"""What an identity provider is to us, and what its claims mean. Pure: tokens are verified before they come here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.text import Text

Assurance = Literal["low", "substantial", "high"]
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Provider(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One provider as the installation's file describes it. `secret` names an environment variable, never the secret itself.

    `claims` says under which names the provider sends what we need; `acr` what its levels mean here; `hosts` further hosts
    that its own addresses may lie on.
    """

    name: str
    issuer: str
    client_id: str
    secret: str
    title: dict[str, str]
    audience: Literal["person", "enterprise", "staff"]
    scope: str = "openid profile"
    claims: dict[str, str] = {}
    acr: dict[str, Assurance] = {}
    acr_values: str = ""
    assurance: Assurance = "low"
    hosts: tuple[str, ...] = ()

    @property
    def text(self) -> Text:
        return Text(self.title.get("zh", self.name), self.title.get("en", ""))


class Vouched(msgspec.Struct, frozen=True, kw_only=True):
    """Who a provider says that somebody is, and how surely."""

    issuer: str
    subject: str
    provider: str
    kind: str
    name: str
    assurance: str
    id_number: str = ""
    uscc: str = ""
    phone: str = ""


CLAIMS = {"name": "name", "id_number": "id_number", "uscc": "uscc", "phone": "phone_number"}


def vouched(provider: Provider, claims: Mapping[str, Any]) -> Vouched:
    """Return what verified claims mean; refuse `identity.claims_missing` when what an account needs is not there."""
    names = {**CLAIMS, **provider.claims}
    said = {ours: _text(claims.get(theirs)) for ours, theirs in names.items() if ours in CLAIMS}
    needed = ("name", "uscc") if provider.audience == "enterprise" else ("name",)
    missing = [ours for ours in needed if not said[ours]]
    subject = claims.get("sub")  # taken as it is: two that differ by a blank are two
    if missing or not isinstance(subject, str) or not subject.strip() or "\0" in subject:
        raise Refused(
            Problem(code="identity.claims_missing", facts={"provider": provider.text, "missing": ", ".join(missing) or "sub"})
        )  # fmt: skip
    return Vouched(
        issuer=provider.issuer, subject=subject, provider=provider.name, kind=provider.audience,
        assurance=assurance_of(provider, _text(claims.get("acr"))), **said,
    )  # fmt: skip


def _text(claim: Any) -> str:
    """Return a claim that is text; what is anything else says nothing. A NUL cannot be stored."""
    return claim.replace("\0", "").strip() if isinstance(claim, str) else ""


def assurance_of(provider: Provider, acr: str) -> str:
    """Return how surely somebody was recognised: as the provider's level says, else the provider's least."""
    return provider.acr.get(acr, provider.assurance)


def may_call(provider: Provider, address: str) -> bool:
    """Tell whether we call an address for this provider: its issuer's host or one it names, by https (http on loopback)."""
    try:
        parts, issuer = urlsplit(address), urlsplit(provider.issuer)
        here, there = (
            (issuer.scheme, issuer.hostname, issuer.port),
            (parts.scheme, parts.hostname, parts.port),
        )
    except ValueError:  # a port or a bracket that cannot be
        return False
    if parts.username or parts.password or parts.scheme not in ("https", "http"):
        return False
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        return False
    return there == here or (parts.scheme == "https" and parts.hostname in provider.hosts)
