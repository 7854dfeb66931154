"""A purpose copy of a licence for a case: the case is looked up, never taken from what somebody typed."""

from __future__ import annotations

from datetime import date, datetime

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused
from guantong.modules.licences import public as licences

from ..queries.copies import open_cases


def make_copy(
    *, by: Actor, identifier: str, purpose: str, receiver: str, until: date, case_code: str, now: datetime
) -> licences.CopyRow:
    code = "".join(case_code.split()).upper()
    if code and code not in {each.code for each in open_cases(by=by)}:
        raise Refused(Problem(code="cases.copy_case", where="case_code", facts={"code": code[:20]}))
    return licences.make_copy(
        by=by, identifier=identifier, purpose=purpose, receiver=receiver, until=until, case_code=code, now=now
    )  # fmt: skip
