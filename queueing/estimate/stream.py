"""The evaluation protocol: JSON lines of events and queries in, one JSON line for each query out.

What a query says of queue and counters is believed; what it cannot say (paces, absences, past quotes) comes from the
events before it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from typing import Any

from queueing.estimate.engine import Estimator
from queueing.estimate.logs import DAY_S, read_counters, read_tickets
from queueing.estimate.snapshot import Asker, Desk, Estimate, InLine, LastWait, RollingMean, Snapshot
from queueing.estimate.training import train, watch_of
from queueing.estimate.watch import Event

EVENTS = ("open", "close", "issue", "call", "end", "leave")
# Fewer services seen by ourselves than so many: the query's own rolling mean knows more.
LEAST_SEEN = 10


class Stream:
    """One run of the protocol. `complain` gets a sentence about every line that cannot be used."""

    def __init__(self, *, complain: Callable[[str], object]) -> None:
        self.complain = complain
        self.use(Estimator.untrained(), 0)
        self.number = 0
        self.has_skills = True

    def use(self, estimator: Estimator, first_weekday: int) -> None:
        """Start following with an estimator."""
        self.estimator = estimator
        self.watch = watch_of(estimator.history, first_weekday)

    def take(self, line: str) -> str | None:
        """Take one line; returns the answer where one is due, also to a query that cannot be understood."""
        self.number += 1
        if not line.strip():
            return None
        row: Any = None
        try:
            row = json.loads(line)
            return self.act(row["ev"], row)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, OSError) as error:
            self.complain(f"line {self.number}: {type(error).__name__}: {error}")
            is_query = isinstance(row, dict) and row.get("ev") == "query"
            return written(self.plain(row)) if is_query else None

    def act(self, kind: str, row: Mapping[str, Any]) -> str | None:
        """Do what a line says."""
        if kind == "query":
            return written(self.query(row))
        if kind == "history":
            self.learn(row)
        elif kind in EVENTS:
            self.watch.feed(event_of(kind, row))
        else:
            self.complain(f"line {self.number}: unknown event {kind!r}")
        return None

    def learn(self, row: Mapping[str, Any]) -> None:
        """Train on the history; without a readable one the estimator stays that of a first day."""
        tickets = read_tickets(Path(row["tickets"])) if row.get("tickets") else []
        counters = read_counters(Path(row["counters"])) if row.get("counters") else None
        self.has_skills = bool(counters)
        weekday = int(row.get("first_weekday", 0))
        self.use(train(tickets, counters, first_weekday=weekday), weekday)

    def query(self, row: Mapping[str, Any]) -> Estimate:
        """Estimate the asker of a query; an estimate at issue is remembered until the call."""
        now = float(row["t"])
        self.watch.turn_day(now)
        snapshot = self.snapshot(row, now)
        place = int(row.get("pos", len(snapshot.queue)))
        asker = Asker(str(row["service"]), bool(row.get("priority")), place, float(row.get("waited") or 0.0))
        found = self.estimator.estimate(snapshot, [asker])[0]
        if row.get("kind") == "issue":
            self.watch.quotes[str(row["ticket"])] = found
        return found

    def snapshot(self, row: Mapping[str, Any], now: float) -> Snapshot:
        """The lobby as the query describes it."""
        queue = [
            InLine(str(ticket), str(service), bool(first), float(issued))
            for ticket, service, first, issued in row.get("queue") or ()
        ]
        seen = self.watch.snapshot(now, queue=queue, desks=[self.desk(*entry) for entry in row.get("counters") or ()])
        rolling: dict[Hashable, RollingMean] = {
            str(service): RollingMean(float(mean), int(n))
            for service, (mean, n) in (row.get("mean") or {}).items()
            if mean is not None
        }
        lasts: dict[Hashable, LastWait] = {
            str(service): LastWait(float(waited), float(ago))
            for service, (waited, ago) in (row.get("les") or {}).items()
        }
        means: dict[Hashable, float] = {
            str(service): float(mean) for service, mean in (row.get("mean_all") or {}).items() if mean is not None
        }
        own = {service: mean for service, mean in seen.rolling.items() if mean.n >= LEAST_SEEN}
        return Snapshot(
            now=now,
            second_of_day=now % DAY_S,
            weekday=seen.weekday,
            queue=queue,
            desks=seen.desks,
            last_waits={**seen.last_waits, **lasts},
            rolling={**rolling, **own},
            mean_s={**seen.mean_s, **means},
            past=seen.past,
            away=seen.away,
        )

    def desk(self, counter: str, skills: list[str], service: str | None = None, seconds: float | None = None) -> Desk:
        """An open counter as a query lists it."""
        busy = None if service is None else (str(service), float(seconds or 0.0))
        able = frozenset(str(skill) for skill in skills or ())
        if not self.has_skills:
            # What a counter served is known as well as in training; who lists it may have looked further.
            able = self.estimator.history.skills_of(str(counter)) or able
        return self.watch.desk(str(counter), able, busy)

    def plain(self, row: Mapping[str, Any]) -> Estimate:
        """An answer to a query that cannot be understood: as if nobody were ahead and no counter known."""
        snapshot = Snapshot(now=0.0, second_of_day=0.0, weekday=0, queue=(), desks=(), mean_s=self.watch.means)
        return self.estimator.estimate(snapshot, [Asker(str(row.get("service", "")), False, 0)])[0]


def event_of(kind: str, row: Mapping[str, Any]) -> Event:
    """An event of the stream."""
    return Event(
        t=float(row["t"]),
        kind=kind,
        ticket=str(row.get("ticket", "")),
        service=str(row.get("service", "")),
        is_priority=bool(row.get("priority")),
        counter=str(row.get("counter", "")),
        skills=frozenset(str(skill) for skill in row.get("skills") or ()),
        outcome=str(row.get("outcome") or ""),
    )


def written(estimate: Estimate) -> str:
    """The answer as JSON."""
    return json.dumps({"p50": round(estimate.p50_s, 1), "p90": round(estimate.p90_s, 1)})
