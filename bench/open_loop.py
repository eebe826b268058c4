"""Work that comes on a schedule whether or not the product keeps up, timed from its place in the schedule."""

from __future__ import annotations

import queue
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.http import Client


@dataclass(slots=True)
class Offered:
    """What was to be done, what was, and how late after its place in the schedule each answer came."""

    offered: int = 0
    done: int = 0
    refused: int = 0
    took: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, due: float, *, is_done: bool) -> None:
        """One answer."""
        with self.lock:
            self.done += is_done
            self.refused += not is_done
            self.took.append((time.monotonic() - due) * 1000)

    @property
    def figures(self) -> dict[str, float]:
        """The figures of the report."""
        took = sorted(self.took) or [0.0]
        return {
            "offered": self.offered,
            "done": self.done,
            "refused": self.refused,
            "p50_ms": statistics.median(took),
            "p95_ms": took[int(len(took) * 0.95)],
        }


class Line:
    """Work that comes at a rate and is done by so many threads, each with a connection of its own."""

    def __init__(self, port: int, per_s: float, threads: int, work: Callable[[Client, int], None]) -> None:
        self.per_s, self.work, self.figures = per_s, work, Offered()
        self.waiting: queue.SimpleQueue[tuple[float, int] | None] = queue.SimpleQueue()
        self.threads = [threading.Thread(target=self.serve, args=(port,), daemon=True) for _ in range(threads)]

    def run(self, seconds: float) -> None:
        """Offer for so long, then let what waits be done."""
        for thread in self.threads:
            thread.start()
        began, number = time.monotonic(), 0
        while (due := began + number / self.per_s) < began + seconds:
            time.sleep(max(0.0, due - time.monotonic()))
            self.waiting.put((due, number))
            number += 1
        self.figures.offered = number
        for _thread in self.threads:
            self.waiting.put(None)
        for thread in self.threads:
            thread.join()

    def serve(self, port: int) -> None:
        """One after the other; a refusal is counted and the line goes on."""
        client = Client(port, "")
        while (one := self.waiting.get()) is not None:
            due, number = one
            try:
                self.work(client, number)
                self.figures.note(due, is_done=True)
            except (RuntimeError, OSError, ValueError, IndexError):
                self.figures.note(due, is_done=False)
                client.close()
                client = Client(port, "")
        client.close()
