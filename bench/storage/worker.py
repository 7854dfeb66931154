"""One process that plays cases: `python -m bench.storage.worker PLAYER`. It takes commands and answers in JSON lines.

A command says how many clients (threads) play for how many seconds. A change counts when it is durable before the end.
"""

from __future__ import annotations

import gc
import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, Protocol


class Player(Protocol):
    """Plays cases. `changes` does one durable change at a time, each before it yields."""

    def changes(self, number: str) -> Iterator[Any]: ...
    def close_thread(self) -> None: ...


def player(name: str) -> Player:
    """Make the player of a variant; its libraries are loaded only where they are needed."""
    if name.startswith("guantong"):
        from bench.storage.play_guantong import Guantong

        return Guantong(grouped="grouped" in name)
    if name.startswith("spiff"):
        from bench.storage.play_spiff import Spiff

        return Spiff(delta="delta" in name)
    from bench.storage.play_viewflow import Viewflow

    return Viewflow()


class Client(threading.Thread):
    """One client: plays one case after another until the end, and remembers how long each change took."""

    def __init__(self, playing: Player, name: str, start: threading.Event, seconds: float) -> None:
        super().__init__(daemon=True)
        self.playing, self.number, self.start_sign, self.seconds = playing, name, start, seconds
        self.took: list[float] = []
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.start_sign.wait()
            self._play(time.perf_counter() + self.seconds)
        except BaseException as error:
            self.error = error
        finally:
            self.playing.close_thread()

    def _play(self, end: float) -> None:
        count = 0
        while True:
            began = time.perf_counter()
            for _ in self.playing.changes(f"{self.number}-{count}"):
                now = time.perf_counter()
                if now > end:
                    return
                self.took.append(now - began)
                began = now
            count += 1


def measure(playing: Player, clients: int, seconds: float, label: str) -> dict[str, Any]:
    """Return changes a second and how long a change took, in milliseconds."""
    start = threading.Event()
    threads = [Client(playing, f"{label}-{number}", start, seconds) for number in range(clients)]
    for thread in threads:
        thread.start()
    gc.collect()
    start.set()
    for thread in threads:
        thread.join()
    if error := next((thread.error for thread in threads if thread.error), None):
        raise error
    took = sorted(each for thread in threads for each in thread.took)
    more: Callable[[], dict[str, Any]] = getattr(playing, "more", dict)
    return {
        "rate": len(took) / seconds,
        "p50": 1000 * took[len(took) // 2] if took else None,
        "p99": 1000 * took[int(len(took) * 0.99)] if took else None,
        **more(),
    }


def main(name: str) -> None:
    playing = player(name)
    print(json.dumps({"ready": name}), flush=True)
    for number, line in enumerate(sys.stdin):
        command = json.loads(line)
        label = f"{command['worker']}-{number}"
        print(json.dumps(measure(playing, command["clients"], command["seconds"], label)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
