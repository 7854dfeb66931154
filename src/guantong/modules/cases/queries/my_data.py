"""Every use of one's own data: reads of sources, and what somebody of the staff opened: cases, masked values, licences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import msgspec
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.timezone import get_current_timezone

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.core.kernel.text import Text
from guantong.core.kernel.texts import say
from guantong.core.scenario.index import Index
from guantong.modules.identity import public as identity
from guantong.modules.licences import public as licences
from guantong.modules.orgs import public as orgs
from guantong.modules.services import public as services
from guantong.modules.sharing import public as sharing

from .. import access
from ..models import Case, CaseState, FieldOpening, Seen
from ..rows import LETTERS, DataUse, MyData
from ..rules.objections import OBJECTION, READ_ELEMENT
from .caseless import Intended, published_package
from .looks import Looks, law_of_item
from .names import branch_in, title_in, unit_name

MOST = 5000
MANDATES = "mandates:"
ELEMENT = re.compile(r"^\w+[./]")
KEY = re.compile(rf"[{''.join(LETTERS.values())}][1-9][0-9]{{0,17}}", re.ASCII)


class _CaseOf(msgspec.Struct, frozen=True):
    """What a line says about the case that the data were used for."""

    id: int
    code: str
    title: Text
    scenario: str
    flow: str
    division: str
    own: bool

    @property
    def shown_code(self) -> str:
        """The code of a case of one's own; of somebody else's nothing."""
        return self.code if self.own else ""


def own_numbers(by: Actor) -> tuple[str, ...]:
    """Return the keys under which the actor's own data are read; refuse under a mandate: this is about oneself."""
    if by.role != "applicant":
        raise Refused(Problem(code="cases.wrong_role", facts={"verb": "my_data", "item": ""}))
    if by.mandate:
        raise Refused(Problem(code="cases.own_data_only"))
    number = identity.number_of(by.account)
    return (number,) if number else ()


def my_data(*, by: Actor, year: int, unit: str, today: date) -> MyData:
    keys = own_numbers(by)
    year = year or today.year
    zone = get_current_timezone()
    since, until = datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)
    reads = sharing.reads_between(keys, since=since, until=until, limit=MOST) if keys else ()
    looks, span = Looks(by, keys), (since, until)
    seen, opened = looks.seen(span, MOST), looks.opened(span, MOST)
    shown = licences.seen_between(by=by, since=since, until=until, limit=MOST)
    ids = [_case_id(read.case_chain) for read in reads]
    ids += [row.case_id for row in seen] + [row.case_id for row in opened] + [row.case_id for row in shown]
    teller = _Teller(by, ids)
    rows = [teller.read(read) for read in reads]
    rows += [teller.seen(row, looks) for row in seen] + [teller.opened(row, looks) for row in opened]
    rows += [teller.licence(row) for row in shown]
    rows.sort(key=lambda row: (row.at, row.id), reverse=True)
    return MyData(
        rows=tuple(row for row in rows[:MOST] if unit in ("", row.unit)),
        year=year,
        years=tuple(sorted({*sharing.years_of(keys), today.year, year}, reverse=True)),
        units=tuple(sorted({row.unit for row in rows if row.unit})),
    )


def data_use(*, by: Actor, use: str) -> DataUse:
    numbers, number = own_numbers(by), int(use[1:]) if KEY.fullmatch(use) else 0
    looks = Looks(by, numbers)
    match use[:1] if number else "":
        case "r" if (read := sharing.read_about(numbers, number)) is not None:
            return _Teller(by, [_case_id(read.case_chain)]).read(read)
        case "s" if seen := looks.seen(None, 1, number):
            return _Teller(by, [seen[0].case_id]).seen(seen[0], looks)
        case "o" if opened := looks.opened(None, 1, number):
            return _Teller(by, [opened[0].case_id]).opened(opened[0], looks)
        case "l" if shown := licences.seen_between(by=by, seen_id=number, limit=1):
            return _Teller(by, [shown[0].case_id]).licence(shown[0])
    raise access.not_found(use)


class _Teller:
    """Tells reads and openings in words; looks everything up once."""

    def __init__(self, by: Actor, case_ids: Iterable[int]) -> None:
        self.by = by
        self.cases = _cases_of(by, set(case_ids) - {0})
        self.objections = objections_of(by)
        self.intended = Intended()
        self._indexes: dict[str, Index | None] = {}

    def read(self, read: sharing.ReadRow) -> DataUse:
        case = self.cases.get(_case_id(read.case_chain))
        index = self._index(case.scenario if case else "")
        matter, item = (
            (case.title, title_in(access.flow_of(case.flow), read.item)) if case else self._intended(read)
        )
        return self._told(
            kind="read", id=read.id, at=read.at, unit=self._unit(case, read), role="", matter=matter, item=item, code=case.shown_code if case else "",
            source=_source(index, read.resource, shown=read.account != self.by.account), fields=tuple(_title(index, element) for element in read.elements),
            law=read.law, purpose=read.purpose, answered=read.answered, own=read.account == self.by.account,
            occasion=f"{read.case_chain} {read.at.isoformat()} {read.account}", about="case" if case else _about(read.case_chain),
        )  # fmt: skip

    def seen(self, row: Seen, looks: Looks) -> DataUse:
        case, looked = self.cases[row.case_id], looks.of_page(row)
        fields = tuple(_title(self._index(case.scenario), element) for element in looked.elements)
        return self._told(
            kind="seen", id=row.pk, at=row.at, unit=unit_name(row.unit), role=row.role, matter=case.title, item=looked.item,
            code=case.shown_code, fields=fields or (_title(None, ""),), law=looked.law,
        )  # fmt: skip

    def opened(self, row: FieldOpening, looks: Looks) -> DataUse:
        case, looked = self.cases[row.case_id], looks.of_opening(row)
        return self._told(
            kind="opened", id=row.pk, at=row.opened_at, unit=unit_name(row.unit), role="", matter=case.title, item=looked.item,
            code=case.shown_code, fields=(_title(self._index(case.scenario), row.element),), law=looked.law, purpose=row.because,
        )  # fmt: skip

    def licence(self, row: licences.SeenRow) -> DataUse:
        case = self.cases.get(row.case_id)
        words = ("holder", "holder-code") if row.coded else ("holder",)
        faces = tuple(Text(say(f"licences-{word}", "zh"), say(f"licences-{word}", "en")) for word in words)
        return self._told(
            kind="licence", id=row.id, at=row.at, unit=unit_name(row.unit), role=row.role, matter=case.title if case else Text(""),
            item=row.item_title, code=case.shown_code if case else "", source=row.name, fields=(*faces, *row.titles),
            law=law_of_item(row.case_id, row.item),
        )  # fmt: skip

    def _told(self, **facts: Any) -> DataUse:
        """Return a use with where one's objection to it stands."""
        rest: dict[str, Any] = {
            "source": Text(""), "purpose": "", "answered": True, "own": False, "occasion": f"{facts['kind']} {facts['id']}",
        }  # fmt: skip
        use = DataUse(**{**rest, **facts})
        code, phase, result = self.objections.get(use.key, ("", "", None))
        return (
            msgspec.structs.replace(use, objection=code, objection_phase=phase, objection_result=result)
            if code
            else use
        )

    def _intended(self, read: sharing.ReadRow) -> tuple[Text, Text]:
        return self.intended.matter_and_item(read) if _case_id(read.case_chain) else (Text(""), Text(""))

    def _unit(self, case: _CaseOf | None, read: sharing.ReadRow) -> str:
        """For whom it was read: the unit of the item, whoever's hand started it."""
        if case is not None and (branch := branch_in(access.flow_of(case.flow), read.item)) is not None:
            try:
                return orgs.unit_filling(branch.unit, case.division, branch.level).name
            except Refused:
                pass  # the unit is gone since; whoever read it is still known
        return unit_name(read.unit) if read.unit else ""

    def _index(self, scenario: str) -> Index | None:
        if scenario not in self._indexes:
            names = [scenario] if scenario else list(services.published_scenarios())[:1]
            package = published_package(names[0]) if names else None
            self._indexes[scenario] = Index(package) if package else None
        return self._indexes[scenario]


def _title(index: Index | None, element: str) -> Text:
    if index is not None and ELEMENT.match(element):
        try:
            return index.title(element)
        except Refused:
            pass  # the dictionary knew it once, or it is about a mandate and in no dictionary
    return Text(say("my-data-other-field", "zh"), say("my-data-other-field", "en"))


def _source(index: Index | None, resource: str, *, shown: bool) -> Text:
    """Return the name of a source; what a sign-in says elsewhere, the card says that was shown at the counter."""
    known = index.package.resources.get(resource) if index else None
    if known and known.mode == "session" and shown:
        return Text(say("one-id-card", "zh"), say("one-id-card", "en"))
    return known.title.text() if known else Text(resource)


def _case_id(chain: str) -> int:
    kind, _, number = chain.partition(":")
    return int(number) if kind == "case" and number.isdecimal() else 0


def _about(chain: str) -> str:
    """Say what a read without a case was about: a form that did not become one, or a mandate."""
    return "mandate" if chain.startswith(MANDATES) else "no_case"


def _cases_of(by: Actor, ids: set[int]) -> dict[int, _CaseOf]:
    rows = Case.objects.filter(pk__in=ids).values_list(
        "id", "code", "title", "title_en", "scenario", "flow", "division", "applicant_id"
    )
    return {
        row[0]: _CaseOf(
            row[0], row[1], Text(row[2], row[3]), row[4], row[5], row[6], str(row[7]) == by.account
        )
        for row in rows
    }


def objections_of(by: Actor) -> dict[str, tuple[str, str, Text | None]]:
    """Return use -> code, phase and, once decided, the words of the answer, of the actor's own objections."""
    mine = Case.objects.filter(applicant_id=int(by.account), scenario=OBJECTION).order_by("pk")
    texts = CaseState.objects.filter(case__in=mine).annotate(text=Cast("state", TextField()))
    states = dict(texts.values_list("case_id", "text"))
    found: dict[str, tuple[str, str, Text | None]] = {}
    for case in mine:
        state = access.read_state(states[case.pk])
        datum = state.data.get(READ_ELEMENT)
        if use := use_of_token(datum.value if datum else ""):
            found[use] = (case.code, case.phase, _answer(state))
    return found


def _answer(state: Any) -> Text | None:
    """Return the reason of a refusal; an objection that was upheld has none of its own."""
    said = next((task.because for task in state.tasks.values() if task.because), "")
    return Text(said) if said else None


def use_of_token(token: Any) -> str:
    """Return the use that a number on an objection stands for, nothing for anything else.

    >>> use_of_token("R42-9F3A77C1"), use_of_token("S7-00AB12CD"), use_of_token("42")
    ('r42', 's7', '')
    """
    head, _, tail = str(token).partition("-")
    return head.lower() if KEY.fullmatch(head.lower()) and tail else ""
