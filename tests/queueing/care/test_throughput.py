"""The pace at the windows against the usual, told of once (S101, K21)."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.floor.models import Alert
from lobby.kpi.measuring import measured
from lobby.kpi.periods import today
from queueing.alerts.care import SLOW
from queueing.domain.calling import serve_without_ticket
from queueing.domain.care import throughput
from queueing.domain.counters import pause
from queueing.domain.serving import finish
from queueing.enums import PauseReason
from queueing.kpis.care import KPIS
from queueing.models import WindowHour
from tests.statements import statements_at_most

MINUTE = dt.timedelta(minutes=1)
WEEK = dt.timedelta(weeks=1)


@pytest.fixture
def usual(branch, at):
    """Ten customers an open window-hour on so many of the last weeks."""

    def make(weeks=4, served=10):
        for week in range(1, weeks + 1):
            starts_at = at - week * WEEK
            WindowHour.objects.create(
                branch=branch,
                day=starts_at.date(),
                hour=10,
                starts_at=starts_at,
                served=served,
                open_s=3600,
                covered_s=3600,
            )

    return make


def run(begin, minutes):
    """Let the minute's sweep come by."""
    for n in range(minutes + 1):
        throughput.sweep_throughput(at=begin + n * MINUTE)


def serve(session, cash, teller, moment):
    ticket = serve_without_ticket(session, by=teller.actor, at=moment, service=cash)
    finish(ticket, by=teller.actor, at=moment + dt.timedelta(seconds=30))


def slow():
    return Alert.objects.filter(kind=SLOW, resolved_at__isnull=True)


def test_a_slow_hour_is_told_of_once(usual, session, branch, at):
    usual()
    run(at, 29)
    assert not slow().exists()

    run(at + 30 * MINUTE, 20)

    alert = slow().get()
    assert (alert.subject_type, alert.subject_id, alert.roles) == ("branch", branch.pk, ["LM", "TELLER_LEAD"])
    assert alert.values == {"percent": 0, "now": "0.0", "usual": "10.0"}
    assert Alert.objects.filter(kind=SLOW).count() == 1


def test_the_usual_pace_ends_it(usual, session, cash, teller, at):
    usual()
    run(at, 35)
    for n in range(9):
        serve(session, cash, teller, at + 36 * MINUTE + n * MINUTE / 2)

    run(at + 36 * MINUTE, 6)

    assert not slow().exists()


@pytest.mark.parametrize(("weeks", "expected"), [(0, 0), (2, 0), (3, 1), (4, 1)])
def test_three_weeks_of_four_are_needed(usual, session, at, weeks, expected):
    usual(weeks)
    run(at, 40)

    assert slow().count() == expected


def test_a_paused_window_is_not_open(usual, session, teller, at):
    pause(session, by=teller.actor, at=at, reason=PauseReason.BREAK)
    usual()
    run(at, 45)

    hour = WindowHour.objects.get(starts_at=at)
    assert (hour.open_s, hour.covered_s) == (0, 45 * 60)
    assert not slow().exists()


def test_an_outage_makes_no_hour_slow(usual, session, at):
    usual()
    run(at, 5)

    throughput.sweep_throughput(at=at + 50 * MINUTE)
    throughput.sweep_throughput(at=at + 50 * MINUTE)

    hour = WindowHour.objects.get(starts_at=at)
    assert (hour.covered_s, hour.open_s) == (5 * 60, 5 * 60)
    assert not slow().exists()


def test_two_workers_count_a_minute_once(session, at):
    assert [throughput.sweep_throughput(at=at) for _ in range(3)] == [1, 0, 0]
    throughput.sweep_throughput(at=at + MINUTE)

    assert WindowHour.objects.get().covered_s == 60


def test_a_branch_without_open_windows_is_not_looked_at(branch, at):
    with statements_at_most(2):
        assert throughput.sweep_throughput(at=at) == 0


def test_the_hour_begins_on_the_branchs_clock(branch, session, at):
    branch.timezone = "Asia/Kolkata"  # 07:30 there
    branch.save()

    throughput.sweep_throughput(at=at)

    hour = WindowHour.objects.get()
    assert (hour.hour, hour.starts_at) == (7, at - 30 * MINUTE)


def test_the_figure(usual, session, cash, teller, branch, at):
    usual()
    for n in range(5):
        serve(session, cash, teller, at + n * 10 * MINUTE)
        run(at + n * 10 * MINUTE, 10)
    kpi = KPIS[0]

    parts = measured(kpi, today(branch, at))

    assert (kpi.code, parts.n, round(parts.mean, 2)) == ("K21", 1, 0.6)
    assert kpi.target(branch.policies.get()) == 70
