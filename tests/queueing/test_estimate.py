"""The wait estimate: position × learned service time ÷ able counters, shared desks counted by their share."""

from __future__ import annotations

import datetime as dt

from queueing.domain.calling import call_next
from queueing.domain.serving import finish, start
from queueing.estimate.quoting import Desk, Learned, Lobby, Wait, waits, waits_by_service
from queueing.learning import learn_due_branches, learn_service_times
from queueing.models import ServiceStats
from tests.factories import make_ticket
from tests.statements import statements_at_most

CASH, CARD = 1, 2
LEARNED = {CASH: Learned(mean_s=300, error_ratio=2), CARD: Learned(mean_s=600, error_ratio=1.5)}


def desk(*services: int, busy: bool = True) -> Desk:
    return Desk(services=frozenset(services), is_busy=busy)


def test_a_free_desk_and_nobody_ahead_means_no_wait():
    assert Lobby([desk(CASH, busy=False)], LEARNED).estimate(CASH, {}) == Wait(0, 0, 0)


def test_everybody_ahead_costs_a_service_time_divided_by_desks():
    lobby = Lobby([desk(CASH), desk(CASH)], LEARNED)

    assert lobby.estimate(CASH, {CASH: 3}) == Wait(ahead=3, p50_s=600, p90_s=1200)


def test_other_services_count_by_the_share_that_falls_on_able_desks():
    lobby = Lobby([desk(CASH, CARD), desk(CARD)], LEARNED)

    assert lobby.estimate(CASH, {CARD: 2}) == Wait(ahead=2, p50_s=900, p90_s=1800)
    assert lobby.estimate(CASH, {}) == Wait(ahead=0, p50_s=300, p90_s=600)


def test_without_an_open_desk_one_is_assumed_to_open():
    assert Lobby([], LEARNED).estimate(CASH, {CASH: 1, CARD: 5}) == Wait(ahead=1, p50_s=600, p90_s=1200)


def test_quote_and_list_agree_and_cost_three_queries(branch, cash, personal, session, manager, at):
    tickets = [make_ticket(service, at, by=manager) for service in (cash, personal, cash)]

    with statements_at_most(3):
        found = waits(branch, at=at)
    with statements_at_most(3):
        by_service = waits_by_service(branch, at=at)

    assert [found[t.pk].ahead for t in tickets] == [0, 1, 2]
    assert [t.ahead_at_issue for t in tickets] == [0, 1, 2]
    assert by_service[cash.pk].ahead == 3


def test_learning_shrinks_to_the_standard_and_runs_once(branch, cash, session, teller, manager, at):
    for n in range(3):
        moment = at + dt.timedelta(minutes=10 * n)
        make_ticket(cash, moment, by=manager)
        ticket = start(call_next(session, by=teller.actor, at=moment), by=teller.actor, at=moment)
        finish(ticket, by=teller.actor, at=moment + dt.timedelta(minutes=2))

    assert learn_due_branches(at=at + dt.timedelta(hours=1)) == 1
    assert learn_due_branches(at=at + dt.timedelta(hours=1)) == 0
    stats = ServiceStats.objects.get(service=cash)
    assert (stats.samples, round(stats.mean_service_s)) == (3, round((3 * 120 + 20 * 480) / 23))
    assert learn_service_times(branch.pk, at=at + dt.timedelta(days=60)) == 0
