"""What the days behind say about services, tellers, breaks and customers: plain arrays learned from logs."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from queueing.estimate.breaks import learn_breaks
from queueing.estimate.logs import ABANDONED, DAY_S, NO_SHOW, SERVED, CounterRow, TicketRow
from queueing.estimate.simulation import PATHS, WAIT_BIN_S, Bools, Floats

Names = NDArray[np.str_]

LEAST_SERVICE_S = 10.0
SLOT_S = 1800.0
SLOTS = int(DAY_S // SLOT_S)
VAIN_BINS = 24
VAIN_PRIOR = 20.0
PRIOR_SAMPLES = 20.0
PRIOR_MEANS = 2.0
ORDINARY_LOG_VARIANCE = 0.5
HEAD_STARTS_S = (0.0, 120.0, 300.0, 600.0, 900.0, 1200.0, 1800.0, 3600.0)
USUAL_HEAD_START_S, CLEARLY = 600.0, 0.9
DAYS_USED = 60


@dataclass(frozen=True, slots=True)
class History:
    """Learned arrays; S services, C counters, D days, B breaks.

    `shapes` are PATHS quantiles of the service time as a multiple of `means`. `breaks` (C × D × B × 2) are start and end
    seconds of a day, infinite where there is none; `planned` marks those that come at their hour every day; `first` is
    the first opening of the day, infinite when absent.
    """

    services: Names
    means: Floats
    samples: Floats
    shapes: Floats
    log_offsets: Floats
    log_noise: Floats
    counters: Names
    skills: Bools
    teller_paces: Floats
    pace_variance: Floats
    vain: Floats
    vain_s: Floats
    leave_rates: Floats
    head_start: Floats
    jump_rates: Floats
    breaks: Floats
    planned: Bools
    first: Floats
    pauses: Floats
    idle_gap: Floats

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """By name, for saving."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def skills_of(self, counter: str) -> frozenset[str]:
        """What a counter served in the history, empty for one not seen."""
        rows = self.skills[self.counters == counter]
        return frozenset(str(name) for name in self.services[rows.any(axis=0)]) if len(rows) else frozenset()


def learn(tickets: Sequence[TicketRow], counters: Sequence[CounterRow], *, idle_gap_s: float = 0.0) -> History:
    """Learn from whole days of tickets and counters.

    `idle_gap_s` is how long a desk that stands free before a waiting customer takes to call one.
    """
    names = sorted({row.service for row in tickets} | {skill for row in counters for skill in row.skills})
    index = {name: number for number, name in enumerate(names)}
    desks = sorted({row.counter for row in counters} | {row.counter for row in tickets if row.counter})
    days = sorted({int(row.issued_s // DAY_S) for row in tickets})[-DAYS_USED:]
    head_start = learn_head_start(tickets)
    parts: dict[str, Any] = {
        **learn_services(tickets, index),
        **learn_paces(tickets, desks),
        **learn_vain(tickets),
        **learn_breaks(counters, desks, days),
    }
    return History(
        services=np.array(names, dtype=np.str_),
        counters=np.array(desks, dtype=np.str_),
        skills=learn_skills(tickets, counters, desks, index),
        head_start=np.array([head_start]),
        jump_rates=learn_jump_rates(tickets, index, len(days)) if head_start else np.zeros((len(names), SLOTS)),
        leave_rates=learn_leave_rates(tickets, index),
        idle_gap=np.array([idle_gap_s]),
        **parts,
    )


def service_seconds(tickets: Sequence[TicketRow]) -> dict[str, Floats]:
    """Seconds of every completed service."""
    found = defaultdict(list)
    for row in tickets:
        if row.outcome in (SERVED, "") and row.called_s is not None and row.end_s is not None:
            found[row.service].append(max(1.0, row.end_s - row.called_s))
    return {name: np.array(rows) for name, rows in found.items()}


def learn_services(tickets: Sequence[TicketRow], index: Mapping[str, int]) -> dict[str, Floats]:
    """Mean, shape and scatter of each service's times; a rare service is shrunk to all of them."""
    seen = service_seconds(tickets)
    everything = np.concatenate(list(seen.values())) if seen else np.array([0.0])
    common = quantiles(np.concatenate([rows / rows.mean() for rows in seen.values()]) if seen else ordinary_shape())
    means, samples, offsets = np.zeros(len(index)), np.zeros(len(index)), np.zeros(len(index))
    shapes, squares = np.tile(common, (len(index), 1)), 0.0
    for name, rows in seen.items():
        number, n = index[name], len(rows)
        samples[number] = n
        share = n / (n + PRIOR_SAMPLES)
        shapes[number] = share * quantiles(rows / rows.mean()) + (1 - share) * common
        logs = np.log(np.maximum(rows, LEAST_SERVICE_S) / rows.mean())
        offsets[number], squares = logs.mean(), squares + n * logs.var()
    for name, number in index.items():
        rows = seen.get(name, np.array([]))
        means[number] = (rows.sum() + PRIOR_MEANS * everything.mean()) / (len(rows) + PRIOR_MEANS)
    noise = squares / samples.sum() if samples.sum() > len(index) else ORDINARY_LOG_VARIANCE
    return {
        "means": means,
        "samples": samples,
        "shapes": shapes,
        "log_offsets": offsets,
        "log_noise": np.array([max(noise, 0.05)]),
    }


def quantiles(rows: Floats) -> Floats:
    """PATHS quantiles in the middle of equal shares, with the mean of the rows kept."""
    found = np.quantile(rows, (np.arange(PATHS) + 0.5) / PATHS)
    return np.asarray(found * rows.mean() / max(1e-9, found.mean()))


def ordinary_shape() -> Floats:
    """Service times of an ordinary counter, as multiples of their mean: lognormal."""
    levels = (np.arange(PATHS) + 0.5) / PATHS
    found = np.exp(np.array([math.sqrt(ORDINARY_LOG_VARIANCE) * NormalDist().inv_cdf(level) for level in levels]))
    return np.asarray(found / found.mean())


def learn_skills(
    tickets: Sequence[TicketRow], counters: Sequence[CounterRow], desks: Sequence[str], index: Mapping[str, int]
) -> Bools:
    """What each counter last opened for."""
    found = np.zeros((len(desks), len(index)), dtype=np.bool_)
    places = {name: number for number, name in enumerate(desks)}
    for row in counters:
        if row.is_open and row.skills:
            found[places[row.counter]] = False
            found[places[row.counter], [index[skill] for skill in row.skills]] = True
    return found


def learn_paces(tickets: Sequence[TicketRow], desks: Sequence[str]) -> dict[str, Floats]:
    """How much slower each teller is than the branch (in logarithms), and how much that varies.

    `pace_variance` holds the variance of one day around the teller's own mean and of the tellers around the branch,
    from products of residuals of the same teller within a day and between days (method of moments).
    """
    seen = service_seconds(tickets)
    centres = {name: np.log(np.maximum(rows, LEAST_SERVICE_S)).mean() for name, rows in seen.items()}
    sums: defaultdict[str, defaultdict[int, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0, 0.0]))
    for row in tickets:
        if row.outcome == SERVED and row.called_s is not None and row.end_s is not None:
            residual = math.log(max(LEAST_SERVICE_S, row.end_s - row.called_s)) - centres[row.service]
            cell = sums[row.counter][int(row.called_s // DAY_S)]
            cell[0] += 1
            cell[1] += residual
            cell[2] += residual * residual
    within, between, teller = np.zeros(2), np.zeros(2), np.zeros(len(desks))
    for days in sums.values():
        n, total, squares = np.array(list(days.values())).T
        within += [np.sum(total**2 - squares), np.sum(n * (n - 1))]
        between += [total.sum() ** 2 - np.sum(total**2), n.sum() ** 2 - np.sum(n**2)]
    lasting = max(0.0, between[0] / between[1]) if between[1] else 0.0
    daily = max(0.0, within[0] / within[1] - lasting) if within[1] else 0.0
    for number, name in enumerate(desks):
        n, total = sum(c[0] for c in sums[name].values()), sum(c[1] for c in sums[name].values())
        spread = 0.5 / max(1.0, n) + daily / max(1, len(sums[name]))
        teller[number] = total / n * lasting / (lasting + spread) if n else 0.0
    return {"teller_paces": teller, "pace_variance": np.array([daily, lasting])}


def learn_vain(tickets: Sequence[TicketRow]) -> dict[str, Floats]:
    """The chance of being called in vain by wait, never falling, and the seconds that costs."""
    calls, vain, seconds = np.zeros(VAIN_BINS), np.zeros(VAIN_BINS), []
    for row in tickets:
        if row.called_s is not None:
            number = min(VAIN_BINS - 1, int((row.called_s - row.issued_s) // WAIT_BIN_S))
            calls[number] += 1
            if row.outcome == NO_SHOW:
                vain[number] += 1
                if row.end_s is not None:
                    seconds.append(row.end_s - row.called_s)
    overall = vain.sum() / max(1.0, calls.sum())
    chances, last = np.zeros(VAIN_BINS), overall
    for number in range(VAIN_BINS):
        last = chances[number] = (vain[number] + VAIN_PRIOR * last) / (calls[number] + VAIN_PRIOR)
    return {"vain": np.maximum.accumulate(chances), "vain_s": np.array([np.median(seconds) if seconds else 0.0])}


def learn_leave_rates(tickets: Sequence[TicketRow], index: Mapping[str, int]) -> Floats:
    """Leavers per second of waiting, by service (shrunk to all)."""
    left, waited = np.zeros(len(index)), np.zeros(len(index))
    for row in tickets:
        until = row.called_s if row.called_s is not None else row.left_s
        if until is not None:
            waited[index[row.service]] += max(0.0, until - row.issued_s)
            left[index[row.service]] += row.outcome == ABANDONED
    overall = left.sum() / max(1.0, waited.sum())
    return np.asarray((left + PRIOR_SAMPLES * overall * 600.0) / (waited + PRIOR_SAMPLES * 600.0))


def learn_head_start(tickets: Sequence[TicketRow]) -> float:
    """The head start of the priority class in seconds: the usual one unless another leaves far fewer calls out of order."""
    groups = defaultdict(list)
    for row in tickets:
        if row.called_s is not None and row.called_s > row.issued_s:
            groups[row.service, int(row.issued_s // DAY_S)].append((row.issued_s, row.is_priority, row.called_s))
    found = {}
    for head_start in HEAD_STARTS_S:
        wrong = 0
        for rows in groups.values():
            order = sorted((issued - head_start * first, called) for issued, first, called in rows)
            wrong += sum(after[1] < before[1] for before, after in pairwise(order))
        found[head_start] = wrong
    least = min(found, key=lambda head_start: found[head_start])
    return least if found[least] < CLEARLY * found[USUAL_HEAD_START_S] - 1 else USUAL_HEAD_START_S


def learn_jump_rates(tickets: Sequence[TicketRow], index: Mapping[str, int], days: int) -> Floats:
    """Priority arrivals per second by service and half hour."""
    rates = np.zeros((len(index), SLOTS))
    for row in tickets:
        if row.is_priority:
            rates[index[row.service], int(row.issued_s % DAY_S // SLOT_S)] += 1
    return rates / (max(1, days) * SLOT_S)
