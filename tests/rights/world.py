"""The planted world: cases in every phase in several counties, and everything else that is stored, each with its sign."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.text import Text
from guantong.core.scenario.dictionary import find_element
from guantong.core.scenario.read import read_package
from guantong.core.scenario.samples import uscc_number
from guantong.modules.cases import access, rules
from guantong.modules.cases import public as cases
from guantong.modules.cases.models import OPEN, Case, LookupProof, Task
from guantong.modules.identity import public as identity
from guantong.modules.identity.models import Membership, Session
from guantong.modules.journal.public import case_chain
from guantong.modules.licences import public as licences
from guantong.modules.licences.access import facts_of
from guantong.modules.licences.models import Licence
from guantong.modules.services import public as services
from guantong.modules.sharing import public as sharing
from guantong.project.rights import Thing
from tests.modules.cases.desk import ANSWERS, GONGSHU, HAISHU, PDF, VENUE, XIHU, Desk

from .people import People
from .things import Planted, sign

ROOT = Path(__file__).resolve().parents[2]
BECAUSE = "某理由"
WITH_FILES = ("submitted", "of another", "elsewhere", "handling", "far")
"""Cases whose documents are asked for one by one."""


class World:
    """Builds everything once. `planted` are the things, `foreign` those of them that came last: elsewhere, and nobody's here."""

    def __init__(self, at: Any) -> None:
        self.desk = Desk(at)
        self.planted: list[Planted] = []
        self.times = 0
        for name in ("one-identity", "data-objection"):
            services.publish(package=read_package(ROOT / "scenarios" / name), by=SYSTEM, now=at)
        self.people = People(self.desk)
        self._plant_home()
        self.home = list(self.planted)

    # ----------------------------------------------------------------------------------------------------- the county

    def _plant_home(self) -> None:
        people, desk = self.people, self.desk
        company, other = people.company, people.other
        agent = people.acting("in")
        refs = {
            "submitted": self.submit(company, XIHU),
            "by the agent": self.submit(agent, XIHU),
            "of another": self.submit(other, XIHU),
            "elsewhere": self.submit(company, GONGSHU),
        }
        refs["correcting"] = self.act(
            "clerk", self.submit(company, XIHU), "return", fields=("company.name",), because=BECAUSE
        )
        refs["refused"] = self.act("clerk", self.submit(company, XIHU), "refuse", because=BECAUSE)
        refs["withdrawn"] = desk.act(company, self.submit(company, XIHU), "withdraw", because=BECAUSE)
        refs["handling"] = handling = self.act("clerk", self.submit(company, XIHU), "accept")
        self.act("officer", handling, "consult", "registration", target="public-security", because=BECAUSE)
        refs["paused"] = paused = self.act("clerk", self.submit(company, XIHU), "accept")
        self.act("officer", paused, "suspend", "registration", because=BECAUSE)
        refs["lapsed"] = self._lapsed(company)
        refs["decided"] = self._decided(company)
        refs["delivered"] = delivered = self.act("clerk", self._decided(company), "deliver")
        desk.act(company, delivered, "rate", grade=1, because=BECAUSE)
        refs["decided for another"] = self._decided(other)
        for name, ref in refs.items():
            self._plant_case(name, ref.id)
        for row in Case.objects.filter(origin__isnull=False):
            self._plant_case("rectification", row.pk)
        self.refs = refs
        self._plant_proof(handling.id, company)
        self._plant_rest(company, handling.id, XIHU, "officer", "clerk")
        self._plant_drafts(company, agent)
        self._plant_mandates()
        self._plant_proposals(handling.id)
        self._plant_staff()
        for name, owner in (("rival", other), ("stranger", people.stranger)):
            self._plant_session(name, owner)

    def _lapsed(self, company: Actor) -> cases.CaseRef:
        ref = self.submit(company, XIHU, premises__floor_plan=None)
        ref = self.act("clerk", ref, "accept", owed=("premises.floor_plan",))
        assert cases.lapse_due(now=self.desk.at + timedelta(days=20)) == 1
        return ref

    def _decided(self, by: Actor) -> cases.CaseRef:
        desk, ref = self.desk, self.act("clerk", self.submit(by, XIHU), "accept")
        desk.visited(ref)
        desk.act(desk.officer("market-regulation"), ref, "approve", "registration")
        desk.act(desk.officer("health"), ref, "approve", "hygiene")
        return desk.act(desk.officer("culture-tourism"), ref, "approve", "entertainment")

    def plant_elsewhere(self) -> list[Planted]:
        """Plant one more of everything in a county and of a company that nobody of the home county has to do with."""
        before, people, desk = len(self.planted), self.people, self.desk
        self.times += 1
        far = people._applicant(f"far-{self.times}", 6 + self.times)
        ref = self.submit(far, HAISHU)
        clerk = desk.clerk(HAISHU)
        ref = desk.act(clerk, ref, "accept")
        self._plant_case("far", ref.id)
        self._plant_proof(ref.id, far)
        self._plant_rest(far, ref.id, HAISHU, "officer far away", "clerk far away")
        row = cases.propose_opening(
            by=people.actor("clerk far away"),
            case_id=ref.id,
            element="legal_rep.id_number",
            because=sign(),
            now=desk.at,
        )
        self._proposal("to open elsewhere", row)
        officer = people.staff_of["officer far away"]
        thing = Thing(kind="staff", owner=officer.account, division=HAISHU)
        self.plant("staff elsewhere", thing, officer.name, account_id=int(officer.account))
        self._draft("far draft", far, far, VENUE)
        self._window_draft("far form begun at the window", "clerk far away")
        row = people.give(far, people._person("fw", ""), ())
        self._mandate("far mandate", row, "")
        return self.planted[before:]

    # ------------------------------------------------------------------------------------------------------ shorthands

    def submit(self, by: Actor, division: str, **more: Any) -> cases.CaseRef:
        mark = sign()
        plan = self.desk.document(by, PDF + mark.encode(), f"{mark}.pdf")
        deed = self.desk.document(by, PDF + mark.encode() + b"deed", f"{mark}-deed.pdf")
        data = {"company__name": mark, "premises__floor_plan": plan, "premises__title_deed": deed} | more
        return self.desk.submit(by=by, division=division, **data)

    def act(self, who: str, ref: cases.CaseRef, do: str, item: str = "", **more: Any) -> cases.CaseRef:
        return self.desk.act(self.people.actor(who), ref, do, item, **more)

    def plant(self, what: str, thing: Thing, *signs: str, closed: bool = False, **params: Any) -> None:
        assert all(signs), what
        self.planted.append(Planted(what, thing, signs, params, closed))

    # ----------------------------------------------------------------------------------------------------- one of each

    def _plant_case(self, name: str, case_id: int) -> None:
        held = access.hold_case(SYSTEM, case_id)
        about = {"case": held.facts, "flow": held.flow, "phase": held.phase}
        data = held.state.data
        named = data["company.name"].value if "company.name" in data else ""
        whose = (self.people.names[held.facts.applicant],) if held.facts.applicant else ()
        signs = tuple(each for each in (named, *whose) if each)
        self.plant(
            f"case {name}", Thing(kind="case", **about), held.code, *signs, case_id=case_id, code=held.code
        )
        self._plant_origin(name, case_id, held)
        open_ = set(Task.objects.filter(case_id=case_id, status__in=OPEN).values_list("item", flat=True))
        for item in [*held.facts.units, *held.facts.led_by]:
            asks = {
                given.element
                for branch in held.flow.branches
                if branch.item == item
                for given in branch.inputs
            }
            content = (named,) if "company.name" in asks and named else ()
            self.plant(
                f"branch {item} of {name}", Thing(kind="branch", part=item, **about), held.code, *whose, *content,
                case_id=case_id, code=held.code, item=item, closed=item not in open_,
            )  # fmt: skip
            for element in sorted(asks & set(data)) if name in WITH_FILES else ():
                self._plant_document(f"{element} of {name}", held, item, element, about)

    def _plant_origin(self, name: str, case_id: int, held: access.Held) -> None:
        """What a bad rating opened says whose rating it was, and whoever sees the rated case is told of it: codes alone."""
        origin = Case.objects.get(pk=case_id).origin_id
        if origin is None:
            return
        rated = access.hold_case(SYSTEM, origin)
        for seen, code in ((held, rated.code), (rated, held.code)):
            self.plant(
                f"link of {name}", Thing(kind="case", case=seen.facts, flow=seen.flow, phase=seen.phase), code
            )

    def _plant_document(self, what: str, held: access.Held, item: str, element: str, about: Any) -> None:
        value = held.state.data[element].value
        if not isinstance(value, dict):
            return
        package = services.get_matter(held.facts.scenario, held.facts.division).package
        grade = find_element(package.dictionary, element).grade
        thing = Thing(kind="document", part=item, grade=grade, **about)
        self.plant(what, thing, value["name"], case_id=held.id, code=held.code, sm3=value["sha"])

    def _plant_proof(self, case_id: int, owner: Actor) -> None:
        held, source, unit = access.hold_case(SYSTEM, case_id), sign(), self.desk.unit("market-regulation")
        body = {
            "number": "1", "unit": unit.name, "source": source, "holder": "某局", "item": "登记", "case": held.code,
            "purpose": "核验", "law": "某法", "read_at": self.desk.at.isoformat(), "lines": [["住所", sign()]], "synthetic": True,
            "subject": "某人", "subject_code": "33**", "clerk": "某员",
        }  # fmt: skip
        branch = int(held.facts.units["registration"])
        LookupProof.objects.create(case_id=case_id, number=1, item="registration", unit_id=branch, body=body)
        cases.draw_lookup_proof(
            by=owner, case_id=case_id, number=1, now=self.desk.at
        )  # its unit gets its keys now
        thing = Thing(kind="lookup-proof", case=held.facts, flow=held.flow, part="registration")
        self.plant(f"proof {case_id}", thing, source, case_id=case_id, number=1)
        number, law = identity.number_of(owner.account), sign()
        sharing.read(
            resource="companies", key=number, elements={"company.address": "address"}, item="registration",
            case_chain=case_chain(case_id), by=SYSTEM, law=law, purpose=sign(), now=self.desk.at,
        )  # fmt: skip
        read = sharing.reads_about(number)[0]
        self.plant(
            f"read {read.id}", Thing(kind="read", owner=owner.account), law, read.purpose, use=f"r{read.id}"
        )

    def _plant_rest(self, owner: Actor, case_id: int, division: str, officer: str, clerk: str) -> None:
        """Licences in every state with copies, files of one's own, a session and a token."""
        units = ("market-regulation",) if officer == "officer" else ("health",)
        for state in ("valid", "suspended", "revoked", "cancelled", "expired"):
            self._plant_licence(owner, case_id, division, units[0], officer, state)
        name = sign()
        value = self.desk.document(owner, PDF + name.encode(), f"{name}.pdf")
        self.plant("file of one's own", Thing(kind="own-file", owner=owner.account), name, sm3=value["sha"])
        self._plant_session(officer, owner)

    def _plant_licence(
        self, owner: Actor, case_id: int, division: str, role: str, officer: str, state: str
    ) -> None:
        number, at = sign(), self.desk.at
        unit = self.desk.unit(role, division)
        order = licences.Order(
            case_id=900_000 + len(self.planted), case_code="23456789ABCQ", scenario=VENUE, item="registration",
            item_title=Text("登记"), element="licence/business", name=Text("营业执照"), type_code="001", number=number, unit_id=unit.pk,
            division=division, decided_on=at.date(), term_months=12,
            holder=licences.Holder(name=self.people.names[owner.account], code="", code_type="", account=owner.account),
        )  # fmt: skip
        row = licences.issue(by=SYSTEM, orders=[order], now=at)[0]
        signs = [number]
        if state == "valid":
            copy = licences.make_copy(
                by=owner, identifier=row.identifier, purpose=sign(), receiver=sign(), until=at.date() + timedelta(days=9), now=at,
            )  # fmt: skip
        by = self.people.actor(officer)
        operation = {"suspended": "suspend", "cancelled": "cancel"}.get(state)
        if operation:
            because = sign()
            licences.change_licence(
                by=by, identifier=row.identifier, operation=operation, because=because, now=at
            )
        if state in ("revoked", "expired"):
            Licence.objects.filter(pk=row.id).update(state=state)
        thing = Thing(kind="licence", licence=facts_of(Licence.objects.get(pk=row.id)))
        self.plant(
            f"licence {state}", thing, *signs, self.people.names[owner.account], identifier=row.identifier,
            reference=row.identifier, form="record", owner=row.issuer_code,
        )  # fmt: skip
        if state == "valid":
            held = msgspec.structs.replace(thing, kind="copy")
            self.plant(
                "copy", held, copy.purpose, copy.receiver, identifier=row.identifier, reference=copy.reference
            )
            self.plant("copy as a file", held, copy.purpose, identifier=copy.reference, form="credential")
            self._proposed(row.identifier, by)

    def _proposed(self, identifier: str, by: Actor) -> None:
        row = licences.propose_revocation(by=by, identifier=identifier, because=sign(), now=self.desk.at)
        self._proposal("to revoke", row)

    def _proposal(self, what: str, row: identity.ProposalRow) -> None:
        name = self.people.names[row.proposer]
        thing = Thing(kind="proposal", proposal=row, now=self.desk.at)
        self.plant(f"proposal {what}", thing, row.because, name, proposal_id=row.id)

    def _plant_proposals(self, case_id: int) -> None:
        people, at = self.people, self.desk.at
        row = cases.propose_opening(
            by=people.actor("clerk"), case_id=case_id, element="legal_rep.id_number", because=sign(), now=at
        )
        self._proposal("to open", row)
        target = people.staff_of["colleague"]
        held = Membership.objects.get(account_id=int(target.account))
        row = identity.propose_role(
            by=people.actor("manager"), act="remove", account_id=int(target.account), unit=held.unit, unit_role=held.unit_role,
            division=held.division, role=held.role, because=sign(), now=at,
        )  # fmt: skip
        self._proposal("to change a role", row)

    def _plant_drafts(self, company: Actor, agent: Actor) -> None:
        self._draft("own draft", company, company, VENUE)
        self._draft("draft of the agent", agent, company, VENUE)
        self._draft("draft of another matter", company, company, "one-identity")
        self._draft("draft of another", self.people.other, self.people.other, VENUE)
        self._window_draft("form begun at the window", "clerk")
        name = sign()
        value = self.desk.document(agent, PDF + name.encode(), f"{name}.pdf")
        thing = Thing(kind="own-file", owner=company.account, mandate=agent.mandate)
        self.plant("file of the agent", thing, name, sm3=value["sha"])

    def _window_draft(self, what: str, clerk: str) -> None:
        """A form that a clerk began for somebody who has no account here."""
        mark, by = sign(), self.people.actor(clerk)
        self.times += 1
        draft = cases.begin_at_window(
            by=by, scenario=VENUE, answers=ANSWERS, number=uscc_number("company", 900 + self.times), name=mark, present=True,
            because=f"{mark}来窗口申请", now=self.desk.at,
        )  # fmt: skip
        facts = rules.facts_of({}, scenario=VENUE, division=by.division, board="business-registration")
        self.plant(what, Thing(kind="window-draft", owner=by.account, case=facts), mark, draft_id=draft)

    def _draft(self, what: str, by: Actor, owner: Actor, scenario: str) -> None:
        mark = sign()
        draft = cases.save_draft(
            by=by,
            scenario=scenario,
            division=XIHU,
            answers=ANSWERS,
            data={"company.name": mark},
            now=self.desk.at,
        )
        self.plant(what, Thing(kind="draft", owner=owner.account, scenario=scenario), mark, draft_id=draft)

    def _plant_mandates(self) -> None:
        people = self.people
        for name, row in people.mandates.items():
            fresh = identity.mandates_in([str(row.id)])[str(row.id)]
            self._mandate(f"mandate {name}", fresh, "")
        self._mandate("mandate waiting", people.waiting, people.agent.account)
        self._mandate(
            "mandate refused", identity.mandates_in([str(people.refused.id)])[str(people.refused.id)], ""
        )
        self._mandate("mandate of another", people.foreign, "")

    def _mandate(self, what: str, row: identity.MandateRow, addressed: str) -> None:
        thing = Thing(kind="mandate", given=row, owner=addressed, now=self.desk.at)
        self.plant(what, thing, row.because, row.agent_name, row.principal_name, mandate_id=row.id)

    def _plant_staff(self) -> None:
        for name, actor in self.people.staff_of.items():
            division = Membership.objects.get(account_id=int(actor.account)).division
            thing = Thing(kind="staff", owner=actor.account, division=division)
            self.plant(f"staff: {name}", thing, actor.name, account_id=int(actor.account))
            self._plant_session(name, actor)
        self._plant_session("agent", self.people.agent)

    def _plant_session(self, name: str, owner: Actor) -> None:
        device, token, at = sign(), sign(), self.desk.at
        row = Session.objects.create(
            account_id=int(owner.account),
            method="password",
            assurance="low",
            device=device,
            began_at=at,
            seen_at=at,
        )
        self.plant(
            f"session of {name}",
            Thing(kind="session", owner=owner.account),
            device,
            owner.name,
            session=row.pk,
        )
        by = msgspec.structs.replace(owner, role="applicant", unit="")
        made = identity.make_token(by=by, name=token, scope="read", days=30, now=at)
        self.plant(f"token of {name}", Thing(kind="token", owner=owner.account), token, token=made.row.id)
