"""Who helps with a proof that is still asked for (三员合办, M40): the unit that uses it, the one that issues it, the reform office.

Only proofs that another unit than the using one answers for. The model knows units, not the persons on duty in them.
"""

from __future__ import annotations

import msgspec

from guantong.core.kernel.problem import Refused
from guantong.core.scenario.dictionary import find_element
from guantong.core.scenario.dispositions import dispositions_of
from guantong.core.scenario.language import Package
from guantong.modules.cases import public as cases
from guantong.modules.orgs import public as orgs
from guantong.modules.services import public as services

from .words import in_words

GUIDE = "reform-office"


class Team(msgspec.Struct, frozen=True, kw_only=True):
    """One kept proof and the three units: `runner` uses it, `maker` issues it, `guide` helps between them."""

    proof: str
    runner: str
    maker: str
    guide: str


def teams_of(view: cases.CaseView) -> list[Team]:
    """Return a team for each kept proof of the case; none where the matter was published anew with other items."""
    situation = services.get_situation(view.flow)
    package = services.get_matter(view.scenario, view.division, view.matter_version).package
    items = package.scenario.items
    if set(situation.items) - set(items) or set(situation.answers) - set(package.scenario.asks):
        return []
    found = []
    for line in dispositions_of(package, situation):
        item = items[line.item]
        material = item.materials[line.position]
        about = [find_element(package.dictionary, element) for element in line.asks]
        makers = [each.owner for each in about if each and each.owner and each.owner != item.unit]
        if line.way != "kept" or material.kind != "proof" or not makers:
            continue
        runner, maker, guide = (
            _unit(package, view.division, role, item.level) for role in (item.unit, makers[0], GUIDE)
        )
        found.append(Team(proof=in_words(line.material), runner=runner, maker=maker, guide=guide))
    return found


def _unit(package: Package, division: str, role: str, level: str) -> str:
    """Return the name of the unit that fills a role for the division, else what the role is called."""
    try:
        return orgs.unit_filling(role, division, level).name
    except Refused:
        return in_words(package.units[role].title) if role in package.units else ""
