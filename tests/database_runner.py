"""Stories run in the database: the same protocol as the runner in memory, with people, units, sources and files.

Everything goes through the doors that pages use, so a story is also a test of rights, forms, reads and storage.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import count
from typing import Any

import msgspec

from guantong.core.flow.index import index_of
from guantong.core.flow.model import Event, Moment, State
from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.calendar import load_calendar
from guantong.core.scenario.language import Package
from guantong.core.scenario.overlay import overlay_for
from guantong.core.scenario.story_data import Opening
from guantong.core.scenario.story_runner import OFFICE_OPENS
from guantong.modules.cases import access
from guantong.modules.cases import public as cases
from guantong.modules.cases.actions import opening as openings
from guantong.modules.cases.actions.reads import SESSION, field_of, holder_of
from guantong.modules.cases.models import Case, Task
from guantong.modules.identity.public import make_account
from guantong.modules.orgs import public as orgs
from guantong.modules.orgs.models import Division, Unit
from guantong.modules.services import public as services
from guantong.modules.sharing.public import set_answering, set_silent, write_records
from guantong.project.clock import ZONE

DIVISIONS = (
    ("330000000000", "浙江省", "province", None), ("330100000000", "杭州市", "city", "330000000000"),
    ("330106000000", "西湖区", "county", "330100000000"), ("330200000000", "宁波市", "city", "330000000000"),
    ("330203000000", "海曙区", "county", "330200000000"), ("330203001000", "南门街道", "town", "330203000000"),
)  # fmt: skip
PLAIN, IN_OVERLAY = "330203000000", "330106000000"
BEGINNINGS = {"pdf": b"%PDF-1.7 ", "jpg": b"\xff\xd8\xff\xe0 ", "png": b"\x89PNG\r\n\x1a\n", "dwg": b"AC1032"}
PACKED = {"ofd": "OFD.xml", "docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_numbers = count(1)


def settle_down(package: Package, at: datetime) -> None:
    """Make the divisions, a unit for every role at each of its levels, and publish the package."""
    for code, name, level, parent in DIVISIONS:
        Division.objects.get_or_create(
            code=code, defaults={"name": name, "level": level, "parent_id": parent}
        )
    for role, about in package.units.items():
        for code, name, level, _ in DIVISIONS:
            if pattern := about.names.get(level):
                Unit.objects.get_or_create(
                    role=role, division_id=code,
                    defaults={"name": pattern.format(place=name), "level": level, "uscc": f"{next(_numbers):018d}"},
                )  # fmt: skip
    services.publish(package=package, by=SYSTEM, now=at)


class DatabaseRunner:
    """Runs one story of a published package."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.case_id = 0
        self._events = 0
        self._opening: Opening | None = None
        self.boards = tuple(
            {package.scenario.board, *(item.board for item in package.scenario.items.values())} - {""}
        )

    def open(self, opening: Opening) -> None:
        self._opening = opening
        self.division = self._division(opening)
        self._sources(opening)
        if self.package.scenario.opens_from == "rating":
            self._open_from_rating(opening)
            return
        kind = "enterprise" if self.package.scenario.applicant == "enterprise" else "person"
        number = next(_numbers)
        account = make_account(
            by=SYSTEM, handle=f"story-{number}", kind=kind, name="示例申请人", password="a-long-password",
            facts=self._vouched(opening), now=self._at(opening.on), uscc=f"S{number:017d}" if kind == "enterprise" else "", id_number=opening.number,
        )  # fmt: skip
        self.applicant = Actor(account=str(account.id), role="applicant", name=account.name)
        ref = cases.submit_case(
            by=self.applicant, scenario=opening.scenario, division=self.division, answers=opening.answers,
            data=self._stored(opening.data), key="story", now=self._at(opening.on),
        )  # fmt: skip
        self.case_id = ref.id
        self._events += 1

    def act(self, event: Event, on: date, unit: str) -> None:
        if event.do in ("submit", "correct", "supplement"):
            event = msgspec.structs.replace(event, data=self._stored(event.data))
        cases.act_on_case(by=self._actor(event, unit), case_id=self.case_id, event=event, now=self._at(on))
        self._events += 1

    def state(self) -> State:
        return access.hold_case(SYSTEM, self.case_id).state

    def opened(self) -> str:
        return Case.objects.filter(origin_id=self.case_id).values_list("scenario", flat=True).first() or ""

    # -------------------------------------------------------------------------------------------------- who and where

    def _at(self, on: date) -> datetime:
        return datetime.combine(on, OFFICE_OPENS, ZONE) + timedelta(minutes=self._events)

    def _division(self, opening: Opening) -> str:
        if opening.division:
            return IN_OVERLAY if IN_OVERLAY.startswith(opening.division.rstrip("0")) else opening.division
        assert overlay_for(self.package, PLAIN) is None
        return PLAIN

    def _actor(self, event: Event, unit: str) -> Actor:
        if unit == "":
            return self.applicant
        if unit == "system":
            return SYSTEM
        if unit == "window":
            return Actor(account="clerk", role="clerk", division=self.division, boards=self.boards)
        return Actor(
            account=f"officer-{unit}", role="officer", unit=str(self._unit_id(event, unit)), unit_role=unit,
            division=self.division,
        )  # fmt: skip

    def _unit_id(self, event: Event, role: str) -> int:
        rows = Task.objects.filter(case_id=self.case_id, unit_role=role)
        row = rows.filter(item=event.item).first() or rows.first()
        return row.unit_id if row else orgs.unit_filling(role, self.division, "county").id

    # ---------------------------------------------------------------------------------------- what sources and files hold

    def _sources(self, opening: Opening) -> None:
        """Let every source hold what the story says it answers, and be silent where it says so."""
        at = self._at(opening.on)
        known = {**opening.given, **opening.data}
        records: dict[str, dict[str, dict[str, Any]]] = {}
        for request in opening.situation.requests:
            set_answering(resource=request.resource, by=SYSTEM, now=at)
            if request.mode != SESSION and request.element in opening.given:
                key = str(known[request.key]) if request.key else str(holder_of(request.element, known))
                field = field_of(request.element, self.package)
                records.setdefault(request.resource, {}).setdefault(key, {})[field] = opening.given[
                    request.element
                ]
        for resource, rows in records.items():
            write_records(resource=resource, records=rows, by=SYSTEM, now=at)
        for resource in opening.silent:
            set_silent(resource=resource, because="story", by=SYSTEM, now=at)

    def _vouched(self, opening: Opening) -> dict[str, Any]:
        sessions = {request.element for request in opening.situation.requests if request.mode == SESSION}
        return {element: value for element, value in opening.given.items() if element in sessions}

    def _stored(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The documents of a story exist only as names: store one of each, and hand that in."""
        return {
            element: self._document(value) if isinstance(value, Mapping) and "sha" in value else value
            for element, value in data.items()
        }

    def _document(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        if value["type"] not in BEGINNINGS and value["type"] not in PACKED:
            return value
        content = bytes_of(value["type"], value["name"])
        return cases.save_document(
            by=self.applicant,
            name=value["name"],
            content=content,
            now=self._at(self._opening.on),  # type: ignore[union-attr]
        ).value

    def _open_from_rating(self, opening: Opening) -> None:
        flow = access.flow_of(index_of(opening.situation.flow).hash)
        event = Event(do="submit", data={**opening.given, **opening.data}, sources=opening.sources)
        moment = Moment(at=self._at(opening.on), calendar=load_calendar())
        case = openings.Opening(
            case_id=openings.next_case_id(), scenario=opening.scenario, matter_version=0, flow=flow, division=self.division, account="",
            name="story", board=self.package.scenario.board,
        )  # fmt: skip
        self.case_id = openings.open_case(case, [(SYSTEM, event)], moment).id
        self._events += 1


def bytes_of(kind: str, name: str) -> bytes:
    """Return the smallest content that is of this type, different for each name."""
    if kind in BEGINNINGS:
        return BEGINNINGS[kind] + name.encode()
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr(PACKED[kind], name)
    return buffer.getvalue()
