"""Every address as every visitor: the answer is the published one, and nobody reads another's name or number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.test import Client
from django.urls import reverse

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.text import Text
from guantong.core.scenario.read import read_package
from guantong.core.scenario.samples import id_number
from guantong.modules.cases import public as cases
from guantong.modules.cases.actions import memory
from guantong.modules.cases.models import LookupProof
from guantong.modules.identity import public as identity
from guantong.modules.journal.public import case_chain
from guantong.modules.licences import public as licences
from guantong.modules.services import public as services
from guantong.modules.sharing import public as sharing
from guantong.project import clock
from guantong.project.routes import MOVED_ON, POSTED, VISITORS, Route, answer_to, find_routes, route_files
from guantong.web.ui.access import AUDIENCES
from tests.modules.cases.desk import ANSWERS, GONGSHU, VENUE, XIHU, Desk
from tests.web.desks.people import People

ROOT = Path(__file__).resolve().parents[2]
STRANGERS = ("nobody", "another-applicant", "clerk-elsewhere", "officer-of-another-unit", "manager-elsewhere")
QUERIES = {"applies": {"area": "350", "kind": "song"}}


class World:
    """A few real cases and one signed-in browser for each visitor."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        company, people = desk.company, People(desk)
        self.deed = desk.document(company, b"%PDF-1.7\n%deed\n", "产权.pdf")
        ref = desk.submit(premises__floor_plan=None, premises__title_deed=self.deed)
        desk.act(desk.clerk(), ref, "accept", owed=("premises.floor_plan",))
        officer = desk.officer("market-regulation")
        self.running = desk.act(
            officer, ref, "return", "registration", fields=("company.name",), because="补正"
        )
        self.delivered = desk.delivered()
        self.draft = cases.save_draft(
            by=company, scenario=VENUE, division=XIHU, answers=ANSWERS, data=desk.form()
        )
        self.mandate = identity.give_mandate(
            by=company, kind="agent", agent_key="somebody", agent_name="某人", since=desk.at.date(), until=desk.at.date(),
            now=desk.at,
        ).id  # fmt: skip
        people.clerk()
        self.colleague = identity.find_account(f"clerk-market-regulation-{XIHU}").id
        self.window_draft = self._begun_at_window(desk)
        self.licence = self._issue(desk)
        self.copy = licences.make_copy(
            by=company,
            identifier=self.licence.identifier,
            purpose="查看",
            receiver="某局",
            until=desk.at.date(),
            now=desk.at,
        )
        people.officer(self.licence_unit)
        proposer = identity.find_account(f"officer-{self.licence_unit}-{XIHU}")
        self.proposal = licences.propose_revocation(
            by=msgspec.structs.replace(desk.officer(self.licence_unit), account=str(proposer.id)), identifier=self.licence.identifier,
            because="某理由", now=desk.at,
        ).id  # fmt: skip
        self.read = self._read(desk)
        self.secrets = (company.name, "西湖乐府", id_number("legal_rep", 0), "产权.pdf")
        self.clients = {
            "nobody": Client(),
            "applicant": people.applicant(company.account),
            "another-applicant": people.applicant(desk.other.account),
            "clerk": people.clerk(),
            "clerk-elsewhere": people.clerk(GONGSHU),
            "officer": people.officer("market-regulation"),
            "officer-of-another-unit": people.officer("public-security"),
            "manager": people.manager(),
            "manager-elsewhere": people.manager(GONGSHU),
        }

    licence_unit = "market-regulation"

    def _begun_at_window(self, desk: Desk) -> int:
        """A form that the clerk filled in for the company, not handed in yet."""
        by = msgspec.structs.replace(desk.clerk(), account=str(self.colleague))
        number, name = identity.number_of(desk.company.account), desk.company.name
        draft = cases.begin_at_window(
            by=by, scenario=VENUE, answers=ANSWERS, number=number, name=name, present=True, because="到窗口申请", now=desk.at
        )  # fmt: skip
        data = cases.get_draft(by=by, draft_id=draft).data | desk.form(by)
        return cases.save_draft(
            by=by, scenario=VENUE, division=XIHU, answers=ANSWERS, data=data, draft_id=draft
        )

    def _issue(self, desk: Desk) -> licences.LicenceRow:
        """A licence of the delivered case, held in the name of the company."""
        unit = desk.unit(self.licence_unit)
        order = licences.Order(
            case_id=self.delivered.id, case_code=self.delivered.code, scenario=VENUE, item="registration",
            item_title=Text("登记"), element="licence/business", name=Text("营业执照"), type_code="001", number="1号",
            unit_id=unit.pk, division=XIHU, decided_on=desk.at.date(),
            holder=licences.Holder(name=desk.company.name, code=id_number("legal_rep", 0), code_type="id-number", account=desk.company.account),
        )  # fmt: skip
        return licences.issue(by=SYSTEM, orders=[order], now=desk.at)[0]

    def _read(self, desk: Desk) -> int:
        """A read of the company's data for the running case, with its proof on the file; and a matter on one identity."""
        services.publish(package=read_package(ROOT / "scenarios" / "one-identity"), by=SYSTEM, now=desk.at)
        number = identity.number_of(desk.company.account)
        sharing.read(
            resource="companies", key=number, elements={"company.address": "address"}, item="registration",
            case_chain=case_chain(self.running.id), by=SYSTEM, law="某法", purpose="核验", now=desk.at,
        )  # fmt: skip
        unit = desk.unit("market-regulation")
        body = {
            "number": "1", "unit": unit.name, "source": "企业库", "holder": "某局", "item": "登记", "case": self.running.code,
            "purpose": "核验", "law": "某法", "read_at": desk.at.isoformat(), "lines": [["住所", "某路1号"]], "synthetic": True,
            "subject": "某人", "subject_code": "33**", "clerk": "某员",
        }  # fmt: skip
        LookupProof.objects.create(
            case_id=self.running.id, number=1, item="registration", unit_id=unit.pk, body=body
        )
        return sharing.reads_about(number)[0].id

    def address(self, route: Route) -> str:
        ref = self.delivered if route.name == "rate" else self.running
        known = {
            "scenario": VENUE, "case_id": ref.id, "code": ref.code, "item": "registration", "sm3": self.deed["sha"],
            "draft_id": self.draft, "mandate_id": self.mandate, "account_id": self.colleague, "path": "guantong/tokens.css", "provider": "none", "division": XIHU,
            "identifier": self.licence.identifier, "reference": self.copy.reference, "form": "token", "indicator": "on-time", "number": 1,
            "owner": self.licence.issuer_code, "proposal_id": self.proposal, "use": f"r{self.read}",
        }  # fmt: skip
        if route.name in ("window-form", "window-check", "window-delete"):
            known["draft_id"] = self.window_draft
        if route.name == "one-id-look-up":
            known["scenario"] = "one-identity"
        return reverse(
            route.name, kwargs={name: known[name] for name in known if f"{name}>" in route.address}
        )


@pytest.fixture
def world(db, at, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    memory.forget_all()
    made = World(Desk(at))
    with clock.fixed(at.replace(hour=17)):
        yield made


def ask(world: World, route: Route, visitor: str, method: str = "") -> tuple[int, str]:
    client, address = world.clients[visitor], world.address(route)
    if (method or ("post" if route.name in POSTED or route.taken else "get")) == "post":
        answer = client.post(address, **sent(route))
    else:
        answer = client.get(address, QUERIES.get(route.name, {}))
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, body.decode("utf-8", "replace")


def sent(route: Route) -> dict[str, Any]:
    """A form; to the interface, which looks at the shape before anything else, one that is always wrong."""
    if route.machine and route.name not in ("api-documents", "api-verify-file"):
        return {"data": "[]", "content_type": "application/json"}
    return {"data": {"area": "350", "kind": "song"}}


def walk() -> list[Route]:
    """Every address; the one that ends the session last."""
    return sorted(find_routes(), key=lambda route: route.name == "sign-out")


def test_routes_when_walked_then_each_has_a_name_of_its_own_and_says_who_may_open_it():
    routes = find_routes()
    assert len({route.name for route in routes}) == len(routes) >= 40
    for route in routes:
        assert route.name, route.address
        assert route.audiences, f"{route.name} has no open_to"
        assert route.audiences <= set(AUDIENCES), route.name


def test_routes_when_asked_for_by_every_visitor_then_each_answer_is_the_published_one(world):
    wrong = {
        (route.name, visitor): f"{found} instead of {answer_to(route, visitor)}"
        for route in walk()
        for visitor in VISITORS
        if (found := ask(world, route, visitor)[0]) != answer_to(route, visitor)
    }
    assert wrong == {}


def test_routes_when_asked_for_by_strangers_then_no_name_number_or_file_of_another_is_in_any_answer(world):
    answers = {
        (route.name, visitor): ask(world, route, visitor)[1] for route in walk() for visitor in STRANGERS
    }
    leaks = [
        (*whose, secret) for whose, body in answers.items() for secret in world.secrets if secret in body
    ]
    assert leaks == []
    shown = ask(world, route_named("window-case"), "clerk")[1]
    # The identity number is masked even at the window (docs/explain/rights.md); whose case it is reads it whole.
    assert [secret in shown for secret in world.secrets] == [True, True, False, True]
    assert world.secrets[2] in ask(world, route_named("my-case"), "applicant")[1]


def test_routes_when_a_stranger_posts_then_nothing_is_done_and_nothing_is_told(world):
    """A refused page must be as refused for a form: 405 where the page takes none at all."""
    before = journal_entries()
    for route in walk():
        if route.name in MOVED_ON or "anyone" in route.audiences:
            continue
        for visitor in STRANGERS:
            expected = answer_to(route, visitor)
            status, body = ask(world, route, visitor, "post")
            # 405: the page takes no form at all. 400: the check of a draft that is gone answers so. 422: the interface.
            possible = (200, 400, 405, 422) if expected == 200 else (expected, 400, 405, 422)
            assert status in possible, (route.name, visitor, status)
            assert not [secret for secret in world.secrets if secret in body], (route.name, visitor)
    assert journal_entries() == before


def test_tracking_when_opened_by_whoever_has_the_code_then_it_names_nobody(world):
    for visitor in VISITORS:
        status, body = ask(world, route_named("tracking"), visitor)
        assert status == 200
        assert "营业执照" in body
        mine = (
            world.clients[visitor].get("/").content.decode()
        )  # one's own name stands in the header of each page
        assert not [secret for secret in world.secrets if secret in body and secret not in mine], visitor


def test_reference_of_routes_when_compared_with_the_code_then_it_is_not_stale():
    published = ROOT / "docs" / "reference" / "routes.md"
    assert published.read_text("utf-8") == route_files()["routes.md"], "run `guantong reference`"


def route_named(name: str) -> Route:
    return next(route for route in find_routes() if route.name == name)


def journal_entries() -> int:
    from guantong.modules.journal.models import JournalEntry

    return JournalEntry.objects.count()
