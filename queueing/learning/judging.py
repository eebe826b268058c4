"""How well an estimator would have done on days it has not seen."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from queueing.estimate.engine import Estimator
from queueing.estimate.logs import DAY_S, SERVED, CounterRow, TicketRow
from queueing.estimate.watch import Watch, day_events

# Whoever waits less was called at once, whatever was said.
SHORT_S = 30.0
MOST_ASKED = 800
WARM_UP_S = 7 * DAY_S


@dataclass(frozen=True, slots=True)
class Verdict:
    """Mean absolute error in seconds over those who waited, share of waits within the 90th percentile, and how many."""

    error_s: float
    coverage: float
    n: int


def judged(
    estimator: Estimator,
    tickets: Sequence[TicketRow],
    counters: Sequence[CounterRow],
    *,
    since: float,
    first_weekday: int,
) -> Verdict | None:
    """Follow the days from `since` on and ask at issue, every few tickets where there are many; None without any wait.

    The days just before are followed without asking, so that what was seen lately is there.
    """
    seen = [row for row in tickets if row.issued_s >= since - WARM_UP_S]
    log = [row for row in counters if row.t >= since - WARM_UP_S - DAY_S]
    waited = {
        row.ticket: row.called_s - row.issued_s for row in seen if row.called_s is not None and row.issued_s >= since
    }
    every = max(1, len(waited) // MOST_ASKED)
    asked = set(list(waited)[::every])
    watch = Watch(means=mean_seconds(row for row in tickets if row.issued_s < since), first_weekday=first_weekday)
    found: list[tuple[float, float, float]] = []
    for event in day_events(seen, log):
        watch.feed(event)
        if (
            event.kind == "issue"
            and event.ticket in asked
            and (asker := watch.asker(event.ticket, event.t)) is not None
        ):
            (estimate,) = estimator.estimate(watch.snapshot(event.t), [asker])
            watch.quotes[event.ticket] = estimate
            found.append((waited[event.ticket], estimate.p50_s, estimate.p90_s))
    errors = [abs(told - real) for real, told, _most in found if real > SHORT_S]
    if not errors:
        return None
    covered = sum(real <= most for real, _told, most in found)
    return Verdict(sum(errors) / len(errors), covered / len(found), len(found))


def mean_seconds(tickets: Iterable[TicketRow]) -> dict[Hashable, float]:
    """Mean seconds at a counter by service."""
    sums: dict[str, tuple[int, float]] = {}
    for row in tickets:
        if row.outcome == SERVED and row.called_s is not None and row.end_s is not None:
            n, total = sums.get(row.service, (0, 0.0))
            sums[row.service] = (n + 1, total + row.end_s - row.called_s)
    return {service: total / n for service, (n, total) in sums.items()}
