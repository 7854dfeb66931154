"""Identifiers and their check digits: persons, organisations, licences, divisions, items.

Arithmetic comes from python-stdnum; this file knows how the identifiers are put together. Sources: GB 11643 (id number),
GB 32100 (unified social credit code), GB/T 36904 (licence identifier), GB/T 2260 and GB/T 10114 (divisions); fields
of item codes as observed in published guides (length 31 and 33).
"""

from __future__ import annotations

import re
from datetime import date
from typing import NoReturn

import msgspec
from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_36

from guantong.core.kernel.problem import Problem, Refused

LICENCE_OID = "1.2.156.3005.2"
# GB/T 2260 and GB/T 10114: province 2 digits, city 4, county 6, town 9, village 12.
LEVEL_DIGITS = {"province": 2, "city": 4, "county": 6, "town": 9, "village": 12}


def _refuse(code: str, value: str) -> NoReturn:
    raise Refused(Problem(code=code, facts={"value": value}))


def check_id_number(value: str) -> str:
    """Return a citizen's 18-character id number as stored (upper case); refuse `identifier.id_number`.

    Length, birth date and check character are tested; whether the division still exists is not, because
    people keep the number they were given.
    """
    text = value.strip().upper()
    if not re.fullmatch(r"\d{17}[\dX]", text):
        _refuse("identifier.id_number", value)
    try:
        birth = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        _refuse("identifier.id_number", value)
    if birth.year < 1850 or ric.calc_check_digit(text) != text[-1]:
        _refuse("identifier.id_number", value)
    return text


def birth_date(id_number: str) -> date:
    """Return the date of birth that a valid id number carries."""
    text = check_id_number(id_number)
    return date(int(text[6:10]), int(text[10:12]), int(text[12:14]))


def check_uscc(value: str) -> str:
    """Return a unified social credit code as stored (18 characters, upper case); refuse `identifier.uscc`."""
    text = value.strip().upper()
    try:
        uscc.validate(text)
    except ValidationError:
        _refuse("identifier.uscc", value)
    if len(text) != 18:
        _refuse("identifier.uscc", value)
    return text


class LicenceId(msgspec.Struct, frozen=True, kw_only=True):
    """An e-licence identifier in its parts. `type_code` is the defining organ's uscc and three more characters,
    `issuer` a uscc or, in some places, a division code; a new version of a licence keeps the serial."""

    type_code: str
    issuer: str
    serial: str
    version: str

    @property
    def check(self) -> str:
        """The check character: ISO 7064 MOD 37,36 over the four parts without dots and without the OID."""
        return str(mod_37_36.calc_check_digit(self.type_code + self.issuer + self.serial + self.version))

    def __str__(self) -> str:
        return ".".join((LICENCE_OID, self.type_code, self.issuer, self.serial, self.version, self.check))


def parse_licence_id(value: str) -> LicenceId:
    """Return the parts of a licence identifier; refuse `identifier.licence` (form or check character)."""
    parts = value.strip().upper().removeprefix(LICENCE_OID + ".").split(".")
    if len(parts) != 5 or not all(re.fullmatch(r"[0-9A-Z]+", part) for part in parts) or len(parts[0]) != 21:
        _refuse("identifier.licence", value)
    found = LicenceId(type_code=parts[0], issuer=parts[1], serial=parts[2], version=parts[3])
    if len(found.version) != 3 or found.check != parts[4]:
        _refuse("identifier.licence", value)
    return found


class DivisionCode(msgspec.Struct, frozen=True):
    """A 12-digit division code with the level that its zeros say.

    >>> parse_division("330106000000").level
    'county'
    """

    code: str
    level: str

    @property
    def parent(self) -> str:
        """The code one level up; empty for a province."""
        levels = list(LEVEL_DIGITS)
        place = levels.index(self.level)
        return self.code[: LEVEL_DIGITS[levels[place - 1]]].ljust(12, "0") if place else ""

    def lies_in(self, other: DivisionCode) -> bool:
        """Return whether this division is `other` or lies inside it."""
        return self.code.startswith(other.code[: LEVEL_DIGITS[other.level]])


def parse_division(value: str) -> DivisionCode:
    """Return a division from its 2, 4, 6, 9 or 12 digits; refuse `identifier.division`."""
    text = value.strip()
    if not re.fullmatch(r"\d+", text) or len(text) not in LEVEL_DIGITS.values() or text[:2] == "00":
        _refuse("identifier.division", value)
    code = text.ljust(12, "0")
    meant = 2
    for start, end in ((2, 4), (4, 6), (6, 9), (9, 12)):
        if code[start:end].strip("0"):
            # Nothing above may be missing, but some cities (441900) have towns and no counties.
            if meant != start and (meant, start) != (4, 6):
                _refuse("identifier.division", value)
            meant = end
    return DivisionCode(code, next(level for level, digits in LEVEL_DIGITS.items() if digits == meant))


# The digit of the exercising level in an implementing code: 2, 3 and 4 seen in published guides, the others from general knowledge.
ITEM_LEVELS = {"nation": "1", "province": "2", "city": "3", "county": "4", "town": "5", "village": "6"}


class ItemCode(msgspec.Struct, frozen=True, kw_only=True):
    """An item's implementing code in its parts; `number` is set for one way of handling it (33 characters)."""

    uscc: str
    level: str
    basic: str
    number: str = ""

    def __str__(self) -> str:
        return self.uscc + self.level + self.basic + self.number


def make_item_code(organ: str, level: str, basic: str, number: str = "") -> ItemCode:
    """Return the implementing code of an item (GB/T 39554): the unit's uscc, the level as its digit, the basic code of 12
    digits and, for one way of handling it, a number of two.

    `level` is a word of `ITEM_LEVELS`; refuse `identifier.uscc` or `identifier.item`.

    >>> str(make_item_code("11500234327754728R", "county", "000122013000"))
    '11500234327754728R4000122013000'
    """
    organ, digit = check_uscc(organ), ITEM_LEVELS.get(level, level)
    return parse_item_code(organ + digit + basic + number)


def parse_item_code(value: str) -> ItemCode:
    """Return the parts of an implementing code: uscc 18, level 1, basic code 12 and, at 33 characters, number 2.

    Refuse `identifier.item`. Levels: 1 nation, 2 province, 3 city, 4 county, 5 town, 6 village.
    """
    text = value.strip().upper()
    if len(text) not in (31, 33) or not re.fullmatch(r"[1-6]\d{12}(\d\d)?", text[18:]):
        _refuse("identifier.item", value)
    try:
        organ = check_uscc(text[:18])
    except Refused:
        _refuse("identifier.item", value)
    return ItemCode(uscc=organ, level=text[18], basic=text[19:31], number=text[31:])
