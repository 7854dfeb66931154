"""The guide that a person reads: what applies to me and why, what I hand in and what not, how long, how much, how often.

Everything in it is derived. What the package marks as assumed is marked here as well, so that nobody takes a guess of
ours for the word of an office.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from guantong.core.kernel.identifiers import make_item_code
from guantong.core.kernel.texts import has, say
from guantong.core.scenario.compiled import Asker, FormField, Given, Situation
from guantong.core.scenario.conditions import names_in
from guantong.core.scenario.dispositions import dispositions_of, say_disposition
from guantong.core.scenario.guide_parts import (
    Guide,
    GuideClause,
    GuideFee,
    GuideItem,
    GuideMaterial,
    GuideNeed,
    GuideSpared,
    key_of,
)
from guantong.core.scenario.language import Ask, Item, Package
from guantong.core.scenario.names import Names, names_of, term_in_words

DOCUMENTS = ("document", "licence")


def make_guide(
    package: Package,
    situation: Situation,
    language: str = "zh",
    answers: Mapping[str, Any] | None = None,
    *,
    organs: Mapping[str, str] | None = None,
) -> Guide:
    """Return the guide to a situation. `answers` are the person's own; without them an example that leads here.

    `organs` are the credit codes of the units that decide the items where the guide is read (item -> uscc).
    """
    own = answers if answers is not None else situation.answers
    return _Maker(package, situation, language, own, organs or {}).guide()


class _Maker:
    """Collects the guide's words."""

    def __init__(
        self,
        package: Package,
        situation: Situation,
        language: str,
        answers: Mapping[str, Any],
        organs: Mapping[str, str],
    ) -> None:
        self.organs = organs
        self.package, self.scenario, self.situation = package, package.scenario, situation
        self.language, self.answers = language, answers
        self.names: Names = names_of(package, situation, short=False)

    def guide(self) -> Guide:
        items = tuple(self._item(key, self.scenario.items[key]) for key in self.situation.items)
        plan, language = self.situation.plan, self.language
        about = self.scenario.about
        return Guide(
            scenario=self.scenario.scenario,
            situation=self.situation.key,
            language=language,
            title=self.scenario.title.text().in_(language),
            about=about.text().in_(language) if about else "",
            applicant=self._say(f"applicant-{self.scenario.applicant}"),
            serves=self._say(f"serves-{self.scenario.serves}"),
            lead=self.names.unit(self.scenario.lead, language),
            rests_on=tuple(self._clause(clause) for clause in self.scenario.rests_on),
            answers=tuple(
                (self.scenario.asks[name].title.text().in_(language), self._answer(name))
                for name in self.answers
                if name in self.scenario.asks
            ),
            items=items,
            needs=tuple(self._need(field) for field in self.situation.form.fields),
            spared=tuple(self._spared(given) for given in self.situation.form.given),
            materials=self._materials(),
            fees=tuple(
                GuideFee(title=fee.title.in_(language), item=self.names.item(fee.item, language), amount_cents=fee.amount_cents, law=fee.law, assumed=self._guesses(fee.item, "fees"))
                for fee in self.situation.fees
            ),
            promised=plan.promised,
            longest=plan.longest,
            lived=plan.promised + plan.calendar_longest - plan.longest,
            visits=self._visits(),
            inspections=tuple(
                self._say("inspection", place=visit.title.in_(language), within=visit.within, unit=self.names.unit(visit.led_by, language), items=self._list(self.names.item(item, language) for item in visit.items))
                for visit in plan.visits
            ),
            results=_once(result for item in items for result in item.results),
            laws=_once(law for item in items for law in item.laws),
            assumed=tuple(self.scenario.assumed),
            assumed_words=self._words("scenario", self.scenario.assumed),
        )  # fmt: skip

    def _say(self, key: str, /, **facts: object) -> str:
        return say(f"show-guide-{key}", self.language, **facts)

    def _list(self, texts: Any) -> str:
        return say("show-gantt-comma", self.language).join(dict.fromkeys(texts))

    def _items(self, askers: tuple[Asker, ...]) -> tuple[str, ...]:
        return _once(self.names.item(asker.item, self.language) for asker in askers)

    def _answer(self, name: str) -> str:
        ask, value = self.scenario.asks[name], self.answers[name]
        if isinstance(value, bool):
            return self._say("yes" if value else "no")
        if ask.type == "choice" and value in ask.choices:
            return ask.choices[value].text().in_(self.language)
        number = int(value) if isinstance(value, float) and value == int(value) else value
        return f"{number} {ask.unit}".strip()

    def _clause(self, clause: str) -> GuideClause:
        """A clause is named by its document and its place; what nobody wrote words for is shown as it is written."""
        document, _, place = clause.removeprefix("policy:").partition("/")
        known, says = f"policy-{document}", f"policy-{document}-{place}"
        return GuideClause(
            clause=clause,
            document=say(known, self.language) if has(known, self.language) else document,
            place=self._say("place-line", line=place[1:]) if re.fullmatch(r"L\d+", place) else place,
            says=say(says, self.language) if has(says, self.language) else "",
        )

    def _words(self, part: str, assumed: list[str]) -> tuple[str, ...]:
        """The keys marked as assumed, as a person calls them; a material by its own name as well."""
        return _once(
            self._say("assumed-part", word=field_word(part, key_of(field), self.language), part=field[len(key_of(field)) + 1 :].strip("]"))
            if field != key_of(field)
            else field_word(part, field, self.language)
            for field in assumed
        )  # fmt: skip

    def _guesses(self, item: str, key: str, name: str = "") -> bool:
        """Whether an item's key is assumed as a whole, or this line of it by its name."""
        assumed = self.scenario.items[item].assumed
        return key in assumed or f"{key}.{name}" in assumed

    def _group(self, entity: str) -> str:
        known = self.package.dictionary.entities.get(entity)
        return known.title.text().in_(self.language) if known else entity

    def _decided_by(self, item: Item) -> tuple[str, ...]:
        asks, named = self.scenario.asks, names_in(item.when) if item.when else ()
        return tuple(asks[name].title.text().in_(self.language) for name in asks if name in named)

    def _why(self, item: Item) -> tuple[str, ...]:
        if not item.when:
            return ()
        asks: dict[str, Ask] = self.scenario.asks
        known = [name for name in asks if name in names_in(item.when) and name in self.answers]
        return tuple(
            self._say("because", ask=asks[name].title.text().in_(self.language), answer=self._answer(name))
            for name in known
        )

    def _item(self, key: str, item: Item) -> GuideItem:
        language = self.language
        procedures = (
            self._say("procedure", kind=say(f"show-gantt-kind-{pause.kind}", language), days=pause.term.workdays)
            for pause in item.pauses
        )  # fmt: skip
        return GuideItem(
            item=key,
            title=item.title.text().in_(language),
            unit=self.names.unit(item.unit, language),
            serves=self._say(f"serves-{item.serves}"),
            subjects=tuple(self._say(f"applicant-{subject}") for subject in item.subjects or (self.scenario.applicant,)),
            online=item.online,
            basic_code=item.basic_code or "",
            code=self._code(key, item),
            decided_by=self._decided_by(item),
            why=self._why(item),
            promised=item.promised.workdays,
            legal=term_in_words(item.legal, language) if item.legal else "",
            visit=item.visit_reason.text().in_(language) if item.visits and item.visit_reason else "",
            procedures=tuple(procedures),
            waits_for=_once(
                self.names.element(edge.element, language)
                for edge in self.situation.plan.edges
                if edge.after == key
            ),
            laws=tuple(item.law),
            conditions=tuple(condition.text().in_(language) for condition in item.conditions),
            results=self._results(item),
            assumed=tuple(item.assumed),
            assumed_words=self._words("item", item.assumed),
        )  # fmt: skip

    def _code(self, key: str, item: Item) -> str:
        if not item.basic_code or key not in self.organs:
            return ""
        return str(make_item_code(self.organs[key], item.level, item.basic_code))

    def _results(self, item: Item) -> tuple[str, ...]:
        issued = tuple(self.names.element(element, self.language) for element in item.issues)
        return issued or ((item.result.text().in_(self.language),) if item.result else ())

    def _need(self, field: FormField) -> GuideNeed:
        return GuideNeed(
            element=field.element,
            title=field.title.in_(self.language),
            group=self._group(field.entity),
            document=field.type in DOCUMENTS,
            required=field.required,
            for_items=self._items(field.asked_by),
            laws=_once(asker.law for asker in field.asked_by if asker.law),
            owed_workdays=field.owed_workdays,
            accepts=field.accepts,
            help=field.help.in_(self.language) if field.help else "",
            stage=field.stage_title.in_(self.language) if field.stage_title else "",
            assumed=all(self._guesses(asker.item, "materials", asker.material) for asker in field.asked_by),
        )

    def _spared(self, given: Given) -> GuideSpared:
        origin = self.names.item(given.origin, self.language)
        if given.source in ("shared", "licence"):
            origin = self.names.resource(given.origin, self.language)
        because = given.because.in_(self.language) if given.because else ""
        why = self._say(f"spared-{given.source}", origin=origin)
        if because and given.source in ("commitment", "officer", "dropped"):
            why = self._say("spared-why", why=why, because=because)
        return GuideSpared(
            element=given.element,
            title=given.title.in_(self.language),
            source=given.source,
            why=why,
            for_items=self._items(given.asked_by),
        )

    def _materials(self) -> tuple[GuideMaterial, ...]:
        return tuple(
            GuideMaterial(
                material=one.material.in_(self.language),
                item=self.names.item(one.item, self.language),
                way=one.way,
                measure=say_disposition(self.package, one, self.language),
            )
            for one in dispositions_of(self.package, self.situation)
        )

    def _visits(self) -> tuple[str, ...]:
        """The rows behind the figure of visits, so that guide and figure cannot differ."""
        figure = next((figure for figure in self.situation.figures if figure.name == "visits"), None)
        return tuple(row.label.in_(self.language) for row in figure.rows_after) if figure else ()


def field_word(part: str, key: str, language: str) -> str:
    """Return what people call a key of a scenario or an item, the key itself when it has no word."""
    heads = (f"workbook-column-{part}-{key}", f"workbook-column-{key}", f"workbook-sheet-{key}")
    written = (head.strip("_").replace("_", "-") for head in heads)
    return next((say(head, language) for head in written if has(head, language)), key)


def _once(texts: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
