"""Reads of keys: what is published of them. Secrets stay where they are."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Q

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.papers import published
from guantong.core.papers.credential import issuer_address
from guantong.core.papers.published import Keys, PublishedKey

from ..models import Key
from ..rows import KeyRow


def key_row(row: Key) -> KeyRow:
    return KeyRow(
        kid=row.kid, owner=row.owner, owner_name=row.owner_name, algorithm=row.algorithm, public=row.public,
        certificate=row.certificate, since=row.since, until=row.until,
    )  # fmt: skip


def published_key(row: Key) -> PublishedKey:
    return PublishedKey(
        kid=row.kid, owner=row.owner, owner_name=row.owner_name, algorithm=row.algorithm, public=row.public,
        certificate=row.certificate, since=row.since, until=row.until,
    )  # fmt: skip


def published_keys() -> tuple[KeyRow, ...]:
    rows = sorted(Key.objects.order_by("-pk"), key=lambda row: (row.owner != published.ROOT, row.owner))
    return tuple(key_row(row) for row in rows)


def controller_document(owner: str) -> dict[str, Any]:
    known = Key.objects.filter(owner=owner) if owner.isalnum() else Key.objects.none()
    rows = [published_key(row) for row in known.order_by("pk")]
    if not rows:
        raise Refused(Problem(code="licences.no_keys", facts={"owner": owner[:40]}))
    return published.controller_document(issuer_address(settings.ORIGIN, owner), rows)


def keys_named(*kids: str) -> Keys:
    """Return the root's keys and those with these names: all that one paper needs."""
    rows = Key.objects.filter(Q(owner=published.ROOT) | Q(kid__in=kids)).order_by("pk")
    keys = {row.kid: published_key(row) for row in rows}
    root = next(
        (
            key.certificate
            for key in reversed(keys.values())
            if key.certificate and key.owner == published.ROOT
        ),
        "",
    )
    return Keys(origin=settings.ORIGIN, root=root, keys=keys)
