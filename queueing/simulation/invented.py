"""An invented day from a branch's own catalogue.

Everything is drawn from a generator seeded by what it is about (the minute, the ticket), so a step needs no memory and a
restarted process goes on where the last one stopped.
"""

from __future__ import annotations

import datetime as dt
import random

from lobby.branches.calendar import local
from lobby.branches.models import Branch, Service
from queueing.enums import Source, Trait
from queueing.models import Ticket
from queueing.simulation.script import Arrival

# Share of a day's customers by hour from 8:00 and the share of those who leave: a Colombian branch's year 2024.
HOURLY = {8: 2.6, 9: 13.9, 10: 13.0, 11: 13.7, 12: 10.3, 13: 9.1, 14: 10.3, 15: 11.5, 16: 10.8, 17: 4.8}
OUT_OF_HOURS = 10.0
PEOPLE_A_DAY = 420
LEAVE_SHARE, LEAVE_AFTER_S = 0.08, (900, 3000)
NO_SHOW_SHARE = 0.04
FAMILY_WEIGHT = {"cash": 52, "card": 17, "noncash": 18, "wealth": 5, "loan": 4, "corporate": 7}
TRAITS = [(0.10, Trait.ELDERLY), (0.02, Trait.DISABLED), (0.02, Trait.PREGNANT), (0.03, Trait.WITH_CHILD)]
ENGLISH_SHARE = 0.03


class InventedDay:
    """A script whose customers are drawn minute by minute; `speed` compresses all its durations."""

    def __init__(self, branch: Branch, *, seed: int, speed: float = 1.0) -> None:
        self.branch, self.seed, self.speed = branch, seed, speed
        self.services = list(Service.objects.filter(branch=branch, is_active=True))

    def draw(self, *about: object) -> random.Random:
        """A generator that always says the same about the same thing."""
        return random.Random(f"{self.seed}:{about}")  # noqa: S311 - a simulation, not a secret

    def arrivals(self, since: dt.datetime, until: dt.datetime) -> list[Arrival]:
        """Draw the arrivals of every minute touched and keep those inside the span."""
        minute = since.replace(second=0, microsecond=0)
        found = []
        while minute <= until:
            found += [one for one in self.minute(minute) if since < one.at <= until]
            minute += dt.timedelta(minutes=1)
        return sorted(found, key=lambda one: one.at)

    def minute(self, minute: dt.datetime) -> list[Arrival]:
        """One minute's customers: a Poisson number, each with a service and traits."""
        draw = self.draw("minute", minute.isoformat())
        share = HOURLY.get(local(self.branch, minute).hour, OUT_OF_HOURS)
        gap_s = 3600 / (PEOPLE_A_DAY * share / 100 * self.speed)
        found, second = [], draw.expovariate(1 / gap_s)
        while second < 60:
            found.append(self.customer(draw, minute + dt.timedelta(seconds=second)))
            second += draw.expovariate(1 / gap_s)
        return found

    def customer(self, draw: random.Random, at: dt.datetime) -> Arrival:
        """Somebody with a need."""
        weights = [FAMILY_WEIGHT.get(service.family, 5) for service in self.services]
        return Arrival(
            at=at,
            service=draw.choices(self.services, weights)[0],
            traits=[trait for share, trait in TRAITS if draw.random() < share],
            language="en" if draw.random() < ENGLISH_SHARE else "zh-hans",
            source=Source.KIOSK if draw.random() < 0.7 else Source.TABLET,
        )

    def issued(self, ticket: Ticket, arrival: Arrival) -> None:
        """Nothing to remember."""

    def walk_s(self, ticket: Ticket) -> float | None:
        """Ten to thirty seconds; a few never come."""
        draw = self.draw("walk", ticket.pk)
        return None if draw.random() < NO_SHOW_SHARE else draw.uniform(10, 30) / self.speed

    def service_s(self, ticket: Ticket) -> float:
        """Lognormal about the service's standard minutes: many short, a few very long."""
        draw = self.draw("service", ticket.pk)
        return ticket.service.standard_minutes * 60 * draw.lognormvariate(-0.125, 0.5) / self.speed

    def patience_s(self, ticket: Ticket) -> float | None:
        """A few leave."""
        draw = self.draw("patience", ticket.pk)
        return draw.uniform(*LEAVE_AFTER_S) / self.speed if draw.random() < LEAVE_SHARE else None
