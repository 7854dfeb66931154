"""Papers that were really saved: reads that came in the place of one, of cases that were handed in."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from django.db import connection

from guantong.core.kernel.text import Text
from guantong.modules.services import public as services
from guantong.modules.sharing.public import ANSWERED

from ..rows import PapersSaved

SOURCES = ("shared", "licence")
SESSION = "session"
FRESH_SECONDS = 300
COUNTED = f"""
SELECT k.scenario, max(k.title), max(k.title_en), r.item, r.resource, sum(r.reads)::bigint, count(*)
FROM ({ANSWERED}) r JOIN cases_case k ON k.id = r.case_id
GROUP BY k.scenario, r.item, r.resource"""


def papers_saved(*, since: datetime, now: datetime) -> tuple[PapersSaved, ...]:
    """A read counts where the list of its item says that this source replaces a paper: a form is no paper, and a card that
    was shown or a sign-in is none that was saved. Counted anew every five minutes: anybody may ask."""
    return _counted(since, int(now.timestamp() // FRESH_SECONDS))


@lru_cache(maxsize=8)
def _counted(since: datetime, window: int) -> tuple[PapersSaved, ...]:
    replaced = _replaced()
    pairs = sorted({(item, resource) for _, item, resource in replaced})
    with connection.cursor() as cursor:
        # Only the reads that can count are looked at: at 100,000 reads a tenth of the time of going through all of them.
        cursor.execute(COUNTED, [[item for item, _ in pairs], [resource for _, resource in pairs], since])
        rows = cursor.fetchall()
    found = [
        PapersSaved(
            scenario=scenario, matter=Text(title, title_en), item=line.item_title, unit=line.unit_title, source=source,
            reads=reads, cases=cases,
        )
        for scenario, title, title_en, item, resource, reads, cases in rows
        if (scenario, item, resource) in replaced
        for line, source in [replaced[scenario, item, resource]]
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda row: (-row.reads, row.scenario, row.item.zh, row.source.zh)))


def _replaced() -> dict[tuple[str, str, str], tuple[services.ProofLine, Text]]:
    """Return (matter, item, source) -> the line that it replaces and the source's title."""
    return {
        (line.scenario, line.item, measure.origin): (line, measure.title)
        for line in services.proof_lines()
        for way in line.line.variants
        if way.way in SOURCES
        for measure in way.measures
        if measure.way in SOURCES and not _is_session(line.scenario, measure.origin)
    }


def _is_session(scenario: str, resource: str) -> bool:
    return services.get_matter(scenario, "").package.resources[resource].mode == SESSION


def forget() -> None:
    """Forget what was counted: between tests."""
    _counted.cache_clear()
