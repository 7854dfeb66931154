"""What people and offices do while a worker dies: each story as one tells it, told again, and what must have come of it.

`begin` lays out what the story needs, `tell` is what may be cut off anywhere and is done again by whoever comes back, looking first
at what the pages show; `wrong` says everything that is not as if nobody had died. Nothing here knows where a worker dies.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from guantong.core.flow.model import Event
from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.text import Text
from guantong.core.scenario.language import Package
from guantong.core.scenario.read import read_package
from guantong.core.scenario.samples import id_number
from guantong.modules.cases import models
from guantong.modules.cases import public as cases
from guantong.modules.cases.actions import documents
from guantong.modules.identity import public as identity
from guantong.modules.identity.models import Mandate, Proposal
from guantong.modules.journal import public as journal
from guantong.modules.licences import public as licences
from guantong.modules.licences.models import Version
from guantong.modules.orgs.models import Unit
from guantong.modules.services import public as services
from guantong.modules.sharing import public as sharing
from tests.database_runner import settle_down
from tests.modules.cases.crash_writer import AT, differs
from tests.modules.cases.desk import ANSWERS, PDF, VENUE, XIHU, Desk, venue_package

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
NUMBER = id_number("applicant", 5)
LATER = AT + timedelta(hours=1)
LICENCES = ("licence/business", "licence/entertainment")


def prepare() -> None:
    """Publish the matters of all stories, two results of the venue as e-licences, and make their people."""
    data = venue_package()
    for number, element in enumerate(LICENCES, 1):
        data["dictionary"]["elements"][element]["e_licence"] = {"type": f"{number:03d}", "valid": "24 months"}
    services.publish(package=Package.model_validate(data), by=SYSTEM, now=AT)
    for name in ("one-identity", "data-objection"):
        settle_down(read_package(SCENARIOS / name), AT)
    sharing.write_records(
        resource="social-insurance", records={NUMBER: {"record": "86个月", "kind": "职工"}}, by=SYSTEM, now=AT
    )  # fmt: skip
    for handle, kind, number in (
        ("officer-one", "staff", ""),
        ("officer-two", "staff", ""),
        ("person", "person", NUMBER),
    ):
        identity.make_account(
            by=SYSTEM, handle=handle, kind=kind, name=handle, password="a-long-password", id_number=number,
            phone="13800000000", now=AT,
        )  # fmt: skip


def person(handle: str) -> Actor:
    account = identity.find_account(handle)
    assert account is not None
    return Actor(account=str(account.id), role="applicant", name=account.name)


class Story:
    """One telling, under a name of its own. `CASES`: how many cases come of it."""

    CASES = 0

    def __init__(self, name: str) -> None:
        self.name = name
        self.desk = Desk.__new__(Desk)
        self.desk.at, self.desk._keys = AT, 0
        self.desk.company = person("company-one")

    def begin(self) -> None:
        """Lay out what the story needs: nothing, if nothing is said."""

    def tell(self) -> None:
        raise NotImplementedError

    def wrong(self) -> list[str]:
        raise NotImplementedError

    def unless(self, right: bool, said: Any) -> list[str]:
        return [] if right else [f"{type(self).__name__} {self.name}: {said}"]


class CaseTold(Story):
    """From the first upload over decisions and e-licences to a bad rating. Every act has a key of its own."""

    CASES = 2  # it and its rectification
    KINDS = (
        "submit", "accept", "appoint", "inspect", "inspect", "approve", "approve", "approve", "deliver", "rate",
    )  # fmt: skip

    def tell(self) -> None:
        desk, me, day = self.desk, self.desk.company, AT.date()
        data = desk.form() | {"premises.floor_plan": desk.document(me, PDF + self.name.encode())}
        # Who has handed in finds the case on the page of the draft, and begins no new one.
        draft = None
        if not models.Submission.objects.filter(key=f"{self.name}-submit").exists():
            begun = cases.my_drafts(by=me)
            draft = cases.save_draft(
                by=me, scenario=VENUE, division=XIHU, answers=ANSWERS, data=data,
                draft_id=begun[0].id if begun else None,
            )  # fmt: skip
        self.ref = cases.submit_case(
            by=me, scenario=VENUE, division=XIHU, answers=ANSWERS, data=data, key=f"{self.name}-submit",
            draft_id=draft, now=AT,
        )  # fmt: skip
        health, culture, market = (
            desk.officer(role) for role in ("health", "culture-tourism", "market-regulation")
        )
        acts = [
            (desk.clerk(), Event(do="accept")),
            (desk.officer("fire-brigade"), Event(do="appoint", item="hygiene", on=day)),
            (health, Event(do="inspect", item="hygiene")),
            (culture, Event(do="inspect", item="entertainment")),
            (market, Event(do="approve", item="registration")),
            (health, Event(do="approve", item="hygiene")),
            (culture, Event(do="approve", item="entertainment")),
            (desk.clerk(), Event(do="deliver")),
            (me, Event(do="rate", grade=1, because="等了太久")),
        ]
        for minute, (by, event) in enumerate(acts, 1):
            now = AT + timedelta(minutes=minute)
            cases.act_on_case(by=by, case_id=self.ref.id, event=event, now=now, key=f"{self.name}-{minute}")
        cases.issue_licences_due(now=LATER, limit=10)  # the round, for a worker that died before it signed
        for number in (1, 2):
            licences.status_list(number, now=LATER)

    def wrong(self) -> list[str]:
        ref, entries = self.ref, journal.entries_of(journal.case_chain(self.ref.id))
        kinds = tuple(entry.kind for entry in entries if "event" in entry.facts())
        opened = models.Case.objects.filter(origin=ref.id).count()
        keys = models.Submission.objects.filter(key__startswith=f"{self.name}-")
        lost = [sm3 for sm3 in cases.stored_files() if not documents.path_of(sm3).is_file()]
        made = licences.licences_of_case(ref.id)
        papers = Version.objects.filter(licence__case_id=ref.id)
        return [
            *self.unless(not differs(ref.id), differs(ref.id)),
            *self.unless(kinds == self.KINDS, f"the journal holds {kinds}"),
            *self.unless(opened == 1, f"{opened} rectifications"),
            *self.unless(set(keys.values_list("case_id", flat=True)) == {ref.id}, "keys of several cases"),
            *self.unless(not cases.my_drafts(by=self.desk.company), "the draft is still there"),
            *self.unless(not lost, f"rows name files that are not there: {lost}"),
            *self.unless(sorted(row.element for row in made) == sorted(LICENCES), f"{len(made)} licences"),
            *self.unless(papers.count() == len(LICENCES), f"{papers.count()} papers"),
            *self.unless(len({row.place_id for row in papers}) == papers.count(), "one place for two papers"),
            *self.unless(
                all(licences.verify(content, now=LATER).valid for row in papers for content in (row.token, row.record)),
                "a paper does not verify",
            ),
        ]  # fmt: skip


class RevocationTold(Story):
    """One officer proposes to revoke a licence, a second one agrees."""

    def begin(self) -> None:
        order = licences.Order(
            case_id=10_000_000 + int(self.name[1:]), case_code="23456789ABCQ", scenario=VENUE, item="registration",
            item_title=Text("登记"), element="licence/business", name=Text("营业执照"), type_code="001", number=self.name,
            unit_id=self.desk.unit("market-regulation").pk, division=XIHU, decided_on=AT.date(),
            holder=licences.Holder(name="某公司", account=self.desk.company.account),
        )  # fmt: skip
        self.identifier = licences.issue(by=SYSTEM, orders=[order], now=AT)[0].identifier
        licences.status_list(1, now=AT)

    def officer(self, handle: str) -> Actor:
        return self.desk.officer("market-regulation", account=person(handle).account)

    def view(self) -> licences.LicenceView:
        return licences.get_licence(
            by=self.officer("officer-one"), identifier=self.identifier, today=AT.date()
        )

    def tell(self) -> None:
        if self.view().row.state == "revoked":
            return
        first, second = self.officer("officer-one"), self.officer("officer-two")
        waiting = [
            each for each in identity.open_proposals(by=second, now=AT) if each.subject == self.identifier
        ]
        row = waiting[0] if waiting else licences.propose_revocation(
            by=first, identifier=self.identifier, because="骗取", now=AT
        )  # fmt: skip
        licences.revoke(by=second, proposal_id=row.id, now=LATER)

    def wrong(self) -> list[str]:
        view = self.view()
        done = [each.operation for each in view.operations]
        states = list(Proposal.objects.filter(subject=self.identifier).values_list("state", flat=True))
        verdict = licences.verify(self.identifier, now=LATER)
        token = Version.objects.get(identifier=self.identifier).token
        return [
            *self.unless(done.count("revoke") == 1 and view.row.state == "revoked", f"operations {done}"),
            *self.unless(states == ["taken"], f"proposals {states}"),
            *self.unless(not verdict.valid and verdict.state == "revoked", f"verifies as {verdict.state}"),
            *self.unless(not licences.verify(token, now=LATER).valid, "its token still verifies"),
        ]


class MandateTold(Story):
    """A company gives a mandate, its agent accepts it, the company ends it."""

    def rows(self) -> list[identity.MandateRow]:
        found = identity.mandates_given(by=self.desk.company)
        return [row for row in found if row.because == self.name]

    def tell(self) -> None:
        if not self.rows():
            identity.give_mandate(
                by=self.desk.company, kind="agent", agent_key=NUMBER, agent_name="person", since=AT.date(),
                until=AT.date() + timedelta(days=30), because=self.name, now=AT,
            )  # fmt: skip
        (row,) = self.rows()
        if row.state == "given":
            identity.accept_mandate(by=person("person"), mandate_id=row.id, now=AT)
        (row,) = self.rows()
        if row.state == "accepted":
            identity.end_mandate(by=self.desk.company, mandate_id=row.id, now=LATER)

    def wrong(self) -> list[str]:
        rows = list(Mandate.objects.filter(because=self.name))
        kinds = [entry.kind for row in rows for entry in journal.entries_of(f"mandate:{row.pk}")]
        return [
            *self.unless([row.state for row in rows] == ["ended"], f"mandates {[row.state for row in rows]}"),
            *self.unless(len(kinds) == len(set(kinds)) == 3, f"the journal holds {kinds}"),
        ]


class LookupTold(Story):
    """A clerk opens a case on an identity card and prints the proof of what was read."""

    CASES = 1

    def clerk(self) -> Actor:
        unit = Unit.objects.get(role="service-centre", division_id=XIHU)
        return Actor(
            account=str(90_000 + int(self.name[1:])), role="clerk", name="窗口", division=XIHU, boards=("social-affairs",),
            unit=str(unit.pk), unit_role="service-centre",
        )  # fmt: skip

    def tell(self) -> None:
        ref = cases.open_on_one_identity(
            by=self.clerk(), scenario="one-identity", answers={"wants": "social-insurance"}, number=NUMBER, name="person",
            present=True, because="本人到窗口办理", key=self.name, now=AT,
        )  # fmt: skip
        cases.draw_lookup_proof(by=self.clerk(), case_id=ref.id, number=1, now=LATER)

    def wrong(self) -> list[str]:
        opened = list(models.Lookup.objects.filter(key=self.name))
        if len(opened) != 1:
            return self.unless(False, f"{len(opened)} cases")
        case_id = opened[0].case_id
        proofs = models.LookupProof.objects.filter(case_id=case_id).count()
        reads = [read.resource for read in sharing.reads_of(journal.case_chain(case_id))]
        return [
            *self.unless(not differs(case_id), differs(case_id)),
            *self.unless(proofs == 1, f"{proofs} proofs"),
            *self.unless(len(reads) == len(set(reads)) == 2, f"reads of {reads}"),
            *self.unless(models.Seen.objects.filter(case_id=case_id).count() == 1, "seen not once"),
        ]


class ObjectionTold(Story):
    """A person objects to a read of their data."""

    CASES = 1

    def begin(self) -> None:
        sharing.read(
            resource="social-insurance", key=NUMBER, elements=["record"], item="x", case_chain="case:99999999", by=SYSTEM,
            law="法", purpose=self.name, now=AT,
        )  # fmt: skip
        self.use = f"r{sharing.reads_about(NUMBER)[0].id}"

    def tell(self) -> None:
        me = person("person")
        if cases.data_use(by=me, use=self.use).objection:
            return
        begun = cases.my_drafts(by=me)
        draft_id = begun[0].id if begun else cases.begin_objection(by=me, use=self.use, division=XIHU, now=AT)
        data = cases.get_draft(by=me, draft_id=draft_id).data
        cases.submit_case(
            by=me, scenario="data-objection", division=XIHU, answers={}, key=self.name, draft_id=draft_id, now=AT,
            data={**data, "objection.kind": "unknown", "objection.because": self.name},
        )  # fmt: skip

    def wrong(self) -> list[str]:
        me = person("person")
        use = cases.data_use(by=me, use=self.use)
        found = models.Case.objects.filter(code=use.objection)
        return [
            *self.unless(len(found) == 1, "no objection stands at the line"),
            *self.unless(not cases.my_drafts(by=me), "the draft is still there"),
            *(wrong for case in found for wrong in self.unless(not differs(case.pk), differs(case.pk))),
        ]


STORIES = {
    "case": CaseTold,
    "revocation": RevocationTold,
    "mandate": MandateTold,
    "lookup": LookupTold,
    "objection": ObjectionTold,
}
