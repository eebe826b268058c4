"""Counts in, forecasts out, as CSV; plain or gzipped. Times are the branch's wall clock."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np

from queueing.forecast.forecaster import Forecaster
from queueing.forecast.history import DAY_MINUTES, ONE_DAY, History, Numbers

COLUMNS = ("service", "start", "minutes", "y")
MOST_DAYS = 40 * 366


class BadCounts(Exception):
    """A file of counts that cannot be read; the text says which line and why."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a service's count in one slot, NaN where the file leaves it empty."""

    service: str
    start: dt.datetime
    minutes: int
    count: float
    is_open: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """A history and how its file writes times, so that the forecast can be joined to it."""

    history: History
    time_format: str


@contextmanager
def opened(path: Path, mode: str) -> Iterator[IO[str]]:
    """Open a text file, gzipped or not by its name."""
    with (gzip.open if path.suffix == ".gz" else open)(path, f"{mode}t", encoding="utf-8", newline="") as file:
        yield file  # type: ignore[misc]


def read_counts(path: Path, *, before: dt.datetime) -> Counts | None:
    """Read the slots that start before a moment; None where there are none. Raises BadCounts."""
    try:
        with opened(path, "r") as file:
            reader = csv.DictReader(file)
            if reader.fieldnames is None:
                return None
            if lacking := [name for name in COLUMNS if name not in reader.fieldnames]:
                raise BadCounts(f"{path}: no column {', '.join(lacking)}")
            written, rows = read_rows(path, reader, before)
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise BadCounts(f"{path}: cannot be read ({error})") from error
    return Counts(history_of(path, rows), time_format(written)) if rows else None


def read_rows(path: Path, reader: csv.DictReader[str], before: dt.datetime) -> tuple[str, list[Row]]:
    """The first time as it is written, and the rows that start before a moment."""
    written, rows = "", []
    for line in reader:
        try:
            row = read_row(line)
        except (ValueError, TypeError, OverflowError) as error:
            raise BadCounts(f"{path}, line {reader.line_num}: {error}") from error
        written = written or line["start"]
        if row.start < before:
            rows.append(row)
    return written, rows


def read_row(line: dict[str, str]) -> Row:
    """Check one line. Raises ValueError, TypeError or OverflowError."""
    start = dt.datetime.fromisoformat(line["start"].strip()).replace(tzinfo=None)
    minutes = int(line["minutes"])
    if minutes <= 0 or DAY_MINUTES % minutes:
        raise ValueError(f"slots of {minutes} minutes do not fill a day")
    if (start.hour * 60 + start.minute) % minutes or start.second:
        raise ValueError(f"{start} is not the start of a slot of {minutes} minutes")
    count = float(line["y"]) if line["y"].strip() else math.nan
    if count < 0 or math.isinf(count):
        raise ValueError(f"{line['y']} is not a count")
    flag = (line.get("open") or "1").strip()
    if flag not in {"0", "1"}:
        raise ValueError(f"open is 0 or 1, not {flag}")
    return Row(line["service"], start, minutes, count, flag == "1")


def history_of(path: Path, rows: list[Row]) -> History:
    """Rows as a history. A slot that comes twice, as when clocks go back, counts as the mean of both."""
    if len(lengths := {row.minutes for row in rows}) > 1:
        raise BadCounts(f"{path}: slots of {' and '.join(map(str, sorted(lengths)))} minutes in one file")
    minutes = lengths.pop()
    services = tuple(sorted({row.service for row in rows}))
    first, last = min(row.start for row in rows).date(), max(row.start for row in rows).date()
    days = (last - first).days + 1
    if days > MOST_DAYS:
        raise BadCounts(f"{path}: {days} days from {first} to {last} are too many")
    shape = (len(services), days, DAY_MINUTES // minutes)
    sums, times, flags = np.zeros(shape), np.zeros(shape), np.zeros(shape, dtype=bool)
    number = {service: place for place, service in enumerate(services)}
    for row in rows:
        start = row.start
        slot = number[row.service], (start.date() - first).days, (start.hour * 60 + start.minute) // minutes
        if not math.isnan(row.count):
            sums[slot] += row.count
            times[slot] += 1
        flags[slot] |= row.is_open
    counts = np.divide(sums, times, out=np.full(shape, np.nan), where=times > 0)
    return History(services, first, minutes, counts, flags)


def time_format(written: str) -> str:
    """How a file writes its times."""
    between = "T" if "T" in written else " "
    return f"%Y-%m-%d{between}%H:%M" + (":%S" if written.count(":") > 1 else "")


def write_forecast(path: Path, counts: Counts | None, *, origin: dt.datetime, days: int) -> int:
    """Forecast and write every open slot of the days from `origin` on; returns how many were written."""
    lines = list(forecast_lines(counts, origin, days)) if counts else []
    with opened(path, "w") as file:
        writer = csv.writer(file)
        writer.writerow(["service", "start", "p10", "p50", "p90", "mean"])
        writer.writerows(lines)
    return len(lines)


def forecast_lines(counts: Counts, origin: dt.datetime, days: int) -> Iterator[list[str]]:
    """The lines of a forecast, by service and time."""
    history = counts.history
    forecaster = Forecaster().learn(history)
    dates = [origin.date() + number * ONE_DAY for number in range(days + 1)]
    for number, service in enumerate(history.services):
        is_open = forecaster.usual_open(number, dates)
        outlook = forecaster.outlook(number, dates, is_open)
        for day, slot in np.argwhere(is_open):
            start = dt.datetime.combine(dates[day], dt.time()) + int(slot) * dt.timedelta(minutes=history.minutes)
            if origin <= start < origin + days * ONE_DAY:
                values: list[Numbers] = [outlook.p10, outlook.p50, outlook.p90, outlook.mean]
                yield [service, start.strftime(counts.time_format), *(f"{one[day, slot]:.3f}" for one in values)]
