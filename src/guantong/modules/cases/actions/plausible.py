"""What a shared source answers is looked at like what a person types: a register can be wrong, mixed up or broken, too.

A value that its element does not allow is left out, and an answer about somebody else altogether; the person is then asked
as if the source were silent. What came instead is written nowhere: it may be about a stranger.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from guantong.core.scenario.compiled import Situation
from guantong.core.scenario.form import field_instead
from guantong.core.scenario.language import Package
from guantong.core.scenario.values import check_value

log = logging.getLogger("guantong.sources")


def plausible(
    answer: Mapping[str, Any], *, resource: str, holder: str, key: str, situation: Situation, package: Package
) -> dict[str, Any]:
    """Return what of an answer can be believed. `holder` is the element whose value `key` the row was found by."""
    if holder in answer and str(answer[holder]) != key:
        log.warning("source.wrong_person resource=%s element=%s", resource, holder)
        return {}
    fields = {field.element: field for field in situation.form.fields if field.element in answer}
    fields |= {
        given.element: field_instead(package, given)
        for given in situation.form.given
        if given.element in answer and given.element not in fields
    }
    believed = {}
    for element, value in answer.items():
        if element in fields and check_value(fields[element], value) is not None:
            log.warning("source.implausible resource=%s element=%s", resource, element)
        else:
            believed[element] = value
    return believed
