"""What the rules need to know about a case besides its flow and its state."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """Who a case belongs to and who works on it. Accounts and units are identifiers as in `Actor`.

    `units`: item -> unit; `led_by`: place of a joint inspection -> the unit that appoints the day; `asked`: (item,
    role) -> the unit that was consulted. `accepted_by` is the account that accepted it, empty before; `handed_in_by` the clerk
    who handed it in at a window for the applicant, empty for what came otherwise.
    """

    scenario: str
    division: str
    board: str = ""
    applicant: str = ""
    mandate: str = ""
    accepted_by: str = ""
    handed_in_by: str = ""
    units: dict[str, str] = {}
    led_by: dict[str, str] = {}
    asked: dict[tuple[str, str], str] = {}

    def everyone(self) -> set[str]:
        """Return every unit that has something to do with the case."""
        return {*self.units.values(), *self.led_by.values(), *self.asked.values()}


def facts_of(
    units: Mapping[tuple[str, str, str], int],
    *,
    scenario: str,
    division: str,
    board: str = "",
    applicant: str = "",
    mandate: str = "",
    accepted_by: str = "",
    handed_in_by: str = "",
) -> Facts:
    """Return the facts, with the units taken apart by kind; `units` is (item, kind, role) -> number of the unit."""
    bare = Facts(
        scenario=scenario,
        division=division,
        board=board,
        applicant=applicant,
        mandate=mandate,
        accepted_by=accepted_by,
        handed_in_by=handed_in_by,
    )
    return with_units(bare, units)


def with_units(facts: Facts, units: Mapping[tuple[str, str, str], int]) -> Facts:
    """Return the facts with these units instead of those they had."""
    of_kind: dict[str, dict[tuple[str, str], str]] = {"branch": {}, "visit": {}, "consult": {}}
    for (item, kind, role), unit in units.items():
        of_kind[kind][(item, role)] = str(unit)
    return msgspec.structs.replace(
        facts,
        units={item: unit for (item, _), unit in of_kind["branch"].items()},
        led_by={place: unit for (place, _), unit in of_kind["visit"].items()},
        asked=of_kind["consult"],
    )
