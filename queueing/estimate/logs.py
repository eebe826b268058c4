"""Ticket and counter logs: rows, and the files they come from."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

DAY_S = 86400.0
# Without a counter log a counter counts as open while it serves and so long after.
OPEN_AFTER_S = 600.0
SERVED, NO_SHOW, ABANDONED = "served", "noshow", "abandoned"


@dataclass(frozen=True, slots=True)
class TicketRow:
    """One ticket of a log: codes as text, moments in seconds on the branch's wall clock since one midnight.

    `outcome` is served, noshow (called in vain) or abandoned (left while waiting, at `left_s`).
    """

    ticket: str
    service: str
    is_priority: bool
    issued_s: float
    called_s: float | None
    end_s: float | None
    left_s: float | None
    outcome: str
    counter: str


@dataclass(frozen=True, slots=True)
class CounterRow:
    """One opening (with what the counter serves) or closing."""

    t: float
    counter: str
    is_open: bool
    skills: frozenset[str]


def read_tickets(path: Path) -> list[TicketRow]:
    """Read a ticket log, gzipped or not; rows without a moment of issue are left out."""
    return [ticket_row(row) for row in read_rows(path) if number(row, "issued_s") is not None]


def read_counters(path: Path) -> list[CounterRow]:
    """Read a counter log, gzipped or not."""
    return [
        CounterRow(
            t=number(row, "t") or 0.0,
            counter=row["counter"],
            is_open=row["event"] == "open",
            skills=frozenset(filter(None, (row.get("skills") or "").split("|"))),
        )
        for row in read_rows(path)
        if number(row, "t") is not None
    ]


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file as they are written."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def ticket_row(row: Mapping[str, str]) -> TicketRow:
    """One line of a ticket log."""
    return TicketRow(
        ticket=row["ticket_id"],
        service=row["service"],
        is_priority=(row.get("priority") or "0") not in ("0", "0.0"),
        issued_s=number(row, "issued_s") or 0.0,
        called_s=number(row, "called_s"),
        end_s=number(row, "end_s"),
        left_s=number(row, "left_s"),
        outcome=row.get("outcome") or "",
        counter=row.get("counter") or "",
    )


def number(row: Mapping[str, str], column: str) -> float | None:
    """A number of a row, None where it is empty."""
    text = row.get(column) or ""
    return float(text) if text.strip() else None


def inferred_counters(tickets: Iterable[TicketRow], skills: Mapping[str, frozenset[str]]) -> list[CounterRow]:
    """A counter log made from the tickets: open while serving and ten minutes after."""
    spans: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in tickets:
        if row.called_s is not None and row.end_s is not None:
            spans[row.counter].append((row.called_s, row.end_s + OPEN_AFTER_S))
    found = []
    for counter, times in spans.items():
        able = skills.get(counter, frozenset())
        for start, end in merged(sorted(times)):
            found += [CounterRow(start, counter, True, able), CounterRow(end, counter, False, able)]
    return sorted(found, key=lambda row: (row.t, not row.is_open))


def merged(spans: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Overlapping spans as one."""
    start, end = spans[0]
    for begins, ends in spans[1:]:
        if begins > end:
            yield start, end
            start, end = begins, ends
        else:
            end = max(end, ends)
    yield start, end


def served_skills(tickets: Iterable[TicketRow], *, least_share: float = 0.02) -> dict[str, frozenset[str]]:
    """What each counter serves, seen from what it served: every service with a share of its work."""
    seen: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in tickets:
        if row.called_s is not None:
            seen[row.counter][row.service] += 1
    return {
        counter: frozenset(name for name, count in counts.items() if count >= least_share * sum(counts.values()))
        for counter, counts in seen.items()
    }
