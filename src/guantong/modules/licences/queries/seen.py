"""Who of the staff opened the licences of a person or an enterprise, as they see it themselves."""

from __future__ import annotations

from datetime import datetime

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.text import Text

from .. import access
from ..models import Seen
from ..rows import SeenRow
from .licences import fields_of


def seen_between(
    *, by: Actor, since: datetime | None, until: datetime | None, seen_id: int, limit: int
) -> tuple[SeenRow, ...]:
    if by.role != "applicant":
        return ()
    rows = Seen.objects.select_related("licence").filter(licence__in=access.visible(by)).order_by("-pk")
    if since is not None and until is not None:
        rows = rows.filter(at__gte=since, at__lt=until)
    if seen_id:
        rows = rows.filter(pk=seen_id)
    return tuple(_row(row) for row in rows[:limit])


def _row(row: Seen) -> SeenRow:
    licence = row.licence
    return SeenRow(
        id=row.pk, at=row.at, unit=row.unit, role=row.role, name=Text(licence.name, licence.name_en),
        item=licence.item, item_title=Text(licence.item_title, licence.item_title_en), scenario=licence.scenario,
        case_id=licence.case_id, division=licence.division,
        titles=tuple(field.title for field in fields_of(licence.fields)), coded=bool(licence.holder_code),
    )  # fmt: skip
