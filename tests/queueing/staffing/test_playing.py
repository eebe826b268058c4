"""A day played forward by hand-checked small cases."""

from __future__ import annotations

import math

from queueing.staffing.expecting import drawn_days, mean_waits
from queueing.staffing.formulas import mean_wait_s
from queueing.staffing.needs import Work
from queueing.staffing.people import Day, Pause, Person
from queueing.staffing.playing import Customer, Span, play

CASH, CARD = "cash", "card"


def test_one_desk_serves_in_the_order_of_coming():
    waited = play([Customer(0, CASH, 100), Customer(10, CASH, 50), Customer(20, CASH, 10)], [span("a", 0, 1000)])

    assert waited == [0, 90, 130]


def test_a_head_start_goes_first():
    early = [Customer(0, CASH, 100), Customer(10, CASH, 50), Customer(20, CASH, 10, head_start_s=600)]

    assert play(early, [span("a", 0, 1000)]) == [0, 100, 80]


def test_a_desk_takes_only_what_it_serves_and_the_least_versatile_goes_first():
    both = Span("both", frozenset({CASH, CARD}), 0, 1000)
    waited = play([Customer(0, CASH, 100), Customer(1, CARD, 100), Customer(2, CARD, 100)], [both, span("a", 0, 1000)])

    assert waited == [0, 0, 99]


def test_closing_serves_to_the_end_and_a_break_is_begun_late():
    spans = [span("a", 0, 100), span("a", 150, 1000)]
    waited = play([Customer(0, CASH, 180), Customer(90, CASH, 10)], spans)

    assert waited == [0, 90]


def test_who_is_never_served_waits_for_ever_or_leaves():
    waited = play([Customer(0, CARD, 10), Customer(0, CARD, 10, patience_s=60)], [span("a", 0, 100)])

    assert waited == [math.inf, 60]


def test_who_has_left_is_not_served():
    waited = play(
        [Customer(0, CASH, 100), Customer(1, CASH, 10, patience_s=20), Customer(2, CASH, 10)], [span("a", 0, 999)]
    )

    assert waited == [0, 20, 98]


def test_drawn_days_wait_as_the_formula_says():
    day, works = Day(0, 40), {CASH: Work(300, 300)}
    people = [Person(number, frozenset({CASH}), 0, 40 * 1800) for number in range(3)]
    days = drawn_days({CASH: [12.0] * 40}, works, day, seed=7, rounds=60)

    waits = [one for one in mean_waits(days, people, day, {CASH: "simple"})["simple"][6:] if one is not None]

    # Gamma service times of shape 1.5 wait five sixths of what exponential ones do.
    assert 0.85 < sum(waits) / len(waits) / (mean_wait_s(3, 2.0, 300) * 5 / 6) < 1.15


def test_the_same_seed_draws_the_same_days_and_a_break_makes_people_wait():
    day, works = Day(0, 4), {CASH: Work(300, 300)}
    days = drawn_days({CASH: [5.0] * 4}, works, day, seed=1)
    whole = Person("a", frozenset({CASH}), 0, 7200)
    broken = whole.away(Pause("lunch", 1800, 3600, 1800, 1800))

    before, after = (mean_waits(days, [one], day, {CASH: "simple"})["simple"] for one in (whole, broken))

    assert days == drawn_days({CASH: [5.0] * 4}, works, day, seed=1)
    assert before[1] is not None
    assert after[1] is not None
    assert after[1] > before[1] + 300
    assert before[0] == after[0] or after[0] > before[0]


def test_nobody_at_the_window_is_no_wait_that_can_be_told():
    day, works = Day(0, 2), {CASH: Work(300, 300)}
    days = drawn_days({CASH: [5.0, 5.0]}, works, day, seed=1)

    assert mean_waits(days, [], day, {CASH: "simple"}) == {"simple": [None, None]}


def span(desk: str, opens: float, closes: float) -> Span:
    return Span(desk, frozenset({CASH}), opens, closes)
