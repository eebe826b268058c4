"""A day from a ticket log, played through the ordinary verbs (format: columns of `read_day`)."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
from collections import Counter as Tally
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lobby.branches.errors import Invalid
from lobby.branches.models import Branch, Service
from queueing.enums import Source, Trait
from queueing.models import Ticket
from queueing.simulation.script import Arrival

DAY_S = 86_400
USUAL_SERVICE_S = 300.0
WALK_S = 15.0


class UnreadableLog(Invalid):
    """The file is not a ticket log."""

    code = "unreadable_log"


@dataclass(frozen=True, slots=True)
class LogRow:
    """One ticket of a log; moments are seconds since the log's first midnight."""

    ticket: int
    service: str
    is_priority: bool
    issued_s: float
    service_s: float | None
    left_s: float | None
    is_no_show: bool


def read_day(path: Path, day: int | None) -> list[LogRow]:
    """Return the tickets of one day of a log in order of issue; without `day` the first one that has any.

    Columns: ticket_id, service, priority, issued_s, called_s, end_s, left_s, outcome. Raises UnreadableLog.
    """
    try:
        rows = list(read_rows(path, day))
    except (OSError, KeyError, ValueError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableLog(reason=f"{path.name}: {error}") from error
    if not rows:
        raise UnreadableLog(reason=f"{path.name}: no tickets on that day")
    return sorted(rows, key=lambda row: row.issued_s)


def read_rows(path: Path, day: int | None) -> Iterator[LogRow]:
    """Read the rows of one day."""
    with gzip.open(path, "rt", newline="") if path.suffix == ".gz" else path.open(newline="") as file:
        for record in csv.DictReader(file):
            issued = float(record["issued_s"])
            if day is None:
                day = int(issued // DAY_S)
            if int(issued // DAY_S) == day:
                yield row_of(record, issued)


def row_of(record: Mapping[str, str], issued: float) -> LogRow:
    """One record, checked."""
    called, end = record["called_s"], record["end_s"]
    return LogRow(
        ticket=int(record["ticket_id"]),
        service=record["service"],
        is_priority=record["priority"] == "1",
        issued_s=issued,
        service_s=float(end) - float(called) if called and end and record["outcome"] == "served" else None,
        left_s=float(record["left_s"]) if record["left_s"] else None,
        is_no_show=record["outcome"] == "noshow",
    )


def match_services(rows: list[LogRow], branch: Branch) -> dict[str, Service]:
    """Which service of the branch stands for each of the log's: the same code, else the commonest one still free."""
    services = list(Service.objects.filter(branch=branch, is_active=True))
    by_code = {service.code: service for service in services}
    names = [name for name, _ in Tally(row.service for row in rows).most_common()]
    found = {name: by_code[name] for name in names if name in by_code}
    free = [service for service in services if service not in found.values()] or services
    for position, name in enumerate(name for name in names if name not in found):
        found[name] = free[position % len(free)]
    return found


class ReplayedDay:
    """A script that repeats a log: its arrivals, service times, no-shows and walk-outs, `speed` times as fast."""

    def __init__(
        self, rows: list[LogRow], services: Mapping[str, Service], *, began: dt.datetime, speed: float
    ) -> None:
        self.rows, self.services, self.began, self.speed = rows, services, began, speed
        self.by_ticket: dict[int, LogRow] = {}

    def moment(self, second: float) -> dt.datetime:
        """When a second of the log is played."""
        return self.began + dt.timedelta(seconds=(second - self.rows[0].issued_s) / self.speed)

    @property
    def ends_at(self) -> dt.datetime:
        """When the last arrival is played."""
        return self.moment(self.rows[-1].issued_s)

    def arrivals(self, since: dt.datetime, until: dt.datetime) -> list[Arrival]:
        """Arrivals of the span; the log's priority customers come with a care need, as a VIP level is never invented."""
        return [
            Arrival(
                at=self.moment(row.issued_s),
                service=self.services[row.service],
                key=number,
                traits=[Trait.ELDERLY] if row.is_priority else [],
                source=Source.REPLAY,
            )
            for number, row in enumerate(self.rows)
            if since < self.moment(row.issued_s) <= until
        ]

    def issued(self, ticket: Ticket, arrival: Arrival) -> None:
        """Remember the row of a ticket."""
        self.by_ticket[ticket.pk] = self.rows[arrival.key]

    def walk_s(self, ticket: Ticket) -> float | None:
        """A quarter of a minute; no-shows and walk-outs of the log do not come."""
        row = self.by_ticket.get(ticket.pk)
        return None if row is not None and row.is_no_show else WALK_S / self.speed

    def service_s(self, ticket: Ticket) -> float:
        """As long as in the log."""
        row = self.by_ticket.get(ticket.pk)
        seconds = row.service_s if row is not None and row.service_s is not None else USUAL_SERVICE_S
        return seconds / self.speed

    def patience_s(self, ticket: Ticket) -> float | None:
        """Those who left in the log leave after the same wait, if nobody called them before."""
        row = self.by_ticket.get(ticket.pk)
        return None if row is None or row.left_s is None else (row.left_s - row.issued_s) / self.speed
