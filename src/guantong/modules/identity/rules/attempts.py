"""How long somebody waits after wrong attempts, what an address is for counting, and what may be called how often. Pure.

Three counts are kept for each hour: of the name that was typed, of the address, and of the pair of both. The wait goes by the
pair and by the address, never by the name alone, so that a stranger elsewhere cannot lock anybody out; a name that
is tried from many places only leaves fewer free attempts to each of them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network

import msgspec

WINDOW = timedelta(hours=1)  # after which earlier failures are forgotten
KEPT = timedelta(days=1)  # for as long counts stay in the table
TRIED_FROM_MANY_PLACES = 20  # failures of one name from which on a new place has one free attempt
NETWORK_V6 = 64  # bits: what one household or one office gets


class Patience(msgspec.Struct, frozen=True, kw_only=True):
    """So many failures are free; then each one doubles the wait, from `first` up to `most` seconds."""

    free: int
    first: int = 30
    most: int = 900


# At a service hall many people share one address: its own wait begins late and stays short.
PAIR, PAIR_OF_MANY, ADDRESS = Patience(free=5), Patience(free=1), Patience(free=50, most=300)
CODE = Patience(free=5)


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """Failures within the window, and when the last one was."""

    count: int = 0
    last_at: datetime | None = None


class Allowance(msgspec.Struct, frozen=True, kw_only=True):
    """How often something may be called within so many seconds."""

    count: int
    seconds: int


def wait_after(failures: int, patience: Patience) -> int:
    """Return the seconds that must pass after this many failures.

    >>> [wait_after(n, PAIR) for n in (4, 5, 6, 7, 40)]
    [0, 30, 60, 120, 900]
    """
    over = failures - patience.free
    return 0 if over < 0 else min(patience.first * 2 ** min(over, 20), patience.most)


def seconds_left(tally: Tally, patience: Patience, now: datetime) -> int:
    """Return how many seconds of the wait are left; a clock that was turned back makes it no longer than it was."""
    wait = wait_after(tally.count, patience)
    if not wait or tally.last_at is None:
        return 0
    past = (now - tally.last_at).total_seconds()
    return int(max(0, min(wait, -(-(wait - past) // 1))))


def sign_in_wait(*, name: Tally, address: Tally, pair: Tally, now: datetime) -> int:
    """Return the seconds until a name may be tried again from an address; 0: now."""
    of_pair = PAIR_OF_MANY if name.count >= TRIED_FROM_MANY_PLACES else PAIR
    return max(seconds_left(pair, of_pair, now), seconds_left(address, ADDRESS, now))


def window_of(now: datetime, length: timedelta = WINDOW) -> datetime:
    """Return when the window began that `now` lies in; windows lie end to end since 1970."""
    seconds = int(length.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)


def retry_after(allowance: Allowance, count: int, now: datetime) -> int:
    """Return the seconds until the window is over when `count` calls were too many, else 0."""
    if count <= allowance.count:
        return 0
    window = timedelta(seconds=allowance.seconds)
    return max(1, -int((now - window_of(now, window) - window).total_seconds() // 1))


def counted_address(remote: str, forwarded: str, hops: int) -> str:
    """Return the address that attempts are counted by: the peer's, or what the nearest `hops` proxies of ours wrote.

    What stands further left in X-Forwarded-For was written by the client and counts for nothing. An IPv6 address is counted
    with its network.

    >>> counted_address("10.0.0.1", "6.6.6.6, 203.0.113.9", 1)
    '203.0.113.9'
    >>> counted_address("2001:db8::5", "", 0)
    '2001:db8::/64'
    """
    seen = [part.strip() for part in forwarded.split(",") if part.strip()] if hops > 0 else []
    chosen = seen[-min(hops, len(seen))] if seen else remote
    try:
        address = ip_address(chosen.strip("[]"))
    except ValueError:
        return "unknown"
    if address.version == 6 and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    if address.version == 6:
        return str(ip_network((address, NETWORK_V6), strict=False))
    return str(address)
