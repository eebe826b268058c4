"""What is learned from the days behind: service times as it goes, models by night."""

from __future__ import annotations

import datetime as dt

from queueing.domain.calling import call_next
from queueing.domain.serving import finish, start
from queueing.learning.service_times import learn_due_branches, learn_service_times
from queueing.models import ServiceStats
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
