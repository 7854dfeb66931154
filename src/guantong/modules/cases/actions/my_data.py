"""What the person concerned can do about a use of their data, and the note that somebody opened a case."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import connection, transaction
from django.utils.timezone import localtime

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.texts import say
from guantong.modules.identity import public as identity
from guantong.modules.journal.public import append, case_chain
from guantong.modules.services import public as services
from guantong.modules.sharing import public as sharing

from .. import access
from ..queries.my_data import data_use
from ..queries.named import numbers_shown
from ..rows import DataUse
from ..rules.objections import OBJECTION, READ_ELEMENT
from .drafts import save_draft

RESOURCE = "data-reads"
STAFF = frozenset({"clerk", "officer", "manager"})
SEEN = """
INSERT INTO cases_seen AS s (case_id, day, account, unit, role, at, keys) VALUES (%s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (case_id, day, account) DO UPDATE SET keys = s.keys || excluded.keys WHERE NOT s.keys @> excluded.keys"""


def begin_objection(*, by: Actor, use: str, division: str, now: datetime) -> int:
    told = data_use(by=by, use=use)
    if told.objection:
        raise Refused(Problem(code="cases.objected", facts={"code": told.objection}))
    matter = services.get_matter(OBJECTION, division)
    token = f"{told.key.upper()}-{secrets.token_hex(4).upper()}"
    with transaction.atomic():
        # The officer looks into what was recorded, not into what somebody typed; the number is only this person's.
        sharing.write_records(resource=RESOURCE, records={token: _record(told)}, by=SYSTEM, now=now)
        known = identity.session_facts(by.account)
        fields = {field.element for field in matter.compiled.situations[0].form.fields}
        data = {element: value for element, value in known.items() if element in fields}
        return save_draft(
            by=by, scenario=OBJECTION, division=division, answers={}, data={**data, READ_ELEMENT: token}, draft_id=None, now=now
        )  # fmt: skip


def _record(use: DataUse) -> dict[str, str]:
    """Return the use as the source of the objection gives it. Titles are stored as the administration writes them."""
    matter = " / ".join(part for part in (use.code, use.matter.zh, use.item.zh) if part)
    return {
        "unit": use.unit or say("my-data-system", "zh"), "at": f"{localtime(use.at):%Y-%m-%d %H:%M}", "matter": matter or use.source.zh,
        "fields": ", ".join(field.zh for field in use.fields), "law": f"{use.law} {use.purpose}".strip(),
    }  # fmt: skip


def record_seen(*, by: Actor, case_id: int, now: datetime) -> None:
    if by.role not in STAFF:
        return
    keys = list(numbers_shown(by, access.hold_case(SYSTEM, case_id)))
    with connection.cursor() as cursor:
        cursor.execute(SEEN, [case_id, localtime(now).date(), by.account, by.unit, by.role, now, keys])
        new = cursor.rowcount == 1  # the first time today, or somebody else's data since
    if new:
        append(chain=f"seen:{case_chain(case_id)}", kind="DataSeen", body={"case": case_id}, by=by, at=now)
