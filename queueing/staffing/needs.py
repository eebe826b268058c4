"""How many counters able to serve each group of services a half hour needs.

For every group of services the counters able to serve any of them must carry all their work: with single services, pairs,
… up to all of them, this says everything about shared skills that a plan must respect (Hall's condition for pooled
servers). Each group is followed as one queue whose backlog goes on from slot to slot, and must wait, on average, no longer
than the share `margin` of its strictest target.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from queueing.staffing.formulas import MOST_COUNTERS, Counts, Numbers, counters_for, follow

Group = frozenset[Hashable]
SLOT_S = 1800
# Up to so many services every group is looked at (2^6 − 1); above that singles, pairs and the whole.
ALL_GROUPS = 6
# The part of the promised average wait that a plan may use up. Waits are skewed: only with an average of about a third of
# the promise are eight customers in ten served within it, on days that are never quite the ones that were forecast.
MARGIN = 0.35
# Fewer expected customers than this in half an hour are none.
NOBODY = 1e-3


@dataclass(frozen=True, slots=True)
class Work:
    """A service: mean seconds at the counter and the average wait that is promised."""

    mean_s: float
    target_s: float


@dataclass(frozen=True, slots=True)
class Needs:
    """Counters needed by slot for each group of services."""

    groups: Mapping[Group, Sequence[int]]
    slots: int

    def at(self, slot: int) -> dict[Group, int]:
        """What one slot needs; groups that need nothing are left out."""
        return {group: counts[slot] for group, counts in self.groups.items() if counts[slot]}


def groups_of(services: Sequence[Hashable]) -> list[Group]:
    """The groups of services that are looked at."""
    sizes = range(1, len(services) + 1) if len(services) <= ALL_GROUPS else (1, 2, len(services))
    return [frozenset(group) for size in sizes for group in combinations(services, size)]


def needs(
    arrivals: Mapping[Hashable, Sequence[float]],
    works: Mapping[Hashable, Work],
    *,
    margin: float,
    slot_s: float = SLOT_S,
) -> Needs:
    """The counters each group needs, slot by slot; `arrivals` are expected customers by service and slot of one day."""
    return needs_of_days([(arrivals, works)], margin=margin, slot_s=slot_s)[0]


def needs_of_days(
    days: Sequence[tuple[Mapping[Hashable, Sequence[float]], Mapping[Hashable, Work]]],
    *,
    margin: float,
    slot_s: float = SLOT_S,
) -> list[Needs]:
    """The same for several days, each with its own arrivals and promises; together they cost little more than one."""
    lengths = [max((len(counts) for counts in arrivals.values()), default=0) for arrivals, _works in days]
    queues = [queues_of(arrivals, works, margin, max(lengths, default=0)) for arrivals, works in days]
    load, service_s, target_s = (np.concatenate([queue[part] for queue in queues]) for part in (1, 2, 3))
    counts, found, row = _forward(load, service_s, target_s, slot_s), [], 0
    for (groups, *_numbers), slots in zip(queues, lengths, strict=True):
        mine = {group: counts[row + number, :slots].tolist() for number, group in enumerate(groups)}
        found.append(Needs(mine, slots if groups else 0))
        row += len(groups)
    return found


def queues_of(
    arrivals: Mapping[Hashable, Sequence[float]], works: Mapping[Hashable, Work], margin: float, slots: int
) -> tuple[list[Group], Numbers, Numbers, Numbers]:
    """The groups of a day with their customers, mean service and allowed average wait, [group, slot]."""
    groups = groups_of(list(arrivals))
    if not groups:
        return groups, *np.zeros((3, 0, slots))
    came = {one: np.pad(np.asarray(counts, float), (0, slots - len(counts))) for one, counts in arrivals.items()}
    load = totals(groups, came)
    seconds = totals(groups, {one: counts * works[one].mean_s for one, counts in came.items()})
    squares = totals(groups, {one: counts * works[one].mean_s ** 2 for one, counts in came.items()})
    is_idle = load < NOBODY
    service_s = np.where(is_idle, works_most(groups, works), seconds / np.where(is_idle, 1.0, load))
    # Mixed service times make longer waits than equal ones: Allen and Cunneen's factor for the general M/G/c queue.
    spread = np.where(is_idle, 1.0, squares / np.where(is_idle, 1.0, load) / service_s**2)
    target_s = np.array([min(works[one].target_s for one in group) for group in groups]) * margin
    return groups, load, service_s, target_s[:, None] / np.maximum(spread, 1.0)


def totals(groups: Sequence[Group], by_service: Mapping[Hashable, Numbers]) -> Numbers:
    """Sums over the services of each group, [group, slot]."""
    return np.array([sum(by_service[one] for one in group) for group in groups])


def works_most(groups: Sequence[Group], works: Mapping[Hashable, Work]) -> Numbers:
    """The longest mean service of each group, [group, 1]."""
    return np.array([[max(works[one].mean_s for one in group)] for group in groups])


def _forward(load: Numbers, service_s: Numbers, target_s: Numbers, slot_s: float) -> Counts:
    """The fewest counters slot by slot, each slot begun with what the one before left waiting."""
    rows, slots = load.shape
    number, counts = np.zeros(rows), np.zeros((rows, slots), dtype=np.int64)
    for slot in range(slots):
        is_idle = (load[:, slot] < NOBODY) & (number < 0.5)
        if is_idle.all():
            continue
        count = np.where(is_idle, 0, 1)
        while True:
            after, waited = follow(number, count, load[:, slot], service_s[:, slot], slot_s)
            is_late = (waited > target_s[:, slot]) & ~is_idle & (count < MOST_COUNTERS)
            if not is_late.any():
                break
            count = count + is_late
        number, counts[:, slot] = after, count
    return counts


def stationary(
    arrivals: Mapping[Hashable, Sequence[float]],
    works: Mapping[Hashable, Work],
    *,
    margin: float,
    slot_s: float = SLOT_S,
) -> Needs:
    """The same by Erlang C alone, every slot as if it had gone on for ever: what the forward rule is measured against."""
    groups = groups_of(list(arrivals))
    slots = max((len(counts) for counts in arrivals.values()), default=0)
    found: dict[Group, list[int]] = {}
    for group in groups:
        target_s = min(works[one].target_s for one in group) * margin
        found[group] = []
        for slot in range(slots):
            number = sum(arrivals[one][slot] for one in group)
            work_s = sum(arrivals[one][slot] * works[one].mean_s for one in group)
            found[group].append(counters_for(work_s / slot_s, work_s / number, target_s) if number else 0)
    return Needs(found, slots)
