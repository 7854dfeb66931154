"""One process that plays cases: `python -m bench.storage.worker PLAYER`. It takes commands and answers in JSON lines.

A command says how many clients (threads) play for how many seconds. A change counts when it is durable before the end.
"""

from __future__ import annotations

import json
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, Protocol


class Player(Protocol):
    """Plays cases. `changes` does one durable change at a time, each before it yields."""

    def changes(self, number: str) -> Iterator[Any]: ...


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
    """One client, with a connection that stays: plays cases whenever it is told for how long."""

    def __init__(self, playing: Player, number: int) -> None:
        super().__init__(daemon=True)
        self.playing, self.number, self.played = playing, number, 0
        self.orders: queue.Queue[float] = queue.Queue()
        self.done: queue.Queue[list[float] | BaseException] = queue.Queue()
        self.start()

    def run(self) -> None:
        while True:
            seconds = self.orders.get()
            try:
                self.done.put(self._play(time.perf_counter() + seconds))
            except BaseException as error:
                self.done.put(error)

    def _play(self, end: float) -> list[float]:
        """Return how long each change took that was durable before the end."""
        took: list[float] = []
        while True:
            self.played += 1
            began = time.perf_counter()
            for _ in self.playing.changes(f"{self.number}-{self.played}"):
                now = time.perf_counter()
                if now > end:
                    return took
                took.append(now - began)
                began = now


def measure(clients: list[Client], seconds: float) -> dict[str, Any]:
    """Return changes a second and how long a change took, in milliseconds."""
    for client in clients:
        client.orders.put(seconds)
    answers = [client.done.get() for client in clients]
    took: list[float] = []
    for answer in answers:
        if isinstance(answer, BaseException):
            raise answer
        took += answer
    took.sort()
    return {
        "rate": len(took) / seconds,
        "p50": 1000 * took[len(took) // 2] if took else None,
        "p99": 1000 * took[int(len(took) * 0.99)] if took else None,
    }


def main(name: str) -> None:
    playing = player(name)
    more: Callable[[], dict[str, Any]] = getattr(playing, "more", dict)
    clients: list[Client] = []
    print(json.dumps({"ready": name}), flush=True)
    for line in sys.stdin:
        command = json.loads(line)
        while len(clients) < command["clients"]:
            clients.append(Client(playing, len(clients)))
        print(
            json.dumps({**measure(clients[: command["clients"]], command["seconds"]), **more()}), flush=True
        )


if __name__ == "__main__":
    main(sys.argv[1])
