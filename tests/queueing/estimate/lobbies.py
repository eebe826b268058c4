"""Invented lobbies for the estimator: moments, and days of a small branch as logs."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from queueing.estimate.logs import DAY_S, CounterRow, TicketRow
from queueing.estimate.snapshot import Asker, Desk, InLine, Snapshot

NOW = 36_000.0
OPENS_S, CLOSES_S = 9 * 3600.0, 12 * 3600.0


def desk(number: int, *services: str, busy_for_s: float | None = 60.0) -> Desk:
    """An open counter serving its first service, or free."""
    busy = None if busy_for_s is None else services[0]
    return Desk(f"C{number}", frozenset(services), busy_service=busy, busy_for_s=busy_for_s or 0.0)


def line(services: Sequence[str], *, gap_s: float = 30.0, priority: frozenset[int] = frozenset()) -> list[InLine]:
    """A queue in calling order, one ticket every `gap_s`."""
    count = len(services)
    return [InLine(n, name, n in priority, NOW - gap_s * (count - n)) for n, name in enumerate(services)]


def moment(queue: Sequence[InLine], desks: Sequence[Desk], **fields: Any) -> Snapshot:
    """A lobby at ten o'clock."""
    means: Mapping[str, float] = fields.pop("mean_s", {"cash": 300.0, "advice": 900.0})
    return Snapshot(NOW, NOW % DAY_S, 0, queue, desks, mean_s=means, **fields)


def askers(queue: Sequence[InLine]) -> list[Asker]:
    """Everybody in the queue asks."""
    return [Asker(row.service, row.is_priority, n, NOW - row.issued) for n, row in enumerate(queue)]


def days(
    count: int, *, seed: int = 1, slow: float = 1.0, per_hour: float = 20.0
) -> tuple[list[TicketRow], list[CounterRow]]:
    """Mornings of three counters and one service in plain order, as logs."""
    draw = np.random.default_rng(seed)
    tickets: list[TicketRow] = []
    counters: list[CounterRow] = []
    for day in range(count):
        start = day * DAY_S
        free = [(start + OPENS_S, f"C{n}") for n in range(3)]
        counters += [CounterRow(at, name, True, frozenset({"cash"})) for at, name in free]
        arrivals = np.sort(draw.uniform(OPENS_S, CLOSES_S, draw.poisson(3 * per_hour)))
        for arrival in arrivals:
            issued = start + float(arrival)
            at, name = heapq.heappop(free)
            called = max(issued, at)
            ended = called + float(draw.lognormal(5.9, 0.7)) * slow
            heapq.heappush(free, (ended, name))
            number = str(len(tickets))
            tickets.append(TicketRow(number, "cash", False, issued, called, ended, None, "served", name))
        counters += [CounterRow(max(at, start + CLOSES_S), name, False, frozenset({"cash"})) for at, name in free]
    return tickets, counters
