"""A matter that relies on a licence from elsewhere: a food licence, issued here to the company."""

from __future__ import annotations

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.text import Text
from guantong.core.scenario.language import Package
from guantong.core.scenario.samples import uscc_number
from guantong.modules.licences import public as licences
from guantong.modules.services import public as services
from tests.modules.cases.desk import Desk, venue_package

FOOD = "licence/food"


def publish_asking(desk: Desk) -> Desk:
    """A matter that asks for a food licence, which the store of licences holds under the company's code."""
    data = venue_package()
    data["resources"]["e-licences"] = {
        "title": "电子证照库", "system": "电子证照", "owner": "health", "mode": "api", "interface": "e-licences",
    }  # fmt: skip
    data["dictionary"]["elements"][FOOD] = {
        "title": "食品经营许可证", "type": "licence", "owner": "health", "held_by": "e-licences.food",
    }  # fmt: skip
    data["scenario"]["items"]["registration"]["materials"].append({"name": "食品证", "elements": [FOOD]})
    data["scenario"]["grants"]["e-licences"] = {
        "to": ["registration"],
        "purpose": "免交",
        "law": "某条例第10条",
    }
    services.publish(package=Package.model_validate(data), by=SYSTEM, now=desk.at)
    return desk


def issue_food(desk: Desk) -> licences.LicenceRow:
    holder = licences.Holder(
        name="西湖乐府", code=uscc_number("company", 0), code_type="uscc", account=desk.company.account
    )
    order = licences.Order(
        case_id=10**6, case_code="23456789ABCQ", scenario="food", item="food", item_title=Text("食品经营许可"), element=FOOD,
        name=Text("食品经营许可证"), type_code="003", number="食2026-7", unit_id=desk.unit("health").pk,
        division="330106000000", holder=holder, decided_on=desk.at.date(),
    )  # fmt: skip
    [made] = licences.issue(by=SYSTEM, orders=[order], now=desk.at)
    return made


def change_food(desk: Desk, row: licences.LicenceRow, operation: str) -> None:
    licences.change_licence(
        by=desk.officer("health"), identifier=row.identifier, operation=operation, because="检查", now=desk.at
    )
