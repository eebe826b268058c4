"""A day played forward: customers, desks that open and close, the calling order; what everybody waited.

Used to show what moving a break does, and to measure the advice against days that really were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from math import isnan

Line = list[tuple[float, int]]


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who comes at `at`: `head_start_s` of the class, `service_s` at the counter, `patience_s` before leaving."""

    at: float
    service: Hashable
    service_s: float
    head_start_s: float = 0.0
    patience_s: float = float("inf")


@dataclass(frozen=True, slots=True)
class Span:
    """A desk open from `opens` until `closes`; whoever is served at closing is served to the end."""

    desk: Hashable
    services: frozenset[Hashable]
    opens: float
    closes: float


def play(customers: Sequence[Customer], spans: Iterable[Span]) -> list[float]:
    """The seconds each customer waits until called, or until patience ends; infinite for those never served.

    A free desk takes the smallest virtual arrival (`at` less the head start) among its services; a desk is one server
    through all its spans. `customers` come in order of `at`.
    """
    lobby = _Lobby(customers, spans)
    return lobby.run()


class _Lobby:
    """The moving parts of one played day."""

    def __init__(self, customers: Sequence[Customer], spans: Iterable[Span]) -> None:
        self.customers = customers
        self.spans = sorted(spans, key=lambda span: span.opens)
        self.waited = [float("nan")] * len(customers)
        self.lines: dict[Hashable, Line] = defaultdict(list)
        self.free: dict[Span, tuple[float, int]] = {}
        # What happens next: (moment, order, span that gets free or opens).
        self.coming: list[tuple[float, int, Span]] = [
            (span.opens, number, span) for number, span in enumerate(self.spans)
        ]
        self.busy_until: dict[Hashable, float] = {}

    def run(self) -> list[float]:
        """Let everybody come, then let the desks empty the lines."""
        for number, customer in enumerate(self.customers):
            self.turn_to(customer.at)
            self.arrive(number, customer)
        self.turn_to(float("inf"))
        for number, customer in enumerate(self.customers):
            if isnan(self.waited[number]):
                self.waited[number] = customer.patience_s
        return self.waited

    def turn_to(self, now: float) -> None:
        """Everything that desks do up to a moment."""
        while self.coming and self.coming[0][0] <= now:
            at, order, span = heappop(self.coming)
            busy_until = self.busy_until.get(span.desk, 0.0)
            if busy_until > at:
                heappush(self.coming, (busy_until, order, span))
            elif at < span.closes:
                self.take_next(at, order, span)

    def take_next(self, at: float, order: int, span: Span) -> None:
        """A desk takes whoever is first in its lines, or stands free."""
        best: Hashable | None = None
        for service in span.services:
            line = self.lines.get(service)
            while line and self.customers[line[0][1]].at + self.customers[line[0][1]].patience_s < at:
                self.leave(line)
            if line and (best is None or line[0] < self.lines[best][0]):
                best = service
        if best is None:
            self.free[span] = (at, order)
            return
        number = heappop(self.lines[best])[1]
        self.serve(at, order, span, number)

    def serve(self, at: float, order: int, span: Span, number: int) -> None:
        """A customer is called."""
        customer = self.customers[number]
        self.waited[number] = at - customer.at
        done = at + customer.service_s
        self.busy_until[span.desk] = done
        heappush(self.coming, (done, order, span))

    def leave(self, line: Line) -> None:
        """The first of a line has left in the meantime."""
        number = heappop(line)[1]
        self.waited[number] = self.customers[number].patience_s

    def arrive(self, number: int, customer: Customer) -> None:
        """Go to a free desk, else stand in line."""
        # The least versatile free desk first, so that the others stay free for those who need them.
        able = [
            (len(span.services), since, order, span)
            for span, (since, order) in self.free.items()
            if customer.service in span.services and span.closes > customer.at
        ]
        if not able:
            heappush(self.lines[customer.service], (customer.at - customer.head_start_s, number))
            return
        _breadth, _since, order, span = min(able)
        del self.free[span]
        self.serve(customer.at, order, span, number)
