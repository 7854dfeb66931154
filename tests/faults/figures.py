"""The figures of the long tests, printed as the page docs/explain/faults.md shows them."""

from __future__ import annotations

import sys


def say(line: str) -> None:
    """Print one line, whatever pytest does with standard output."""
    print(f"\n  {line}", file=sys.stderr, flush=True)  # noqa: T201
