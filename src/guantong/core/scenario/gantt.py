"""The plan as a picture: a server-made SVG with one lane an item, days along the top, and an arrow a data cause.

The axis counts workdays from acceptance as the applicant lives them, special procedures included; those are hatched,
because the promise's clock stands still in them. What colour says is also said by shape or in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from itertools import pairwise

from guantong.core.flow.model import Procedure
from guantong.core.kernel.texts import say
from guantong.core.scenario.compiled import Edge, Plan, PlanVisit
from guantong.core.scenario.gantt_layout import COMPACT, DOT, LARGE, WIDE, Layout, Span
from guantong.core.scenario.names import Names
from guantong.core.scenario.svg import FONT, lines_of, tag, width_of, words

INK, MUTED, LINE, PAPER, BAND = "#1b2733", "#52606d", "#dfe5ea", "#ffffff", "#f5f8fa"
CRITICAL, BESIDE, EDGE, VISIT, DUE = "#0b5d66", "#cfe6e8", "#4d5f70", "#8a4b08", "#a3262a"
HALO = {"paint_order": "stroke", "stroke": PAPER, "stroke_width": 3, "stroke_linejoin": "round"}


def gantt_svg(
    plan: Plan,
    language: str = "zh",
    *,
    names: Names | None = None,
    procedures: Mapping[str, tuple[Procedure, ...]] | None = None,
    compact: bool = False,
    large: bool = False,
    title: str = "",
) -> str:
    """Return the plan as one `<svg>` that can stand inside a page or alone in a file.

    `compact` is drawn for a screen of 390 pixels (waiting in words instead of arrows), else for 1,160; with `large`,
    text half as large again. `procedures` names the hatched parts (a flow's branches know them). Needs no script and no style sheet.
    """
    layout = Layout(plan, WIDE if not compact else LARGE if large else COMPACT)
    return _Drawing(layout, language, names or Names(), procedures or {}).svg(
        title or say("show-gantt-title", language)
    )


class _Drawing:
    """One picture being drawn. Reads the layout; every method returns markup."""

    def __init__(
        self, layout: Layout, language: str, names: Names, procedures: Mapping[str, tuple[Procedure, ...]]
    ) -> None:
        self.at, self.plan, self.size = layout, layout.plan, layout.size
        self.language, self.names, self.procedures = language, names, procedures
        self.prefix = "gantt-" + sha256(repr((self.plan, language, self.size.width)).encode()).hexdigest()[:8]
        self.diamonds = {
            (item, self.at.x(self.at.visit_day(visit.place)))
            for visit in self.plan.visits
            for item in visit.items
        }

    def svg(self, title: str) -> str:
        legend, foot = self._legend()
        height = self.at.bottom + foot
        parts = [
            tag("title", words(title), id=f"{self.prefix}-t"),
            tag("desc", words(self._description()), id=f"{self.prefix}-d"),
            self._definitions(),
            tag(
                "rect",
                x=0.5,
                y=0.5,
                width=self.size.width - 1,
                height=height - 1,
                rx=10,
                fill=PAPER,
                stroke=LINE,
            ),
            self._headline(title),
            self._bands(),
            self._axis(),
            self._due_line(),
            self._ties(),
            *([] if self.size.compact else self._arrows()),
            *(self._lane(span) for span in self.at.spans.values()),
            *(self._visit(visit) for visit in self.plan.visits),
            legend,
        ]
        return tag(
            "svg", *parts, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {self.size.width:.0f} {height:.0f}",
            width="100%", role="img", aria_labelledby=f"{self.prefix}-t {self.prefix}-d", font_family=FONT, fill=INK,
        )  # fmt: skip

    # ------------------------------------------------------------------------------------------------------- words

    def _say(self, key: str, /, **facts: object) -> str:
        return say(f"show-gantt-{key}", self.language, **facts)

    def _text(self, text: str, x: float, y: float, size: float = 12, **more: object) -> str:
        return tag("text", words(text), x=x, y=y, font_size=size, **more)

    def _title(self, item: str) -> str:
        return self.at.spans[item].item.title.in_(self.language)

    def _causes(self, edges: list[Edge]) -> str:
        titles = dict.fromkeys(self.names.element(edge.element, self.language) for edge in edges)
        return self._say("comma").join(titles)

    def _waits(self, item: str) -> str:
        edges = [edge for edge in self.plan.edges if edge.after == item]
        return self._say("waits", causes=self._causes(edges)) if edges else ""

    def _description(self) -> str:
        """The picture in words, for those who do not see it."""
        plan = self.plan
        lines = [
            self._say(
                "sum", items=len(plan.items), longest=plan.longest, promised=plan.promised, lived=self.at.days
            )
        ]
        for item in sorted(self.at.rows, key=lambda name: self.at.rows[name]):
            span, waits = self.at.spans[item], self._waits(item)
            unit = self.names.unit(span.item.unit, self.language)
            facts = {"item": self._title(item), "unit": unit, "start": span.start, "finish": span.finish}
            lines.append(self._say("line", waits=self._say("semicolon") + waits if waits else "", **facts))
        lines.extend(self._visit_text(visit) for visit in plan.visits)
        return " ".join(lines)

    # -------------------------------------------------------------------------------------------------- the ground

    def _headline(self, title: str) -> str:
        plan, left = self.plan, self.size.margin
        room = self.size.width - 2 * left
        text = self._say("short", items=len(plan.items), longest=plan.longest, promised=plan.promised)
        size = self.size.type + 3
        made = self._text(lines_of(title, size, room, 1)[0], left, 32, size, font_weight=600)
        lines = lines_of(text, 12.5, room, 2 if self.size.compact else 1)
        return made + "".join(
            self._text(line, left, 53 + 17 * n, 12.5, fill=MUTED) for n, line in enumerate(lines)
        )

    def _definitions(self) -> str:
        def hatch(key: str, stroke: str) -> str:
            lines = tag("rect", width=7, height=7, fill=PAPER) + tag(
                "line", x1=0, y1=0, x2=0, y2=7, stroke=stroke, stroke_width=3
            )
            return tag(
                "pattern", lines, id=f"{self.prefix}-{key}", width=7, height=7, patternUnits="userSpaceOnUse",
                patternTransform="rotate(45)",
            )  # fmt: skip

        arrow = tag(
            "marker", tag("path", d="M0 0L8 4L0 8z", fill=EDGE), id=f"{self.prefix}-a", viewBox="0 0 8 8", refX=7, refY=4,
            markerWidth=8, markerHeight=8, orient="auto", markerUnits="userSpaceOnUse",
        )  # fmt: skip
        return tag("defs", hatch("h", "#9fc6ca"), hatch("hc", "#4f9199"), arrow)

    def _bands(self) -> str:
        lanes = sorted(self.at.rows.items(), key=lambda pair: pair[1])
        made = [
            tag("rect", x=1, y=top, width=self.size.width - 2, height=self.at.height(item), fill=BAND)
            for item, top in lanes[::2]
        ]
        for stage, top in self.at.heads:
            name = self.names.stage(stage, self.language)
            made.append(self._text(name, self.size.margin, top + 22, 13, font_weight=600, fill=CRITICAL))
        return "".join(made)

    def _axis(self) -> str:
        top = self.size.head
        made = [
            self._text(
                self._say("axis"), self.size.margin, top - (48 if self.size.compact else 10), 12, fill=MUTED
            )
        ]
        for day in self.at.ticks():
            x = self.at.x(day)
            made.append(tag("line", x1=x, y1=top - 4, x2=x, y2=self.at.bottom, stroke=LINE, stroke_width=1))
            made.append(self._text(str(day), x, top - 10, 12, fill=MUTED, text_anchor="middle"))
        return "".join(made)

    def _due_line(self) -> str:
        """The day on which the joint promise runs out, special procedures included."""
        if not self.plan.promised:
            return ""
        x, extra = self.at.x(self.at.due), self.at.due - self.plan.promised
        text = self._say("due-and" if extra else "due", days=self.plan.promised, extra=extra)
        text = lines_of(text, 12, self.size.width - 20, 1)[0]
        end = max(min(x + width_of(text, 12) / 2, self.size.width - 10), 10 + width_of(text, 12))
        line = tag(
            "line", x1=x, y1=self.size.head - 4, x2=x, y2=self.at.bottom, stroke=DUE, stroke_width=1.5,
            stroke_dasharray="5 4",
        )  # fmt: skip
        return line + self._text(
            text, end, self.size.head - 28, 12, fill=DUE, font_weight=600, text_anchor="end", **HALO
        )

    # ---------------------------------------------------------------------------------------------------- one lane

    def _lane(self, span: Span) -> str:
        tip = self._say("tip", item=self._title(span.item.item), start=span.start, finish=span.finish)
        decides = span.critical or not span.item.slack
        why = self._say("tip-critical") if decides else self._say("tip-slack", days=span.item.slack)
        return self._name(span) + tag(
            "g",
            tag("title", words(f"{tip} {why}")),
            self._bar(span),
            self._labels(span),
            self._caption(span.item.item),
        )

    def _name(self, span: Span) -> str:
        size, item = self.size, span.item.item
        room = size.width - 2 * size.margin if size.compact else size.names - 8
        lines = lines_of(self._title(item), size.type, room, size.name_lines)
        y = self.at.rows[item] + (20 if size.compact or len(lines) > 1 else 26)
        weight = 600 if span.critical else 400
        made = [
            self._text(line, size.margin, y + 18 * n, size.type, font_weight=weight, **HALO)
            for n, line in enumerate(lines)
        ]
        unit = self.names.unit(span.item.unit, self.language)
        return "".join(made) + self._text(unit, size.margin, y + 18 * len(lines) - 1, 12, fill=MUTED, **HALO)

    def _parts(self, span: Span) -> tuple[float, float, float]:
        """Where the work begins, the special procedures begin, and all ends."""
        return self.at.x(span.start), self.at.x(span.start + span.work), self.at.x(span.finish)

    def _bar(self, span: Span) -> str:
        start, stop, end = self._parts(span)
        fill, hatch = (CRITICAL, "hc") if span.critical else (BESIDE, "h")
        made = self._block(span, start, stop, fill) if span.work else ""
        made += self._block(span, stop, end, f"url(#{self.prefix}-{hatch})") if span.stopped else ""
        if not span.work:
            y = self.at.middle(span.item.item)
            made += tag("circle", cx=start, cy=y, r=DOT, fill=fill, stroke=CRITICAL, stroke_width=1.5)
        return made

    def _block(self, span: Span, start: float, end: float, fill: str) -> str:
        return tag(
            "rect", x=start, y=self.at.bar_y(span.item.item), width=max(3.0, end - start), height=self.size.bar, rx=4,
            fill=fill, stroke=CRITICAL, stroke_width=1.2,
        )  # fmt: skip

    def _labels(self, span: Span) -> str:
        """The days inside their block where they fit, else beside the bar."""
        start, turn, end = self._parts(span)
        made, beside, y = "", [], self.at.middle(span.item.item) + 4.5
        text = self._say("days", days=span.work) if span.work else self._say("at-once")
        place = self._free_place(span.item.item, start, turn, width_of(text, 12.5)) if span.work else None
        if place is None:
            beside.append(text)
        else:
            made += self._text(
                text, place, y, 12.5, text_anchor="middle", fill=PAPER if span.critical else INK
            )
        if span.stopped:
            text = self._procedure(span)
            box, middle = width_of(text, 12) + 10, (turn + end) / 2
            if box + 4 > end - turn:
                beside.append(text)
            else:
                made += tag("rect", x=middle - box / 2, y=y - 13, width=box, height=17, rx=3, fill=PAPER)
                made += self._text(text, middle, y, 12, text_anchor="middle")
        return made + (self._beside(self._say("plus").join(beside), span, y) if beside else "")

    def _free_place(self, item: str, start: float, end: float, room: float) -> float | None:
        """The middle of a label inside a block, clear of every diamond; None when it does not fit."""
        if room + 8 > end - start:
            return None
        places = ((start + end) / 2, start + room / 2 + 6, end - room / 2 - 6)
        taken = [x for lane, x in self.diamonds if lane == item]
        free = [place for place in places if all(abs(place - x) > room / 2 + 10 for x in taken)]
        return free[0] if free else None

    def _beside(self, text: str, span: Span, y: float) -> str:
        """Right of the bar; left of it where the paper or a diamond is in the way."""
        gap = 7 if span.finish > span.start else DOT + 5
        start, end = self.at.x(span.start) - gap, self.at.x(span.finish) + gap
        room = width_of(text, 12)
        if any(lane == span.item.item and end - 10 < x < end + room + 10 for lane, x in self.diamonds):
            end = max(x for lane, x in self.diamonds if lane == span.item.item) + 13
        if end + room > self.size.width - 8 and start - room > self.at.left:
            return self._text(text, start, y, 12, text_anchor="end", **HALO)
        return self._text(text, max(4, min(end, self.size.width - 8 - room)), y, 12, **HALO)

    def _procedure(self, span: Span) -> str:
        known = self.procedures.get(span.item.item, ())
        kinds = list(dict.fromkeys(procedure.kind for procedure in known)) or ["other"]
        said = self._say("comma").join(self._say(f"kind-{kind}") for kind in kinds)
        return self._say("procedure", kind=said, days=span.stopped)

    def _caption(self, item: str) -> str:
        """What the item waits for, in words, under its bar; moved left where the paper ends."""
        text = self._waits(item)
        if not text:
            return ""
        text = lines_of(text, 11.5, self.size.width - self.at.left - 16, 1)[0]
        x = max(
            self.at.left,
            min(self.at.x(self.at.spans[item].start), self.size.width - 14 - width_of(text, 11.5)),
        )
        return self._text(text, x, self.at.bar_y(item) + self.size.bar + 15, 11.5, fill=MUTED, **HALO)

    # ----------------------------------------------------------------------------------------------- what connects

    def _arrows(self) -> list[str]:
        """One arrow a pair of items, its data causes in the tooltip."""
        pairs: dict[tuple[str, str], list[Edge]] = {}
        for edge in self.plan.edges:
            pairs.setdefault((edge.before, edge.after), []).append(edge)
        return [self._arrow(before, after, edges) for (before, after), edges in pairs.items()]

    def _arrow(self, before: str, after: str, edges: list[Edge]) -> str:
        """Strong along the longest path, pale where the same wait follows from other arrows already."""
        tip = self._say(
            "edge", before=self._title(before), after=self._title(after), elements=self._causes(edges)
        )
        strong = (before, after) in pairwise(self.plan.critical)
        pale = not strong and (before, after) in self.at.implied
        line = tag(
            "path", d=self.at.way(before, after), fill="none", stroke=EDGE, stroke_width=2.2 if strong else 1.3,
            stroke_opacity=0.4 if pale else 1, marker_end=f"url(#{self.prefix}-a)",
        )  # fmt: skip
        return tag("g", tag("title", words(tip)), line)

    def _visit_text(self, visit: PlanVisit) -> str:
        place, unit = visit.title.in_(self.language), self.names.unit(visit.led_by, self.language)
        return self._say("visit", place=place, within=visit.within, unit=unit, items=len(visit.items))

    def _ties(self) -> str:
        """What ties the lanes of one joint visit together; it runs behind everything that is read."""
        made = ""
        for visit in self.plan.visits:
            x, ys = self.at.x(self.at.visit_day(visit.place)), self._visited(visit)
            if len(ys) > 1:
                made += tag(
                    "line", x1=x, y1=ys[0], x2=x, y2=ys[-1], stroke=VISIT, stroke_width=1.8, stroke_dasharray="1 5",
                    stroke_linecap="round",
                )  # fmt: skip
        return made

    def _visited(self, visit: PlanVisit) -> list[float]:
        return sorted(self.at.middle(item) for item in visit.items if item in self.at.rows)

    def _visit(self, visit: PlanVisit) -> str:
        """A diamond on every lane that a joint visit serves, on the last day it may take place."""
        x = self.at.x(self.at.visit_day(visit.place))
        tip = tag("title", words(self._visit_text(visit)))
        return tag("g", tip, *(self._diamond(x, y, 8) for y in self._visited(visit)))

    def _diamond(self, x: float, y: float, r: float) -> str:
        path = f"M{x:.1f} {y - r:.1f}l{r} {r}l-{r} {r}l-{r} -{r}z"
        return tag("path", d=path, fill="#fff3e0", stroke=VISIT, stroke_width=1.8)

    # -------------------------------------------------------------------------------------------------- the legend

    def _legend(self) -> tuple[str, float]:
        """Return the legend of what the picture really shows, and how much room it takes."""
        spans = self.at.spans.values()
        shown = {
            "critical": True,
            "beside": any(not span.critical for span in spans),
            "stopped": any(span.stopped for span in spans),
            "edge": bool(self.plan.edges) and not self.size.compact,
            "visit": bool(self.plan.visits),
        }
        made, x, y = [], self.size.margin, self.at.bottom + 24.0
        for kind in (kind for kind, is_shown in shown.items() if is_shown):
            text = self._say(f"legend-{kind}")
            room = 32 + width_of(text, 12) + 20
            if x + room > self.size.width and x > self.size.margin:
                x, y = self.size.margin, y + 24
            text = lines_of(text, 12, self.size.width - x - 38, 1)[0]
            made.append(self._key(kind, x, y) + self._text(text, x + 32, y + 4, 12, fill=MUTED))
            x += room
        return tag("g", *made), y + 22 - self.at.bottom

    def _key(self, kind: str, x: float, y: float) -> str:
        if kind == "edge":
            path = f"M{x:.1f} {y:.1f}h23"
            return tag(
                "path",
                d=path,
                stroke=EDGE,
                stroke_width=1.6,
                fill="none",
                marker_end=f"url(#{self.prefix}-a)",
            )
        if kind == "visit":
            return self._diamond(x + 12, y, 7)
        fill = {"critical": CRITICAL, "beside": BESIDE, "stopped": f"url(#{self.prefix}-hc)"}[kind]
        return tag(
            "rect", x=x, y=y - 7, width=24, height=14, rx=3, fill=fill, stroke=CRITICAL, stroke_width=1.2
        )
