"""What is published about keys and states, signed by the root at the moment it is asked for. Nothing is stored."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.papers import published
from guantong.core.papers.content import PURPOSES, REVOCATION
from guantong.core.papers.credential import issuer_address
from guantong.core.papers.statuses import list_address, list_number, signed_list

from ..models import Key, Place
from ..queries.keys import published_key
from .keys import root_owner, signer_of

LIST_LASTS = timedelta(hours=24)  # a reader that keeps a list looks again after a day


def status_list(number: int, *, now: datetime) -> str:
    pair, purpose = (number + 1) // 2, PURPOSES[(number + 1) % 2]
    places = Place.objects.filter(pair=pair)
    if number < 1 or (pair > 1 and not places.exists()):
        raise Refused(Problem(code="licences.no_status_list", facts={"number": number}))
    hit = places.filter(ended=True) if purpose == REVOCATION else places.filter(suspended=True)
    root = signer_of(root_owner(), "ed25519", now)
    return signed_list(
        hit.values_list("index", flat=True), address=list_address(settings.ORIGIN, number), purpose=purpose,
        issuer=issuer_address(settings.ORIGIN, published.ROOT), made_at=now, until=now + LIST_LASTS, key=root.key,
        kid=root.kid,
    )  # fmt: skip


def keys_document(*, now: datetime) -> dict[str, Any]:
    root = signer_of(root_owner(), "p256", now)
    lists = [status_list(number, now=now) for number in _numbers()]
    rows = [published_key(row) for row in Key.objects.order_by("pk")]
    return published.keys_document(rows, lists, origin=settings.ORIGIN, now=now, root=root.key, kid=root.kid)


def _numbers() -> list[int]:
    # The first pair is there from the beginning.
    last = Place.objects.order_by("-pair").values_list("pair", flat=True).first() or 1
    return [list_number(pair, purpose) for pair in range(1, last + 1) for purpose in PURPOSES]
