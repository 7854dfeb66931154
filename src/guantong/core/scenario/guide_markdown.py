"""The guide as Markdown: for a printed sheet, a notice board, or the command line."""

from __future__ import annotations

from collections.abc import Iterable

from guantong.core.kernel.texts import say
from guantong.core.scenario.guide_parts import Guide, GuideItem, GuideNeed


def guide_markdown(guide: Guide) -> str:
    """Return the guide as Markdown in its language, ending in a newline."""
    return _Page(guide).text()


class _Page:
    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self.lines: list[str] = []

    def _say(self, key: str, /, **facts: object) -> str:
        return say(f"show-guide-{key}", self.guide.language, **facts)

    def _list(self, texts: Iterable[str]) -> str:
        return say("show-gantt-comma", self.guide.language).join(texts)

    def _head(self, key: str) -> None:
        self.lines += ["", f"## {self._say(key)}", ""]

    def _rows(self, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
        self.lines.append("| " + " | ".join(self._say(f"head-{head}") for head in heads) + " |")
        self.lines.append("|" + "---|" * len(heads))
        self.lines += ["| " + " | ".join(table_cell(cell) for cell in row) + " |" for row in rows]

    def text(self) -> str:
        guide = self.guide
        self.lines = [f"# {guide.title}", ""]
        if guide.about:
            self.lines += [guide.about, ""]
        self.lines += [
            f"- {self._say('for')}{guide.applicant}",
            f"- {self._say('serves')}{guide.serves}",
            f"- {self._say('lead')}{guide.lead}{self._mark('lead' in guide.assumed)}",
            f"- {self._say('term', promised=guide.promised, longest=guide.longest, lived=guide.lived)}",
            f"- {self._say('visits', visits=len(guide.visits), why=self._list(guide.visits))}",
            f"- {self._fees_line()}",
        ]
        self._situation()
        self._needs()
        self._handling()
        self._endings()
        return "\n".join(self.lines) + "\n"

    def _fees_line(self) -> str:
        return (
            self._say("fee-total", amount=_yuan(self.guide.total_cents))
            if self.guide.fees
            else self._say("free")
        )

    def _situation(self) -> None:
        guide = self.guide
        if guide.answers:
            self._head("title-answers")
            self.lines += [
                f"- {self._say('because', ask=ask, answer=answer)}" for ask, answer in guide.answers
            ]
        self._head("title-items")
        self._rows(
            ("item", "unit", "why", "promised", "legal"),
            (
                (
                    item.title,
                    item.unit,
                    self._list(item.why) or self._say("always"),
                    self._days(item),
                    self._legal(item),
                )
                for item in guide.items
            ),
        )

    def _days(self, item: GuideItem) -> str:
        days = self._say("days", days=item.promised) if item.promised else self._say("at-once")
        return days + self._mark("promised" in item.guesses)

    def _legal(self, item: GuideItem) -> str:
        if not item.legal:
            return self._say("no-legal")
        return item.legal + self._mark("legal" in item.guesses)

    def _mark(self, assumed: bool) -> str:
        return self._say("mark") if assumed else ""

    def _needs(self) -> None:
        guide = self.guide
        fields, documents = [need for need in guide.needs if not need.document], guide.documents
        if fields:
            self._head("title-fields")
            self._rows(("field", "for"), ((self._named(need), self._whom(need.for_items)) for need in fields))
        if documents:
            self._head("title-documents")
            self._rows(
                ("document", "for", "law"),
                (
                    (self._named(need), self._whom(need.for_items), self._list(need.laws))
                    for need in documents
                ),
            )
        if guide.spared:
            self._head("title-spared")
            self._rows(
                ("spared", "why", "for"),
                ((each.title, each.why, self._whom(each.for_items)) for each in guide.spared),
            )
        if guide.materials:
            self._head("title-materials")
            self.lines += [
                "- "
                + " ".join(
                    self._say(
                        "material", material=each.material, item=each.item, measure=each.measure
                    ).split()
                )
                for each in guide.materials
            ]

    def _whom(self, items: tuple[str, ...]) -> str:
        """The items that need something; all of them in two words."""
        everything = len(items) > 1 and len(items) == len(self.guide.items)
        return self._say("all-items") if everything else self._list(items)

    def _named(self, need: GuideNeed) -> str:
        notes = [] if need.required or need.stage else [self._say("optional")]
        if need.stage:
            notes.append(self._say("from-stage", stage=need.stage))
        if need.owed_workdays is not None:
            notes.append(self._say("owed", days=need.owed_workdays))
        if need.accepts:
            notes.append(self._say("accepts", kinds=", ".join(need.accepts)))
        return need.title + (self._say("note", note=self._list(notes)) if notes else "")

    def _handling(self) -> None:
        guide = self.guide
        self._head("title-handling")
        self.lines += [f"- {inspection}" for inspection in guide.inspections]
        for item in guide.items:
            if item.visit:
                self.lines.append(
                    f"- {self._say('visit', item=item.title, why=item.visit)}{self._mark('visits' in item.guesses)}"
                )
            self.lines += [
                f"- {self._say('condition', item=item.title, condition=each)}" for each in item.conditions
            ]
            if item.basic_code:
                key, code = ("code", item.code) if item.code else ("basic-code", item.basic_code)
                self.lines.append(
                    f"- {self._say(key, item=item.title, code=code)}{self._mark('basic_code' in item.guesses)}"
                )
            if item.waits_for:
                self.lines.append(
                    f"- {self._say('waits', item=item.title, elements=self._list(item.waits_for))}"
                )
            if item.procedures:
                self.lines.append(
                    f"- {self._say('stops', item=item.title, procedures=self._list(item.procedures))}"
                )
        self.lines.append(f"- {self._say('delivered')}")
        if guide.fees:
            self._head("title-fees")
            self._rows(
                ("fee", "item", "amount", "law"),
                ((fee.title, fee.item, _yuan(fee.amount_cents), fee.law) for fee in guide.fees),
            )

    def _endings(self) -> None:
        guide = self.guide
        if guide.rests_on:
            self._head("title-rests-on")
            self.lines += [
                f"- {self._say('clause', document=one.document, place=one.place, says=one.says or '-')}"
                for one in guide.rests_on
            ]
        guessed = {
            law
            for law in guide.laws
            if all("law" in item.guesses for item in guide.items if law in item.laws)
        }
        laws = tuple(law + self._mark(law in guessed) for law in guide.laws)
        for key, texts in (("results", guide.results), ("laws", laws)):
            if texts:
                self._head(f"title-{key}")
                self.lines += [f"- {text}" for text in texts]
        rows = [(guide.title, guide.assumed_words)] + [
            (item.title, item.assumed_words) for item in guide.items
        ]
        if any(words for _, words in rows):
            self._head("title-assumed")
            self.lines += [
                f"- {self._say('assumed', title=title, words=self._list(words))}"
                for title, words in rows
                if words
            ]


def table_cell(text: str) -> str:
    """A text inside a table: no line may break and no bar may part it."""
    return " ".join(text.split()).replace("|", "\\|") or "—"


def _yuan(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
