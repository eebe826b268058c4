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
    *("naive", "same", "competing", "place", "head_wait", "waited", "is_priority"),
    *("able", "idle", "rest_min", "rest_mean", "last_wait", "last_ago", "service_s", "pace", "service"),
    *("calls_lately", "calls_in_reach", "waited_lately", "waited_in_reach", "longest_lately"),
    *("desks", "line_wait", "second", "weekday", "level"),
)
NEVER_S = 7200.0
LATELY_S = 300.0
LATEST = 5


def features(snapshot: Snapshot, askers: Sequence[Asker], played: Played) -> Floats:
    """Features of askers sorted by place (askers × NAMES); times in seconds."""
    calls = np.sort(played.calls, axis=1)
    late = (calls > SHORT_S).sum(axis=1)
    rows = np.zeros((len(askers), len(NAMES)))
    for column, share in enumerate((0.1, 0.25, 0.5, 0.75, 0.9)):
        rows[:, column] = ranked(calls, share * (calls.shape[1] - 1) * np.ones(len(calls)))
    rows[:, 5], rows[:, 6] = calls.mean(axis=1), late / calls.shape[1]
    # The median of the paths on which the customer waits at all, of all paths where that is rare.
    among = np.where(late < 3, calls.shape[1], late)
    rows[:, 7] = ranked(calls, calls.shape[1] - among + (among - 1) / 2)
    lines = Lines(snapshot, played)
    walked = 0
    for number, asker in enumerate(askers):
        while walked < min(asker.place, len(snapshot.queue)):
            lines.pass_by(walked)
            walked += 1
        rows[number, 8:] = lines.look(asker)
    return rows


def ranked(rows: Floats, ranks: Floats) -> Floats:
    """The values of sorted rows at a rank each, between two of them in proportion."""
    below = ranks.astype(np.int64)
    above = np.minimum(below + 1, rows.shape[1] - 1)
    each = np.arange(len(rows))
    return np.asarray(rows[each, below] + (ranks - below) * (rows[each, above] - rows[each, below]))


class Lines:
    """Counts along the queue, and what is the same for everybody of a service."""

    def __init__(self, snapshot: Snapshot, played: Played) -> None:
        self.snapshot, self.played = snapshot, played
        self.same, self.heads = [0] * len(played.names), [0.0] * len(played.names)
        self.busy = np.array([desk.busy_service is not None for desk in snapshot.desks], dtype=np.bool_)
        self.able = [desks[desks < played.desks] for desks in played.floor.able]
        sets = [set(desks.tolist()) for desks in self.able]
        self.shares = [[len(a & b) / max(1, len(b)) for b in sets] for a in sets]
        self.last = {str(name): row for name, row in snapshot.last_waits.items()}
        names, now = played.names, snapshot.now
        self.past = [(names.get(str(row.service), -1), now - row.called, row.waited_s) for row in snapshot.past]
        self.alike: dict[str, list[float]] = {}

    def pass_by(self, place: int) -> None:
        """Count the customer at a place."""
        row = self.snapshot.queue[place]
        service = self.played.names[str(row.service)]
        self.same[service] += 1
        self.heads[service] = max(self.heads[service], self.snapshot.now - row.issued)

    def look(self, asker: Asker) -> list[float]:
        """The features of one asker beyond the walk's."""
        name = str(asker.service)
        service = self.played.names[name]
        same = self.same[service]
        competing = sum(share * count for share, count in zip(self.shares[service], self.same, strict=True))
        naive = (same + 1) * float(self.played.means[service]) / max(1, len(self.able[service]))
        own = [naive, same, competing, asker.place, self.heads[service], asker.waited_s, asker.is_priority]
        if name not in self.alike:
            self.alike[name] = [*self.of_service(name, service), *self.lately(service), *self.of_hall()]
        return own + self.alike[name]

    def of_service(self, name: str, service: int) -> list[float]:
        """Desks, last call and speed of a service."""
        played, able, last = self.played, self.able[service], self.last.get(name)
        mean = float(played.means[service])
        rests = played.rests[able] if len(able) else np.array([mean])
        return [
            len(able),
            float((~self.busy[able]).sum()),
            float(rests.min()),
            float(rests.mean()),
            last.waited_s if last else 0.0,
            min(NEVER_S, last.ago_s) if last else NEVER_S,
            mean,
            math.log(played.paces[able].mean()) if len(able) else 0.0,
            service,
        ]

    def of_hall(self) -> list[float]:
        """The same for everybody."""
        snapshot = self.snapshot
        longest = max((snapshot.now - row.issued for row in snapshot.queue), default=0.0)
        return [len(snapshot.desks), longest, snapshot.second_of_day, snapshot.weekday, self.played.level]

    def lately(self, service: int) -> list[float]:
        """Calls of the last minutes: of all services and of those sharing desks, and how long these had waited."""
        near = self.shares[service]
        fresh = [row for row in self.past if row[1] <= LATELY_S]
        mine = [row for row in fresh if row[0] >= 0 and near[row[0]] > 0]
        waits = [row[2] for row in mine[-LATEST:]]
        same = [row[2] for row in self.past if row[0] == service][-LATEST:]
        return [
            len(fresh),
            len(mine),
            sum(waits) / len(waits) if waits else 0.0,
            sum(same) / len(same) if same else 0.0,
            max(waits, default=0.0),
        ]
