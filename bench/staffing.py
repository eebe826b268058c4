"""Staffing advice played against days that really were: from the forecast, and by the same rule from last week's counts.

Each week is planned at its begin, for all its days, from what is known then. Both plans go through the same functions as
the product's own advice; the customers who came are then played through the planned windows.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import numpy as np

from queueing.forecast.forecaster import Forecaster
from queueing.forecast.history import History
from queueing.staffing.covering import Desk, Plan, plan
from queueing.staffing.needs import MARGIN, SLOT_S, Needs, Work, needs, stationary
from queueing.staffing.playing import Customer, Span, play

DATA = Path(os.environ.get("LOBBY_DATA", Path(__file__).resolve().parent.parent.parent / "shared" / "data"))
FIRST = dt.date(2025, 1, 6)  # day 0 of the logs
TRAIN_DAYS = 35
DAY_S = 86_400
OPENS, SLOTS = 17, 18  # half hours of the day: 8:30 to 17:30
MINIMUM = 2
HEAD_START_S = 600.0
COMPLEX = {"advice", "business"}
TARGETS = {False: 300.0, True: 900.0}
AFTER_CLOSING_S = 2 * 3600.0  # whoever is in the hall at closing is served
LOGS = ("lobby_base", "lobby_busy")

Counts = Mapping[str, Sequence[float]]
Rule = Callable[..., Needs]


@dataclass(frozen=True, slots=True)
class Score:
    """What a plan did: tickets served in target, counter-hours, half hours and those with under half in target."""

    in_target: int = 0
    tickets: int = 0
    counter_hours: float = 0.0
    slots: int = 0
    slots_under_half: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.in_target + other.in_target,
            self.tickets + other.tickets,
            self.counter_hours + other.counter_hours,
            self.slots + other.slots,
            self.slots_under_half + other.slots_under_half,
        )

    def told(self) -> dict[str, float]:
        """The figures of the issue."""
        return {
            "in_target": round(self.in_target / max(1, self.tickets), 3),
            "counter_hours": self.counter_hours,
            "slots_under_half": self.slots_under_half,
            "slots": self.slots,
            "tickets": self.tickets,
        }


class Log:
    """A lobby's log: its customers by day, its services, its windows with their usual skills."""

    def __init__(self, name: str) -> None:
        rows = list(read(DATA / f"{name}.tickets.csv.gz"))
        served = [row for row in rows if row["outcome"] == "served" and float(row["issued_s"]) < TRAIN_DAYS * DAY_S]
        self.services = sorted({row["service"] for row in rows})
        self.served_s = {
            one: [float(row["end_s"]) - float(row["called_s"]) for row in served if row["service"] == one]
            for one in self.services
        }
        self.works: dict[object, Work] = {
            one: Work(fmean(self.served_s[one]), TARGETS[one in COMPLEX]) for one in self.services
        }
        self.days: dict[int, list[Customer]] = defaultdict(list)
        draw = np.random.default_rng(1)
        for row in rows:
            self.days[int(float(row["issued_s"]) // DAY_S)].append(self.customer(row, draw))
        for customers in self.days.values():
            customers.sort(key=lambda one: one.at)
        self.desks = desks_of(name)

    def customer(self, row: Mapping[str, str], draw: np.random.Generator) -> Customer:
        """One who was served takes as long again; one who was not draws a time and leaves when it was left."""
        issued, patience_s = float(row["issued_s"]), float("inf")
        if row["outcome"] == "served":
            service_s = float(row["end_s"]) - float(row["called_s"])
        else:
            service_s = float(draw.choice(self.served_s[row["service"]]))
            patience_s = float(row["left_s"] or row["called_s"]) - issued
        return Customer(issued % DAY_S, row["service"], service_s, HEAD_START_S * int(row["priority"]), patience_s)

    def counts(self, day: int) -> dict[str, list[float]]:
        """Arrivals of a day by service and half hour."""
        found = {one: [0.0] * SLOTS for one in self.services}
        for customer in self.days[day]:
            slot = int(customer.at // SLOT_S) - OPENS
            if 0 <= slot < SLOTS:
                found[str(customer.service)][slot] += 1
        return found

    def history(self, before: int) -> History:
        """What the forecaster may know before a day."""
        shape = (len(self.services), before, DAY_S // SLOT_S)
        counts, is_open = np.full(shape, np.nan), np.zeros(shape, dtype=bool)
        for day in (day for day in self.days if day < before):
            known = self.counts(day)
            for number, one in enumerate(self.services):
                counts[number, day, OPENS : OPENS + SLOTS] = known[one]
                is_open[number, day, OPENS : OPENS + SLOTS] = True
        return History(tuple(self.services), FIRST, SLOT_S // 60, counts, is_open)

    def last_week(self, day: int, origin: int) -> dict[str, list[float]]:
        """The counts of the same weekday, one week back or the nearest before that was open."""
        known = [one for one in self.days if one < origin and one % 7 == day % 7]
        return self.counts(max(known))


def read(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a gzipped table."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def desks_of(name: str) -> list[Desk]:
    """The windows of a log with the skills they open with most."""
    skills: dict[str, list[str]] = defaultdict(list)
    for row in read(DATA / f"{name}.counters.csv.gz"):
        if row["event"] == "open" and float(row["t"]) < TRAIN_DAYS * DAY_S:
            skills[row["counter"]].append(row["skills"])
    usual = {counter: max(set(seen), key=seen.count) for counter, seen in sorted(skills.items())}
    return [Desk(counter, frozenset(text.split("|"))) for counter, text in usual.items()]


def measure() -> dict[str, object]:
    """Play both plans on every log; windows as they are, and as many as it takes. Nothing where the data are absent."""
    if not all((DATA / f"{name}.tickets.csv.gz").exists() for name in LOGS):
        return {"absent": f"no logs in {DATA.name}: set LOBBY_DATA to the folder of the lobby logs"}
    found: dict[str, object] = {}
    for name in LOGS:
        log = Log(name)
        plenty = [Desk((desk.key, number), desk.services) for desk in log.desks for number in range(2)]
        found[name] = {
            "windows as they are": scores(log, log.desks),
            "as many as it takes": scores(log, plenty),
            "every half hour alone (Erlang C), as many as it takes": scores(log, plenty, stationary),
        }
    return found


def scores(log: Log, desks: Sequence[Desk], rule: Rule = needs) -> dict[str, dict[str, float]]:
    """The advised plan beside the same rule on last week's counts."""
    advised, naive = Score(), Score()
    for origin in sorted({day // 7 * 7 for day in log.days if day >= TRAIN_DAYS}):
        days = [day for day in log.days if origin <= day < origin + 7]
        forecast = forecasts(log, origin, days)
        for day in days:
            advised += scored(log, day, plan_of(log, forecast[day], desks, rule))
            naive += scored(log, day, plan_of(log, log.last_week(day, origin), desks, rule))
    return {"advised": advised.told(), "last_week": naive.told()}


def forecasts(log: Log, origin: int, days: Sequence[int]) -> dict[int, dict[str, list[float]]]:
    """The median forecast of some days by service and half hour, from what is known before `origin`."""
    forecaster = Forecaster().learn(log.history(origin))
    dates = [FIRST + dt.timedelta(days=origin + number) for number in range(7)]
    is_open = np.zeros((7, DAY_S // SLOT_S), dtype=bool)
    is_open[[day - origin for day in days], OPENS : OPENS + SLOTS] = True
    outlooks = [forecaster.outlook(number, dates, is_open) for number in range(len(log.services))]
    return {
        day: {
            one: outlook.p50[day - origin, OPENS : OPENS + SLOTS].tolist()
            for one, outlook in zip(log.services, outlooks, strict=True)
        }
        for day in days
    }


def plan_of(log: Log, expected: Counts, desks: Sequence[Desk], rule: Rule) -> Plan:
    """The advice for a day."""
    return plan(rule(dict(expected), log.works, margin=MARGIN), desks, minimum=MINIMUM)


def scored(log: Log, day: int, planned: Plan) -> Score:
    """Play a day's customers through the planned windows."""
    customers = log.days[day]
    slots: dict[int, list[bool]] = defaultdict(list)
    for customer, waited in zip(customers, play(customers, spans_of(planned)), strict=True):
        slot = min(SLOTS - 1, max(0, int(customer.at // SLOT_S) - OPENS))
        slots[slot].append(waited <= log.works[customer.service].target_s)
    return Score(
        in_target=sum(sum(one) for one in slots.values()),
        tickets=len(customers),
        counter_hours=sum(planned.counters) * SLOT_S / 3600,
        slots=len(slots),
        slots_under_half=sum(2 * sum(one) < len(one) for one in slots.values()),
    )


def spans_of(planned: Plan) -> list[Span]:
    """The open stretches; windows open with the first customer and empty the hall after the last half hour."""
    stretches: list[tuple[Desk, int, int]] = []
    for slot, desks in enumerate(planned.open):
        for desk in desks:
            last = next((one for one in stretches if one[0] == desk and one[2] == slot), None)
            if last is None:
                stretches.append((desk, slot, slot + 1))
            else:
                stretches[stretches.index(last)] = (desk, last[1], slot + 1)
    return [
        Span(
            desk.key,
            desk.services,
            SLOT_S * (OPENS + first) if first else 0.0,
            SLOT_S * (OPENS + end) + (AFTER_CLOSING_S if end == SLOTS else 0.0),
        )
        for desk, first, end in stretches
    ]


def lines(found: Mapping[str, object]) -> list[str]:
    """The figures as a table; floors of the issue in the head."""
    if "absent" in found:
        return [f"Staffing advice: {found['absent']}"]
    table = [
        "Staffing advice, played (in target ≥ 80 %, counter-hours ≤ and half hours under 50 % < those of last week)"
    ]
    for name, cases in found.items():
        assert isinstance(cases, dict)
        for case, both in cases.items():
            table.append(f"  {name}, {case}")
            for plan_name, one in both.items():
                table.append(
                    f"    {plan_name:<10} in target {100 * one['in_target']:5.1f} %   counter-hours "
                    f"{one['counter_hours']:7.1f}   under 50 %: {one['slots_under_half']:3d} of {one['slots']}"
                )
    return table


if __name__ == "__main__":
    print("\n".join(lines(measure())))
