"""The estimator on moments of a lobby."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queueing.estimate.engine import Estimator
from queueing.estimate.history import learn
from queueing.estimate.player import Player
from queueing.estimate.snapshot import Asker, PastQuote, RollingMean
from queueing.estimate.training import train
from tests.queueing.estimate.lobbies import NOW, askers, days, desk, line, moment

FIRST_DAY = Estimator.untrained()
SERVICES = st.sampled_from(["cash", "advice"])


@pytest.fixture(scope="module")
def trained() -> Estimator:
    """An estimator that saw two weeks."""
    tickets, counters = days(10, per_hour=22.0)
    return train(tickets, counters)


@settings(max_examples=25, deadline=None)
@given(
    services=st.lists(SERVICES, max_size=30),
    priority=st.frozensets(st.integers(0, 29), max_size=6),
    desks=st.lists(st.tuples(SERVICES, st.none() | st.floats(0.0, 2000.0)), max_size=6),
)
def test_estimates_never_fall_along_the_queue_of_one_service(services, priority, desks, trained):
    queue = line(services, priority=priority)
    snapshot = moment(queue, [desk(n, name, busy_for_s=busy) for n, (name, busy) in enumerate(desks)])

    for estimator in (FIRST_DAY, trained):
        found = estimator.estimate(snapshot, askers(queue))

        assert all(0 <= one.p50_s <= one.p90_s < float("inf") for one in found)
        for group in {(row.service, row.is_priority) for row in queue}:
            mine = [one for one, row in zip(found, queue, strict=True) if (row.service, row.is_priority) == group]
            assert [one.p50_s for one in mine] == sorted(one.p50_s for one in mine)
            assert [one.p90_s for one in mine] == sorted(one.p90_s for one in mine)


def test_answers_come_in_the_order_of_the_askers(trained):
    queue = line(["cash"] * 12)
    snapshot = moment(queue, [desk(1, "cash")])

    forward = trained.estimate(snapshot, askers(queue))
    backward = trained.estimate(snapshot, askers(queue)[::-1])

    assert backward[::-1] == forward


def test_priority_arrivals_push_the_others_back():
    desks = [desk(1, "cash"), desk(2, "cash")]
    before = moment(line(["cash"] * 6), desks)
    after = moment(line(["cash"] * 8, priority=frozenset({0, 1})), desks)

    (calm,) = FIRST_DAY.estimate(before, [Asker("cash", False, 6)])
    (pushed,) = FIRST_DAY.estimate(after, [Asker("cash", False, 8)])

    assert pushed.p50_s > calm.p50_s
    assert pushed.p90_s > calm.p90_s


def test_expected_priority_arrivals_lengthen_the_wait():
    calm = learn(*days(4))
    rushed = replace(calm, head_start=np.array([600.0]), jump_rates=np.full_like(calm.jump_rates, 1 / 90))
    queue = line(["cash"] * 10, gap_s=5.0)
    snapshot = moment(queue, [desk(1, "cash"), desk(2, "cash")])

    before, after = (Player(history).play(snapshot, [Asker("cash", False, 10)]).calls for history in (calm, rushed))

    assert (after >= before - 1e-6).all()
    assert np.median(after) > 1.2 * np.median(before)


def test_a_closed_desk_raises_waits():
    queue = line(["cash"] * 8)
    open_now = [desk(n, "cash") for n in range(3)]

    (many,) = FIRST_DAY.estimate(moment(queue, open_now), [Asker("cash", False, 8)])
    (few,) = FIRST_DAY.estimate(moment(queue, open_now[:2]), [Asker("cash", False, 8)])

    assert few.p50_s > many.p50_s * 1.2


def test_a_desk_that_closes_soon_counts_for_less():
    queue = line(["cash"] * 8)
    desks = [desk(n, "cash") for n in range(3)]
    closing = [
        *desks[:2],
        type(desks[2])("C2", desks[2].services, busy_service="cash", busy_for_s=60.0, closes=NOW + 60),
    ]

    (steady,) = FIRST_DAY.estimate(moment(queue, desks), [Asker("cash", False, 8)])
    (shrinking,) = FIRST_DAY.estimate(moment(queue, closing), [Asker("cash", False, 8)])

    assert shrinking.p50_s > steady.p50_s


def test_without_an_able_desk_one_is_assumed_to_open():
    (found,) = FIRST_DAY.estimate(moment(line(["cash"] * 3), [desk(1, "advice")]), [Asker("cash", False, 3)])

    assert 600 < found.p50_s < 3600


def test_nobody_ahead_of_a_free_desk_means_no_wait(trained):
    for estimator in (FIRST_DAY, trained):
        (found,) = estimator.estimate(moment([], [desk(1, "cash", busy_for_s=None)]), [Asker("cash", False, 0)])

        assert (found.p50_s, found.p90_s) == (0.0, 0.0)


def test_nobody_asks_nothing_is_answered():
    assert FIRST_DAY.estimate(moment([], []), []) == []


def test_a_long_service_soon_ends():
    queue = line(["cash"] * 2)

    (fresh,) = FIRST_DAY.estimate(moment(queue, [desk(1, "cash", busy_for_s=1.0)]), [Asker("cash", False, 0)])
    (late,) = FIRST_DAY.estimate(moment(queue, [desk(1, "cash", busy_for_s=200.0)]), [Asker("cash", False, 0)])

    assert 0 < late.p50_s < fresh.p50_s + 200


def test_slow_services_of_late_lengthen_waits(trained):
    queue, desks = line(["cash"] * 10), [desk(n, "cash") for n in range(3)]
    mean = float(trained.history.means[0])

    usual = trained.estimate(moment(queue, desks), [Asker("cash", False, 10)])[0]
    slow = moment(queue, desks, rolling={"cash": RollingMean(1.5 * mean, 150)})

    assert trained.estimate(slow, [Asker("cash", False, 10)])[0].p50_s > 1.2 * usual.p50_s


def test_recent_errors_move_level_and_reach(trained):
    queue, desks = line(["cash"] * 10), [desk(n, "cash") for n in range(3)]

    def after(factor):
        past = [PastQuote("cash", NOW - 20.0 * n, 600.0, 900.0, 600.0 * factor) for n in range(40)][::-1]
        return trained.estimate(moment(queue, desks, past=past), [Asker("cash", False, 10)])[0]

    right, long, short = after(1.0), after(2.0), after(0.5)

    assert short.p50_s < right.p50_s < long.p50_s
    assert short.p90_s <= right.p90_s < long.p90_s


def test_arrays_go_to_a_file_and_back(trained):
    queue = line(["cash"] * 9)
    snapshot = moment(queue, [desk(n, "cash") for n in range(2)])
    file = io.BytesIO()

    np.savez_compressed(file, **trained.to_arrays())
    file.seek(0)
    with np.load(file, allow_pickle=False) as saved:
        again = Estimator.from_arrays(dict(saved))

    assert again.estimate(snapshot, askers(queue)) == trained.estimate(snapshot, askers(queue))


def test_arrays_of_another_format_are_refused(trained):
    with pytest.raises(ValueError, match="train again"):
        Estimator.from_arrays({**trained.to_arrays(), "format": np.array([0])})


def test_training_twice_gives_the_same():
    tickets, counters = days(6)

    first, second = train(tickets, counters).to_arrays(), train(tickets, counters).to_arrays()

    assert first.keys() == second.keys()
    assert all(np.array_equal(first[name], second[name]) for name in first)


def test_names_may_be_numbers(trained):
    queue = [type(row)(row.ticket, 7, row.is_priority, row.issued) for row in line(["cash"] * 3)]
    snapshot = moment(
        queue, [type(desk(1, "cash"))(3, frozenset({7}), busy_service=7, busy_for_s=5.0)], mean_s={7: 300.0}
    )

    assert trained.estimate(snapshot, [Asker(7, False, 3)])[0].p50_s > 100
