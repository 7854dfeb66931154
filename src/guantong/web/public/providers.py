"""The identity providers of this installation (`GUANTONG_OIDC` names the file) and what we ask of them: OpenID Connect with
authorization code, PKCE, state and nonce.

We call only addresses on a provider's own host, follow no redirect, wait a few seconds and read a few kilobytes. Tokens are
verified by authlib and joserfc with the provider's published keys; what claims mean is decided in `identity`.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import msgspec
import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests.adapters import HTTPAdapter
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.text import Text
from guantong.modules.identity.public import Provider, may_call

log = logging.getLogger("guantong.oidc")
TIMEOUT = (3.0, 7.0)  # seconds to connect, and to wait for each part of an answer
MOST_BYTES = 256 * 1024
KNOWN_SECONDS = 600  # how long addresses and keys of a provider are taken as known
LEEWAY_SECONDS = 60  # by which the provider's clock may differ
# Signatures that a provider's published key verifies. Never `none`, never a shared secret.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"]  # fmt: skip
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


def ways() -> tuple[Provider, ...]:
    """Return the providers of this installation; none, and a line in the log, when their file cannot be used."""
    if not settings.OIDC_FILE:
        return ()
    try:
        return read_providers(settings.OIDC_FILE)
    except Refused as refused:
        log.error("oidc.file %s", refused.problems[0].facts["detail"])
        return ()


def read_providers(file: str) -> tuple[Provider, ...]:
    """Return the providers that a YAML or JSON file describes; refuse `oidc.file`."""
    try:
        changed = Path(file).stat().st_mtime_ns
    except OSError as error:
        raise Refused(Problem(code="oidc.file", facts={"detail": str(error.strerror)})) from error
    return _read(file, changed)


@lru_cache(maxsize=8)
def _read(file: str, _changed: int) -> tuple[Provider, ...]:
    try:
        written = YAML(typ="safe", pure=True).load(Path(file).read_text("utf-8"))
        found = msgspec.convert(written["providers"], tuple[Provider, ...])
    except (YAMLError, KeyError, TypeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise Refused(Problem(code="oidc.file", facts={"detail": " ".join(str(error).split())})) from error
    for provider in found:
        if not may_call(provider, provider.issuer):
            detail = f"{provider.name}: issuer must be https (http on loopback only)"
            raise Refused(Problem(code="oidc.file", facts={"detail": detail}))
    if len({provider.name for provider in found}) < len(found):
        raise Refused(Problem(code="oidc.file", facts={"detail": "a name stands twice"}))
    return found


def provider_named(name: str) -> Provider:
    """Return a provider by its name; refuse `oidc.unknown_provider`."""
    found = next((provider for provider in ways() if provider.name == name), None)
    if found is None:
        raise Refused(Problem(code="oidc.unknown_provider"))
    return found


def title_of(name: str) -> Text:
    """Return how people call a provider; its name when it is no longer in the file."""
    return next((provider.text for provider in ways() if provider.name == name), Text(name))


def return_address(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("sign-in-return"))


class Fence(HTTPAdapter):
    """Lets requests go only to addresses of one provider, and only so much of an answer come back."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        super().__init__(max_retries=0)

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        if not may_call(self.provider, request.url or ""):
            raise requests.exceptions.InvalidURL("not an address of this provider")
        response = super().send(request, *args, **{**kwargs, "timeout": TIMEOUT, "stream": True})
        body = response.raw.read(MOST_BYTES + 1, decode_content=True)
        if len(body) > MOST_BYTES:
            raise requests.exceptions.ContentDecodingError("the answer is too long")
        response._content = body
        return response


class Remote:
    """One provider, spoken to."""

    def __init__(self, provider: Provider, back: str) -> None:
        self.provider, self.back = provider, back
        self.session = OAuth2Session(
            provider.client_id, os.environ.get(provider.secret, ""), scope=provider.scope, redirect_uri=back,
            code_challenge_method="S256", default_timeout=TIMEOUT,
        )  # fmt: skip
        self.session.trust_env = False
        for scheme in ("https://", "http://"):
            self.session.mount(scheme, Fence(provider))

    def sign_in_address(self, *, state: str, nonce: str, verifier: str, at: datetime) -> str:
        """Return where the browser goes to sign in; refuse `oidc.unreachable`."""
        more = {"acr_values": self.provider.acr_values} if self.provider.acr_values else {}
        address, _ = self.session.create_authorization_url(
            self.metadata(at)["authorization_endpoint"], state=state, code_verifier=verifier, nonce=nonce, **more
        )  # fmt: skip
        return str(address)

    def claims_for(self, code: str, *, nonce: str, verifier: str, at: datetime) -> Mapping[str, Any]:
        """Return the verified claims for the code that the browser brought; refuse `oidc.unreachable`, `oidc.denied` or
        `oidc.token`."""
        try:
            token = self.session.fetch_token(
                self.metadata(at)["token_endpoint"], grant_type="authorization_code", code=code, code_verifier=verifier,
                allow_redirects=False,
            )  # fmt: skip
        except OAuthError as error:
            raise self._refused("denied", error) from error
        except (requests.RequestException, ValueError) as error:
            raise self._refused("unreachable", error) from error
        return self._verified(token, nonce, at)

    def _verified(self, token: Mapping[str, Any], nonce: str, at: datetime) -> Mapping[str, Any]:
        wanted = {"iss": {"essential": True, "value": self.provider.issuer}, "aud": {"essential": True, "value": self.provider.client_id}}  # fmt: skip
        params = {"nonce": nonce, "client_id": self.provider.client_id, "access_token": token.get("access_token")}  # fmt: skip
        try:
            signed = self._decoded(str(token.get("id_token") or ""), at)
            claims = CodeIDToken(signed.claims, signed.header, wanted, params)
            claims.validate(now=int(at.timestamp()), leeway=LEEWAY_SECONDS)
        except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise self._refused("token", error) from error
        return dict(claims)

    def _decoded(self, id_token: str, at: datetime) -> jwt.Token:
        """Return the token when one of the provider's keys signed it; keys are fetched again once when none did."""
        try:
            return jwt.decode(id_token, self.keys(at), algorithms=ALGORITHMS)
        except (JoseError, ValueError):
            _known.pop((self.provider.issuer, "jwks"), None)
            return jwt.decode(id_token, self.keys(at), algorithms=ALGORITHMS)

    def metadata(self, at: datetime) -> dict[str, Any]:
        """Return the provider's published addresses; refuse `oidc.unreachable`."""
        address = self.provider.issuer.rstrip("/") + "/.well-known/openid-configuration"
        found = self._known("metadata", address, at)
        wrong = found.get("issuer") != self.provider.issuer or [
            name for name in NEEDED if not may_call(self.provider, str(found.get(name)))
        ]
        if wrong:
            _known.pop((self.provider.issuer, "metadata"), None)
            raise self._refused("unreachable", ValueError(f"metadata {wrong}"))
        return found

    def keys(self, at: datetime) -> KeySet:
        """Return the provider's published keys, those for signatures by public key alone."""
        found = self._known("jwks", self.metadata(at)["jwks_uri"], at)
        keys = [key for key in found.get("keys", ()) if isinstance(key, dict) and key.get("kty") != "oct"]
        return KeySet.import_key_set({"keys": keys})

    def _known(self, what: str, address: str, at: datetime) -> dict[str, Any]:
        since, found = _known.get((self.provider.issuer, what), (0.0, {}))
        if not found or not 0 <= at.timestamp() - since < KNOWN_SECONDS:
            found = self._fetch(address)
            _known[(self.provider.issuer, what)] = (at.timestamp(), found)
        return found

    def _fetch(self, address: str) -> dict[str, Any]:
        try:
            response = self.session.get(address, withhold_token=True, allow_redirects=False)
            found = json.loads(response.content) if response.status_code == 200 else None
        except (requests.RequestException, ValueError) as error:
            raise self._refused("unreachable", error) from error
        if not isinstance(found, dict):
            raise self._refused("unreachable", ValueError(f"status {response.status_code}"))
        return found

    def _refused(self, code: str, error: Exception) -> Refused:
        """Say in the log which provider failed and how, without what it sent; and to the person what to do."""
        log.warning("oidc.%s %s %s", code, self.provider.name, type(error).__name__)
        reason = str(getattr(error, "claim", "") or getattr(error, "error", "") or "signature")[:40]
        return Refused(Problem(code=f"oidc.{code}", facts={"provider": self.provider.text, "reason": reason}))


_known: dict[tuple[str, str], tuple[float, dict[str, Any]]] = {}
"""(issuer, metadata or jwks) -> when it was fetched, and what it was. Each process knows its own."""


def sign_out_address(name: str, request: HttpRequest, at: datetime) -> str:
    """Return where one signs out of a provider; empty when it does not say or cannot be asked."""
    provider = next((provider for provider in ways() if provider.name == name), None)
    if provider is None:
        return ""
    try:
        address = str(Remote(provider, "").metadata(at).get("end_session_endpoint") or "")
    except Refused:
        return ""
    back = request.build_absolute_uri(reverse("home"))
    query = urlencode({"client_id": provider.client_id, "post_logout_redirect_uri": back})
    return f"{address}{'&' if '?' in address else '?'}{query}" if may_call(provider, address) else ""
