"""One variable that says how notices leave by e-mail. Without it none do."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

# Scheme -> (port where none is named, STARTTLS, TLS from the first byte).
SCHEMES = {"smtp": (587, True, False), "smtps": (465, False, True), "smtp-plain": (25, False, False)}
TIMEOUT = 10  # seconds; a relay that hangs must not hold up the round


def settings_of(address: str) -> dict[str, Any]:
    """Return Django's settings for `smtp://user:password@host:port?from=sender`; nothing for an empty address.

    `smtp` speaks STARTTLS, `smtps` TLS, `smtp-plain` neither (for a relay on the same machine).
    """
    if not address:
        return {}
    parts = urlsplit(address)
    sender = parse_qs(parts.query).get("from", [""])[0]
    if parts.scheme not in SCHEMES or not parts.hostname or "@" not in sender:
        raise ValueError("GUANTONG_MAIL is written smtp://user:password@host:port?from=sender@host")
    port, starttls, tls = SCHEMES[parts.scheme]
    return {
        "EMAIL_HOST": parts.hostname, "EMAIL_PORT": parts.port or port, "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""), "EMAIL_USE_TLS": starttls, "EMAIL_USE_SSL": tls,
        "EMAIL_TIMEOUT": TIMEOUT, "DEFAULT_FROM_EMAIL": sender,
    }  # fmt: skip
