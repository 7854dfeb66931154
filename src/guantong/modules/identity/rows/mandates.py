"""A mandate as both sides see it, and a runner as those who look for one do."""

from __future__ import annotations

from datetime import date, datetime

import msgspec


class MandateRow(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts for whom, in what and from when to when. Accounts as in `Actor.account`; `agent` is empty until accepted.

    `kind` is legal_representative, agent, guardian or runner; `state` given, accepted, refused or ended; `scope` are
    scenarios (empty: all); `confirmed` is false while one recorded at a window waits for its second yes; `agent_shown` is what the agent was addressed by, masked.
    """

    id: int
    kind: str
    principal: str
    principal_name: str
    agent: str
    agent_name: str
    agent_shown: str
    scope: tuple[str, ...]
    since: date
    until: date
    state: str
    because: str
    proof: str
    given_at: datetime
    ended_at: datetime | None = None
    ended_by_name: str = ""
    end_because: str = ""
    confirmed: bool = True

    def in_force(self, today: date) -> bool:
        """True when it is accepted and the day lies in it."""
        return self.state == "accepted" and self.since <= today <= self.until

    def open_to_answer(self, today: date) -> bool:
        """True while the agent may still accept it."""
        return self.state == "given" and self.confirmed and today <= self.until


class RunnerRow(msgspec.Struct, frozen=True, kw_only=True):
    """A person who runs errands for a unit; `unit` is the unit's number."""

    account: int
    name: str
    unit: int
    division: str
