"""Follow a lobby event by event and say what an estimate would have looked at: the same for training and for replay."""

from __future__ import annotations

import math
from bisect import insort
from collections import deque
from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from queueing.estimate.logs import DAY_S, OPEN_AFTER_S, SERVED, CounterRow, TicketRow
from queueing.estimate.snapshot import Asker, Away, Desk, Estimate, InLine, LastWait, PastQuote, RollingMean, Snapshot

ROLLING_SERVICES = 200
PAST_QUOTES = 60
# Shorter services are slips of the hand; the logarithm is taken of at least so much.
LEAST_SERVICE_S = 10.0


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a day: `kind` is open, close, issue, call, end or leave."""

    t: float
    kind: str
    ticket: str = ""
    service: str = ""
    is_priority: bool = False
    counter: str = ""
    skills: frozenset[str] = frozenset()
    outcome: str = ""


# At one moment: who ends comes free and may leave the desk before the next one is called.
ORDER = {"end": 0, "close": 1, "open": 2, "leave": 3, "issue": 4, "call": 5}


def day_events(tickets: Sequence[TicketRow], counters: Sequence[CounterRow]) -> list[Event]:
    """All events of the rows in time order."""
    found = [
        Event(row.t, "open" if row.is_open else "close", counter=row.counter, skills=row.skills) for row in counters
    ]
    for row in tickets:
        ticket, service, counter = row.ticket, row.service, row.counter
        found.append(Event(row.issued_s, "issue", ticket, service, row.is_priority))
        if row.called_s is not None:
            found.append(Event(row.called_s, "call", ticket, service, row.is_priority, counter))
            if row.end_s is not None:
                found.append(Event(row.end_s, "end", ticket, service, row.is_priority, counter, outcome=row.outcome))
        elif row.left_s is not None:
            found.append(Event(row.left_s, "leave", ticket, service))
    return sorted(found, key=lambda event: (event.t, ORDER[event.kind]))


@dataclass(slots=True)
class Busy:
    """Whom a counter serves since when."""

    ticket: str
    service: str
    since: float


@dataclass(slots=True)
class Watch:
    """A lobby as its events left it. `means` are long-run mean service seconds; `head_start_s` of the priority class."""

    means: Mapping[Hashable, float]
    head_start_s: float = 600.0
    first_weekday: int = 0
    waiting: list[tuple[float, int, InLine]] = field(default_factory=list)
    places: dict[str, tuple[float, int, InLine]] = field(default_factory=dict)
    open: dict[str, frozenset[str]] = field(default_factory=dict)
    busy: dict[str, Busy] = field(default_factory=dict)
    away: dict[str, Away] = field(default_factory=dict)
    paces: dict[str, tuple[int, float]] = field(default_factory=dict)
    recent: dict[str, deque[float]] = field(default_factory=dict)
    called: dict[str, tuple[float, float]] = field(default_factory=dict)
    quotes: dict[str, Estimate] = field(default_factory=dict)
    past: deque[PastQuote] = field(default_factory=lambda: deque(maxlen=PAST_QUOTES))
    active: dict[str, float] = field(default_factory=dict)
    day: int = -1
    count: int = 0

    def feed(self, event: Event) -> None:
        """Take one event in; what contradicts the state changes nothing."""
        self.turn_day(event.t)
        getattr(self, f"on_{event.kind}")(event)

    def turn_day(self, t: float) -> None:
        """Paces and absences are of one day; nobody waits overnight."""
        day = int(t // DAY_S)
        if day != self.day:
            self.day = day
            self.paces.clear()
            self.away.clear()
            self.active.clear()
            for ticket in [key for key, (_, _, row) in self.places.items() if row.issued < day * DAY_S - DAY_S / 6]:
                self.drop(ticket)

    def on_open(self, event: Event) -> None:
        """A counter may be called from."""
        self.open[event.counter] = event.skills
        self.away.pop(event.counter, None)

    def on_close(self, event: Event) -> None:
        """A counter calls nobody any more; what it serves it still finishes."""
        skills = self.open.pop(event.counter, event.skills)
        self.away[event.counter] = Away(event.counter, skills or event.skills, event.t)

    def on_issue(self, event: Event) -> None:
        """Somebody joins the queue at their virtual arrival."""
        row = InLine(event.ticket, event.service, event.is_priority, event.t)
        self.count += 1
        place = (event.t - self.head_start_s * event.is_priority, self.count, row)
        self.places[event.ticket] = place
        insort(self.waiting, place)

    def on_leave(self, event: Event) -> None:
        """Somebody leaves the queue uncalled."""
        self.drop(event.ticket)
        self.quotes.pop(event.ticket, None)

    def on_call(self, event: Event) -> None:
        """A counter takes somebody out of the queue; what was quoted at issue becomes a past quote."""
        row = self.drop(event.ticket)
        self.active[event.counter] = event.t
        self.busy[event.counter] = Busy(event.ticket, event.service, event.t)
        if row is None:
            return
        waited = event.t - row.issued
        self.called[event.service] = (waited, event.t)
        if (quote := self.quotes.pop(event.ticket, None)) is not None:
            self.past.append(PastQuote(event.service, event.t, quote.p50_s, quote.p90_s, waited))

    def on_end(self, event: Event) -> None:
        """A service ends; the time of a call in vain is no service time."""
        busy = self.busy.get(event.counter)
        if busy is None or busy.ticket != event.ticket:
            return
        del self.busy[event.counter]
        self.active[event.counter] = event.t
        if event.outcome not in ("", SERVED):
            return
        seconds = event.t - busy.since
        self.recent.setdefault(busy.service, deque(maxlen=ROLLING_SERVICES)).append(seconds)
        if mean := self.means.get(busy.service):
            count, total = self.paces.get(event.counter, (0, 0.0))
            ratio = math.log(max(LEAST_SERVICE_S, seconds) / mean)
            self.paces[event.counter] = (count + 1, total + ratio)

    def drop(self, ticket: str) -> InLine | None:
        """Take a ticket out of the queue."""
        place = self.places.pop(ticket, None)
        if place is None:
            return None
        self.waiting.remove(place)
        return place[2]

    def desk(self, counter: str, skills: frozenset[str], busy: tuple[str, float] | None) -> Desk:
        """An open counter with its pace of today; `busy` is (service, seconds)."""
        served, total = self.paces.get(counter, (0, 0.0))
        service, seconds = busy or (None, 0.0)
        return Desk(
            counter, skills, busy_service=service, busy_for_s=seconds, teller=counter, served=served, served_log=total
        )

    def desks(self, now: float) -> list[Desk]:
        """The open counters as the events say."""
        names = [*self.open, *(counter for counter in self.busy if counter not in self.open)]
        found = []
        for counter in names:
            busy = self.busy.get(counter)
            pair = (busy.service, now - busy.since) if busy else None
            skills = self.open.get(counter) or frozenset([busy.service] if busy else [])
            found.append(self.desk(counter, skills, pair))
        return found

    def snapshot(
        self, now: float, *, queue: Sequence[InLine] | None = None, desks: Sequence[Desk] | None = None
    ) -> Snapshot:
        """The lobby at `now`; a queue or desks read elsewhere replace those of the events."""
        open_now = self.desks(now) if desks is None else desks
        seen = {desk.counter for desk in open_now}
        return Snapshot(
            now=now,
            second_of_day=now % DAY_S,
            weekday=(self.first_weekday + int(now // DAY_S)) % 7,
            queue=[row for _, _, row in self.waiting] if queue is None else queue,
            desks=open_now,
            last_waits={name: LastWait(waited, now - at) for name, (waited, at) in self.called.items()},
            rolling={name: RollingMean(sum(rows) / len(rows), len(rows)) for name, rows in self.recent.items()},
            mean_s=self.means,
            past=list(self.past),
            away=self.absent(seen),
        )

    def absent(self, seen: Set[Hashable]) -> list[Away]:
        """Counters that were open earlier today and are not among those seen; where none closes, by their last work."""
        found = dict(self.away)
        for counter, last in self.active.items():
            found.setdefault(counter, Away(counter, frozenset(), last + OPEN_AFTER_S))
        return [away for counter, away in found.items() if counter not in seen]

    def asker(self, ticket: str, now: float) -> Asker | None:
        """A waiting ticket as an asker of the whole queue, None when it does not wait."""
        place = self.places.get(ticket)
        if place is None:
            return None
        row = place[2]
        return Asker(row.service, row.is_priority, self.waiting.index(place), now - row.issued)
