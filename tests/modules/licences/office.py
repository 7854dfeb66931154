"""A county with units, people and decisions, so that a test can have licences issued by one line."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.text import Text
from guantong.modules.identity.public import make_account
from guantong.modules.licences import public as licences
from guantong.modules.licences.public import Field, Holder, Order
from guantong.modules.orgs.models import Division, Unit

COMPANY = "91330106MA2A12345X"
_numbers = count(1)


class Office:
    """Two units of one county, a company and a person with accounts."""

    def __init__(self, at: datetime) -> None:
        self.now = at
        for code, name, level, parent in (
            ("330000000000", "浙江省", "province", None),
            ("330100000000", "杭州市", "city", "330000000000"),
            ("330106000000", "西湖区", "county", "330100000000"),
        ):
            Division.objects.get_or_create(
                code=code, defaults={"name": name, "level": level, "parent_id": parent}
            )
        self.market = self._unit("market-regulation", "西湖区市场监督管理局", "11330106002500287C")
        self.culture = self._unit("culture-tourism", "西湖区文化和广电旅游体育局", "11330106002500295N")
        self.owner = self.account("云歌文化", kind="enterprise", uscc=COMPANY)
        self.officer = self.staff("审批甲", self.market)
        self.second = self.staff("审批乙", self.market)
        self.stranger = self.staff("外局", self.culture)

    def _unit(self, role: str, name: str, uscc: str) -> Unit:
        unit, _ = Unit.objects.get_or_create(
            role=role, division_id="330106000000",
            defaults={"name": name, "level": "county", "uscc": uscc, "synthetic": True},
        )  # fmt: skip
        return unit

    def account(self, name: str, kind: str = "person", **more: str) -> Actor:
        row = make_account(
            by=SYSTEM, handle=f"a{next(_numbers)}", kind=kind, name=name, password="correct horse battery",
            now=self.now, **more,
        )  # fmt: skip
        return Actor(account=str(row.id), role="applicant", name=name)

    def staff(self, name: str, unit: Unit, role: str = "officer", id_number: str = "") -> Actor:
        row = make_account(
            by=SYSTEM, handle=f"a{next(_numbers)}", kind="staff", name=name, password="correct horse battery",
            id_number=id_number, now=self.now,
        )  # fmt: skip
        return Actor(
            account=str(row.id),
            role=role,
            name=name,
            unit=str(unit.pk),
            unit_role=unit.role,
            division="330106000000",
        )

    def order(self, **more: Any) -> Order:
        case_id = next(_numbers)
        known: dict[str, Any] = {
            "case_id": case_id,
            "case_code": "23456789ABCQ",
            "scenario": "open-ktv",
            "item": "entertainment-licence",
            "item_title": Text("娱乐经营许可", "Entertainment"),
            "element": "licence/entertainment",
            "name": Text("娱乐经营许可证", "Entertainment licence"),
            "type_code": "004",
            "number": f"娱审2026-{case_id:04d}",
            "unit_id": self.market.pk,
            "division": "330106000000",
            "holder": Holder(name="云歌文化有限公司", code=COMPANY, code_type="uscc", account=self.owner.account),
            "fields": (
                Field(element="company.address", title=Text("住所", "Address"), value="文三路478号"),
                Field(element="venue.people", title=Text("核定人数", "People"), value="120"),
            ),
            "decided_on": self.now.date(),
            "term_months": 24,
        }  # fmt: skip
        return Order(**{**known, **more})

    def issue(self, **more: Any) -> licences.LicenceRow:
        [made] = licences.issue(by=SYSTEM, orders=[self.order(**more)], now=self.now)
        return made

    def change(
        self, row: licences.LicenceRow, operation: str, by: Actor | None = None, **more: Any
    ) -> licences.LicenceRow:
        return licences.change_licence(
            by=by or self.officer,
            identifier=row.identifier,
            operation=operation,
            because="依申请",
            now=self.now,
            **more,
        )

    def copy(self, row: licences.LicenceRow, until: date | None = None, **more: Any) -> licences.CopyRow:
        return licences.make_copy(
            by=more.pop("by", self.owner), identifier=row.identifier, purpose="招投标", receiver="某采购中心",
            until=until or self.now.date() + timedelta(days=30), now=self.now, **more,
        )  # fmt: skip

    def verdict(self, content: str | bytes, now: datetime | None = None) -> licences.Verdict:
        return licences.verify(content, now=now or self.now)
