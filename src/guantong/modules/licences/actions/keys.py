"""Keys: made when first needed, certified by the root, sealed at rest, replaced and kept. A secret never leaves `actions`."""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime
from hashlib import sha256

import msgspec
from django.conf import settings
from django.db import connection, transaction

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.sealing import key_for, seal, unseal
from guantong.core.kernel.signing import PrivateKey, PublicKey, make_key
from guantong.core.kernel.texts import say
from guantong.core.papers.certificates import certify, is_issued_by, make_root
from guantong.core.papers.credential import issuer_address
from guantong.core.papers.published import ROOT
from guantong.modules.journal.public import append

from ..models import Key
from ..queries.keys import key_row, published_key
from ..rows import KeyRow

PURPOSE = "licence keys"
KID_SIGNS = 22
ROOT_ALGORITHMS = ("p256", "ed25519")  # it certifies with one, and signs the status lists with the other

_opened: dict[str, PrivateKey] = {}


class Owner(msgspec.Struct, frozen=True, kw_only=True):
    """Whose keys they are: `root`, or a unit by its credit code."""

    code: str
    name: str


class Signer(msgspec.Struct, frozen=True, kw_only=True):
    """A key ready to sign with, under its published name. `chain`: its certificate and the root's, for P-256."""

    kid: str
    key: PrivateKey
    since: datetime
    chain: tuple[str, ...] = ()


def root_owner() -> Owner:
    return Owner(code=ROOT, name=f"{say('licences-root')} {settings.ORIGIN}")


def signer_of(owner: Owner, algorithm: str, now: datetime) -> Signer:
    """Return the key that signs for the owner now; the first time it is made."""
    row = _current(owner.code, algorithm)
    if row is None:
        with transaction.atomic():
            row = _make(owner, algorithm, now, by=SYSTEM)
    return Signer(kid=row.kid, key=_open(row), since=row.since, chain=_chain(row))


def found_keys(*, by: Actor, now: datetime) -> tuple[KeyRow, ...]:
    _check(by)
    made: list[Key] = []
    with transaction.atomic():
        _queue(ROOT)
        for algorithm in ROOT_ALGORITHMS:
            if _current(ROOT, algorithm) is None:
                made.append(_make(root_owner(), algorithm, now, by=by))
    return tuple(key_row(row) for row in made)


def rotate_keys(*, by: Actor, owner: str, now: datetime) -> tuple[KeyRow, ...]:
    _check(by)
    with transaction.atomic():
        _queue(owner)
        rows = list(Key.objects.select_for_update().filter(owner=owner, until__isnull=True).order_by("pk"))
        if not rows:
            raise Refused(Problem(code="licences.no_keys", facts={"owner": owner[:40]}))
        # The root is named after the address of the installation, which may have another one by now.
        whose = root_owner() if owner == ROOT else Owner(code=owner, name=rows[0].owner_name)
        made: list[Key] = []
        for row in rows:
            row.until = now
            row.save(update_fields=["until"])
            append(chain=_chain_name(owner), kind="KeyRetired", body={"kid": row.kid}, by=by, at=now)
            made.append(_make(whose, row.algorithm, now, by=by))
    return tuple(key_row(row) for row in made)


def _check(by: Actor) -> None:
    if by.role != "system":
        raise Refused(Problem(code="licences.wrong_role", facts={"operation": "rotate"}))


def _current(owner: str, algorithm: str) -> Key | None:
    return Key.objects.filter(owner=owner, algorithm=algorithm, until__isnull=True).first()


def _queue(owner: str) -> None:
    """Let those who make keys for one owner wait for each other until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [_chain_name(owner)])


def _make(owner: Owner, algorithm: str, now: datetime, *, by: Actor) -> Key:
    _queue(owner.code)
    if (found := _current(owner.code, algorithm)) is not None:
        return found  # somebody else was faster
    key = make_key(algorithm)
    kid = f"{issuer_address(settings.ORIGIN, owner.code)}#{_print_of(key.public)}"
    row = Key.objects.create(
        kid=kid, owner=owner.code, owner_name=owner.name, algorithm=algorithm, public=key.public.pem(),
        certificate=_certificate(owner, key, now) if algorithm == "p256" else "",
        sealed=seal(_secret(), key.secret, kid),
        since=now.replace(microsecond=0),  # what is signed in the same second says so without its fraction
    )  # fmt: skip
    append(
        chain=_chain_name(owner.code),
        kind="KeyMade",
        body={"kid": kid, "algorithm": algorithm},
        by=by,
        at=now,
    )
    return row


def _certificate(owner: Owner, key: PrivateKey, now: datetime) -> str:
    if owner.code == ROOT:
        return make_root(key, owner.name, now)
    root = signer_of(root_owner(), "p256", now)
    return certify(key.public, owner.name, owner.code, root.key, root.chain[0], now)


def _chain(row: Key) -> tuple[str, ...]:
    """Return the certificate and that of the root which signed it: the one in use when the key was made."""
    if not row.certificate or row.owner == ROOT:
        return (row.certificate,) if row.certificate else ()
    roots = Key.objects.filter(owner=ROOT, algorithm="p256").values_list("certificate", flat=True)
    return (row.certificate, *(root for root in roots if is_issued_by(row.certificate, root)))


def _open(row: Key) -> PrivateKey:
    """Return the private key, opened once a process."""
    if (found := _opened.get(row.kid)) is None:
        public = published_key(row).key()
        secret = unseal(_secret(), bytes(row.sealed), row.kid)
        found = _opened[row.kid] = PrivateKey(algorithm=row.algorithm, secret=secret, public=public)
    return found


def _secret() -> bytes:
    return key_for(settings.KEY_SECRET, PURPOSE)


def _print_of(key: PublicKey) -> str:
    """Return the name of a key: the beginning of the digest of its bytes."""
    return b64encode(sha256(key.raw).digest(), altchars=b"-_").decode()[:KID_SIGNS]


def _chain_name(owner: str) -> str:
    return f"keys:{owner}"
