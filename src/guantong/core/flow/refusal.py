"""Saying no: raise a refusal with a stable `flow.…` code and facts that name what stands in the way."""

from __future__ import annotations

from typing import Any, NoReturn

from guantong.core.flow.guards import problem
from guantong.core.kernel.problem import Refused


def refuse(code: str, item: str = "", **facts: Any) -> NoReturn:
    raise Refused(problem(code, item, **facts))


def need(holds: bool, code: str, item: str = "", **facts: Any) -> None:
    """Refuse unless the condition holds."""
    if not holds:
        refuse(code, item, **facts)


def need_reason(because: str, item: str = "") -> None:
    """Refuse a decision against somebody, or a delay, that says no reason."""
    need(bool(because.strip()), "flow.reason_missing", item, elements="-")
