"""What registers hold about others is not shown to an applicant: whoever knows a stranger's number could read it here.

A value that a register or a licence store gave is shown when its grade is low, or when it was found by the applicant's
own number; of any other one the applicant learns that it was checked and by whom, and of a name its first character.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from guantong.core.scenario.compiled import DataRequest, Situation
from guantong.core.scenario.dictionary import find_element, split_id
from guantong.core.scenario.language import Package
from guantong.modules.cases import public as cases

from ..ui.words import in_words, say

READ = ("shared", "licence")
GUARDED = ("L3", "L4")
SELF = ("applicant", "agent")
SESSION = "session"
HOLDER_KEYS = ("id_number", "uscc")
SIGNED_IN = ("enterprise.uscc", "company.uscc", "applicant.id_number")
OWN_NUMBERS = ("agent.id_number", "applicant.id_number", "enterprise.uscc", "company.uscc")


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """Who looks at the values of a case: `facts` are what the account vouches for, `data` what the case holds."""

    package: Package
    situation: Situation
    facts: Mapping[str, Any]
    data: Mapping[str, Any]

    def may_see(self, value: cases.Value) -> bool:
        """Say whether the applicant may read this value here."""
        if value.source not in READ:
            return True
        element = find_element(self.package.dictionary, value.element)
        return (element is not None and element.grade not in GUARDED) or self._is_own(value.element)

    def instead(self, value: cases.Value) -> str:
        """Return what is shown instead of a value that the applicant may not see."""
        _, name = split_id(value.element)
        resource = self.package.resources.get(value.origin)
        source = in_words(resource.title) if resource else say(f"citizen-source-{value.source}")
        checked = say("citizen-verified", source=source)
        if name != "name" or not isinstance(value.value, str) or not value.value:
            return checked
        return say("citizen-verified-name", name=f"{value.value[0]}*", verified=checked)

    def _is_own(self, element: str) -> bool:
        requests = [request for request in self.situation.requests if request.element == element]
        if any(request.mode == SESSION for request in requests):
            return True
        known = {**self.facts, **self.data}
        names = [name for request in requests for name in key_names(request)] or key_names_of(element)
        found = next((str(known[name]) for name in names if known.get(name)), "")
        if not found:
            return split_id(element)[0] in SELF
        return found in {str(self.facts[name]) for name in OWN_NUMBERS if self.facts.get(name)}


def key_names(request: DataRequest) -> tuple[str, ...]:
    """Return the elements by one of which a request finds its row, the likeliest first."""
    return (request.key,) if request.key else key_names_of(request.element)


def key_names_of(element: str) -> tuple[str, ...]:
    """Return by which elements the holder of something is known: who it is about, else who signed in."""
    entity, _ = split_id(element)
    return (*(f"{entity}.{name}" for name in HOLDER_KEYS), *SIGNED_IN)
