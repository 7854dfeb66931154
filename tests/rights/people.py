"""Everybody who asks: with a browser of their own, and the actor that the rules know them as."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.scenario.samples import id_number
from guantong.modules.identity import public as identity
from guantong.modules.identity.models import Account
from guantong.modules.licences.access import own_codes
from tests.modules.cases.desk import GONGSHU, HAISHU, VENUE, XIHU, ZHEJIANG, Desk

from .things import Visitor, sign

BOARD = "business-registration"
READ_ALIKE = ("bound clerk", "bound officer", "clerk far away", "officer far away")
"""See what another one in the walk sees; what they may change is another matter, and is tried."""
ALIKE = (
    "second clerk",
    "colleague",
    "officer of culture",
)  # have the rights of another one, and are there to be seen
LI = id_number("applicant", 5)  # the agent, who has accounts of staff too


class People:
    """The accounts of the world and the mandates between them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.names: dict[str, str] = {}  # account -> name
        self.staff_of: dict[str, Actor] = {}
        self.company = self._applicant("firm", 3)
        self.other = self._applicant("rival", 4)
        self.agent = self._person("li", LI)
        self.stranger = self._person("wang", id_number("applicant", 6))
        self._make_staff()
        company, li = self.company, self.agent
        self.mandates = {
            "in": self.give(company, li, (VENUE,)),
            "out": self.give(company, li, ("one-identity",)),
            "ended": self.give(company, li, ()),
            "other": self.give(self.other, li, ()),
        }
        identity.end_mandate(by=company, mandate_id=self.mandates["ended"].id, because=sign(), now=desk.at)
        self.waiting = self.offer(company, li, ())
        self.refused = self.offer(company, self.stranger, ())
        identity.refuse_mandate(by=self.stranger, mandate_id=self.refused.id, now=desk.at)
        self.foreign = self.give(self.other, self.stranger, ())

    def _applicant(self, handle: str, seed: int) -> Actor:
        name = f"{sign()}公司"
        actor = self.desk.applicant(handle, name, seed)
        self.names[actor.account] = name
        return actor

    def _person(self, handle: str, number: str, kind: str = "person") -> Actor:
        name = f"{sign()}人"
        row = identity.make_account(
            by=SYSTEM, handle=f"{handle}-{sign()}", kind=kind, name=name, password="a-long-password", now=self.desk.at,
            id_number=number,
        )  # fmt: skip
        self.names[str(row.id)] = name
        return Actor(account=str(row.id), role="applicant", name=name)

    def _make_staff(self) -> None:
        market = "market-regulation"
        for name, role, unit, division, boards, number in (
            ("clerk", "clerk", market, XIHU, (BOARD,), ""),
            ("second clerk", "clerk", market, XIHU, (BOARD,), ""),
            ("clerk of another board", "clerk", market, XIHU, ("other-affairs",), ""),
            ("clerk elsewhere", "clerk", market, GONGSHU, (BOARD,), ""),
            ("bound clerk", "clerk", market, XIHU, (BOARD,), LI),
            ("officer", "officer", market, XIHU, (), ""),
            ("colleague", "officer", market, XIHU, (), ""),
            ("bound officer", "officer", market, XIHU, (), LI),
            ("consulted officer", "officer", "public-security", XIHU, (), ""),
            ("leading officer", "officer", "fire-brigade", XIHU, (), ""),
            ("officer of hygiene", "officer", "health", XIHU, (), ""),
            ("officer of culture", "officer", "culture-tourism", XIHU, (), ""),
            ("officer elsewhere", "officer", market, GONGSHU, (), ""),
            ("officer far away", "officer", "health", HAISHU, (), ""),
            ("clerk far away", "clerk", "health", HAISHU, (BOARD,), ""),
            ("manager", "manager", "health", XIHU, (), ""),
            ("manager of the province", "manager", "health", ZHEJIANG, (), ""),
            ("manager elsewhere", "manager", "health", HAISHU, (), ""),
        ):
            self.staff_of[name] = self._staff(name, role, unit, division, boards, number)

    def _staff(self, name: str, role: str, unit: str, division: str, boards: Any, number: str) -> Actor:
        found = self._person("s", number, "staff")
        # Counties alone have units here; whoever serves a province sits in one of them.
        place = self.desk.unit(unit, division if division in (XIHU, GONGSHU, HAISHU) else XIHU)
        identity.join_unit(
            by=SYSTEM, account_id=int(found.account), unit=place.pk, unit_role=unit, division=division, role=role,
            boards=boards, now=self.desk.at,
        )  # fmt: skip
        return found

    def actor(self, name: str) -> Actor:
        """Return the actor that somebody of staff is now (whom they are bound to may have changed)."""
        return identity.actor_of(Account.objects.get(pk=int(self.staff_of[name].account)))

    def offer(self, principal: Actor, agent: Actor, scope: tuple[str, ...]) -> identity.MandateRow:
        handle = Account.objects.get(pk=int(agent.account)).handle
        return identity.give_mandate(
            by=principal, kind="agent", agent_key=handle, agent_name=agent.name, scope=scope, because=sign(),
            since=self.desk.at.date(), until=self.desk.at.date() + timedelta(days=60), now=self.desk.at,
        )  # fmt: skip

    def give(self, principal: Actor, agent: Actor, scope: tuple[str, ...]) -> identity.MandateRow:
        row = self.offer(principal, agent, scope)
        return identity.accept_mandate(by=agent, mandate_id=row.id, now=self.desk.at)

    def acting(self, mandate: str) -> Actor:
        return identity.acting(by=self.agent, mandate_id=self.mandates[mandate].id, today=self.desk.at.date())

    def visitors(self) -> list[Visitor]:
        """Return everybody who walks."""
        found = [
            Visitor("nobody", None, Client()),
            self._visitor("applicant", self.company),
            self._visitor("another applicant", self.other),
            self._visitor("agent, in scope", self.acting("in"), "in"),
            self._visitor("agent, out of scope", self.acting("out"), "out"),
            self._visitor("agent of another", self.acting("other"), "other"),
            self._visitor("agent, mandate ended", self.agent, "ended"),
            self._visitor("a stranger", self.stranger),
            self._program("program of another applicant", self.other),
        ]
        found += [self._visitor(name, self.actor(name)) for name in self.staff_of if name not in ALIKE]
        strict = self._visitor(
            "officer without second factor", None, account=self.staff_of["officer"].account
        )
        strict.strict = True
        return [*found, strict]

    def _visitor(self, name: str, actor: Actor | None, mandate: str = "", account: str = "") -> Visitor:
        client = Client()
        client.force_login(Account.objects.get(pk=int(actor.account if actor else account)))
        if mandate:
            session = client.session
            session["mandate"] = str(self.mandates[mandate].id)
            session.save()
        codes = own_codes(actor) if actor else frozenset()
        oneself = self.agent if actor is not None and actor.mandate else None
        return Visitor(name, actor, client, codes=codes, oneself=oneself)

    def _program(self, name: str, actor: Actor) -> Visitor:
        from guantong.web.ui.moment import wall

        token = identity.make_token(
            by=actor, name="walk", scope="write", days=5, now=self.desk.at, wall=wall()
        )
        bearer = {"Authorization": f"Bearer {token.secret}"}
        return Visitor(name, actor, Client(), headers=bearer, codes=own_codes(actor))
