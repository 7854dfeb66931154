"""Run in an installation whose data an earlier release made: everything said on standard output is one line of JSON.

States must be what the journal gives under today's engine, cases must go on, people must sign in with their old passwords and
see their pages, new cases and uploads must work.
"""

from __future__ import annotations

import json
import os

os.environ["GUANTONG_SECOND_FACTOR"] = "offered"
from guantong.project import start

start.setup()

import msgspec  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from guantong.core.flow.engine import open_case, step  # noqa: E402
from guantong.core.flow.model import Event, Moment  # noqa: E402
from guantong.core.kernel.actor import SYSTEM, Actor  # noqa: E402
from guantong.core.kernel.calendar import load_calendar  # noqa: E402
from guantong.core.kernel.problem import Refused  # noqa: E402
from guantong.modules.cases import access, models  # noqa: E402
from guantong.modules.cases import public as cases  # noqa: E402
from guantong.modules.identity.models import Membership  # noqa: E402
from guantong.modules.identity.public import find_account  # noqa: E402
from guantong.modules.journal.public import case_chain, entries_of, link_of, verify  # noqa: E402
from guantong.modules.orgs import public as orgs  # noqa: E402
from guantong.project import clock  # noqa: E402

PASSWORD = "guantong-demo"  # of every account of the demonstration of 0.1.0
PDF = b"%PDF-1.7\n%after the upgrade\n"
WISHES = ("approve", "inspect", "resume", "reject", "suspend")


def main() -> None:
    found = {
        "journal": verify().sound, "differs": [each for each in case_ids() if not agrees(each)], "cases": len(case_ids()),
        "window": go_on_at_window(), "desk": go_on_at_desk(), "counter": go_on_at_window(), "pages": open_pages(),
        "upload": upload(), "round": msgspec.structs.asdict(go_round()), "afterwards": verify().sound,
    }  # fmt: skip
    print(json.dumps(found))  # noqa: T201


def go_round():  # type: ignore[no-untyped-def]
    from guantong.project.rounds import go_round

    return go_round()


def case_ids() -> list[int]:
    return list(models.Case.objects.order_by("id").values_list("id", flat=True))


def agrees(case_id: int) -> bool:
    """The stored state is what the case's journal gives under today's engine."""
    held = access.hold_case(SYSTEM, case_id)
    state, calendar = open_case(held.flow), load_calendar()
    entries = entries_of(case_chain(case_id))
    for entry in entries:
        facts = entry.facts()
        if "event" in facts:
            event = msgspec.convert(facts["event"], Event)
            state, _ = step(
                held.flow, state, event, Moment(at=entry.at.astimezone(clock.ZONE), calendar=calendar)
            )
    return state == held.state and link_of(entries[-1]) == held.head


def staff(role: str, unit: int = 0, unit_role: str = "") -> Actor:
    """Somebody of staff who was there before: the clerk, or an officer of the unit."""
    rows = Membership.objects.filter(role=role, **({"unit": unit} if unit else {}))
    row = rows.order_by("id").first()
    assert row is not None, (role, unit, unit_role)
    return Actor(
        account=str(row.account_id), role=role, unit=str(row.unit), unit_role=row.unit_role, division=row.division,
        boards=tuple(row.boards),
    )  # fmt: skip


def go_on_at_window() -> list[str]:
    """Accept what stands at the window, deliver what is decided; return what was done."""
    clerk, done = staff("clerk"), []
    for row in models.Case.objects.filter(phase__in=("submitted", "decided")).order_by("id"):
        verb = "accept" if row.phase == "submitted" else "deliver"
        if act(clerk, row.pk, Event(do=verb)):
            done.append(verb)
    return done


def go_on_at_desk() -> list[str]:
    """Let officers do one thing in each open branch; return what was done."""
    done = []
    for task in models.Task.objects.filter(status="open", kind="branch").order_by("case_id", "item"):
        officer = staff("officer", task.unit_id)
        view = cases.get_task(by=officer, case_id=task.case_id, item=task.item, today=clock.today())
        for verb in (wish for wish in WISHES if wish in view.can):
            if act(officer, task.case_id, Event(do=verb, item=task.item, because="升级之后")):
                done.append(verb)
                break
    return done


def act(by: Actor, case_id: int, event: Event) -> bool:
    before = models.CaseState.objects.get(pk=case_id).version
    try:
        return cases.act_on_case(by=by, case_id=case_id, event=event, now=clock.now()).version == before + 1
    except Refused:
        return False


def open_pages() -> dict[str, int]:
    """Return what each page answered, as the person whose page it is."""
    case = models.Case.objects.filter(applicant__isnull=False).order_by("id").first()
    task = models.Task.objects.filter(kind="branch", status="open").order_by("case_id").first()
    assert case is not None
    assert task is not None
    officer = find_account("officer")
    assert officer is not None
    own = models.Task.objects.filter(
        unit_id=staff("officer", orgs.unit_filling("market-regulation", case.division, "county").id).unit
    )
    asked = {
        "": ["home", "matters", ("track",), ("tracking", case.code)],
        case.applicant.handle: ["my-cases", ("my-case", case.code), ("receipt", case.code)],
        "clerk": ["window", ("window-case", case.pk)],
        "officer": ["work-list", *([("work-task", own[0].case_id, own[0].item)] if own else [])],
        "manager": ["overview", "all-cases", ("manager-case", case.pk)],
    }
    answers = {}
    for handle, pages in asked.items():
        client = Client(SERVER_NAME="127.0.0.1")
        if handle:
            signed = client.post(reverse("sign-in"), {"handle": handle, "password": PASSWORD})
            answers[f"{handle}: sign-in"] = signed.status_code
        for page in pages:
            name, *arguments = (page,) if isinstance(page, str) else page
            answers[f"{handle}: {name}"] = client.get(reverse(name, args=arguments)).status_code
    return answers


def upload() -> bool:
    """A file is kept beside the old ones, and an old one can still be read."""
    row = find_account("citizen")
    assert row is not None
    me = Actor(account=str(row.id), role="applicant", name=row.name)
    kept = cases.save_document(by=me, name="新.pdf", content=PDF, now=clock.now())
    old = models.Document.objects.order_by("id").first()
    assert old is not None
    owner = Actor(account=str(old.owner_id), role="applicant")
    view = cases.get_document(by=owner, sm3=old.sm3)
    with open(view.path, "rb") as file, open(kept.path, "rb") as new:
        return len(file.read()) == old.size and new.read() == PDF


if __name__ == "__main__":
    main()
