"""Proposals: breaks move out of the rush, never below the minimum, never out of their bounds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from queueing.staffing.gaps import Gap, Meals, Missing, gaps
from queueing.staffing.needs import Needs
from queueing.staffing.people import QUARTER_S, Day, Pause, Person, open_counts, open_in
from queueing.staffing.proposing import Kind, Spare, propose

CASH = frozenset({"cash"})
HOUR = 3600.0
DAY = Day(0, 16)


def need(*counts: int) -> Needs:
    return Needs({CASH: [*counts, *([0] * (16 - len(counts)))]}, 16)


def lunch(starts: float, key: str = "lunch", *, earliest: float = 2 * HOUR, latest: float = 5 * HOUR) -> Pause:
    return Pause(key, starts, starts + 3 * QUARTER_S, earliest, latest)


def person(key: str, *pauses: Pause) -> Person:
    return Person(key, CASH, 0, 8 * HOUR, pauses)


def test_a_lunch_moves_out_of_the_rush():
    people = [person("ling", lunch(3 * HOUR)), person("chen")]

    found = propose(people, need(1, 1, 1, 1, 1, 1, 2, 2, 1), DAY, minimum=1, since=0)

    move = found[0]
    assert (move.kind, move.person, move.pause, move.gain) == (Kind.MOVE, "ling", "lunch", 3)
    assert move.starts in (2 * HOUR + QUARTER_S, 4 * HOUR)


def test_a_move_that_is_worth_as_much_goes_the_shorter_way():
    people = [person("ling", lunch(3 * HOUR)), person("chen")]

    move = propose(people, need(1, 1, 1, 1, 1, 1, 2, 1), DAY, minimum=1, since=0)[0]

    assert (move.starts, move.gain) == (3.5 * HOUR, 2)


def test_begun_and_pinned_breaks_stay():
    pinned = Pause("pinned", 3 * HOUR, 4 * HOUR, 3 * HOUR, 3 * HOUR)
    rush = need(1, 1, 1, 1, 1, 1, 2, 2, 1)

    assert not moves_of(
        propose([person("ling", lunch(3 * HOUR)), person("chen")], rush, DAY, minimum=1, since=3.1 * HOUR)
    )
    assert not moves_of(propose([person("ling", pinned), person("chen")], rush, DAY, minimum=1, since=0))


def test_a_window_opens_with_somebody_free_and_only_once():
    spares = [
        Spare("zhao", 3, CASH, 0, 8 * HOUR),
        Spare("zhao", 4, CASH, 0, 8 * HOUR),
        Spare("sun", 3, CASH, 0, 8 * HOUR),
    ]

    found = propose([person("ling")], need(1, 1, 3, 3), DAY, minimum=1, since=0, spares=spares)

    assert [(one.kind, one.person, one.place, one.starts, one.ends) for one in found] == [
        (Kind.OPEN, "zhao", 3, HOUR, 2 * HOUR),
    ]


def test_a_window_opens_only_while_somebody_is_free_and_where_it_helps():
    spares = [Spare("zhao", 3, CASH, 1.5 * HOUR, 3 * HOUR)]

    found = propose([person("ling")], need(2, 2, 2, 2, 2, 1, 1, 1), DAY, minimum=1, since=0, spares=spares)

    assert [(one.starts, one.ends) for one in found if one.kind == Kind.OPEN] == [(1.5 * HOUR, 2.5 * HOUR)]


def test_a_window_nobody_needs_is_closed_for_an_hour_or_more():
    people = [person("ling"), person("chen"), person("sun")]

    found = propose(people, Needs({CASH: [3] * 4 + [2] * 4 + [3] * 3 + [2] + [3] * 4}, 16), DAY, minimum=2, since=0)

    assert [(one.kind, one.starts, one.ends) for one in found] == [(Kind.CLOSE, 2 * HOUR, 4 * HOUR)]


def test_nothing_is_proposed_for_what_is_past():
    assert propose([person("ling"), person("chen")], need(3, 3, 3), DAY, minimum=2, since=8 * HOUR) == []


starts = st.integers(8, 19).map(lambda quarter: quarter * QUARTER_S)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(starts, min_size=3, max_size=6), st.lists(st.integers(0, 6), min_size=16, max_size=16), st.integers(1, 3)
)
def test_proposals_never_go_below_the_minimum_nor_out_of_bounds(begins, counts, minimum):
    people = [person(f"p{number}", lunch(at, f"l{number}")) for number, at in enumerate(begins)]

    found = propose(people, Needs({CASH: counts}, 16), DAY, minimum=minimum, since=0)

    for one in found:
        before, people = people, applied(people, one)
        for quarter in DAY.quarters:
            had, has = len(open_in(before, quarter)), len(open_in(people, quarter))
            assert has >= min(minimum, had)
        if one.kind == Kind.MOVE:
            assert 2 * HOUR <= one.starts <= 5 * HOUR
            assert one.gain > 0


def applied(people, proposal):
    if proposal.kind == Kind.MOVE:
        return [
            one.moved(next(p for p in one.pauses if p.key == proposal.pause), proposal.starts)
            if one.key == proposal.person
            else one
            for one in people
        ]
    closed = Pause("closed", proposal.starts, proposal.ends, proposal.starts, proposal.starts)
    return [one.away(closed) if one.key == proposal.person else one for one in people]


def moves_of(proposals):
    return [one for one in proposals if one.kind == Kind.MOVE]


def test_open_windows_are_counted_in_the_worse_quarter():
    people = [person("ling", Pause("short", HOUR, HOUR + QUARTER_S, HOUR, HOUR)), person("chen")]

    assert open_counts(people, DAY)[:4] == [2, 2, 1, 2]


def test_gaps_are_told_as_stretches():
    people = [person("ling", lunch(3 * HOUR)), Person("corp", frozenset({"corporate"}), 0, 4 * HOUR)]
    meals = [Meals("ling", 0, 8 * HOUR, 2 * HOUR, [3 * HOUR]), Meals("corp", 0, 8 * HOUR, 5 * HOUR, [])]

    found = gaps(people, [(0, 7 * HOUR)], meals, DAY, minimum=1, services=["cash", "corporate"])

    assert found == [
        Missing(Gap.ENTRANCE, 7 * HOUR, 8 * HOUR),
        Missing(Gap.SKILL, 3 * HOUR, 3.75 * HOUR, "cash"),
        Missing(Gap.SKILL, 4 * HOUR, 8 * HOUR, "corporate"),
        Missing(Gap.LATE_MEAL, 3 * HOUR, 3 * HOUR, "ling"),
        Missing(Gap.NO_MEAL, 0, 8 * HOUR, "corp"),
    ]


def test_below_the_minimum_is_told_and_no_window_hides_the_skills():
    found = gaps([], [(0, 8 * HOUR)], [], DAY, minimum=2, services=["cash"])

    assert found == [Missing(Gap.WINDOWS, 0, 8 * HOUR)]
