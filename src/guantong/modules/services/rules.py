"""How published matters are searched: words cut into tokens, and what matches best. Pure.

Chinese is written without blanks, so a text is found by its pairs of neighbouring characters; Latin words and numbers
are tokens as they stand.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Mapping

import msgspec

from guantong.core.kernel.problem import Problem
from guantong.core.kernel.text import Text
from guantong.core.kernel.texts import LANGUAGES, say
from guantong.core.scenario.compiled import Compiled
from guantong.core.scenario.dispositions import (
    MaterialLine,
    items_on_one_identity,
    say_disposition,
)
from guantong.core.scenario.dropped import asked_elsewhere
from guantong.core.scenario.language import Package

from .rows import IdentityItem, ProofLine

_RUN = re.compile(r"[a-z0-9]+|[\u3400-\u9fff\U00020000-\U0003ffff]+")
# A question typed as a sentence has words that no title has; half of its pairs must be there.
ENOUGH = 0.5


class MatterCard(msgspec.Struct, frozen=True, kw_only=True):
    """One published matter as a list shows it. `items` are those of its widest situation; `varies`: others have fewer."""

    scenario: str
    title: Text
    about: Text
    track: str
    applicant: str
    items: int
    promised: int
    lead: str
    varies: bool = False
    partly_instant: bool = False


def _runs(text: str) -> list[str]:
    return _RUN.findall(unicodedata.normalize("NFKC", text).casefold())


def tokens_of(*texts: str) -> list[str]:
    """Return everything by which these texts can be found, sorted: single characters, pairs, Latin words.

    >>> tokens_of("开办KTV")
    ['ktv', '办', '开', '开办']
    """
    found: set[str] = set()
    for text in texts:
        for run in _runs(text):
            found.update((run,) if run.isascii() else (*run, *map("".join, itertools.pairwise(run))))
    return sorted(found)


def wanted_tokens(words: str) -> list[str]:
    """Return what to look for: pairs, a single character only where it stands alone."""
    found: set[str] = set()
    for run in _runs(words):
        found.update((run,) if run.isascii() or len(run) == 1 else map("".join, itertools.pairwise(run)))
    return sorted(found)


def texts_of(package: Package) -> list[str]:
    """Return the texts of a package in which words are looked for."""
    scenario = package.scenario
    said = [
        scenario.title,
        *scenario.also_called,
        *scenario.path,
        *([scenario.about] if scenario.about else []),
    ]
    for item in scenario.items.values():
        said += [item.title, *([item.result] if item.result else [])]
    return [text for words in said for text in (words.zh, words.en) if text]


def card_of(package: Package, compiled: Compiled) -> MatterCard:
    scenario = package.scenario
    counts = {len(situation.items) for situation in compiled.situations}
    return MatterCard(
        scenario=scenario.scenario,
        title=scenario.title.text(),
        about=scenario.about.text() if scenario.about else Text(""),
        track=scenario.track,
        applicant=scenario.applicant,
        items=max(counts, default=0),
        varies=len(counts) > 1,
        promised=compiled.promised,
        partly_instant=compiled.partly_instant,
        lead=scenario.lead,
    )


def rank(words: str, found: Iterable[tuple[MatterCard, Iterable[str]]]) -> list[MatterCard]:
    """Return the cards that match well enough, the best first: words in the title, then more of the words."""
    wanted = set(wanted_tokens(words))
    spoken = "".join(_runs(words))
    scored = []
    for card, tokens in found:
        share = len(wanted & set(tokens)) / len(wanted) if wanted else 1.0
        title = "".join(_runs(f"{card.title.zh} {card.title.en}"))
        in_title = len(wanted & set(tokens_of(card.title.zh, card.title.en)))
        if share >= ENOUGH:
            scored.append(((spoken not in title, -in_title, -share, card.scenario), card))
    return [card for _, card in sorted(scored, key=lambda pair: pair[0])]


Lines = tuple[MaterialLine, ...]


def drops_something(package: Package) -> bool:
    """Return whether the package drops any material."""
    return any(
        material.instead is not None and material.instead.by == "dropped"
        for item in package.scenario.items.values()
        for material in item.materials
    )


def dropped_elsewhere(own: tuple[str, Lines], others: Mapping[str, Lines]) -> tuple[Problem, ...]:
    """Return one problem for each line that asks in one matter for what is dropped in another."""
    scenario, lines = own
    found = []
    for other, theirs in others.items():
        for dropped, asked, (there, here) in (
            *((*pair, (other, scenario)) for pair in asked_elsewhere(theirs, lines)),
            *((*pair, (scenario, other)) for pair in asked_elsewhere(lines, theirs)),
        ):
            facts = {
                "material": asked.material,
                "scenario": here,
                "item": asked.item,
                "dropped": there,
                "dropped_item": dropped.item,
            }
            found.append(Problem(code="services.dropped", where=f"{here} › {asked.item}", facts=facts))
    return tuple(found)


def proof_line(package: Package, line: MaterialLine) -> ProofLine:
    """Return a line as the public lists show it."""
    scenario, item = package.scenario, package.scenario.items[line.item]
    ways = sorted((one.way for one in line.ways), key=lambda way: way != "kept")
    first, others = ways[0], ways[1:]
    return ProofLine(
        scenario=scenario.scenario,
        matter=scenario.title.text(),
        item=line.item,
        item_title=item.title.text(),
        unit=line.unit,
        unit_title=_unit_title(package, line.unit),
        line=line,
        measure=_said(package, line, () if first == "kept" else (first,)),
        sometimes=_said(package, line, others),
    )


def identity_items(package: Package, compiled: Compiled) -> tuple[IdentityItem, ...]:
    scenario = package.scenario
    return tuple(
        IdentityItem(
            scenario=scenario.scenario,
            matter=scenario.title.text(),
            item=name,
            item_title=scenario.items[name].title.text(),
            unit=scenario.items[name].unit,
            unit_title=_unit_title(package, scenario.items[name].unit),
            instant=scenario.items[name].promised.workdays == 0,
            applicant=scenario.applicant,
        )
        for name in items_on_one_identity(package, compiled)
    )


def _unit_title(package: Package, role: str) -> Text:
    unit = package.units.get(role)
    return unit.short.text() if unit else Text(role)


def _said(package: Package, line: MaterialLine, ways: Iterable[str]) -> Text:
    """Return what becomes of a line in words, in both languages: for each way all its measures, of which one applies."""
    said = {
        language: say("show-guide-semicolon", language).join(
            _either([say_disposition(package, one, language) for one in line.variants if one.way == way], language)
            for way in ways
        )
        for language in LANGUAGES
    }  # fmt: skip
    return Text(said["zh"], said["en"])


def _either(said: list[str], language: str) -> str:
    different = list(dict.fromkeys(said))
    if len(different) == 1:
        return different[0]
    return say("measure-either", language, measures=say("measure-or", language).join(different))
