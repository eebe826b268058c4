"""What customers would wait under a roster: a few drawn days, the same ones for every roster that is compared."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

import numpy as np

from queueing.staffing.needs import SLOT_S, Work
from queueing.staffing.people import Day, Person
from queueing.staffing.playing import Customer, play

ROUNDS = 12
# Service times scatter by four fifths of their mean, as those of counters do: a gamma distribution of this shape.
SHAPE = 1.5


def drawn_days(
    arrivals: Mapping[Hashable, Sequence[float]],
    works: Mapping[Hashable, Work],
    day: Day,
    *,
    seed: int,
    rounds: int = ROUNDS,
) -> list[list[Customer]]:
    """Days of customers about the expected `arrivals` by service and half hour, in order of coming."""
    draw = np.random.default_rng(seed)
    days = []
    for _ in range(rounds):
        customers = []
        for service, expected in arrivals.items():
            for slot, number in enumerate(draw.poisson(np.asarray(expected, float))):
                moments = day.begins + SLOT_S * (slot + draw.random(number))
                served = draw.gamma(SHAPE, works[service].mean_s / SHAPE, number)
                customers += [
                    Customer(float(at), service, float(service_s))
                    for at, service_s in zip(moments, served, strict=True)
                ]
        days.append(sorted(customers, key=lambda one: one.at))
    return days


def mean_waits(
    days: Sequence[Sequence[Customer]], people: Sequence[Person], day: Day, kinds: Mapping[Hashable, str]
) -> dict[str, list[float | None]]:
    """Mean seconds waited by those who come in each half hour, for each kind of service.

    None where nobody would come, or where somebody would never be served.
    """
    spans = [span for person in people for span in person.spans()]
    total = {kind: np.zeros(day.slots) for kind in kinds.values()}
    count = {kind: np.zeros(day.slots) for kind in kinds.values()}
    for customers in days:
        for customer, waited in zip(customers, play(customers, spans), strict=True):
            slot = day.slot_of(customer.at)
            total[kinds[customer.service]][slot] += waited
            count[kinds[customer.service]][slot] += 1
    return {
        kind: [
            float(total[kind][slot] / number) if number and np.isfinite(total[kind][slot]) else None
            for slot, number in enumerate(count[kind])
        ]
        for kind in total
    }
