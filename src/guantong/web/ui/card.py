"""The card that somebody shows at the window, as a form asks for it: number, name, why, and that the person is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .controls import Control
from .words import say

LONGEST = 200


def card_controls(who: str, typed: Callable[[str], str], wrong: Mapping[str, str]) -> list[Control]:
    """Return the controls for the card of a `person`, an `enterprise`, or of `either`."""
    return [
        Control(
            name="number", label=say(f"one-id-number-{who}"), hint=say("one-id-number-hint"), value=typed("number"),
            error=wrong.get("number", ""), max_length=18, narrow=True,
        ),
        Control(name="name", label=say(f"one-id-name-{who}"), value=typed("name"), error=wrong.get("name", ""), max_length=100),
        Control(
            name="because", label=say("one-id-because"), hint=say("one-id-because-hint"), value=typed("because"),
            error=wrong.get("because", ""), max_length=LONGEST,
        ),
        Control(name="present", label=say("one-id-present"), kind="checkbox", value=typed("present"), error=wrong.get("present", "")),
    ]  # fmt: skip
