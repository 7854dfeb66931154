"""What a sign-in vouches for, as elements of the dictionary. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def facts_of(
    kind: str, name: str, id_number: str, uscc: str, phone: str, further: Mapping[str, Any]
) -> dict[str, Any]:
    """Return element -> value without the empty ones. `further` wins: the identity provider knows best."""
    if kind == "enterprise":
        known = {"company.name": name, "company.uscc": uscc, "company.phone": phone}
    else:
        known = {"applicant.name": name, "applicant.id_number": id_number, "applicant.phone": phone}
    return {element: value for element, value in {**known, **further}.items() if value not in ("", None)}
