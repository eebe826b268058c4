"""Pairs of verbs that meet on the same rows at the worst moment: one is not committed yet when the other comes."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction

from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.branches.models import BusinessDay
from lobby.floor.domain import alerts
from lobby.floor.errors import IllegalAlertMove
from lobby.floor.models import Alert
from lobby.live.models import Entry
from queueing.domain import peaks
from queueing.domain.calling import call_next, serve_without_ticket
from queueing.domain.counters import open_counter
from queueing.domain.days import begun_day, close_day
from queueing.domain.locks import take_call_lock
from queueing.domain.serving import finish, hand_on, start
from queueing.domain.visits import greet
from queueing.domain.waiting import cancel, leave, transfer
from queueing.enums import OPEN
from queueing.errors import AlreadyWaiting, BranchClosed, CounterNotOpen, IllegalMove
from queueing.models import CounterSession, PeakPlan, PeakPolicy, PlanStep, SupportCall, Ticket, Visit
from tests.factories import make_customer, make_session, make_ticket
from tests.faults.interleaving import ENDS_WITHIN_S, connected, meet, runs_into_a_lock

pytestmark = pytest.mark.django_db(transaction=True)

DAY = dt.timedelta(days=1)


def statuses():
    return dict(Ticket.objects.order_by("pk").values_list("number", "status"))


def serve(session, by, at):
    return start(call_next(session, by=by.actor, at=at), by=by.actor, at=at)


@pytest.mark.parametrize(("verb", "ends_as"), [(cancel, "cancelled"), (leave, "abandoned")])
def test_call_goes_on_to_the_next_when_the_first_has_just_gone(cash, session, manager, teller, at, verb, ends_as):
    going, staying = make_ticket(cash, at, by=manager), make_ticket(cash, at, by=manager)

    called = meet(
        lambda: verb(going, by=manager.actor, at=at, reason="changed their mind"),
        lambda: call_next(session, by=teller.actor, at=at),
    )

    assert called.number == staying.number
    assert statuses() == {"A001": ends_as, "A002": "called"}
    assert Ticket.objects.get(pk=staying.pk).passes == 0


def test_cancel_comes_too_late_for_a_ticket_that_was_just_called(cash, session, manager, teller, at):
    ticket = make_ticket(cash, at, by=manager)

    with pytest.raises(IllegalMove):
        meet(
            lambda: call_next(session, by=teller.actor, at=at),
            lambda: cancel(ticket, by=manager.actor, at=at, reason="mistake"),
        )

    assert statuses() == {"A001": "called"}


def test_call_does_not_take_a_ticket_that_was_just_sent_to_another_counter(
    cash, session, counter2, teller2, manager, teller, at
):
    make_session(counter2, teller2, at)
    ticket = make_ticket(cash, at, by=manager)

    called = meet(
        lambda: transfer(ticket, by=manager.actor, at=at, counter=counter2),
        lambda: call_next(session, by=teller.actor, at=at),
    )

    assert called is None
    assert statuses() == {"A001": "waiting"}


def test_pass_is_counted_for_the_call_that_happened_and_not_for_the_one_that_did_not(
    branch, cash, session, manager, teller, at
):
    normal = make_ticket(cash, at, by=manager)
    leaving, staying = (
        make_ticket(cash, at, by=manager, customer=make_customer(branch, at, by=manager, tier="vip")) for _ in range(2)
    )

    called = meet(
        lambda: leave(leaving, by=manager.actor, at=at),
        lambda: call_next(session, by=teller.actor, at=at),
    )

    normal.refresh_from_db()
    assert (called.pk, normal.passes) == (staying.pk, 1)


def test_customer_leaves_from_the_service_they_were_just_sent_to(cash, personal, manager, at):
    ticket = make_ticket(cash, at, by=manager)

    left = meet(
        lambda: transfer(ticket, by=manager.actor, at=at, service=personal),
        lambda: leave(ticket, by=manager.actor, at=at),
    )

    assert (left.service, statuses()) == (personal, {"A001": "abandoned"})


def test_customer_leaves_the_counter_that_just_called(cash, session, teller, manager, at):
    ticket = make_ticket(cash, at, by=manager)

    left = meet(
        lambda: call_next(session, by=teller.actor, at=at),
        lambda: leave(ticket, by=manager.actor, at=at),
    )

    assert (left.counter, left.session, statuses()) == (session.counter, session, {"A001": "abandoned"})


def test_day_that_closes_settles_the_ticket_just_handed_on(branch, cash, personal, session, teller, manager, at):
    make_ticket(cash, at, by=manager)
    served = serve(session, teller, at)
    day = begun_day(branch, at=at)

    meet(
        lambda: hand_on(served, by=teller.actor, at=at, service=personal),
        lambda: close_day(day, by=SYSTEM, at=at + DAY),
    )

    assert statuses() == {"A001": "abandoned"}


def test_day_that_closes_takes_the_ticket_being_issued_with_it(branch, cash, manager, at):
    day = begun_day(branch, at=at)

    meet(lambda: make_ticket(cash, at, by=manager), lambda: close_day(day, by=SYSTEM, at=at + DAY))

    assert statuses() == {"A001": "abandoned"}
    assert not Ticket.objects.filter(status__in=OPEN).exists()


def test_nothing_is_issued_into_a_day_that_is_being_closed(branch, cash, manager, at):
    day = begun_day(branch, at=at)

    with pytest.raises(BranchClosed):
        meet(lambda: close_day(day, by=SYSTEM, at=at + DAY), lambda: make_ticket(cash, at, by=manager))

    assert statuses() == {}


def test_first_ticket_of_a_day_and_first_counter_do_not_lock_each_other_out(branch, cash, counter, teller, manager, at):
    make_ticket(cash, at, by=manager)
    tomorrow = at + DAY

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            take_call_lock(branch.pk)
            issuing = pool.submit(connected, lambda: make_ticket(cash, tomorrow, by=manager))
            assert runs_into_a_lock(issuing)
            # What opening a counter does once it has the lock.
            open_counter(counter, by=teller.actor, at=tomorrow, staff=teller)
        ticket = issuing.result(ENDS_WITHIN_S)

    assert (ticket.number, ticket.status) == ("A001", "waiting")
    assert BusinessDay.objects.count() == 2
    assert Entry.objects.filter(type="day.begun").count() == 2


def test_two_first_tickets_of_a_day_begin_it_once(branch, cash, personal, manager, at):
    make_ticket(cash, at, by=manager)

    meet(lambda: make_ticket(cash, at + DAY, by=manager), lambda: make_ticket(personal, at + DAY, by=manager))

    assert Entry.objects.filter(type="day.begun").count() == 2
    assert Entry.objects.filter(type="day.closed").count() == 1


def test_two_tickets_of_one_visit_finished_together_finish_the_visit(
    branch, cash, personal, session, counter2, teller, teller2, manager, at
):
    customer = make_customer(branch, at, by=manager)
    for service in (cash, personal):
        make_ticket(service, at, by=manager, customer=customer)
    one = serve(session, teller, at)
    other = serve(make_session(counter2, teller2, at), teller2, at)

    meet(
        lambda: finish(one, by=teller.actor, at=at),
        lambda: finish(other, by=teller2.actor, at=at),
    )

    assert [(visit.status, visit.ended_at) for visit in Visit.objects.all()] == [("finished", at)]


def test_known_customer_who_asks_twice_at_once_gets_one_ticket(branch, cash, manager, at):
    customer = make_customer(branch, at, by=manager)
    begun_day(branch, at=at)

    with pytest.raises(AlreadyWaiting):
        meet(
            lambda: make_ticket(cash, at, by=manager, customer=customer),
            lambda: make_ticket(cash, at, by=manager, customer=customer),
        )

    assert Ticket.objects.count() == 1


def test_known_customer_who_asks_for_two_things_at_once_has_one_visit(branch, cash, personal, manager, at):
    customer = make_customer(branch, at, by=manager)
    begun_day(branch, at=at)

    meet(
        lambda: make_ticket(cash, at, by=manager, customer=customer),
        lambda: make_ticket(personal, at, by=manager, customer=customer),
    )

    assert Ticket.objects.count() == 2
    assert Visit.objects.count() == 1


def test_customer_greeted_again_joins_the_visit_they_have(branch, cash, personal, manager, at):
    customer = make_customer(branch, at, by=manager)
    first = make_ticket(cash, at, by=manager, customer=customer)
    greeted = greet(branch, by=manager.actor, at=at)

    second = make_ticket(personal, at + dt.timedelta(seconds=20), by=manager, customer=customer, greeted=greeted)

    greeted.refresh_from_db()
    assert second.visit_id == first.visit_id
    assert (greeted.status, greeted.triage_seconds) == ("left_early", 20)


def test_ticket_does_not_join_a_visit_that_is_just_ending(branch, cash, personal, session, teller, manager, at):
    customer = make_customer(branch, at, by=manager)
    make_ticket(cash, at, by=manager, customer=customer)
    served = serve(session, teller, at)

    ticket = meet(
        lambda: finish(served, by=teller.actor, at=at),
        lambda: make_ticket(personal, at, by=manager, customer=customer),
    )

    assert {visit.pk: visit.status for visit in Visit.objects.all()} == {
        served.visit_id: "finished",
        ticket.visit_id: "waiting",
    }


def test_counter_is_not_opened_twice(cash, counter, teller, teller2, at):
    refused = []

    def late():
        try:
            open_counter(counter, by=teller2.actor, at=at, staff=teller2)
        except Exception as error:
            refused.append((type(error).__name__, error.detail))

    meet(lambda: open_counter(counter, by=teller.actor, at=at, staff=teller), late)

    assert refused[0][0] == "CounterTaken"
    assert teller.name in refused[0][1]
    assert CounterSession.objects.count() == 1


def test_session_of_yesterday_calls_nobody_of_yesterday(branch, cash, session, teller, manager, at):
    make_ticket(cash, at, by=manager)

    assert call_next(session, by=teller.actor, at=at + DAY) is None
    assert statuses() == {"A001": "abandoned"}


def test_session_of_yesterday_serves_nobody(branch, cash, session, teller, manager, at):
    with pytest.raises(CounterNotOpen):
        serve_without_ticket(session, by=teller.actor, at=at + DAY, service=cash)

    assert statuses() == {}


def test_taking_a_support_alert_and_stopping_the_peak_never_deadlock(branch, cash, manager, teller, at):
    PeakPolicy.objects.create(branch=branch, effective_from=dt.date(2020, 1, 1))
    plan = PeakPlan.objects.create(branch=branch, level="active")
    PlanStep.objects.create(plan=plan, role=RoleCode.LM, kind="call_support", skill="cash")
    run = peaks.start(branch, by=manager.actor, at=at, reason="crowd")
    alert, refused = Alert.objects.get(kind="peak.support"), []

    def late():
        try:
            peaks.stop(run, by=manager.actor, at=at, reason="over")
        except Exception as error:
            refused.append(error)

    meet(lambda: alerts.accept(alert, by=teller.actor, at=at), late)

    assert refused == []
    assert SupportCall.objects.get().status == "released"


def test_an_alert_of_a_peak_that_just_stopped_is_over(branch, cash, manager, teller, at):
    PeakPolicy.objects.create(branch=branch, effective_from=dt.date(2020, 1, 1))
    plan = PeakPlan.objects.create(branch=branch, level="active")
    PlanStep.objects.create(plan=plan, role=RoleCode.LM, kind="call_support", skill="cash")
    run = peaks.start(branch, by=manager.actor, at=at, reason="crowd")
    alert, refused = Alert.objects.get(kind="peak.support"), []

    def late():
        try:
            alerts.accept(alert, by=teller.actor, at=at)
        except Exception as error:
            refused.append(type(error))

    meet(lambda: peaks.stop(run, by=manager.actor, at=at, reason="over"), late)

    assert refused == [IllegalAlertMove]
    assert SupportCall.objects.get().status == "cancelled"
