"""What staff see of a graded value before a second person has opened it: whole, partly, or not at all. Pure.

The table stands in docs/explain/rights.md. An applicant sees what is theirs; what an officer has to read in order to
decide stays readable, because a rule that stops the work is soon gone round.
"""

from __future__ import annotations

from typing import Any, Literal

from guantong.core.kernel.identifiers import check_id_number
from guantong.core.kernel.problem import Refused

Shown = Literal["whole", "partly", "hidden"]
SIGN = "*"
STARS = SIGN * 6  # always as many, so that nobody learns how long the value is
IDENTITY, ACCOUNT = "id-number", "bank-account"
ENDS = 4  # signs that stay readable at an end: enough to compare with a card in the hand, too few to use
STAFF = ("clerk", "officer", "manager")
AT_WINDOW = ("submitted", "correcting")


def how_shown(
    *,
    role: str,
    grade: str,
    type: str = "text",
    check: str = "",
    value: Any = None,
    part: str = "",
    phase: str = "",
) -> Shown:
    """Return how much of a value a role sees. `part` is an officer's part in the branch (`branch`, `consult`, `visit`),
    `phase` where the case stands: a document is checked at the window, later by whoever decides."""
    if role not in STAFF or grade in ("L1", "L2") or value in (None, ""):
        return "whole"
    if grade == "L3":
        return "partly" if check in (IDENTITY, ACCOUNT) or _is_identity(value) else "whole"
    if type == "document":
        deciding = role == "officer" and part == "branch"
        return "whole" if deciding or (role == "clerk" and phase in AT_WINDOW) else "hidden"
    return "partly" if check == ACCOUNT or _is_identity(value) else "hidden"


def mask(value: Any, shown: Shown, check: str = "") -> Any:
    """Return the value as far as it is shown; a hidden document keeps neither its name nor its bytes.

    >>> mask("330106199001010012", "partly", "id-number"), mask("6222020200112233445", "partly", "bank-account")
    ('3301**********0012', '***************3445')
    """
    if shown == "whole":
        return value
    if isinstance(value, dict):
        return {"name": STARS, "sha": "", "size": 0}
    text = str(value)
    if shown == "hidden" or len(text) <= 2 * ENDS:
        return STARS
    begin = "" if check == ACCOUNT else text[:ENDS]
    return f"{begin}{SIGN * (len(text) - len(begin) - ENDS)}{text[-ENDS:]}"


def _is_identity(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(check_id_number(value))
    except Refused:
        return False
