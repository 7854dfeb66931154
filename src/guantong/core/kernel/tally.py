"""Counting what happens, for whoever runs the system: modules say that something happened, the project says who listens.

No personal data and no codes: a label is one of few words. Without a listener a count costs one look at an empty list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

# name -> its labels. `group_size` is a size, all others are numbers of times.
COUNTED: dict[str, tuple[str, ...]] = {
    "case_acts": ("verb",),
    "group_size": (),
    "reads": ("resource", "answered"),
    "licences_issued": (),
    "sign_in_failures": ("why",),
}
Listener = Callable[[str, float, Mapping[str, str]], None]
_listeners: list[Listener] = []


def count(name: str, /, amount: float = 1, **labels: str) -> None:
    """Tell all listeners that something happened `amount` times (or is so large); raise KeyError for an unknown name.

    >>> heard = []
    >>> listen(lambda *told: heard.append(told))
    >>> count("case_acts", verb="approve")
    >>> heard
    [('case_acts', 1, {'verb': 'approve'})]
    >>> forget_listeners()
    """
    if set(labels) != set(COUNTED[name]):
        raise KeyError(f"{name} has the labels {COUNTED[name]}")
    for listener in _listeners:
        listener(name, amount, labels)


def listen(listener: Listener) -> None:
    """Hear every count from now on, once each however often one asks."""
    if listener not in _listeners:
        _listeners.append(listener)


def forget_listeners() -> None:
    """Let nobody hear counts any more: between tests."""
    _listeners.clear()
