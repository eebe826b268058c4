"""What is learned from the days behind: service times as it goes, models by night."""

from __future__ import annotations

import datetime as dt

from queueing.domain.calling import call_next
from queueing.domain.serving import finish, start
from queueing.learning import due
from queueing.learning.service_times import learn_due_branches, learn_service_times
from queueing.models import ServiceStats, WaitModel
from tests.factories import make_ticket


def test_service_times_shrink_to_the_standard_and_are_learned_once(branch, cash, session, teller, manager, at):
    for n in range(3):
        moment = at + dt.timedelta(minutes=10 * n)
        make_ticket(cash, moment, by=manager)
        ticket = start(call_next(session, by=teller.actor, at=moment), by=teller.actor, at=moment)
        finish(ticket, by=teller.actor, at=moment + dt.timedelta(minutes=2))

    assert learn_due_branches(at=at + dt.timedelta(hours=1)) == 1
    assert learn_due_branches(at=at + dt.timedelta(hours=1)) == 0
    stats = ServiceStats.objects.get(service=cash)
    assert (stats.samples, round(stats.mean_service_s)) == (3, round((3 * 120 + 20 * 480) / 23))
    assert (stats.recent_samples, stats.recent_service_s) == (3, 120)
    assert learn_service_times(branch.pk, at=at + dt.timedelta(days=60)) == 0


def test_the_way_to_the_counter_counts_as_time_there(branch, cash, session, teller, manager, at):
    make_ticket(cash, at, by=manager)
    called = call_next(session, by=teller.actor, at=at)
    ticket = start(called, by=teller.actor, at=at + dt.timedelta(seconds=30))
    finish(ticket, by=teller.actor, at=at + dt.timedelta(seconds=90))

    learn_service_times(branch.pk, at=at + dt.timedelta(hours=1))

    assert ServiceStats.objects.get(service=cash).recent_service_s == 90


NIGHT = dt.datetime(2026, 3, 10, 23, 0, tzinfo=dt.UTC)  # 07:00 on the branch's clock, the day after `at`


def due_model(branch, **fields):
    return WaitModel.objects.create(branch=branch, **{"due_at": NIGHT, **fields})


def test_branches_at_work_are_trained_the_next_night(branch, other_branch, session, at):
    assert due.claim_due(at=at, at_once=9) == []

    model = WaitModel.objects.get()
    begin = dt.datetime(2026, 3, 10, 20, 0, tzinfo=dt.UTC)
    assert model.branch == branch
    assert begin <= model.due_at < begin + dt.timedelta(hours=3)


def test_a_due_branch_is_claimed_once_and_again_when_its_worker_died(branch, at):
    due_model(branch)

    assert due.claim_due(at=NIGHT, at_once=9) == [branch.pk]
    assert due.claim_due(at=NIGHT + dt.timedelta(minutes=10), at_once=9) == []
    assert due.claim_due(at=NIGHT + dt.timedelta(minutes=61), at_once=9) == [branch.pk]


def test_only_so_many_are_trained_at_once(branch, other_branch, at):
    due_model(branch)
    due_model(other_branch, due_at=NIGHT - dt.timedelta(minutes=1))

    assert due.claim_due(at=NIGHT, at_once=1) == [other_branch.pk]
    assert due.claim_due(at=NIGHT, at_once=1) == []
    assert due.train_claimed(other_branch.pk, claimed_at=NIGHT, at=NIGHT)
    assert due.claim_due(at=NIGHT, at_once=1) == [branch.pk]


def test_a_message_that_comes_twice_or_too_late_does_nothing(branch, at):
    due_model(branch)
    due.claim_due(at=NIGHT, at_once=1)
    later = NIGHT + dt.timedelta(hours=2)
    due.claim_due(at=later, at_once=1)

    assert not due.train_claimed(branch.pk, claimed_at=NIGHT, at=later)
    assert due.train_claimed(branch.pk, claimed_at=later, at=later)
    assert not due.train_claimed(branch.pk, claimed_at=later, at=later)
    model = WaitModel.objects.get()
    assert (model.claimed_at, model.due_at > later, model.version) == (None, True, 0)


def test_after_days_of_outage_a_branch_is_trained_late_and_once(branch, at):
    due_model(branch)
    late = NIGHT + dt.timedelta(days=3)

    assert due.claim_due(at=late, at_once=9) == [branch.pk]
    due.train_claimed(branch.pk, claimed_at=late, at=late)

    assert due.claim_due(at=late + dt.timedelta(minutes=10), at_once=9) == []


def test_a_branch_without_news_is_not_trained_again(branch, cash, manager, at):
    model = due_model(branch, tried_at=NIGHT)

    assert not due.has_news(model)
    make_ticket(cash, at + dt.timedelta(days=1), by=manager)
    assert due.has_news(model)
