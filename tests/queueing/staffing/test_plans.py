"""Needs and plans: never below the minimum, never above what there is, more customers never need fewer counters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queueing.staffing.covering import Desk, deficits, plan
from queueing.staffing.needs import Needs, Work, groups_of, needs, stationary

WORKS = {"cash": Work(400, 300), "personal": Work(900, 900), "card": Work(300, 300)}
DESKS = [
    Desk(1, frozenset({"cash"})),
    Desk(2, frozenset({"cash"})),
    Desk(3, frozenset({"cash", "card"})),
    Desk(4, frozenset({"cash", "card", "personal"})),
    Desk(5, frozenset({"personal"})),
    Desk(6, frozenset({"personal", "card"})),
]
counts = st.lists(st.floats(0, 30), min_size=4, max_size=4)
arrivals = st.fixed_dictionaries({"cash": counts, "personal": counts, "card": counts})


@settings(max_examples=40, deadline=None)
@given(arrivals, st.integers(0, 8))
def test_a_plan_keeps_between_the_minimum_and_what_there_is(expected, minimum):
    found = plan(needs(expected, WORKS, margin=0.5), DESKS, minimum=minimum)

    for desks in found.open:
        assert min(minimum, len(DESKS)) <= len(desks) <= len(DESKS)
        assert len({desk.key for desk in desks}) == len(desks)


@settings(max_examples=40, deadline=None)
@given(arrivals)
def test_a_plan_that_is_not_short_covers_every_group(expected):
    wanted = needs(expected, WORKS, margin=0.5)
    plenty = [Desk((one.key, number), one.services) for one in DESKS for number in range(30)]

    found = plan(wanted, plenty, minimum=0)

    assert not any(found.short)
    assert all(not any(deficits(wanted.at(slot), desks).values()) for slot, desks in enumerate(found.open))


@settings(max_examples=40, deadline=None)
@given(counts, st.lists(st.floats(0, 10), min_size=4, max_size=4), st.floats(60, 1500))
def test_more_customers_never_need_fewer_counters(expected, more, service_s):
    works = {"cash": Work(service_s, 300)}
    fewer = needs({"cash": expected}, works, margin=1)
    grown = needs({"cash": [a + b for a, b in zip(expected, more, strict=True)]}, works, margin=1)

    # A slot that was given one counter more may hand less on to the next, so the day is compared up to each slot.
    so_far = [sum(one.groups[frozenset({"cash"})][: slot + 1]) for one in (fewer, grown) for slot in range(4)]
    assert all(low <= high for low, high in zip(so_far[:4], so_far[4:], strict=True))


def test_a_stricter_margin_never_needs_fewer():
    expected = {"cash": [5.0, 20.0, 30.0, 10.0]}

    loose, strict = (needs(expected, WORKS, margin=margin).groups[frozenset({"cash"})] for margin in (1.0, 0.3))

    assert all(a <= b for a, b in zip(loose, strict, strict=True))


def test_a_backlog_asks_for_more_than_the_half_hour_alone():
    expected = {"cash": [40.0, 4.0]}

    wave = needs(expected, WORKS, margin=1).groups[frozenset({"cash"})]
    alone = stationary(expected, WORKS, margin=1).groups[frozenset({"cash"})]

    assert wave[1] >= alone[1]
    assert alone == [10, 2]


def test_complex_business_never_counts_on_a_simple_window():
    found = plan(needs({"personal": [6.0]}, WORKS, margin=1), DESKS, minimum=0)

    assert all("personal" in desk.services for desk in found.open[0])


def test_shared_skills_are_shared():
    expected = {"cash": [2.0], "card": [2.0]}

    found = plan(needs(expected, WORKS, margin=1), DESKS, minimum=0)

    alone = sum(needs(expected, WORKS, margin=1).groups[frozenset({one})][0] for one in expected)
    assert len(found.open[0]) < alone + 1
    assert {"cash", "card"} <= frozenset().union(*(desk.services for desk in found.open[0]))


def test_an_open_desk_stays_open_where_another_would_do_as_well():
    found = plan(Needs({frozenset({"cash"}): [2, 1, 2]}, 3), DESKS, minimum=0)

    opened = [{desk.key for desk in desks} for desks in found.open]
    assert opened[1] <= opened[0]
    assert opened[1] <= opened[2]


def test_a_plan_says_by_how_much_it_is_short():
    found = plan(Needs({frozenset({"personal"}): [5]}, 1), DESKS, minimum=0)

    assert (found.counters, found.short) == ([3], [2])


def test_a_desk_is_open_only_where_it_can_be():
    desks = [Desk(1, frozenset({"cash"}), frozenset({1}))]

    assert plan(Needs({frozenset({"cash"}): [1, 1]}, 2), desks, minimum=1).counters == [0, 1]


def test_no_services_and_no_customers_need_nothing():
    assert needs({}, {}, margin=1).slots == 0
    assert needs({"cash": [0.0, 0.0]}, WORKS, margin=1).at(0) == {}
    assert stationary({}, {}, margin=1).slots == 0


@pytest.mark.parametrize(("services", "groups"), [(3, 7), (6, 63), (8, 8 + 28 + 1)])
def test_groups_stay_few(services, groups):
    assert len(groups_of(range(services))) == groups
