"""How an entry and a checkpoint get their hashes (SM3), pure: what anybody can compute again with other tools.

Entry: SM3 of the UTF-8 JSON array [chain, seq, microseconds since 1970, account, role, unit, mandate, kind, body as
a string, previous hash in hexadecimal]. Checkpoint: a Merkle tree (RFC 6962, section 2.1, with SM3) over the heads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from guantong.core.kernel.actor import Actor

FIRST = bytes(32)
"""What stands in `previous` of the first entry of a chain and of the first checkpoint."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_encode = msgspec.json.Encoder(order="deterministic").encode


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the journal. `body` is canonical JSON; `chain` says what it belongs to (`case:123`, `services`)."""

    chain: str
    seq: int
    at: datetime
    account: str
    role: str
    unit: str
    mandate: str
    kind: str
    body: bytes
    previous: bytes
    hash: bytes

    def facts(self) -> dict[str, Any]:
        """Return the body as values."""
        return msgspec.json.decode(self.body, type=dict[str, Any])


class Link(msgspec.Struct, frozen=True):
    """Where a chain stands: the next entry is `seq + 1` and names `hash` as its previous one."""

    seq: int = 0
    hash: bytes = FIRST


def sm3(data: bytes) -> bytes:
    return hashlib.new("sm3", data).digest()


def microseconds(at: datetime) -> int:
    return (at - _EPOCH) // _MICROSECOND


def canonical(body: Any) -> bytes:
    """Return the one JSON of a body: keys sorted, no blanks. Bytes are taken as canonical already."""
    return body if isinstance(body, bytes) else _encode(body)


def make_entry(*, after: Link, chain: str, at: datetime, by: Actor, kind: str, body: Any) -> Entry:
    """Return the entry that follows `after` in its chain."""
    seq, content = after.seq + 1, canonical(body)
    fields = (chain, seq, microseconds(at), by.account, by.role, by.unit, by.mandate, kind)
    return Entry(
        chain=chain,
        seq=seq,
        at=at,
        account=by.account,
        role=by.role,
        unit=by.unit,
        mandate=by.mandate,
        kind=kind,
        body=content,
        previous=after.hash,
        hash=sm3(_encode([*fields, content.decode(), after.hash.hex()])),
    )


def link_of(entry: Entry) -> Link:
    """Return where the chain stands after `entry`."""
    return Link(entry.seq, entry.hash)


def hash_of(entry: Entry) -> bytes:
    """Return the hash that the entry must have, computed from everything else in it."""
    fields = (
        entry.chain,
        entry.seq,
        microseconds(entry.at),
        entry.account,
        entry.role,
        entry.unit,
        entry.mandate,
    )
    return sm3(_encode([*fields, entry.kind, entry.body.decode(), entry.previous.hex()]))


class MerkleTree:
    """The root over leaves that arrive one by one, in memory that grows with the logarithm of their number."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[tuple[int, bytes]] = []

    def add(self, leaf: bytes) -> None:
        height, node = 0, sm3(b"\x00" + leaf)
        while self._peaks and self._peaks[-1][0] == height:
            _, left = self._peaks.pop()
            height, node = height + 1, sm3(b"\x01" + left + node)
        self._peaks.append((height, node))
        self.size += 1

    def root(self) -> bytes:
        if not self._peaks:
            return sm3(b"")
        node = self._peaks[-1][1]
        for _, left in reversed(self._peaks[:-1]):
            node = sm3(b"\x01" + left + node)
        return node


def head_leaf(chain: str, head: Link) -> bytes:
    """Return the leaf that stands for the head of a chain in a checkpoint."""
    return _encode([chain, head.seq, head.hash.hex()])


def merkle_root(leaves: Iterable[bytes]) -> bytes:
    tree = MerkleTree()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def checkpoint_hash(
    number: int, at: datetime, watermark: int, heads: int, root: bytes, previous: bytes
) -> bytes:
    """Return the hash of a checkpoint; it covers the checkpoint before it."""
    return sm3(_encode([number, microseconds(at), watermark, heads, root.hex(), previous.hex()]))


def inclusion_path(leaves: list[bytes], index: int) -> list[tuple[str, bytes]]:
    """Return what leads from one leaf of a tree to its root (RFC 6962, section 2.1.1): the side on which each neighbour
    stands, and its hash, from the leaf upwards."""
    hashes = [sm3(b"\x00" + leaf) for leaf in leaves]
    path: list[tuple[str, bytes]] = []
    first, last = 0, len(hashes)
    # From the root down; what is collected on the way is what the leaf needs on its way up.
    while last - first > 1:
        middle = first + (1 << ((last - first - 1).bit_length() - 1))
        if index < middle:
            path.append(("right", _root_of(hashes[middle:last])))
            last = middle
        else:
            path.append(("left", _root_of(hashes[first:middle])))
            first = middle
    return path[::-1]


def _root_of(hashes: list[bytes]) -> bytes:
    while len(hashes) > 1:
        pairs = [sm3(b"\x01" + left + right) for left, right in zip(hashes[::2], hashes[1::2], strict=False)]
        hashes = [*pairs, hashes[-1]] if len(hashes) % 2 else pairs
    return hashes[0]
