"""What is another's does not exist at the interface: no read, no act, no trace, whatever right body is sent."""

from __future__ import annotations

import pytest

from guantong.modules.cases import public as cases
from guantong.modules.cases.actions import memory
from guantong.modules.journal.models import JournalEntry
from guantong.project import clock
from tests.modules.cases.desk import ANSWERS, GONGSHU, VENUE, XIHU, Desk
from tests.web.interface import Caller, Callers


class County:
    """One submitted case, one accepted, one draft and one file of the company; strangers of every role."""

    def __init__(self, desk: Desk) -> None:
        self.callers = Callers(desk)
        self.submitted, self.accepted = desk.submit(), desk.submit()
        desk.act(desk.clerk(), self.accepted, "accept")
        self.draft = cases.save_draft(
            by=desk.company, scenario=VENUE, division=XIHU, answers=ANSWERS, data=desk.form()
        )
        self.file = desk.document(desk.company)["sha"]
        people = self.callers.people
        self.clerk, self.manager = Caller(people.clerk(GONGSHU)), Caller(people.manager(GONGSHU))

    def tries(self) -> list[tuple[Caller, str, str, object]]:
        """Return (who, method, address, body) of everything that somebody of the right role tries on what is not theirs."""
        other, police = self.callers.other, self.callers.police
        code, draft = self.submitted.code, f"/my/drafts/{self.draft}"
        task = f"/desk/tasks/{self.accepted.id}/registration"
        return [
            (other, "get", f"/my/cases/{code}", None),
            (other, "post", f"/my/cases/{code}/corrections", {"data": {"company.name": "x"}}),
            (other, "post", f"/my/cases/{code}/supplements", {"data": {"company.name": "x"}}),
            (other, "post", f"/my/cases/{code}/withdrawal", {}),
            (other, "post", f"/my/cases/{code}/rating", {"grade": 1}),
            (other, "get", draft, None), (other, "get", f"{draft}/check", None),
            (other, "put", draft, {"data": {}}), (other, "delete", draft, None),
            (other, "post", f"{draft}/submission", {"confirmed": True}),
            (other, "get", f"/my/documents/{self.file}", None),
            (self.clerk, "get", f"/window/cases/{self.submitted.id}", None),
            (self.clerk, "post", f"/window/cases/{self.submitted.id}/acts", {"do": "accept"}),
            (police, "get", task, None), (police, "post", f"{task}/acts", {"do": "approve"}),
            (self.manager, "get", f"/overview/cases/{self.accepted.id}", None),
        ]  # fmt: skip


@pytest.fixture
def county(db, at, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    memory.forget_all()
    with clock.fixed(at):
        yield County(Desk(at))


def send(caller: Caller, method: str, address: str, body: object) -> int:
    if method == "get":
        return caller.get(address)[0]
    return caller.post(address, body, key="a-key-of-the-stranger", method=method)[0]


def test_interface_when_a_stranger_of_the_right_role_tries_then_it_does_not_exist_and_nothing_is_written(
    county,
):
    before = JournalEntry.objects.count()
    answers = {
        (method, address): send(who, method, address, body) for who, method, address, body in county.tries()
    }
    assert {place: status for place, status in answers.items() if status != 404} == {}
    assert JournalEntry.objects.count() == before


def test_lists_when_read_by_strangers_then_they_are_empty_and_not_for_those_whose_they_are(county):
    callers = county.callers
    own = [(callers.company, "/my/cases"), (callers.clerk, "/window/cases"), (callers.officer, "/desk/tasks")]
    strange = [(callers.other, "/my/cases"), (county.clerk, "/window/cases"), (callers.police, "/desk/tasks")]
    strange += [
        (callers.other, "/my/drafts"),
        (county.manager, "/overview/cases"),
        (callers.other, "/my/licences"),
    ]
    assert [address for caller, address in own if not caller.get(address)[1]["items"]] == []
    assert [address for caller, address in strange if caller.get(address)[1]["items"]] == []


def test_pages_of_a_list_when_followed_by_their_cursor_then_each_row_comes_once(county):
    company, seen, after = county.callers.company, [], ""
    for _ in range(5):
        page = company.get("/my/cases", limit=1, after=after)[1]
        seen += [row["id"] for row in page["items"]]
        after = page["next"]
        if not after:
            break
    assert seen == [county.accepted.id, county.submitted.id]
    assert company.get("/my/cases", after="no-cursor")[1]["code"] == "cases.bad_cursor"
