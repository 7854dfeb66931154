"""Access tokens: shown once and kept as digests, bounded in term and number, ended with the sessions, always journaled."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from django.db import connection

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Refused
from guantong.modules.identity import public as identity
from guantong.modules.identity.rules.tokens import LONGEST_DAYS, MOST_TOKENS
from guantong.modules.journal.public import entries_of


@pytest.fixture
def owner(db, at):
    row = identity.make_account(
        by=SYSTEM, handle="wang", kind="person", name="王某", password="a-long-password", now=at
    )
    return identity.actor_of(_account(row.id))


def _account(number: int):
    from guantong.modules.identity.models import Account

    return Account.objects.get(pk=number)


def make(owner, at, **more):
    return identity.make_token(**{"by": owner, "name": "记账", "scope": "read", "days": 30, "now": at} | more)


def codes(refused) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_token_when_made_then_nothing_that_is_stored_or_journaled_holds_it(owner, at):
    made = make(owner, at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT json_agg(t)::text FROM identity_token t")
        stored = cursor.fetchone()[0]
    written = [entry.body.decode() for entry in entries_of(f"account:{owner.account}")]
    assert made.secret not in stored + "".join(written)
    assert any("记账" in body for body in written)


def test_token_when_presented_then_it_stands_for_its_owner_with_the_assurance_it_was_made_with(owner, at):
    sure = msgspec.structs.replace(owner, assurance="substantial")
    made = make(sure, at, scope="write")
    found = identity.actor_of_token(secret=made.secret, now=at)
    assert (found.actor.account, found.actor.assurance, found.scope) == (
        owner.account,
        "substantial",
        "write",
    )
    assert identity.my_tokens(by=owner)[0].used_on == at.date()


def test_token_when_its_term_is_over_then_it_is_unknown_from_that_moment_on(owner, at):
    made = make(owner, at, days=1)
    last = at + timedelta(days=1)
    assert identity.actor_of_token(secret=made.secret, now=last - timedelta(seconds=1))
    with pytest.raises(Refused) as refused:
        identity.actor_of_token(secret=made.secret, now=last)
    assert codes(refused) == ["identity.token_unknown"]


def test_token_when_everything_is_wrong_then_everything_is_said_at_once(owner, at):
    with pytest.raises(Refused) as refused:
        make(owner, at, name=" ", scope="all", days=LONGEST_DAYS + 1)
    assert codes(refused) == ["identity.token_name", "identity.token_scope_unknown", "identity.token_days"]


def test_token_when_one_acts_for_another_then_none_is_made(owner, at):
    with pytest.raises(Refused) as refused:
        make(msgspec.structs.replace(owner, mandate="7", principal="8"), at)
    assert codes(refused) == ["identity.token_own_only"]


def test_tokens_when_there_are_as_many_as_may_be_then_one_has_to_end_first(owner, at):
    made = [make(owner, at) for _ in range(MOST_TOKENS)]
    with pytest.raises(Refused) as refused:
        make(owner, at)
    assert codes(refused) == ["identity.token_too_many"]
    identity.end_token(by=owner, token_id=made[0].row.id, now=at)
    assert make(owner, at).secret


def test_token_when_another_person_ends_it_then_there_is_none_and_it_goes_on(owner, at):
    made = make(owner, at)
    with pytest.raises(Refused) as refused:
        identity.end_token(by=msgspec.structs.replace(owner, account="999"), token_id=made.row.id, now=at)
    assert codes(refused) == ["identity.no_token"]
    assert identity.actor_of_token(secret=made.secret, now=at)


def test_tokens_when_all_sessions_end_then_they_end_too(owner, at):
    made = make(owner, at)
    identity.end_sessions(by=SYSTEM, account_id=int(owner.account), now=at)
    with pytest.raises(Refused):
        identity.actor_of_token(secret=made.secret, now=at)
    assert [entry.kind for entry in entries_of(f"account:{owner.account}")][-1] == "TokensEnded"


def test_token_when_its_account_is_closed_then_it_is_unknown(owner, at):
    from guantong.modules.identity.models import Account

    made = make(owner, at)
    Account.objects.filter(pk=int(owner.account)).update(is_active=False)
    with pytest.raises(Refused) as refused:
        identity.actor_of_token(secret=made.secret, now=at)
    assert codes(refused) == ["identity.token_unknown"]
