"""Reads of accounts with their roles, for managers: within their division and below, nothing of elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.problem import Problem, Refused

from .. import rules
from ..models import Account, Membership, Runner
from ..rows import StaffRow
from .accounts import membership_row


def staff_in(by: Actor, words: str, after: int, limit: int) -> tuple[StaffRow, ...]:
    if by.role != "manager":
        raise Refused(Problem(code="identity.role_managers_only"))
    accounts = _seen(by).filter(pk__gt=after)
    if words:
        accounts = accounts.filter(Q(name__contains=words) | Q(handle__contains=words))
    return _rows(by, accounts.order_by("pk")[:limit])


def get_staff(by: Actor, account_id: int) -> StaffRow:
    if by.role != "manager":
        raise Refused(Problem(code="identity.role_managers_only"))
    found = _rows(by, _seen(by).filter(pk=account_id))
    if not found:
        raise _unknown(account_id)
    return found[0]


def find_newcomer(by: Actor, handle: str, name: str) -> StaffRow:
    """Return an account by both its sign-in name and its name: one of staff without any role, a person's, or one of the
    manager's own division. Whoever only guesses a sign-in name learns nothing."""
    if by.role != "manager":
        raise Refused(Problem(code="identity.role_managers_only"))
    row = Account.objects.filter(handle=handle, name=name, kind__in=("staff", "person"), is_active=True)
    found = _rows(by, _free(by, row))
    if not handle or not found:
        raise _unknown(handle)
    return found[0]


def managers_over(division: str, *, but: int) -> int:
    """Return the most active managers that one unit with this division in its area has, without the account `but`."""
    rows = Membership.objects.filter(role="manager", account__is_active=True).exclude(account=but)
    counts: dict[int, int] = {}
    for row in rows.only("unit", "division"):
        if division.startswith(rules.area_of(row.division)):
            counts[row.unit] = counts.get(row.unit, 0) + 1
    return max(counts.values(), default=0)


def is_elsewhere(by: Actor, account_id: int) -> bool:
    """True for staff of other divisions, whom a manager neither sees nor gives a role: their own managers let them go first."""
    return not _free(by, Account.objects.filter(pk=account_id)).exists()


def _free(by: Actor, accounts: QuerySet[Account]) -> QuerySet[Account]:
    """Of these accounts, those that have no role anywhere, or one in the manager's division."""
    held = Membership.objects.filter(account=OuterRef("pk"))
    return accounts.filter(~Exists(held)) | accounts.filter(pk__in=_seen(by).values("pk"))


def _seen(by: Actor) -> QuerySet[Account]:
    area = rules.area_of(by.division)
    member = Membership.objects.filter(account=OuterRef("pk"), division__startswith=area)
    runner = Runner.objects.filter(account=OuterRef("pk"), division__startswith=area)
    return Account.objects.filter(Exists(member) | Exists(runner))


def _rows(by: Actor, accounts: Iterable[Account]) -> tuple[StaffRow, ...]:
    area, found = rules.area_of(by.division), list(accounts)
    keys = [account.pk for account in found]
    roles: dict[int, list[Membership]] = {}
    for row in Membership.objects.filter(account__in=keys, division__startswith=area).order_by("pk"):
        roles.setdefault(row.account_id, []).append(row)
    runners = {row.pk: row for row in Runner.objects.filter(pk__in=keys, division__startswith=area)}
    return tuple(
        StaffRow(
            account=each.pk, handle=each.handle, kind=each.kind, name=each.name,
            roles=tuple(map(membership_row, roles.get(each.pk, ()))),
            runs_for=runners[each.pk].unit if each.pk in runners else 0,
            runs_in=runners[each.pk].division if each.pk in runners else "",
        )
        for each in found
    )  # fmt: skip


def _unknown(who: int | str) -> Refused:
    return Refused(Problem(code="identity.no_staff", where="handle", facts={"who": str(who)[:80]}))
