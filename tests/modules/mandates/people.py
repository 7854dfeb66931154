"""Who gives and holds mandates in these tests, and shorthands for what they do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from stdnum.cn import ric

from guantong.core.kernel.problem import Refused
from guantong.core.scenario.samples import id_number, uscc_number
from guantong.modules.identity import public as identity
from guantong.modules.journal.public import entries_of

FIRM, LI, WANG = uscc_number("company", 3), id_number("applicant", 3), id_number("applicant", 4)
CHILD = "33010620150301231"
CHILD += ric.calc_check_digit(CHILD + "0")


def give(by, at, **more):
    about = {
        "kind": "agent", "agent_key": LI, "agent_name": "李四", "since": at.date(), "until": at.date() + timedelta(days=30),
    }  # fmt: skip
    return identity.give_mandate(by=by, now=at, **(about | more))


def accepted(firm, li, at, **more):
    return identity.accept_mandate(by=li, mandate_id=give(firm, at, **more).id, now=at)


def codes(call):
    with pytest.raises(Refused) as refused:
        call()
    return [problem.code for problem in refused.value.problems]


def kinds(row):
    return [entry.kind for entry in entries_of(f"mandate:{row.id}")]


def agree(second, at):
    """Take, as a second clerk, the one proposal of a mandate that is open."""
    (row,) = identity.open_proposals(by=second, kind="mandate")
    return identity.confirm_at_window(by=second, proposal_id=row.id, now=at)
