"""What others read of roster and advice: planned closings, the lobby team, counters advised."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.enums import Duty, Post, RosterTemplate
from lobby.live.panels import render
from lobby.live.scopes import Scope
from queueing.demo.roster import ROSTER
from queueing.domain.roster import move_break
from queueing.panels import planning
from queueing.selectors.roster import lobby_team, planned_closings
from queueing.selectors.staffing import advice, day_view
from tests.factories import make_forecast, make_shift
from tests.statements import statements_at_most

HOUR = dt.timedelta(hours=1)


def test_somebody_stops_at_the_next_break_else_at_the_end_of_the_shift(
    branch, teller, teller2, shift, shift2, lunch, at
):
    with statements_at_most(1):
        found = planned_closings(branch, at)

    assert found == {teller.pk: lunch.starts_at, teller2.pk: shift2.ends_at}
    assert planned_closings(branch, lunch.starts_at)[teller.pk] == shift.ends_at
    assert planned_closings(branch, shift.ends_at) == {}


def test_lobby_and_peak_shifts_close_no_window(branch, teller, manager, opens, at):
    make_shift(manager, opens, post=Post.LOBBY, branch=branch)
    make_shift(teller, opens, template=RosterTemplate.PEAK)

    assert planned_closings(branch, at) == {}


def test_the_peak_template_names_chief_and_assistant(branch, manager, teller, teller2, opens, at):
    make_shift(manager, opens, post=Post.ENTRANCE, branch=branch)
    make_shift(manager, opens, post=Post.LOBBY, template=RosterTemplate.PEAK, duty=Duty.CHIEF, branch=branch)
    make_shift(teller, opens, post=Post.ENTRANCE, template=RosterTemplate.PEAK, duty=Duty.ASSISTANT)

    assert lobby_team(branch, at, is_peak=False) == {"": [manager]}
    assert lobby_team(branch, at, is_peak=True) == {Duty.CHIEF: [manager], Duty.ASSISTANT: [teller]}
    assert lobby_team(branch, at - 2 * HOUR, is_peak=True) == {}


def test_without_a_peak_roster_the_normal_one_counts(branch, manager, opens, at):
    make_shift(manager, opens, post=Post.ENTRANCE, branch=branch)

    assert lobby_team(branch, at, is_peak=True) == {"": [manager]}


@pytest.mark.parametrize("days", [1, 3])
def test_advice_is_as_long_as_the_forecast_and_costs_the_same_for_more_days(
    branch, cash, personal, counter, counter2, teller, teller2, opens, days
):
    for day in range(days):
        for number in range(4):
            begins = opens + dt.timedelta(days=day, minutes=30 * number)
            make_forecast(cash, begins, 30 if number == 3 else 2)
            make_forecast(personal, begins, 1)

    with statements_at_most(9):
        found = advice(branch, since=opens, until=opens + dt.timedelta(days=days))

    assert len(found) == 4 * days
    assert [one.total for one in found[:4]] == [2, 2, 2, 2]
    assert found[3].by_service[cash.pk] > found[0].by_service[cash.pk] > 0
    assert found[0].starts_at == opens


def test_no_forecast_no_advice(branch, cash, opens):
    assert advice(branch, since=opens, until=opens + 24 * HOUR) == []


def test_a_day_without_people_services_or_hours_is_no_error(branch, at):
    view = day_view(branch, dt.date(2026, 3, 15))

    assert (view.day.slots, view.planned, view.missing, view.proposals(at)) == (0, [], [], [])


def test_news_differ_whenever_the_page_should_be_drawn_anew(branch, shift, lunch, head, at):

    scope = Scope(branch.pk, "en", "branch", None, at)
    before = render("plan-news", scope)

    move_break(lunch, by=head.actor, at=at, starts_at=lunch.starts_at + HOUR)

    assert render("plan-news", scope) != before
    assert planning.NEWS.is_dirtied_by("roster.break_moved")
    assert planning.NEWS.is_dirtied_by("forecast.made")
    assert planning.NEWS.is_dirtied_by("counter.moved")
    assert not planning.NEWS.is_dirtied_by("ticket.issued")


def test_the_heads_page_tells_the_plan(branch, forecast, shift, at):

    with statements_at_most(18):
        html = render("head-plan", Scope(branch.pk, "en", "branch", None, at))

    assert "customers expected today" in html
    assert "data-panel-error" not in html


def test_the_demo_roster_overlaps_nobody():
    taken = {}
    for one in ROSTER:
        for key in [("person", one.username, one.template), ("counter", one.place or one, one.template)]:
            for starts, ends in taken.get(key, []):
                assert one.starts >= ends or one.ends <= starts
            taken.setdefault(key, []).append((one.starts, one.ends))
