"""Is a value right for its field: the one check of the web form, of the story runner and of the database.

`check_value` says what is wrong with a value, `read_value` makes the value out of what a form posts. They look at
one field at a time; nothing here asks a shared source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from stdnum import luhn
from stdnum.cn import ric, uscc
from stdnum.exceptions import InvalidChecksum, ValidationError

from guantong.core.kernel.problem import Problem, Refused
from guantong.core.scenario.compiled import FormField

TEXT_LIMIT = 2000  # characters of a text whose element names no limit of its own
DOCUMENT_LIMIT = 50 * 1024 * 1024  # bytes of one uploaded file
FIRST_YEAR, LAST_YEAR = 1850, 2200  # a date outside is a slip of the finger: deeds of houses go back furthest
DOCUMENT_KEYS = ("name", "sha", "size", "type")

# Mobile numbers per the 2017 numbering plan (11 digits from 1), or area code and number, with an extension.
PHONE = re.compile(r"^(1[3-9]\d{9}|0\d{2,3}-?[1-9]\d{6,7}(-\d{1,6})?)$")
POSTCODE = re.compile(r"^\d{6}$")
EMAIL = re.compile(r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$")
BANK_ACCOUNT = re.compile(r"^\d{9,30}$")
BANK_CARD = re.compile(r"^62\d{14,17}$")  # UnionPay cards end in a Luhn digit; accounts of enterprises do not
SHA = re.compile(r"^[0-9a-f]{64}$")


def is_empty(value: Any) -> bool:
    """True for what a person left blank. `False` and 0 are answers."""
    return value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip())


def check_value(field: FormField, value: Any) -> Problem | None:
    """Return what is wrong with the value of one field, or None when it may stand.

    The problem's `where` is the element. Codes: form.missing, form.invalid, form.check_digit, form.too_long,
    form.out_of_range, form.choice, form.document_type, form.document_size.
    """
    if is_empty(value):
        return _wrong(field, "form.missing") if field.required else None
    return _BY_TYPE[field.type](field, value)


def check_form(
    fields: Iterable[FormField], data: Mapping[str, Any], owed: Iterable[str] = ()
) -> tuple[Problem, ...]:
    """Return everything that is wrong with a filled-in form; what is `owed` may be missing but not wrong."""
    later = set(owed)
    found = (
        check_value(field, data.get(field.element))
        for field in fields
        if not (field.element in later and is_empty(data.get(field.element)))
    )
    return tuple(problem for problem in found if problem)


def read_value(field: FormField, text: str) -> Any:
    """Return the value that a posted text stands for; refuse with the problem of `check_value`.

    Full-width digits and letters are taken for what they mean. Documents are not posted as text.
    """
    narrow = _narrow(text).strip()
    value: Any = narrow or None
    if narrow and field.type == "yes-no":
        value = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}.get(
            narrow, narrow
        )
    elif narrow and field.type in ("integer", "decimal"):
        value = _number(narrow)
        value = narrow if value is None else _plain(value)
    elif narrow and field.type == "text":
        # Prose keeps its full-width punctuation; numbers with a check lose blanks and gain capitals.
        value = narrow.replace(" ", "").upper() if field.check in ("id-number", "uscc") else text.strip()
        value = narrow.replace(" ", "") if field.check in ("phone", "postcode", "bank-account") else value
    problem = check_value(field, value)
    if problem:
        raise Refused(problem)
    return value


def _wrong(field: FormField, code: str, **facts: Any) -> Problem:
    return Problem(code=code, where=field.element, facts={"title": field.title.zh, **facts})


def _text(field: FormField, value: Any) -> Problem | None:
    if not isinstance(value, str):
        return _wrong(field, "form.invalid")
    limit = field.max_length or TEXT_LIMIT
    if len(value) > limit:
        return _wrong(field, "form.too_long", limit=limit, length=len(value))
    return _CHECKS[field.check](field, value) if field.check else None


def _id_number(field: FormField, value: str) -> Problem | None:
    """GB 11643: six digits of place, eight of birth, three of order, MOD 11-2."""
    if not re.fullmatch(r"\d{17}[\dX]", value):
        return _wrong(field, "form.invalid")
    if value[-1] != ric.calc_check_digit(value):
        return _wrong(field, "form.check_digit")
    try:
        born = ric.get_birth_date(value)
    except ValidationError:
        return _wrong(field, "form.birth_date")
    # The place is not checked: a newborn's county may be younger than any table of ours.
    return None if FIRST_YEAR <= born.year <= LAST_YEAR else _wrong(field, "form.birth_date")


def _uscc(field: FormField, value: str) -> Problem | None:
    """GB 32100: 18 characters without I, O, S, V, Z, the last a check digit."""
    try:
        return None if uscc.validate(value) == value else _wrong(field, "form.invalid")
    except InvalidChecksum:
        return _wrong(field, "form.check_digit")
    except ValidationError:
        return _wrong(field, "form.invalid")


def _bank_account(field: FormField, value: str) -> Problem | None:
    if not BANK_ACCOUNT.match(value):
        return _wrong(field, "form.invalid")
    return _wrong(field, "form.check_digit") if BANK_CARD.match(value) and not luhn.is_valid(value) else None


def _like(pattern: re.Pattern[str]) -> Callable[[FormField, str], Problem | None]:
    def check(field: FormField, value: str) -> Problem | None:
        return None if pattern.match(value) else _wrong(field, "form.invalid")

    return check


def _date(field: FormField, value: Any) -> Problem | None:
    try:
        day = value if isinstance(value, date) else date.fromisoformat(value)
    except (TypeError, ValueError):
        return _wrong(field, "form.date")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return _wrong(field, "form.out_of_range", min=FIRST_YEAR, max=LAST_YEAR)
    return None


def _amount(field: FormField, value: Any) -> Problem | None:
    number = _number(value)
    if number is None or (field.type == "integer" and number != number.to_integral_value()):
        return _wrong(field, "form.invalid")
    low, high = field.min, field.max
    if (low is not None and number < Decimal(str(low))) or (high is not None and number > Decimal(str(high))):
        bounds = {"min": "" if low is None else _plain(low), "max": "" if high is None else _plain(high)}
        return _wrong(field, "form.out_of_range", **bounds)
    return None


def _choice(field: FormField, value: Any) -> Problem | None:
    if isinstance(value, str) and value in field.choices:
        return None
    possible = "、".join(title.zh for title in field.choices.values())
    return _wrong(field, "form.choice", possible=possible)


def _yes_no(field: FormField, value: Any) -> Problem | None:
    return None if isinstance(value, bool) else _wrong(field, "form.choice", possible="yes, no")


def _document(field: FormField, value: Any) -> Problem | None:
    """A document is kept elsewhere; the form holds its name, SHA-256, size in bytes and type (`pdf`)."""
    if not isinstance(value, Mapping) or any(key not in value for key in DOCUMENT_KEYS):
        return _wrong(field, "form.invalid")
    name, sha, size, kind = (value[key] for key in DOCUMENT_KEYS)
    if not (isinstance(name, str) and name and isinstance(sha, str) and SHA.match(sha)):
        return _wrong(field, "form.invalid")
    if field.accepts and kind not in field.accepts:
        return _wrong(field, "form.document_type", possible=", ".join(field.accepts))
    if not isinstance(size, int) or not 0 < size <= DOCUMENT_LIMIT:
        return _wrong(field, "form.document_size", limit=DOCUMENT_LIMIT // 1024 // 1024)
    return None


def _licence(field: FormField, value: Any) -> Problem | None:
    """A licence handed in by its holder: its number, or a picture of it."""
    return _text(field, value) if isinstance(value, str) else _document(field, value)


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        number = Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _plain(value: float | Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def _narrow(text: str) -> str:
    """Full-width forms of ASCII (U+FF01 to U+FF5E) and the ideographic space, made narrow."""
    return "".join(
        chr(ord(sign) - 0xFEE0) if 0xFF01 <= ord(sign) <= 0xFF5E else " " if sign == "\u3000" else sign
        for sign in text
    )


_CHECKS: dict[str, Callable[[FormField, str], Problem | None]] = {
    "id-number": _id_number,
    "uscc": _uscc,
    "phone": _like(PHONE),
    "postcode": _like(POSTCODE),
    "email": _like(EMAIL),
    "bank-account": _bank_account,
}
_BY_TYPE: dict[str, Callable[[FormField, Any], Problem | None]] = {
    "text": _text,
    "date": _date,
    "integer": _amount,
    "decimal": _amount,
    "choice": _choice,
    "yes-no": _yes_no,
    "document": _document,
    "licence": _licence,
}
