"""Learning from logs: what a history says, and from how little of it."""

from __future__ import annotations

import numpy as np
import pytest

from queueing.estimate.engine import MIDDLE, Estimator
from queueing.estimate.features import NAMES
from queueing.estimate.history import learn
from queueing.estimate.logs import DAY_S, CounterRow, TicketRow, inferred_counters, served_skills
from queueing.estimate.player import Player
from queueing.estimate.quantiles import forest_of
from queueing.estimate.snapshot import Asker
from queueing.estimate.training import train
from tests.queueing.estimate.lobbies import days, desk, line, moment


def test_the_mean_of_a_service_is_learned():
    tickets, counters = days(10)

    history = learn(tickets, counters)

    seconds = [row.end_s - row.called_s for row in tickets]
    assert history.means[0] == pytest.approx(np.mean(seconds), rel=0.02)
    assert (history.shapes[0] * history.means[0]).mean() == pytest.approx(np.mean(seconds), rel=0.05)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_short_history_is_enough_for_an_answer(count):
    tickets, counters = days(count)

    estimator = train(tickets, counters)
    (found,) = estimator.estimate(moment(line(["cash"] * 5), [desk(1, "cash")]), [Asker("cash", False, 5)])

    assert 300 < found.p50_s < found.p90_s < 7200


def test_without_a_counter_log_counters_are_inferred():
    tickets, _ = days(8)

    estimator = train(tickets)

    assert set(estimator.history.counters) == {"C0", "C1", "C2"}
    assert estimator.history.skills_of("C1") == {"cash"}
    assert estimator.history.skills_of("C9") == frozenset()


def test_an_inferred_counter_stays_open_ten_minutes():
    row = TicketRow("1", "cash", False, 90.0, 100.0, 400.0, None, "served", "C1")
    later = TicketRow("2", "cash", False, 2000.0, 2000.0, 2100.0, None, "served", "C1")

    found = inferred_counters([row, later], served_skills([row, later]))

    assert [(one.t, one.is_open) for one in found] == [(100.0, True), (1000.0, False), (2000.0, True), (2700.0, False)]


def test_a_head_start_is_seen_in_the_order_of_calls():
    rows = [TicketRow(f"{n}", "cash", n % 4 == 0, 30.0 * n, 0.0, 0.0, None, "served", "C1") for n in range(200)]
    order = sorted(rows, key=lambda row: row.issued_s - 600.0 * row.is_priority)
    called = {row.ticket: 6500.0 + 60.0 * n for n, row in enumerate(order)}
    tickets = [
        TicketRow(
            r.ticket, "cash", r.is_priority, r.issued_s, called[r.ticket], called[r.ticket] + 50, None, "served", "C1"
        )
        for r in rows
    ]

    assert learn(tickets, []).head_start[0] == 600.0


def test_a_break_at_its_hour_every_day_is_planned():
    tickets, _ = days(10)
    counters = []
    for day in range(10):
        start = day * DAY_S
        for at, is_open in ((32_400, True), (39_600 + 40 * day, False), (41_400, True), (43_200, False)):
            counters.append(CounterRow(start + at, "C1", is_open, frozenset({"cash"})))

    history = learn(tickets, counters)

    row = list(history.counters).index("C1")
    assert history.planned[row, :, 0].all()
    assert (history.breaks[row, :, 0, 0] < 39_700).all()


def test_waits_before_a_planned_break_are_longer():
    tickets, _ = days(10)
    counters = []
    for day in range(10):
        for name in ("C0", "C1", "C2"):
            rows = [(32_400, True), (46_800, False)]
            if name != "C0":
                rows[1:1] = [(36_300, False), (39_900, True)]
            counters += [CounterRow(day * DAY_S + at, name, is_open, frozenset({"cash"})) for at, is_open in rows]
    desks = [desk(n, "cash") for n in range(3)]
    queue = line(["cash"] * 10)

    calls = [
        Player(learn(tickets, rows)).play(moment(queue, desks), [Asker("cash", False, 10)]).calls
        for rows in (counters, days(10)[1])
    ]

    assert np.median(calls[0]) > 1.3 * np.median(calls[1])


def test_calls_in_vain_cost_little():
    tickets, counters = days(10)
    vain = [
        TicketRow(r.ticket, r.service, False, r.issued_s, r.called_s, r.called_s + 45, None, "noshow", r.counter)
        if n % 3 == 0
        else r
        for n, r in enumerate(tickets)
    ]

    history = learn(vain, counters)

    assert history.vain_s[0] == 45.0
    assert 0.2 < history.vain[0] < 0.45


def test_trees_in_arrays_say_what_the_fitted_model_says():
    from sklearn.ensemble import HistGradientBoostingRegressor

    draw = np.random.default_rng(3)
    rows = draw.normal(size=(800, len(NAMES)))
    target = rows[:, 0] * 2 + np.abs(rows[:, 1])
    model = HistGradientBoostingRegressor(loss="quantile", quantile=0.9, max_iter=20, random_state=0).fit(rows, target)

    assert np.allclose(forest_of(model).predict(rows), model.predict(rows))


def test_trees_are_trusted_only_as_far_as_held_out_days_say():
    tickets, counters = days(10, per_hour=22.0)

    estimator = train(tickets, counters)

    assert 0.0 <= estimator.middle.trust <= 1.0
    assert estimator.middle.column == MIDDLE
    assert isinstance(estimator, Estimator)
