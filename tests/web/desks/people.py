"""Accounts that can really sign in, for the people of `tests.modules.cases.desk.Desk`, and what a browser posts for them."""

from __future__ import annotations

from typing import Any

from django.test import Client
from lxml import html

from guantong.core.kernel.actor import SYSTEM
from guantong.modules.identity.models import Account
from guantong.modules.identity.public import join_unit, make_account
from tests.modules.cases.desk import GONGSHU, XIHU, Desk
from tests.web.page_reader import posted, read

ID_NUMBER, PHONE = "330106199001011239", "19912345678"  # of the person behind the enterprise's account


class People:
    """Signed-in browsers by role, made when first asked for."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._clients: dict[tuple[str, ...], Client] = {}

    def staff(self, role: str, unit_role: str = "market-regulation", division: str = XIHU) -> Client:
        key = (role, unit_role, division)
        if key not in self._clients:
            # Counties alone have units of their own here; whoever serves a city sits in one of them.
            unit = self.desk.unit(unit_role, division if division in (XIHU, GONGSHU) else XIHU)
            account = make_account(
                by=SYSTEM, handle="-".join(key), kind="staff", name=f"人员{len(self._clients)}号",
                password="a-long-password", now=self.desk.at,
            )  # fmt: skip
            boards = ("business-registration",) if role == "clerk" else ()
            join_unit(
                by=SYSTEM, account_id=account.id, unit=unit.pk, unit_role=unit_role, division=division, role=role,
                boards=boards, now=self.desk.at,
            )  # fmt: skip
            self._clients[key] = self.browser(account.id)
        return self._clients[key]

    def clerk(self, division: str = XIHU) -> Client:
        return self.staff("clerk", division=division)

    def officer(self, unit_role: str = "market-regulation", division: str = XIHU) -> Client:
        return self.staff("officer", unit_role, division)

    def manager(self, division: str = XIHU) -> Client:
        return self.staff("manager", "health", division)

    def applicant(self, account: str) -> Client:
        return self.browser(int(account))

    @staticmethod
    def browser(account: int) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=account))
        return client


def verbs_of(answer: Any) -> dict[str, html.HtmlElement]:
    """Return the forms of a desk's page by their verb."""
    forms = {}
    for form in read(answer).forms:
        do = form.xpath(".//input[@name='do']/@value")
        if do:
            forms[do[0]] = form
    return forms


def push(client: Client, address: str, verb: str, **typed: Any) -> Any:
    """Open the page, fill in the form of the verb, send it, and return the answer."""
    forms = verbs_of(client.get(address))
    assert verb in forms, f"{verb} is not offered, only {sorted(forms)}"
    return client.post(address, {**posted(forms[verb]), **typed})
