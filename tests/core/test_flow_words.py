"""Everything the engine can say has words in both languages."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from guantong.core.flow.engine import CASE_VERBS, TASK_VERBS
from guantong.core.flow.model import EFFECTS, PHASES, STOPS, TASK_STATUSES, VERBS
from guantong.core.kernel.texts import LANGUAGES, has
from guantong.core.scenario.language import PauseKind

KEYS = [
    *(f"flow-verb-{verb.replace('_', '-')}" for verb in VERBS),
    *(f"flow-phase-{phase}" for phase in PHASES),
    *(f"flow-status-{status}" for status in TASK_STATUSES),
    *(f"flow-effect-{re.sub(r'(?<!^)(?=[A-Z])', '-', effect).lower()}" for effect in EFFECTS),
    *(f"flow-clock-{why}" for why in (*STOPS, "promise", "extension", "slack")),
    *(f"flow-procedure-{kind}" for kind in get_args(PauseKind)),
    *(f"flow-colour-{name}" for name in ("green", "amber", "red", "grey")),
    *(f"flow-grade-{grade}" for grade in range(1, 6)),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_when_looked_up_then_every_verb_phase_status_effect_and_reason_has_them(language: str) -> None:
    assert [key for key in KEYS if not has(key, language)] == []


def test_verbs_when_compared_with_the_contract_then_each_can_be_done_and_no_other() -> None:
    assert set(CASE_VERBS) | set(TASK_VERBS) == set(VERBS)
