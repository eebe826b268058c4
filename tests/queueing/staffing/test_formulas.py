"""Erlang's formulas against published values, and the forward queue against them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queueing.staffing.formulas import LOADS, counters_for, erlang_b, erlang_c, follow, mean_wait_s, present


@pytest.mark.parametrize(
    ("counters", "load", "blocked"),
    [(1, 1.0, 0.5), (2, 1.0, 0.2), (5, 3.0, 0.1101), (10, 5.0, 0.0184), (20, 15.0, 0.0456)],
)
def test_erlang_b_is_what_the_tables_say(counters, load, blocked):
    assert erlang_b(counters, load) == pytest.approx(blocked, abs=5e-5)


@pytest.mark.parametrize(
    ("counters", "load", "waits"), [(1, 0.5, 0.5), (2, 1.0, 1 / 3), (5, 4.0, 0.5541), (10, 8.0, 0.4092)]
)
def test_erlang_c_is_what_the_tables_say(counters, load, waits):
    assert erlang_c(counters, load) == pytest.approx(waits, abs=5e-5)


def test_one_counter_waits_as_the_simplest_queue_does():
    assert mean_wait_s(1, 0.8, 300) == pytest.approx(0.8 / 0.2 * 300)
    assert mean_wait_s(3, 3.0, 300) == float("inf")


@settings(deadline=None)
@given(st.floats(0.05, 25), st.floats(60, 1800), st.floats(30, 1200))
def test_counters_for_are_just_enough(load, service_s, target_s):
    counters = counters_for(load, service_s, target_s)

    assert mean_wait_s(counters, load, service_s) <= target_s
    assert mean_wait_s(counters - 1, load, service_s) > target_s


def test_nothing_to_do_needs_nobody():
    assert counters_for(0, 300, 300) == 0


@pytest.mark.parametrize(("counters", "load"), [(1, 0.5), (3, 2.0), (8, 6.5), (20, 17.0)])
def test_the_forward_queue_comes_to_rest_at_erlang_c(counters, load):
    number, service_s = np.zeros(1), np.array([360.0])

    for _ in range(60):
        number, waited = follow(number, np.array([counters]), np.array([load * 5.0]), service_s, 1800.0)

    assert waited[0] == pytest.approx(mean_wait_s(counters, load, 360), rel=0.03)


def test_an_overloaded_queue_carries_its_backlog_on():
    number, service_s = np.zeros(1), np.array([360.0])

    number, first = follow(number, np.array([2]), np.array([20.0]), service_s, 1800.0)
    number, second = follow(number, np.array([2]), np.array([20.0]), service_s, 1800.0)
    number, _after = follow(number, np.array([8]), np.array([0.0]), service_s, 1800.0)

    assert first[0] < second[0]
    assert number[0] < 0.5


def test_the_table_grows_with_the_load():
    assert (np.diff(LOADS) > 0).all()
    assert (np.diff(present()[1:], axis=1) > 0).all()
