"""Cycles and longest paths over small graphs of items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def find_cycles(edges: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return one cycle for every group of nodes that wait for each other, each starting at its first name.

    >>> find_cycles({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]})
    [['a', 'b', 'c']]
    """
    found: list[list[str]] = []
    used: set[str] = set()
    for start in sorted(edges):
        if start in used:
            continue
        cycle = _way_back(edges, start)
        if cycle and not used & set(cycle):
            used |= set(cycle)
            found.append(cycle)
    return found


def _way_back(edges: Mapping[str, Iterable[str]], start: str) -> list[str]:
    """Return the shortest way from `start` to itself, or nothing."""
    came_from: dict[str, str] = {}
    queue = [start]
    for node in queue:
        for after in sorted(edges.get(node, ())):
            if after == start:
                way = [node]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if after not in came_from and after in edges:
                came_from[after] = node
                queue.append(after)
    return []


def longest_path(days: Mapping[str, int], waits_for: Mapping[str, Iterable[str]]) -> tuple[int, list[str]]:
    """Return the length of the longest path and the nodes on it, first to last. The graph has no cycle.

    >>> longest_path({"a": 2, "b": 3, "c": 4}, {"b": ["a"], "c": ["a"]})
    (6, ['a', 'c'])
    """
    best: dict[str, tuple[int, list[str]]] = {}

    def finish(node: str) -> tuple[int, list[str]]:
        if node not in best:
            before = [finish(one) for one in sorted(waits_for.get(node, ())) if one in days]
            length, way = max(before, key=lambda b: b[0], default=(0, []))
            best[node] = (length + days[node], [*way, node])
        return best[node]

    return max((finish(node) for node in days), key=lambda b: b[0], default=(0, []))
