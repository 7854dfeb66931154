"""Divisions as they come in a file, the code that a made-up unit gets, and where a role is looked for. Pure."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from stdnum.cn import uscc

from guantong.core.kernel.problem import Problem, Refused

LEVELS = ("province", "city", "county", "town")
GOVERNMENT_ORGAN = "11"  # GB 32100-2015: registered by the establishment office, an organ
# GB 11714-1997: weights of the eight characters of an organisation code.
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


class DivisionRow(msgspec.Struct, frozen=True, kw_only=True):
    """`code` is the 12-digit statistical code, `level` one of province, city, county, town."""

    code: str
    name: str
    level: str
    parent: str = ""


def read_divisions(text: str) -> tuple[DivisionRow, ...]:
    """Return the divisions of a CSV, parents before children; refuse `orgs.orphan` for a parent that is not there."""
    rows = [
        DivisionRow(
            code=row["code"], name=row["name"], level=LEVELS[int(row["level"]) - 1], parent=row["parent"]
        )
        for row in csv.DictReader(io.StringIO(text))
    ]
    rows.sort(key=lambda row: (LEVELS.index(row.level), row.code))
    known = {row.code for row in rows}
    orphans = [row for row in rows if row.parent and row.parent not in known]
    if orphans:
        facts = [{"code": row.code, "name": row.name, "parent": row.parent} for row in orphans]
        raise Refused(*(Problem(code="orgs.orphan", where=fact["code"], facts=fact) for fact in facts))
    return tuple(rows)


def synthetic_uscc(division: str, role: str, again: int = 0) -> str:
    """Return a code with valid check digits that is always the same for this role in this division.

    >>> synthetic_uscc("330106000000", "market-regulation") == synthetic_uscc("330106000000", "market-regulation")
    True
    """
    seed = hashlib.new("sm3", f"{division}/{role}/{again}".encode()).hexdigest()
    number = f"{int(seed, 16) % 10**8:08d}"
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=True)) % 11
    organisation = number + {10: "X", 11: "0"}.get(rest, str(rest))
    code = GOVERNMENT_ORGAN + division[:6] + organisation
    return code + uscc.calc_check_digit(code)


def make_units(
    divisions: Iterable[DivisionRow], names: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, ...]]:
    """Yield (name, role, division, level, uscc) for every division of each level that a role has a name for.

    `names`: role -> level -> pattern with `{place}`.
    """
    used: set[str] = set()
    for division in divisions:
        for role, patterns in names.items():
            if division.level not in patterns:
                continue
            again = 0
            while (code := synthetic_uscc(division.code, role, again)) in used:
                again += 1
            used.add(code)
            name = patterns[division.level].format(place=division.name)
            yield name, role, division.code, division.level, code


def places_for(path: Iterable[DivisionRow], level: str) -> list[str]:
    """Return the codes in which a role is looked for, nearest first: at `level` and then upwards."""
    deepest = LEVELS.index(level)
    return [row.code for row in path if LEVELS.index(row.level) <= deepest][::-1]
