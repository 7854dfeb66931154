"""A small OpenID provider on loopback: real HTTP, real signatures, and faults on demand."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey

CLIENT, SECRET = "guantong", "a client's secret"
Claims = dict[str, Any]


class Provider:
    """One provider. `person` is who signs in; what is set to change an answer is a fault."""

    def __init__(self, port: int, at: int) -> None:
        self.issuer, self.at = f"http://127.0.0.1:{port}", at
        self.key = ECKey.generate_key("P-256", {"kid": "one", "use": "sig", "alg": "ES256"})
        self.person: Claims = {
            "sub": "subject-1",
            "name": "王小明",
            "id_number": "330106199001011239",
            "acr": "face",
        }
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        self.metadata: Claims = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "end_session_endpoint": f"{self.issuer}/leave",
        }
        self.change: Callable[[Claims], Claims] = lambda claims: claims
        self.sign: Callable[[Claims], str] = self.signed
        self.answers: dict[str, tuple[int, bytes, dict[str, str]]] = {}

    def signed(self, claims: Claims, key: ECKey | None = None) -> str:
        key = key or self.key
        return jwt.encode({"alg": "ES256", "kid": key.kid}, claims, key)

    def authorize(self, query: dict[str, str]) -> str:
        """Somebody signs in here; return where their browser is sent."""
        assert query["response_type"] == "code"
        assert query["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, Claims]:
        """Give the tokens for a code, once, to the client that has the verifier."""
        query = self.codes.pop(form.get("code", ""), None)
        known = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if query is None or authorization != f"Basic {known}":
            return 400, {"error": "invalid_grant"}
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != query["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        claims = {
            "iss": self.issuer, "aud": CLIENT, "iat": self.at, "exp": self.at + 300, "nonce": query["nonce"], **self.person,
        }  # fmt: skip
        return 200, {
            "access_token": secrets.token_urlsafe(8),
            "token_type": "Bearer",
            "id_token": self.sign(self.change(claims)),
        }


def handler_of(provider_of: Callable[[], Provider]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            provider, parts = provider_of(), urlsplit(self.path)
            provider.asked.append(parts.path)
            if parts.path in provider.answers:
                self.answer(*provider.answers[parts.path])
            elif parts.path == "/.well-known/openid-configuration":
                self.answer(200, json.dumps(provider.metadata).encode(), {})
            elif parts.path == "/keys":
                keys = {"keys": [provider.key.as_dict(private=False)]}
                self.answer(200, json.dumps(keys).encode(), {})
            elif parts.path == "/authorize":
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                self.answer(302, b"", {"Location": provider.authorize(query)})
            else:
                self.answer(404, b"", {})

        def do_POST(self) -> None:
            provider = provider_of()
            provider.asked.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if self.path in provider.answers:
                return self.answer(*provider.answers[self.path])
            form = {name: values[0] for name, values in parse_qs(body).items()}
            status, answer = provider.token(form, self.headers.get("Authorization", ""))
            self.answer(status, json.dumps(answer).encode(), {"Content-Type": "application/json"})

        def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    return Handler


@contextmanager
def running(at: int) -> Iterator[Provider]:
    """Run a provider on a free port for the block."""
    made: list[Provider] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(lambda: made[0]))
    made.append(Provider(server.server_address[1], at))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made[0]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
