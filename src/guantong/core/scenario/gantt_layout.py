"""Where the parts of the plan's picture lie: lanes from top to bottom, workdays from left to right.

Wide, with the names beside the bars; compact, for a phone, with the names above them; large, the same for older people.
"""

from __future__ import annotations

import msgspec

from guantong.core.scenario.compiled import Plan, PlanItem

STAGE_HEAD = 34
DOT = 8  # radius of the mark of an instant case
INTO = 9  # how far left of a bar its arrow comes down
TICK_STEPS = (1, 2, 5, 10, 20, 50, 100, 200)


class Size(msgspec.Struct, frozen=True, kw_only=True):
    """The measures of one picture, in its own units (pixels at full size)."""

    width: float
    names: float
    margin: float
    head: float
    lane: float
    lane_waiting: float
    bar_top: float
    bar: float
    type: float
    most_ticks: int
    name_lines: int = 2
    compact: bool = False


WIDE = Size(
    width=1160,
    names=316,
    margin=28,
    head=98,
    lane=60,
    lane_waiting=60,
    bar_top=11,
    bar=24,
    type=15,
    most_ticks=16,
)
# Narrow pictures are drawn in few units of width, because a phone shows them on some 350 pixels: the fewer, the larger the
# text. At 12 units a sign is 13 pixels in the compact picture, 17 in the large one.
COMPACT = Size(
    width=320, names=0, margin=14, head=150, lane=84, lane_waiting=100, bar_top=48, bar=22, type=14, most_ticks=5,
    name_lines=1, compact=True,
)  # fmt: skip
LARGE = msgspec.structs.replace(
    COMPACT, width=240, margin=10, lane=102, lane_waiting=118, bar_top=66, most_ticks=4, name_lines=2
)


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """Where one item lies, in workdays as lived: its work (a joint visit lies in it), then its special procedures
    (`stopped`). The clock of the promise runs in the work alone."""

    item: PlanItem
    start: int
    finish: int
    stopped: int
    critical: bool

    @property
    def work(self) -> int:
        return self.finish - self.start - self.stopped


def spans_of(plan: Plan) -> dict[str, Span]:
    """Return where every item lies on the axis of days as lived, by item, in the order in which they end."""
    return {
        item.item: Span(
            item=item,
            start=item.calendar_start,
            finish=item.calendar_finish,
            stopped=item.calendar_finish - item.used_up,
            critical=item.item in plan.critical,
        )
        for item in sorted(plan.items, key=lambda each: (each.calendar_finish, each.start))
    }


def implied_waits(plan: Plan) -> frozenset[tuple[str, str]]:
    """Return the pairs (before, after) whose wait follows from other waits: `after` also waits for somebody who waits
    for `before`."""
    before: dict[str, set[str]] = {}
    for edge in plan.edges:
        before.setdefault(edge.after, set()).add(edge.before)

    def all_before(item: str) -> set[str]:
        direct = before.get(item, set())
        return direct.union(*(all_before(each) for each in direct))

    return frozenset(
        (first, after)
        for after, firsts in before.items()
        for first in firsts
        if any(first in all_before(other) for other in firsts - {first})
    )


class Layout:
    """The picture's measures: `rows` is the top of each item's lane, `heads` the stages' headings, `bottom` the end."""

    def __init__(self, plan: Plan, size: Size) -> None:
        self.plan, self.size = plan, size
        self.spans = spans_of(plan)
        self.waiting = {edge.after for edge in plan.edges}
        self.implied = implied_waits(plan)
        # The promise and what special procedures add to the longest path (docs/adr/0003).
        self.due = plan.promised + plan.calendar_longest - plan.longest
        self.days = max([1, self.due if plan.promised else 0, *(span.finish for span in self.spans.values())])
        self.left = size.margin + size.names + 8
        self.right = size.width - size.margin
        self.day = (self.right - 14 - self.left) / self.days
        self.rows: dict[str, float] = {}
        self.heads: list[tuple[str, float]] = []
        self.bottom = self._set_rows()

    def x(self, day: float) -> float:
        return self.left + day * self.day

    def bar_y(self, item: str) -> float:
        return self.rows[item] + self.size.bar_top

    def middle(self, item: str) -> float:
        return self.bar_y(item) + self.size.bar / 2

    def height(self, item: str) -> float:
        return self.size.lane_waiting if item in self.waiting else self.size.lane

    def ticks(self) -> range:
        step = next((step for step in TICK_STEPS if self.days / step <= self.size.most_ticks), TICK_STEPS[-1])
        return range(0, self.days + 1, step)

    def way(self, before: str, after: str) -> str:
        """The path of an arrow: right, down just left of the waiting bar, and into it; from below where bars touch."""
        second = self.spans[after]
        x1, x2 = (
            self.x(self.spans[before].finish),
            self.x(second.start) - (DOT if second.start == second.finish else 0),
        )
        y1, y2, down = self.middle(before), self.middle(after), x2 - INTO
        r = 5 if y2 > y1 else -5
        begin = f"M{x1:.1f} {y1:.1f}H{down - 5:.1f}q5 0 5 {r}" if down - x1 > 6 else f"M{down:.1f} {y1:.1f}"
        return f"{begin}V{y2 - r:.1f}q0 {r} 5 {r}H{x2:.1f}"

    def visit_day(self, place: str) -> int:
        """The last day on which a joint visit may take place."""
        visit = next(each for each in self.plan.visits if each.place == place)
        return min(visit.start + visit.within, self.days)

    def _set_rows(self) -> float:
        """Give every item its lane, stage by stage, in the order in which they can begin; return the bottom."""
        spans = sorted(self.spans.values(), key=lambda s: (s.start, not s.critical, s.finish, s.item.item))
        stages = list(dict.fromkeys(span.item.stage for span in spans))
        top = self.size.head
        for stage in stages:
            if stage and len(stages) > 1:
                self.heads.append((stage, top))
                top += STAGE_HEAD
            for span in spans:
                if span.item.stage == stage:
                    self.rows[span.item.item] = top
                    top += self.height(span.item.item)
        return top
