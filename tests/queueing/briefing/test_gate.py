"""No counter opens before its preparation of the day is handed in (S322), by whichever way somebody tries."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from lobby.branches.calendar import day_bounds
from lobby.floor.domain.checks import running
from lobby.floor.errors.checks import OwnCheck
from lobby.floor.models import ChecklistRun
from queueing.domain import peaks
from queueing.domain.counters import close, open_counter
from queueing.domain.days import begun_day
from queueing.domain.peak_windows import open_window
from queueing.errors import PrepMissing
from queueing.models import CounterSession
from queueing.selectors.preparation import preparation_of, unprepared
from queueing.simulation import preparation
from queueing.simulation.driver import open_counters
from tests import factories
from tests.callers import Caller
from tests.statements import statements_at_most

HOUR = dt.timedelta(hours=1)
JSON = {"Accept": "application/json"}


def test_without_a_checklist_nothing_is_gated(counter, teller, at):
    assert open_counter(counter, by=teller.actor, at=at, staff=teller).status == "open"


def test_the_verb_refuses_until_the_checklist_counts(counter, teller, lead, handed_in, at):
    with pytest.raises(PrepMissing):
        open_counter(counter, by=teller.actor, at=at, staff=teller)
    run = handed_in(counter, teller, at)
    with pytest.raises(PrepMissing):  # seals and forms are confirmed by a second person
        open_counter(counter, by=teller.actor, at=at, staff=teller)
    with pytest.raises(OwnCheck):
        running.countersign(run, by=teller.actor, at=at)
    running.countersign(run, by=lead.actor, at=at)

    assert open_counter(counter, by=teller.actor, at=at, staff=teller).counter == counter


def test_another_counters_checklist_opens_nothing(counter, counter2, teller, lead, prepared, at):
    prepared(counter2, teller, lead, at)

    with pytest.raises(PrepMissing):
        open_counter(counter, by=teller.actor, at=at, staff=teller)


def test_reopening_the_same_day_is_not_gated_again_and_the_next_day_is(counter, teller, lead, prepared, branch, at):
    prepared(counter, teller, lead, at)
    close(open_counter(counter, by=teller.actor, at=at, staff=teller), by=teller.actor, at=at + HOUR)
    again = open_counter(counter, by=teller.actor, at=at + 2 * HOUR, staff=teller)
    close(again, by=teller.actor, at=at + 3 * HOUR)
    tomorrow = day_bounds(branch, dt.date(2026, 3, 10))[1]

    with pytest.raises(PrepMissing):
        open_counter(counter, by=teller.actor, at=tomorrow, staff=teller)


def test_the_page_refuses_and_leads_to_the_preparation(client, clock, counter, teller, checklist):
    client.force_login(teller)
    answer = client.post(reverse("queueing:teller-open", args=[counter.pk]), headers=JSON)

    assert (answer.status_code, answer.json()["code"]) == (409, "prep_missing")
    client.cookies["django_language"] = "en"
    html = client.get(reverse("queueing:teller-desk")).content.decode()
    assert reverse("queueing:teller-prep", args=[counter.pk]) in html
    assert reverse("queueing:teller-open", args=[counter.pk]) not in html
    assert not CounterSession.objects.exists()


def test_the_api_refuses_and_opens_after_the_checklist(clock, counter, teller, lead, prepared, at):
    caller = Caller(teller, at)
    answer = caller.post(f"/counters/{counter.pk}/open/")
    assert (answer.status_code, answer.json()["code"]) == (409, "prep_missing")

    prepared(counter, teller, lead, at)

    assert caller.post(f"/counters/{counter.pk}/open/").status_code == 200


def test_a_temporary_window_is_gated_too(branch, counter, teller, lead, manager, checklist, at):
    run = peaks.start(branch, by=manager.actor, at=at, reason="crowd")

    with pytest.raises(PrepMissing):
        open_window(run, by=lead, at=at, counter=counter, teller=teller)


def test_the_simulation_prepares_the_counters_of_a_demo_branch(branch, counter, counter2, teller, lead, checklist, at):
    branch.is_demo = True
    branch.save()

    sessions = open_counters(branch, at=at)

    assert len(sessions) == 1  # the first counter stays for people, and is prepared as well
    assert unprepared(branch, dt.date(2026, 3, 10), [counter, counter2]) == set()
    assert {run.status for run in ChecklistRun.objects.all()} == {"submitted"}


def test_a_demo_that_runs_into_the_next_day_has_its_counters_ready_again(branch, counter, teller, lead, checklist, at):
    branch.is_demo = True
    branch.save()
    tomorrow = day_bounds(branch, dt.date(2026, 3, 10))[1]

    assert preparation.prepare_demo(at=at) == 1
    assert preparation.prepare_demo(at=at + HOUR) == 0
    assert preparation.prepare_demo(at=tomorrow) == 1
    assert open_counter(counter, by=teller.actor, at=tomorrow, staff=teller).day == dt.date(2026, 3, 11)


def test_a_real_branch_is_never_prepared_by_itself(branch, counter, teller, lead, checklist, at):
    assert preparation.prepare_counters(branch, at=at) == 0
    assert preparation.prepare_demo(at=at) == 0
    assert not ChecklistRun.objects.exists()


def test_a_prepared_counter_opens_with_one_statement_more(counter, counter2, teller, teller2, lead, at, prepared):
    prepared(counter, teller, lead, at)
    prepared(counter2, teller2, lead, at)
    begun_day(counter.branch, at=at)
    with statements_at_most(13):
        open_counter(counter, by=teller.actor, at=at, staff=teller)


def test_what_is_missing_costs_the_same_for_one_and_three_counters(
    branch, zone, cash, counter, teller, lead, prepared, at, django_assert_num_queries
):
    prepared(counter, teller, lead, at)
    more = [factories.make_counter(branch, code, zone, [cash]) for code in "23"]

    for counters in ([counter], [counter, *more]):
        with django_assert_num_queries(2):
            missing = unprepared(branch, dt.date(2026, 3, 10), counters)
    assert missing == {one.pk for one in more}


def test_preparation_tells_what_is_left(counter, teller, lead, handed_in, at):
    assert not preparation_of(counter, at=at).is_ready
    run = handed_in(counter, teller, at)
    waiting = preparation_of(counter, at=at)
    running.countersign(run, by=lead.actor, at=at)
    ready = preparation_of(counter, at=at)

    assert (waiting.needs_second, waiting.is_ready, ready.needs_second, ready.is_ready) == (True, False, False, True)
