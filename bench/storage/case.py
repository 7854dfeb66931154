"""The case that everybody plays: six tasks (a before b and c, both before d; e and f beside them), 14 durable changes.

    submit accept · approve a · return b, correct, approve b · consult on c, answer, approve c · approve d · approve e ·
    approve f · deliver rate

24 fields: six that all tasks read and three of each task's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from guantong.core.flow.model import Event
from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.scenario.language import Package
from guantong.modules.cases import public as cases
from guantong.modules.identity import public as identity
from guantong.modules.orgs import public as orgs
from guantong.modules.services import public as services
from guantong.project.clock import ZONE

ITEMS = {"a": (), "b": ("a",), "c": ("a",), "d": ("b", "c"), "e": (), "f": ()}
SHARED, OWN = 6, 3
SCENARIO, COUNTY, BOARD = "six-tasks", "330106000000", "other-affairs"
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=ZONE)
TASKS, CHANGES = len(ITEMS), 14
ORDER = (
    ("accept", ""), ("approve", "a"), ("return", "b"), ("correct", ""), ("approve", "b"), ("consult", "c"),
    ("answer", "c"), ("approve", "c"), ("approve", "d"), ("approve", "e"), ("approve", "f"), ("deliver", ""),
    ("rate", ""),
)  # fmt: skip
"""What follows `submit`: (verb, item)."""
REASON = "the second floor's area differs from the plan that was handed in"


def form() -> dict[str, str]:
    """Return the 24 values that the applicant hands in, each the length of a name or an address."""
    shared = {f"company.s{n}": f"West Lake Trading and Culture Company {n}" for n in range(SHARED)}
    own = {
        f"company.{item}{n}": f"answer {n} of task {item}, as long as they are"
        for item in ITEMS
        for n in range(OWN)
    }
    return shared | own


def package() -> Package:
    """Return the scenario package of the case."""
    elements: dict[str, Any] = {name: {"title": name} for name in form()}
    elements |= {f"licence/{item}": {"title": f"licence {item}", "type": "licence"} for item in ITEMS}
    scenario = {
        "scenario": SCENARIO, "title": "six tasks", "track": "industry", "path": ["a", "b", "c"],
        "applicant": "enterprise", "lead": "unit-a", "board": BOARD, "promised": "20 workdays",
        "items": {item: _item(item, before) for item, before in ITEMS.items()},
    }  # fmt: skip
    entities = {name: {"title": name} for name in ("company", "licence")}
    units = {
        f"unit-{item}": {"title": f"unit {item}", "short": item, "names": _names(item)} for item in ITEMS
    }
    return Package.model_validate(
        {
            "scenario": scenario,
            "dictionary": {"entities": entities, "elements": elements},
            "units": units,
            "resources": {},
        }
    )


def _names(item: str) -> dict[str, str]:
    return {"county": "{place} unit " + item}


def _item(item: str, before: tuple[str, ...]) -> dict[str, Any]:
    fields = [name for name in form() if name.startswith(("company.s", f"company.{item}"))]
    waits = [{"name": f"licence {each}", "elements": [f"licence/{each}"]} for each in before]
    return {
        "title": f"task {item}", "unit": f"unit-{item}", "promised": "4 workdays", "legal": "20 workdays",
        "materials": [{"name": "form", "kind": "form", "elements": fields}, *waits], "issues": [f"licence/{item}"],
    }  # fmt: skip


def prepare() -> None:
    """Load the divisions and units, publish the package, and make the applicant's account."""
    orgs.load_divisions(by=SYSTEM, now=NOW)
    orgs.load_units(by=SYSTEM, names={f"unit-{item}": _names(item) for item in ITEMS}, now=NOW)
    services.publish(package=package(), by=SYSTEM, now=NOW)
    identity.make_account(
        by=SYSTEM, handle="bench", kind="enterprise", name="West Lake Culture Ltd", now=NOW,
        password="bench only, no way in", uscc="91330106MA2AAAAAX5",
    )  # fmt: skip


class People:
    """Who acts in the case: the applicant, a clerk, and an officer for each task."""

    def __init__(self, division: str = COUNTY) -> None:
        account = identity.find_account("bench")
        assert account is not None
        self.division = division
        self.applicant = Actor(account=str(account.id), role="applicant", name=account.name)
        self.clerk = Actor(account="8001", role="clerk", division=division, boards=(BOARD,), unit="1")
        self.officers = {item: self._officer(item) for item in ITEMS}

    def _officer(self, item: str) -> Actor:
        unit = orgs.unit_filling(f"unit-{item}", self.division, "county")
        return Actor(
            account=f"90{unit.id}",
            role="officer",
            unit=str(unit.id),
            unit_role=unit.role,
            division=self.division,
        )

    def of(self, verb: str, item: str) -> Actor:
        """Return whose act it is. The unit of f is consulted about c."""
        if verb in ("accept", "deliver"):
            return self.clerk
        if verb in ("correct", "rate", "submit"):
            return self.applicant
        return self.officers["f" if verb == "answer" else item]


def event(verb: str, item: str) -> Event:
    """Return what happens at one place of `ORDER`."""
    match verb:
        case "return":
            return Event(do=verb, item=item, fields=("company.b0",), because=REASON)
        case "correct":
            return Event(do=verb, data={"company.b0": "corrected, and as long as before"})
        case "consult":
            return Event(do=verb, item=item, target="unit-f", because=REASON)
        case "answer":
            return Event(do=verb, item=item, unit="unit-f", because=REASON)
        case "rate":
            return Event(do=verb, grade=5, because="quick")
    return Event(do=verb, item=item)


def play(people: People, key: str, until: int = CHANGES) -> Iterator[cases.CaseRef]:
    """Play one case through the door of `cases`; each step is durable when it is yielded."""
    ref = cases.submit_case(
        by=people.applicant,
        scenario=SCENARIO,
        division=people.division,
        answers={},
        data=form(),
        key=key,
        now=NOW,
    )
    yield ref
    for verb, item in ORDER[: until - 1]:
        ref = cases.act_on_case(
            by=people.of(verb, item), case_id=ref.id, event=event(verb, item), now=NOW, version=ref.version
        )
        yield ref
