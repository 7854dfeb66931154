"""What a sign-in vouches for, as elements of the dictionary. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

AGENT = "agent."  # the person who is there, whoever the matter is about


def facts_of(
    kind: str, name: str, id_number: str, uscc: str, phone: str, further: Mapping[str, Any]
) -> dict[str, Any]:
    """Return element -> value without the empty ones. `further` wins: the identity provider knows best.

    A person is the applicant, or acts for one; behind an enterprise's account sits a person too, whose identity number and
    telephone the account carries and whose name comes with `further`.
    """
    known = {"agent.id_number": id_number, "agent.phone": phone}
    if kind == "enterprise":
        known |= {
            "enterprise.name": name,
            "enterprise.uscc": uscc,
            "company.name": name,
            "company.uscc": uscc,
        }
    else:
        known |= {"agent.name": name, "applicant.name": name}
        known |= {"applicant.id_number": id_number, "applicant.phone": phone}
    return {element: value for element, value in {**known, **further}.items() if value not in ("", None)}


def under_mandate(principal: Mapping[str, Any], agent: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is vouched for when one acts for another: everything of the principal, but the person who is there
    (`agent.…`) is the agent."""
    about = {element: value for element, value in principal.items() if not element.startswith(AGENT)}
    return about | {element: value for element, value in agent.items() if element.startswith(AGENT)}
