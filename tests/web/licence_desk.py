"""The office of the licence tests with browsers: people of it who are really signed in."""

from __future__ import annotations

from django.test import Client

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.modules.identity.models import Account
from guantong.modules.identity.public import join_unit
from guantong.modules.orgs.models import Unit
from tests.modules.licences.office import Office


class LicenceDesk(Office):
    """Two units, a company, and a browser for each of their people (`None`: nobody signed in)."""

    def staff(self, name: str, unit: Unit, role: str = "officer", id_number: str = "") -> Actor:
        actor = super().staff(name, unit, role, id_number)
        join_unit(
            by=SYSTEM, account_id=int(actor.account), unit=unit.pk, unit_role=unit.role, division="330106000000",
            role=role, boards=(), now=self.now,
        )  # fmt: skip
        return actor

    def browser(self, actor: Actor | None = None) -> Client:
        client = Client()
        if actor is not None:
            client.force_login(Account.objects.get(pk=int(actor.account)))
        return client
