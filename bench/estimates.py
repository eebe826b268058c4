"""Wait estimates on logged days: replay a trace through `predict_waits`' own stream and score it beside plain rules.

The first days train, the rest is asked: every ticket at issue and every 90 s while it waits. Scored at issue over
tickets that waited more than 30 s.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from bench.full_hall import COUNTERS, MS_AT_MOST, WAITING, crowd_ms
from queueing.estimate.engine import Estimator
from queueing.estimate.logs import (
    DAY_S,
    CounterRow,
    TicketRow,
    inferred_counters,
    read_counters,
    read_tickets,
    served_skills,
)
from queueing.estimate.stream import Stream
from queueing.estimate.watch import Event, Watch, day_events

DATA = Path(os.environ.get("LOBBY_DATA", Path(__file__).resolve().parent.parent.parent / "shared" / "data"))
RULES = ("ours", "naive", "qle", "les", "hol")
ASK_EVERY_S, SHORT_S, HEAD_START_S, ROLLING = 90.0, 30.0, 600.0, 30
# Ratio to naive at most, and what to aim for.
GOALS = {"lobby_base": (0.70, 0.60), "lobby_busy": (0.65, 0.55), "bank_calls_1999_01": (0.80, 0.70)}
COVER_GOAL = (0.87, 0.95)


@dataclass(frozen=True, slots=True)
class Trace:
    """A log with its first day to be asked about; without a counter log counters are inferred."""

    name: str
    tickets: list[TicketRow]
    counters: list[CounterRow]
    has_counters: bool
    test_day: int
    services: frozenset[str] | None = None


@dataclass(slots=True)
class Score:
    """Answers collected on one trace: seconds waited, p90 told, and what each rule said at issue."""

    waits: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)
    said: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    moved: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    minutes: float = 0.0
    queries: int = 0
    seconds: float = 0.0


def traces() -> list[Trace]:
    """The traces at hand."""
    found = [lobby(DATA, name) for name in ("lobby_base", "lobby_busy") if (DATA / f"{name}.tickets.csv.gz").exists()]
    calls = DATA / "bank_calls_1999_01.csv.gz"
    if calls.exists():
        tickets = read_tickets(calls)
        counters = inferred_counters(tickets, served_skills(tickets))
        kept = frozenset({"PS", "NE", "NW", "PE"})
        found.append(Trace("bank_calls_1999_01", tickets, counters, False, 17, kept))
    return found


def lobby(folder: Path, name: str) -> Trace:
    """A lobby's trace."""
    tickets = read_tickets(folder / f"{name}.tickets.csv.gz")
    return Trace(name, tickets, read_counters(folder / f"{name}.counters.csv.gz"), True, 35)


class Replay:
    """One trace played to one stream, as an evaluator would."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.watch = Watch({}, HEAD_START_S)
        self.stream = Stream(complain=lambda words: sys.stderr.write(f"{words}\n"))
        self.tickets = {row.ticket: row for row in trace.tickets}
        self.totals: dict[str, list[float]] = defaultdict(lambda: [0.0, 0])
        self.asked: dict[str, float] = {}
        self.promised: dict[str, dict[str, float]] = {}
        self.score = Score()

    def run(self) -> Score:
        """Train on the first days, ask on the rest."""
        start = self.trace.test_day * DAY_S
        with tempfile.TemporaryDirectory() as folder:
            self.stream.take(json.dumps({"ev": "history", **self.write_history(Path(folder), start)}))
        for event in day_events(self.trace.tickets, self.trace.counters):
            if event.t >= start:
                self.ask_waiting(event.t)
                if event.kind == "issue":
                    self.ask_at_issue(event)
                if self.trace.has_counters or event.kind not in ("open", "close"):
                    self.stream.take(json.dumps(line_of(event)))
            self.follow(event)
        return self.score

    def follow(self, event: Event) -> None:
        """Keep our own view, from which the queries are written."""
        if event.kind == "end" and event.outcome == "served" and (busy := self.watch.busy.get(event.counter)):
            total = self.totals[event.service]
            total[0], total[1] = total[0] + event.t - busy.since, total[1] + 1
        self.watch.feed(event)
        if event.kind in ("call", "leave"):
            self.asked.pop(event.ticket, None)

    def write_history(self, folder: Path, until: float) -> dict[str, str | None]:
        """The training days as files."""
        tickets, counters = folder / "tickets.csv", folder / "counters.csv"
        with tickets.open("w", newline="") as target:
            rows = csv.writer(target)
            rows.writerow(
                ["ticket_id", "service", "priority", "issued_s", "called_s", "end_s", "left_s", "outcome", "counter"]
            )
            for one in self.trace.tickets:
                if one.issued_s < until:
                    times = (one.issued_s, one.called_s, one.end_s, one.left_s)
                    shown = ("" if value is None else value for value in times)
                    rows.writerow([one.ticket, one.service, int(one.is_priority), *shown, one.outcome, one.counter])
        with counters.open("w", newline="") as target:
            rows = csv.writer(target)
            rows.writerow(["t", "counter", "event", "skills"])
            for row in self.trace.counters:
                if row.t < until:
                    rows.writerow(
                        [row.t, row.counter, "open" if row.is_open else "close", "|".join(sorted(row.skills))]
                    )
        return {"tickets": str(tickets), "counters": str(counters) if self.trace.has_counters else None}

    def ask_at_issue(self, event: Event) -> None:
        """Ask about a new ticket; it scores once it was called."""
        arrival = event.t - HEAD_START_S * event.is_priority
        place = sum(at <= arrival for at, _, _ in self.watch.waiting)
        said = self.ask("issue", event.t, self.tickets[event.ticket], place)
        self.asked[event.ticket] = event.t + ASK_EVERY_S
        self.promised[event.ticket] = {rule: event.t + value for rule, value in said.items()}
        called = self.tickets[event.ticket].called_s
        if called is not None and (self.trace.services is None or event.service in self.trace.services):
            self.score.waits.append(called - event.t)
            self.score.highs.append(said["high"])
            for rule in RULES:
                self.score.said[rule].append(said[rule])

    def ask_waiting(self, until: float) -> None:
        """Ask about everybody whose time to ask again has come."""
        for ticket, at in sorted(self.asked.items(), key=lambda item: item[1]):
            while at <= until and ticket in self.watch.places:
                place = self.watch.waiting.index(self.watch.places[ticket])
                said = self.ask("wait", at, self.tickets[ticket], place)
                before = self.promised[ticket]
                for rule in RULES:
                    self.score.moved[rule] += abs(at + said[rule] - before[rule]) / 60
                self.promised[ticket] = {rule: at + value for rule, value in said.items()}
                self.score.minutes += ASK_EVERY_S / 60
                at += ASK_EVERY_S
                self.asked[ticket] = at

    def ask(self, kind: str, t: float, row: TicketRow, place: int) -> dict[str, float]:
        """Send one query; returns what every rule says, and the p90 told as `high`."""
        query = self.query(kind, t, row, place)
        started = time.perf_counter()
        answer = json.loads(self.stream.take(json.dumps(query)) or "{}")
        self.score.seconds += time.perf_counter() - started
        self.score.queries += 1
        return {"ours": answer["p50"], "high": answer["p90"], **rules(query)}

    def query(self, kind: str, t: float, row: TicketRow, place: int) -> dict[str, Any]:
        """A query as the protocol has it."""
        watch = self.watch
        queue = [[one.ticket, one.service, int(one.is_priority), one.issued] for _, _, one in watch.waiting]
        recent = {service: list(rows)[-ROLLING:] for service, rows in watch.recent.items()}
        desks = watch.desks(t)
        return {
            **{
                "ev": "query",
                "q": self.score.queries,
                "kind": kind,
                "t": t,
                "tod": t % DAY_S,
                "dow": int(t // DAY_S) % 7,
            },
            **{"ticket": row.ticket, "service": row.service, "priority": int(row.is_priority)},
            "waited": t - row.issued_s,
            "queue": [entry for entry in queue if entry[0] != row.ticket],
            "pos": place,
            "counters": [
                [desk.counter, sorted(map(str, desk.services)), desk.busy_service, desk.busy_for_s] for desk in desks
            ],
            "les": {service: [waited, t - at] for service, (waited, at) in watch.called.items()},
            "mean": {service: [sum(rows) / len(rows), len(rows)] for service, rows in recent.items()},
            "mean_all": {service: total / n for service, (total, n) in self.totals.items()},
        }


def rules(query: dict[str, Any]) -> dict[str, float]:
    """The plain estimators on one query (Ibrahim & Whitt 2009): naive, QLE with rolling means, LES, HOL."""
    service, t = query["service"], query["t"]
    same = sum(entry[1] == service for entry in query["queue"][: query["pos"]])
    able = max(1, sum(service in skills for _, skills, _, _ in query["counters"]))
    long_run = query["mean_all"].get(service, 300.0)
    last = query["les"].get(service, [0.0, 0.0])[0]
    heads = [t - entry[3] for entry in query["queue"] if entry[1] == service]
    waited = query["waited"]
    return {
        "naive": (same + 1) * long_run / able,
        "qle": (same + 1) * query["mean"].get(service, [long_run, 0])[0] / able,
        "les": max(0.0, last - waited),
        "hol": max(0.0, max(heads, default=last) - waited),
    }


def line_of(event: Event) -> dict[str, Any]:
    """An event as a line of the protocol."""
    row = {"ev": event.kind, "t": event.t}
    if event.kind in ("open", "close"):
        return {**row, "counter": event.counter, "skills": sorted(event.skills)}
    return {
        **row,
        **{"ticket": event.ticket, "service": event.service, "priority": int(event.is_priority)},
        **({"counter": event.counter} if event.counter else {}),
        **({"outcome": event.outcome} if event.outcome else {}),
    }


def scored(score: Score) -> dict[str, Any]:
    """The figures of one trace."""
    waits, long = np.array(score.waits), np.array(score.waits) > SHORT_S
    errors = {rule: float(np.abs(np.array(score.said[rule]) - waits)[long].mean()) / 60 for rule in RULES}
    return {
        "issues": len(waits),
        "waited": int(long.sum()),
        "mae_min": errors,
        "ratio": errors["ours"] / errors["naive"],
        "covered": float((waits <= np.array(score.highs) + 0.1).mean()),
        "moved_per_min": {rule: score.moved[rule] / max(1.0, score.minutes) for rule in RULES},
        "ms_per_query": 1000 * score.seconds / max(1, score.queries),
    }


def measure() -> dict[str, Any]:
    """Score every trace at hand and time a full hall."""
    found: dict[str, Any] = {}
    slowest = crowd_ms(Estimator.untrained())
    for trace in traces():
        replay = Replay(trace)
        started = time.perf_counter()
        found[trace.name] = scored(replay.run())
        found[trace.name]["seconds"] = time.perf_counter() - started
        slowest = max(slowest, crowd_ms(replay.stream.estimator))
    return {"traces": found, "crowd_ms": slowest}


def lines(found: dict[str, Any]) -> Iterator[str]:
    """The report, a line at a time."""
    yield "Wait estimates at issue, mean absolute error in minutes over tickets that waited > 30 s"
    if not found["traces"]:
        yield f"  not measured: no ticket logs in {DATA}"
    for name, row in found["traces"].items():
        most, aim = GOALS[name]
        errors = ", ".join(f"{rule} {row['mae_min'][rule]:.2f}" for rule in RULES)
        yield f"  {name}: {errors}; ratio to naive {row['ratio']:.3f}   at most {most}, aim {aim}"
        moves = row["moved_per_min"]
        yield (
            f"    p90 covers {row['covered']:.1%} of {row['issues']} issues   {COVER_GOAL[0]:.0%}–{COVER_GOAL[1]:.0%};"
            f" promise moves {moves['ours']:.2f} min/min, naive {moves['naive']:.2f}; {row['ms_per_query']:.1f} ms a query"
        )
    yield f"All estimates of {WAITING} waiting at {COUNTERS} counters: {found['crowd_ms']:.1f} ms   at most {MS_AT_MOST:.0f}"
