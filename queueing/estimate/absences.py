"""Draw when open counters will close and absent ones open, from days of the history that looked the same."""

from __future__ import annotations

import numpy as np

from queueing.estimate.history import SLOT_S, History
from queueing.estimate.simulation import HORIZON_S, Bools, Floats, Ints
from queueing.estimate.snapshot import Snapshot


class Absences:
    """What a branch's history says of breaks. `levels` (paths × columns) are permutations that spread draws evenly."""

    def __init__(self, history: History, levels: Ints) -> None:
        self.history, self.levels = history, levels
        self.counters = {str(name): number for number, name in enumerate(history.counters)}

    def draw(self, snapshot: Snapshot) -> tuple[Floats, Floats, Floats, list[Bools]]:
        """When open desks close and open again (paths × desks), and when absent ones open, with what they serve.

        Each path takes the rest of its day from a day of the history that looked the same at this hour.
        """
        history, second = self.history, snapshot.second_of_day
        desks = len(snapshot.desks)
        closes, opens = np.full((len(self.levels), desks), np.inf), np.full((len(self.levels), desks), np.inf)
        if not len(history.counters):
            self.plan(snapshot, closes, opens)
            return closes, opens, np.zeros((len(self.levels), 0)), []
        nth = (history.breaks[..., 1] > second).argmax(axis=2)
        rows, days = np.ogrid[: nth.shape[0], : nth.shape[1]]
        start, end = history.breaks[rows, days, nth, 0], history.breaks[rows, days, nth, 1]
        planned = history.planned[rows, days, nth]
        opened, inside = history.first <= second, start <= second
        self.close(snapshot, opened & (~inside | planned), start - second, end - second, closes, opens)
        self.plan(snapshot, closes, opens)
        later, able = self.open_later(snapshot, opened, inside, planned, start, end)
        return closes, opens, later, able

    def close(
        self, snapshot: Snapshot, alike: Bools, start: Floats, end: Floats, closes: Floats, opens: Floats
    ) -> None:
        """Draw the next break of every open desk from the days on which it was open at this hour."""
        places = [
            (n, self.counters[str(d.counter)]) for n, d in enumerate(snapshot.desks) if str(d.counter) in self.counters
        ]
        if not places:
            return
        columns, known = np.array(places).T
        picks, some = self.days(alike[known], columns)
        begins = np.where(some[:, None], start[known[:, None], picks], np.inf).T
        busy_for = np.array([d.busy_for_s if d.busy_service is not None else -1.0 for d in snapshot.desks])[columns]
        # A break whose time has come is still to be taken only by who serves since before.
        begins = np.where((begins <= 0) & (busy_for < -begins), np.inf, begins)
        closes[:, columns] = begins
        opens[:, columns] = end[known[:, None], picks].T

    def plan(self, snapshot: Snapshot, closes: Floats, opens: Floats) -> None:
        """A plan that is known replaces what the history says."""
        for number, desk in enumerate(snapshot.desks):
            if desk.closes is not None:
                closes[:, number] = desk.closes - snapshot.now
                opens[:, number] = np.maximum(opens[:, number], desk.closes - snapshot.now + SLOT_S)

    def days(self, alike: Bools, columns: Ints) -> tuple[Ints, Bools]:
        """A day that looks alike for each counter and path (counters × paths), and whether there is any."""
        order = np.argsort(~alike, axis=1, kind="stable")
        counts = alike.sum(axis=1)
        nth = self.levels[:, columns % self.levels.shape[1]].T * counts[:, None] // len(self.levels)
        return np.take_along_axis(order, nth, axis=1), counts > 0

    def open_later(
        self, snapshot: Snapshot, opened: Bools, inside: Bools, planned: Bools, start: Floats, end: Floats
    ) -> tuple[Floats, list[Bools]]:
        """When counters that are not open now will be (paths × counters), and what they serve."""
        history, second = self.history, snapshot.second_of_day
        here = {str(desk.counter) for desk in snapshot.desks}
        away = {str(row.counter): snapshot.now - row.since for row in snapshot.away}
        absent = np.array([n for name, n in self.counters.items() if name not in here], dtype=np.int64)
        if not len(absent):
            return np.zeros((len(self.levels), 0)), []
        lunch = opened & inside & planned
        # Who has not been here today opens as on days on which the same was true, perhaps never.
        not_yet = ~opened if away else (~opened | inside)
        times = np.where(opened & inside, end, history.first)
        alike = not_yet[absent]
        is_away = np.array([name in away for name in self.counters if name not in here])
        at_lunch = is_away & (lunch[absent].sum(axis=1) >= 0.25 * opened[absent].sum(axis=1).clip(1))
        since = np.array([second - away.get(name, 0.0) for name in self.counters if name not in here])
        begins = np.where(lunch[absent], start[absent], np.inf).min(axis=1)
        at_lunch &= since >= begins - 300.0
        alike = np.where(at_lunch[:, None], lunch[absent], alike)
        picks, some = self.days(alike, absent + 37)
        found = np.where(some[:, None], times[absent[:, None], picks] - second, np.inf)
        for row in np.flatnonzero(is_away & ~at_lunch):
            found[row] = self.pause(second - since[row], int(row))
        keep = found.min(axis=1) < HORIZON_S
        return np.minimum(found[keep].T, HORIZON_S), list(history.skills[absent[keep]])

    def pause(self, elapsed: float, column: int) -> Floats:
        """Seconds until a counter that closed out of turn opens again, as such pauses went on."""
        left = self.history.pauses[np.searchsorted(self.history.pauses, elapsed, side="right") :] - elapsed
        if not len(left):
            return np.full(len(self.levels), np.inf)
        return np.asarray(left[self.levels[:, (column + 91) % self.levels.shape[1]] * len(left) // len(self.levels)])
