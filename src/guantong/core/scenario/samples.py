"""Values that are right in form and plainly invented, the same for the same seed: for stories, demo and benchmarks.

No value belongs to anybody: identity numbers carry the order code 000, which GB 11643 never gives out, and names
come from a short list of made-up ones in `texts/zh/show.ftl`.
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Any, Protocol

from stdnum import luhn
from stdnum.cn import ric, uscc

from guantong.core.kernel.texts import say
from guantong.core.scenario.compiled import Form
from guantong.core.scenario.values import TEXT_LIMIT

PLACES = ("330100", "330122", "330127", "330200", "330300")  # given out by GB/T 2260 in every year since 1950
NEVER_GIVEN = "000"  # an order code of GB 11643 that no person has
ORGANISATIONS = frozenset(
    {"company", "enterprise", "shop", "store", "venue", "institution", "hospital", "project", "school"}
)
BORN_SINCE, BORN_DAYS = date(1950, 1, 1), 20_000
NEWBORN_SINCE, NEWBORN_DAYS = (
    date(2026, 1, 1),
    59,
)  # not long before the days on which stories and demonstration play
NEWBORNS = frozenset({"newborn", "birth"})
# Those who stand on one form together, of one family or house: no two are called alike.
KIN = (
    "applicant",
    "agent",
    "mother",
    "father",
    "deceased",
    "heir",
    "legal_rep",
    "finance_officer",
    "pharmacist",
)
SINCE, DAYS = date(2015, 1, 1), 3_600
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Shape(Protocol):
    """What an `Element` of the dictionary and a `FormField` have in common."""

    @property
    def type(self) -> Any: ...
    @property
    def title(self) -> Any: ...
    @property
    def check(self) -> Any: ...
    @property
    def choices(self) -> Any: ...
    @property
    def min(self) -> float | None: ...
    @property
    def max(self) -> float | None: ...
    @property
    def max_length(self) -> int | None: ...
    @property
    def accepts(self) -> Any: ...
    @property
    def example(self) -> str: ...


def sample_value(element_id: str, element: Shape, seed: int = 0) -> Any:
    """Return a valid value for an element of the dictionary or a field of a form.

    The elements of one entity fit together: `mother.born_on` is the day in `mother.id_number` of the same seed.
    """
    entity, _, name = element_id.replace("/", ".").partition(".")
    match element.type:
        case "date":
            day = _born_on(entity, seed) if name.startswith(("born", "birth")) else _day(element_id, seed)
            return day.isoformat()
        case "integer":
            return _integer(element_id, element, seed)
        case "decimal":
            return _decimal(element_id, element, seed)
        case "choice":
            keys = sorted(element.choices)
            return keys[_pick(element_id, seed, len(keys))] if keys else ""
        case "yes-no":
            return bool(_pick(element_id, seed, 2))
        case "document":
            kind = element.accepts[0] if element.accepts else "pdf"
            return sample_document(f"{element_id.replace('/', '-')}-{seed}.{kind}")
        case "licence":
            return f"{name.replace('_', '-').upper()}-{_pick(element_id, seed, 10**8):08d}"
    return _text(entity, name, element_id, element, seed)


def sample_form(form: Form, seed: int = 0) -> dict[str, Any]:
    """Return the form filled in, every field of it, with values that pass `check_value`."""
    return {field.element: sample_value(field.element, field, seed) for field in form.fields}


def sample_document(path: str) -> dict[str, Any]:
    """Return a document as a form holds it; name and type are the path's, hash and size follow from it."""
    name = path.rsplit("/", 1)[-1]
    digest = hashlib.sha256(path.encode()).hexdigest()
    kind = name.rsplit(".", 1)[-1].lower() if "." in name else "pdf"
    return {"name": name, "sha": digest, "size": 20_000 + int(digest[:5], 16), "type": kind}


def id_number(entity: str, seed: int = 0) -> str:
    """Return an identity number with a right check digit and an order code that nobody has."""
    place = PLACES[_pick(f"{entity}.place", seed, len(PLACES))]
    body = f"{place}{_born_on(entity, seed):%Y%m%d}{NEVER_GIVEN}"
    return body + str(ric.calc_check_digit(body + "0"))


def uscc_number(entity: str, seed: int = 0) -> str:
    """Return a unified social credit code (GB 32100) of a company registered with the province."""
    organisation = f"MA{_pick(f'{entity}.uscc', seed, 10**6):06d}"
    total = sum(
        DIGITS.index(sign) * weight for sign, weight in zip(organisation, ORGANISATION_WEIGHTS, strict=True)
    )
    check = "0123456789X0"[11 - total % 11]
    body = f"91330000{organisation}{check}"
    return body + str(uscc.calc_check_digit(body))


def _pick(what: str, seed: int, among: int) -> int:
    """A number below `among` that depends on nothing but its arguments."""
    digest = hashlib.sha256(f"{what}\x00{seed}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % among


def _born_on(entity: str, seed: int) -> date:
    if entity in NEWBORNS:
        return NEWBORN_SINCE + timedelta(days=_pick(f"{entity}.born_on", seed, NEWBORN_DAYS))
    return BORN_SINCE + timedelta(days=_pick(f"{entity}.born_on", seed, BORN_DAYS))


def _day(element_id: str, seed: int) -> date:
    return SINCE + timedelta(days=_pick(element_id, seed, DAYS))


def _bounds(element: Shape, width: float) -> tuple[float, float]:
    """The range to pick from: the element's own, or one of the given width beside the end that it names."""
    low, high = element.min, element.max
    if low is None:
        low = 1.0 if high is None or high >= 1 else high - width
    return low, low + width if high is None else high


def _integer(element_id: str, element: Shape, seed: int) -> int:
    low, high = _bounds(element, 20)
    first, last = -(-low // 1), high // 1
    return int(first) + _pick(element_id, seed, max(1, int(last - first) + 1))


def _decimal(element_id: str, element: Shape, seed: int) -> float:
    low, high = _bounds(element, 500)
    value = round(low + (high - low) * _pick(element_id, seed, 1001) / 1000, 2)
    return min(max(value, low), high)


def _text(entity: str, name: str, element_id: str, element: Shape, seed: int) -> str:
    if element.check:
        return _checked(entity, element_id, element.check, seed)
    value = _words(entity, name, element_id, element, seed)
    return value[: element.max_length or TEXT_LIMIT]


def _checked(entity: str, element_id: str, check: str, seed: int) -> str:
    number = _pick(element_id, seed, 10**6)
    if check == "id-number":
        return id_number(entity, seed)
    if check == "uscc":
        return uscc_number(entity, seed)
    if check == "bank-account":
        body = f"621700000{number:06d}000"
        return body + str(luhn.calc_check_digit(body))
    return {
        "phone": f"19900{number:06d}",
        "postcode": f"31{number % 10_000:04d}",
        "email": f"sample{number:06d}@example.org",
    }[check]


def _words(entity: str, name: str, element_id: str, element: Shape, seed: int) -> str:
    if element.example:
        return str(element.example)
    if name == "name":
        if entity in ORGANISATIONS:
            return _from_list("show-sample-organisations", element_id, seed)
        return _name_of(entity, seed)
    if name.endswith("address"):
        return say("show-sample-address", "zh", number=_pick(element_id, seed, 900) + 100)
    return say(
        "show-sample-text", "zh", title=str(element.title.zh), number=_pick(element_id, seed, 900) + 100
    )


def _name_of(entity: str, seed: int) -> str:
    """A made-up name; those of one family, who stand on one form, have different ones."""
    names = say("show-sample-people", "zh").split()
    place = KIN.index(entity) if entity in KIN else len(KIN) + _pick(entity, 0, len(names))
    return names[(_pick("people", seed, len(names)) + place) % len(names)]


def _from_list(key: str, element_id: str, seed: int) -> str:
    words = say(key, "zh").split()
    return words[_pick(element_id, seed, len(words))]
