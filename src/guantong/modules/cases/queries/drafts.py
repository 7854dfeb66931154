"""Forms begun, and uploaded documents."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Refused
from guantong.core.kernel.text import Text
from guantong.modules.services import public as services

from .. import access
from ..models import Document, Draft
from ..rows import DocumentView, DraftView


def my_drafts(*, by: Actor) -> tuple[DraftView, ...]:
    return tuple(_draft(row) for row in access.own_drafts(by)[:200])


def get_draft(*, by: Actor, draft_id: int) -> DraftView:
    return _draft(access.draft_for(by, draft_id))


def _draft(row: Draft) -> DraftView:
    return DraftView(
        id=row.pk, scenario=row.scenario, title=_title(row.scenario, row.division), division=row.division,
        answers=row.answers, data=row.data, saved_at=row.saved_at, holder=row.holder, holder_name=row.holder_name, because=row.because,
    )  # fmt: skip


def _title(scenario: str, division: str) -> Text:
    """A matter may have been withdrawn since; what was written is still the person's to read."""
    try:
        return services.get_matter(scenario, division).compiled.title
    except Refused:
        return Text(scenario)


def get_document(*, by: Actor, sm3: str, case_id: int, now: datetime | None) -> DocumentView:
    return document_view(access.document_for(by, sm3=sm3, case_id=case_id, now=now))


def document_view(row: Document) -> DocumentView:
    return DocumentView(sm3=row.sm3, name=row.name, size=row.size, kind=row.kind, path=str(path_of(row.sm3)))


def path_of(sm3: str) -> Path:
    """Return where the bytes with this hash lie."""
    return Path(settings.MEDIA_ROOT) / sm3[:2] / sm3[2:4] / sm3
