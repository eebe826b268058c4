"""What the quantile trees look at: one row for each asker."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from queueing.estimate.player import Played
from queueing.estimate.simulation import Floats
from queueing.estimate.snapshot import Asker, Snapshot

# The scored and the told waits begin here: shorter ones are no wait.
SHORT_S = 30.0
NAMES = (
    *("p10", "p25", "p50", "p75", "p90", "mean", "waits", "waiting_p50"),
    *("naive", "same", "competing", "place", "able", "idle", "desks", "rest_min", "rest_mean"),
    *("last_wait", "last_ago", "head_wait", "line_wait", "waited", "is_priority", "service_s"),
    *("second", "weekday", "level", "pace", "service"),
)
NEVER_S = 7200.0


def features(snapshot: Snapshot, askers: Sequence[Asker], played: Played) -> Floats:
    """Features of askers sorted by place (askers × NAMES); times in seconds."""
    shown = np.quantile(played.calls, [0.1, 0.25, 0.5, 0.75, 0.9], axis=1)
    late = played.calls > SHORT_S
    waits = late.mean(axis=1)
    means = played.calls.mean(axis=1)
    rows = np.zeros((len(askers), len(NAMES)))
    rows[:, :5], rows[:, 5], rows[:, 6] = shown.T, means, waits
    rows[:, 7] = waiting_median(played.calls, late)
    lines = Lines(snapshot, played)
    walked = 0
    for number, asker in enumerate(askers):
        while walked < min(asker.place, len(snapshot.queue)):
            lines.pass_by(walked)
            walked += 1
        rows[number, 8:] = lines.look(asker)
    return rows


def waiting_median(calls: Floats, late: Floats) -> Floats:
    """The median of the paths on which the customer waits at all, of all paths where that is rare."""
    few = late.sum(axis=1) < 3
    with np.errstate(all="ignore"):
        chosen = np.where(late | few[:, None], calls, np.nan)
        return np.asarray(np.nanmedian(chosen, axis=1))


class Lines:
    """Counts along the queue, for every service at once."""

    def __init__(self, snapshot: Snapshot, played: Played) -> None:
        self.snapshot, self.played = snapshot, played
        self.same = np.zeros(len(played.names))
        self.heads = np.zeros(len(played.names))
        open_now = played.desks
        busy = np.array([desk.busy_service is not None for desk in snapshot.desks], dtype=np.bool_)
        self.able = [desks[desks < open_now] for desks in played.floor.able]
        self.busy = busy
        sets = [set(desks.tolist()) for desks in self.able]
        self.shares = np.array([[len(a & b) / max(1, len(b)) for b in sets] for a in sets])
        self.last = {str(name): row for name, row in snapshot.last_waits.items()}
        self.line_wait = max((snapshot.now - row.issued for row in snapshot.queue), default=0.0)

    def pass_by(self, place: int) -> None:
        """Count the customer at a place."""
        row = self.snapshot.queue[place]
        service = self.played.names[str(row.service)]
        self.same[service] += 1
        self.heads[service] = max(self.heads[service], self.snapshot.now - row.issued)

    def look(self, asker: Asker) -> list[float]:
        """The features of one asker beyond the walk's."""
        snapshot, played = self.snapshot, self.played
        service = played.names[str(asker.service)]
        able = self.able[service]
        competing = float(self.shares[service] @ self.same)
        last = self.last.get(str(asker.service))
        mean = float(played.means[service])
        rest = played.rests[able] if len(able) else np.array([mean])
        return [
            (self.same[service] + 1) * mean / max(1, len(able)),
            self.same[service],
            competing,
            asker.place,
            len(able),
            float((~self.busy[able]).sum()),
            len(snapshot.desks),
            float(rest.min()),
            float(rest.mean()),
            last.waited_s if last else 0.0,
            min(NEVER_S, last.ago_s) if last else NEVER_S,
            self.heads[service],
            self.line_wait,
            asker.waited_s,
            asker.is_priority,
            mean,
            snapshot.second_of_day,
            snapshot.weekday,
            played.level,
            math.log(played.paces[able].mean()) if len(able) else 0.0,
            service,
        ]
