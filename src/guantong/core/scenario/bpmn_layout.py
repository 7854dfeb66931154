"""Where the shapes of a BPMN diagram lie: layers from left to right, a lane a unit from top to bottom.

A node's column is the longest way to it from the start; nodes of one lane and one column get rows of their own, so no two
shapes can overlap. Long flows run in the strips between rows, which no shape enters.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

SIZES = {"start": (36, 36), "end": (36, 36), "timer": (36, 36), "gateway": (44, 44), "user": (136, 68)}
COLUMN, ROW = 216, 124  # distance between the middles of columns and of rows
LEFT, TOP = 90, 40  # room for the pool's and the lanes' names; room above the pool
TRACKS, TRACK = 7, 6  # parallel lines in one strip, and their distance


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A flow node. `kind` is start, end, user, gateway or timer; `lane` the unit's role."""

    id: str
    kind: str
    lane: str
    name: str = ""
    about: str = ""
    wait_days: int = 0


class Arc(msgspec.Struct, frozen=True, kw_only=True):
    """A sequence flow; `name` is the data that makes the target wait."""

    id: str
    source: str
    target: str
    name: str = ""


class Graph(msgspec.Struct, frozen=True, kw_only=True):
    """A process before it is drawn. `lanes` are in the order of their first node."""

    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]
    lanes: tuple[str, ...]


class Box(msgspec.Struct, frozen=True):
    """A rectangle: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        return self.x + self.width


class Diagram(msgspec.Struct, frozen=True, kw_only=True):
    """Every box and way of a diagram, by identifier."""

    pool: Box
    lanes: dict[str, Box]
    shapes: dict[str, Box]
    ways: dict[str, tuple[tuple[float, float], ...]]


def columns_of(nodes: Iterable[Node], arcs: Iterable[Arc]) -> dict[str, int]:
    """Return the column of each node: the number of flows on the longest way to it."""
    sources: dict[str, list[str]] = {node.id: [] for node in nodes}
    for arc in arcs:
        sources[arc.target].append(arc.source)
    columns: dict[str, int] = {}

    def column(node: str) -> int:
        if node not in columns:
            columns[node] = max((column(source) + 1 for source in sources[node]), default=0)
        return columns[node]

    for node in sources:
        column(node)
    return columns


def lay_out(graph: Graph) -> Diagram:
    """Return where everything lies. Shapes never overlap; every way is made of level and upright parts."""
    columns = columns_of(graph.nodes, graph.arcs)
    rows = _rows(graph, columns)
    lanes: dict[str, Box] = {}
    width = (max(columns.values()) + 1) * COLUMN + 40
    top = float(TOP)
    for lane in graph.lanes:
        depth = 1 + max((rows[node.id] for node in graph.nodes if node.lane == lane), default=0)
        lanes[lane] = Box(LEFT - 30, top, width + 30, depth * ROW)
        top += depth * ROW
    shapes = {
        node.id: _shape(node, columns[node.id], rows[node.id], lanes[node.lane]) for node in graph.nodes
    }
    ways = {arc.id: _way(arc, number, columns, shapes) for number, arc in enumerate(graph.arcs)}
    return Diagram(pool=Box(LEFT - 60, TOP, width + 60, top - TOP), lanes=lanes, shapes=shapes, ways=ways)


def _rows(graph: Graph, columns: dict[str, int]) -> dict[str, int]:
    """Give each node a row inside its lane: the row of what leads to it where that is free, else the next free one."""
    taken: set[tuple[str, int, int]] = set()
    rows: dict[str, int] = {}
    home = {node.id: node.lane for node in graph.nodes}
    sources: dict[str, list[str]] = {}
    for arc in graph.arcs:
        sources.setdefault(arc.target, []).append(arc.source)
    for node in sorted(graph.nodes, key=lambda each: columns[each.id]):
        wanted = [rows[source] for source in sources.get(node.id, ()) if home[source] == node.lane]
        row = wanted[0] if wanted else 0
        while (node.lane, columns[node.id], row) in taken:
            row += 1
        taken.add((node.lane, columns[node.id], row))
        rows[node.id] = row
    return rows


def _shape(node: Node, column: int, row: int, lane: Box) -> Box:
    width, height = SIZES[node.kind]
    x, y = LEFT + COLUMN / 2 + column * COLUMN, lane.y + ROW / 2 + row * ROW
    return Box(x - width / 2, y - height / 2, width, height)


def _way(
    arc: Arc, number: int, columns: dict[str, int], shapes: dict[str, Box]
) -> tuple[tuple[float, float], ...]:
    """From the right of the source to the left of the target, through the gaps between columns and between rows."""
    source, target = shapes[arc.source], shapes[arc.target]
    shift = (number % TRACKS - TRACKS // 2) * TRACK
    near = columns[arc.target] - columns[arc.source] == 1
    begin, end = (source.right, source.middle), (target.x, target.middle)
    if near and source.middle == target.middle:
        return begin, end
    out = LEFT + (columns[arc.source] + 1) * COLUMN + shift / 2
    if near:
        return begin, (out, source.middle), (out, target.middle), end
    inwards = LEFT + columns[arc.target] * COLUMN + shift / 2
    above = target.middle > source.middle or (target.middle == source.middle and number % 2 == 0)
    strip = target.middle + (-ROW / 2 if above else ROW / 2) + shift / 2
    return begin, (out, source.middle), (out, strip), (inwards, strip), (inwards, target.middle), end
