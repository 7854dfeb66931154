"""Check the archive of a case: `python verify.py` in its folder, or `python verify.py CASE.zip`. Needs Python 3.9 and nothing else.

It goes through the files (SM3 of each), the journal (the hash of each entry and how it hangs on the one before), and the proof
that a checkpoint covers it. Compare the checkpoint's hash with the one that was published. This file comes with every archive.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

Read = Callable[[str], bytes]
ENTRY = ("chain", "seq", "at", "account", "role", "unit", "mandate", "kind")


def sm3(data: bytes) -> Any:
    return hashlib.new("sm3", data)


def compact(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def microseconds(at: str) -> int:
    epoch = datetime(1970, 1, 1, tzinfo=timezone.utc)  # noqa: UP017 - Python 3.9, too
    return (datetime.fromisoformat(at.replace("Z", "+00:00")) - epoch) // timedelta(microseconds=1)


def check_files(read: Read, names: Iterable[str]) -> Iterator[str]:
    manifest = json.loads(read("manifest.json"))
    listed = manifest["files"]
    for name in sorted(set(names) - set(listed) - {"manifest.json"}):
        yield f"{name}: not in the manifest"
    for name, digest in listed.items():
        if name not in names:
            yield f"{name}: missing"
        elif sm3(read(name)).hexdigest() != digest:
            yield f"{name}: changed"


def check_journal(read: Read) -> Iterator[str]:
    previous = "00" * 32
    for number, line in enumerate(read("journal.jsonl").decode().splitlines(), 1):
        entry = json.loads(line)
        fields = [microseconds(entry[name]) if name == "at" else entry[name] for name in ENTRY]
        if sm3(compact([*fields, entry["body"], entry["previous"]])).hexdigest() != entry["hash"]:
            yield f"journal entry {number}: changed"
        if entry["seq"] != number or entry["previous"] != previous:
            yield f"journal entry {number}: does not follow the one before"
        previous = entry["hash"]


def check_proof(read: Read) -> Iterator[str]:
    proof = json.loads(read("proof.json"))
    if proof is None:
        return
    entries = [json.loads(line) for line in read("journal.jsonl").decode().splitlines()]
    sealed = next((entry for entry in entries if entry["seq"] == proof["seq"]), None)
    if sealed is None or sealed["hash"] != proof["head"]:
        yield "proof: it is about another entry"
    node = sm3(b"\x00" + compact([proof["chain"], proof["seq"], proof["head"]])).digest()
    for side, neighbour in proof["path"]:
        pair = (bytes.fromhex(neighbour), node) if side == "left" else (node, bytes.fromhex(neighbour))
        node = sm3(b"\x01" + pair[0] + pair[1]).digest()
    if node.hex() != proof["root"]:
        yield "proof: it does not lead to the checkpoint's root"
    sealed = [
        proof["number"],
        microseconds(proof["at"]),
        proof["watermark"],
        proof["heads"],
        proof["root"],
        proof["previous"],
    ]
    if sm3(compact(sealed)).hexdigest() != proof["hash"]:
        yield "proof: the checkpoint was changed"


def check(read: Read, names: Iterable[str]) -> list[str]:
    """Return everything that is wrong."""
    found = list(check_files(read, names))
    if not found:
        found = [*check_journal(read), *check_proof(read)]
    return found


def main(place: str) -> int:
    if os.path.isdir(place):
        names = [
            os.path.relpath(os.path.join(folder, name), place).replace(os.sep, "/")
            for folder, _, files in os.walk(place)
            for name in files
        ]

        def read(name: str) -> bytes:
            with open(os.path.join(place, name), "rb") as file:
                return file.read()

        return say(check(read, names), read)
    with zipfile.ZipFile(place) as packed:
        return say(check(packed.read, packed.namelist()), packed.read)


def say(found: list[str], read: Read) -> int:
    for line in found:
        sys.stdout.write(line + "\n")
    if found:
        return 1
    proof = json.loads(read("proof.json"))
    sealed = f"checkpoint {proof['number']}, SM3 {proof['hash']}" if proof else "no checkpoint covers it yet"
    sys.stdout.write(f"sound: {json.loads(read('case.json'))['code']}; {sealed}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))))
