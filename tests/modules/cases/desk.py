"""A small county with everything in it: divisions, units, people, two published matters. Tests play cases on it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from guantong.core.flow.model import Event
from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.calendar import load_calendar
from guantong.core.scenario.language import Package
from guantong.core.scenario.samples import id_number, uscc_number
from guantong.modules.cases import public as cases
from guantong.modules.identity.public import make_account
from guantong.modules.orgs.models import Division, Unit
from guantong.modules.services import public as services
from guantong.modules.sharing.public import write_records
from tests.package_by_hand import UNITS, by_hand

ZHEJIANG, HANGZHOU, XIHU, TOWN = "330000000000", "330100000000", "330106000000", "330106001000"
GONGSHU, NINGBO, HAISHU = "330105000000", "330200000000", "330203000000"
DIVISIONS = (
    (ZHEJIANG, "浙江省", "province", None), (HANGZHOU, "杭州市", "city", ZHEJIANG), (XIHU, "西湖区", "county", HANGZHOU),
    (TOWN, "北山街道", "town", XIHU), (GONGSHU, "拱墅区", "county", HANGZHOU), (NINGBO, "宁波市", "city", ZHEJIANG),
    (HAISHU, "海曙区", "county", NINGBO),
)  # fmt: skip
VENUE, RECTIFICATION = "made-by-hand", "rectification"
ANSWERS = {"area": 350, "kind": "song"}
PDF = b"%PDF-1.7\n%one page\n"


def venue_package() -> dict[str, Any]:
    """Three items: registration first, then entertainment; hygiene beside both; a visit for the last two."""
    data = by_hand()
    data["scenario"]["board"] = "business-registration"
    data["scenario"]["items"]["hygiene"] = {
        "title": "公共场所卫生许可",
        "unit": "health",
        "law": ["某条例第8条"],
        "promised": "5 workdays",
        "inspects": "premises",
        "materials": [
            {"name": "卫生说明", "elements": ["company.name", "premises.floor_plan"], "owed": "5 workdays"},
            {"name": "住所", "elements": ["company.address"]},
        ],
        "issues": ["licence/hygiene"],
    }
    data["scenario"]["inspections"]["premises"]["led_by"] = "fire-brigade"
    data["dictionary"]["elements"]["company.address"] = {
        "title": "住所", "owner": "market-regulation", "held_by": "companies.address",
    }  # fmt: skip
    data["dictionary"]["elements"]["licence/hygiene"] = {
        "title": "卫生许可证",
        "type": "licence",
        "owner": "health",
    }
    data["stories"] = {}
    return data


def rectification_package() -> dict[str, Any]:
    data = by_hand()
    elements = data["dictionary"]["elements"]
    data["dictionary"]["entities"] |= {"rating": {"title": "评价"}, "record": {"title": "记录"}}
    elements |= {
        "rating.case_code": {"title": "办件编号"},
        "rating.grade": {"title": "评价等级", "type": "integer"},
        "record/letter": {"title": "整改函", "type": "licence", "owner": "health"},
    }
    items = {
        "letter": {
            "title": "发函", "unit": "health", "type": "other-power", "promised": "1 workday", "issues": ["record/letter"],
            "materials": [{"name": "差评", "elements": ["rating.case_code", "rating.grade"]}],
        },
        "rectify": {
            "title": "整改", "unit": "health", "type": "other-power", "promised": "5 workdays", "result": "报告",
            "materials": [{"name": "函", "elements": ["record/letter"]}],
        },
    }  # fmt: skip
    keep = ("track", "path", "lead", "rests_on")
    scenario = {key: data["scenario"][key] for key in keep} | {
        "scenario": RECTIFICATION, "title": {"zh": "差评整改"}, "applicant": "government", "opens_from": "rating",
        "promised": "10 workdays", "items": items,
    }  # fmt: skip
    return data | {"scenario": scenario, "stories": {}, "overlays": {}}


class Desk:
    """The people of the county and shorthands for what they do. `at` is the time of the next act; it moves on."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self._keys = 0
        for code, name, level, parent in DIVISIONS:
            Division.objects.create(code=code, name=name, level=level, parent_id=parent)
        number = 0
        for code, name, level, _ in DIVISIONS:
            for role in UNITS if level == "county" else ():
                number += 1
                Unit.objects.create(
                    name=f"{name}{role}",
                    role=role,
                    division_id=code,
                    level=level,
                    uscc=f"9133000000000{number:05d}",
                )
        services.publish(package=Package.model_validate(venue_package()), by=SYSTEM, now=at)
        services.publish(package=Package.model_validate(rectification_package()), by=SYSTEM, now=at)
        self.company = self.applicant("company-one", "西湖乐府有限公司", 0)
        self.other = self.applicant("company-two", "宁波歌厅有限公司", 1)

    def applicant(self, handle: str, name: str, seed: int) -> Actor:
        code = uscc_number("company", seed)
        account = make_account(
            by=SYSTEM,
            handle=handle,
            kind="enterprise",
            name=name,
            password="a-long-password",
            uscc=code,
            now=self.at,
        )
        write_records(
            resource="companies",
            by=SYSTEM,
            now=self.at,
            records={id_number("legal_rep", seed): {"uscc": code, "address": f"{name}住所"}},
        )
        return Actor(account=str(account.id), role="applicant", name=name)

    @property
    def unit_name(self) -> str:
        """The unit that the clerk sits in."""
        return Unit.objects.order_by("pk").first().name

    def unit(self, role: str, division: str = XIHU) -> Unit:
        return Unit.objects.get(role=role, division_id=division)

    def officer(self, role: str, division: str = XIHU, account: str = "") -> Actor:
        unit = self.unit(role, division)
        return Actor(
            account=account or f"9{unit.pk:03d}",
            role="officer",
            unit=str(unit.pk),
            unit_role=role,
            division=division,
        )

    def clerk(
        self,
        division: str = XIHU,
        boards: tuple[str, ...] = ("business-registration",),
        account: str = "8001",
    ) -> Actor:
        return Actor(
            account=account,
            role="clerk",
            division=division,
            boards=boards,
            unit=str(Unit.objects.order_by("pk").first().pk),
        )

    def manager(self, division: str = XIHU) -> Actor:
        return Actor(account="7001", role="manager", division=division, unit="1")

    def document(self, by: Actor, content: bytes = PDF, name: str = "图.pdf") -> dict[str, Any]:
        return cases.save_document(by=by, name=name, content=content, now=self.at).value

    def form(self, by: Actor | None = None, seed: int = 0, **more: Any) -> dict[str, Any]:
        """A form that is right; `None` leaves an element out."""
        by = by or self.company
        data = {
            "company.name": "西湖乐府",
            "legal_rep.id_number": id_number("legal_rep", seed),
            "person.id_number": id_number("legal_rep", seed),
            "premises.title_deed": self.document(by),
            "premises.floor_plan": self.document(by, PDF + b"plan"),
        } | {key.replace("__", "."): value for key, value in more.items()}
        return {key: value for key, value in data.items() if value is not None}

    def key(self) -> str:
        self._keys += 1
        return f"key-{self._keys}"

    def submit(
        self,
        by: Actor | None = None,
        division: str = XIHU,
        answers: Any = None,
        key: str = "",
        seed: int = 0,
        **data: Any,
    ) -> cases.CaseRef:
        by = by or self.company
        return cases.submit_case(
            by=by, scenario=VENUE, division=division, answers=answers or ANSWERS, data=self.form(by, seed, **data),
            key=key or self.key(), now=self.at,
        )  # fmt: skip

    def act(self, by: Actor, ref: cases.CaseRef | int, do: str, item: str = "", **more: Any) -> cases.CaseRef:
        case_id = ref if isinstance(ref, int) else ref.id
        options = {name: more.pop(name) for name in ("version", "key") if name in more}
        self.at += timedelta(minutes=1)
        return cases.act_on_case(
            by=by, case_id=case_id, event=Event(do=do, item=item, **more), now=self.at, **options
        )

    def accepted(self, **more: Any) -> cases.CaseRef:
        return self.act(self.clerk(), self.submit(**more), "accept")

    def visited(self, ref: cases.CaseRef) -> cases.CaseRef:
        day = load_calendar().next_workday(self.at.date())
        self.at += day - self.at.date()
        self.act(self.officer("fire-brigade"), ref, "appoint", "hygiene", on=day)
        self.act(self.officer("health"), ref, "inspect", "hygiene")
        return self.act(self.officer("culture-tourism"), ref, "inspect", "entertainment")

    def decided(self, **more: Any) -> cases.CaseRef:
        ref = self.visited(self.accepted(**more))
        self.act(self.officer("market-regulation"), ref, "approve", "registration")
        self.act(self.officer("health"), ref, "approve", "hygiene")
        return self.act(self.officer("culture-tourism"), ref, "approve", "entertainment")

    def delivered(self, **more: Any) -> cases.CaseRef:
        return self.act(self.clerk(), self.decided(**more), "deliver")
