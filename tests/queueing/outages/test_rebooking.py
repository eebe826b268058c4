"""Offers: who gets which slot, every state × verb, once, capacity, large sums, time, the outage's end, figures, cost."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lobby.branches.actors import CUSTOMER
from lobby.customers.models import Customer
from lobby.floor.domain.outages import Terms, declare, end
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Deadline
from lobby.kpi import periods
from lobby.live.models import Entry
from queueing.domain import waiting as verbs
from queueing.domain.appointments.arriving import check_in
from queueing.domain.appointments.booking import Cash, Guest, request
from queueing.domain.identifying import identify
from queueing.domain.rebooking import answering, ending
from queueing.domain.rebooking.moving import check_move
from queueing.domain.rebooking.offering import offer
from queueing.enums.appointments import BookingChannel
from queueing.enums.outages import OFFER_MOVES, OfferStatus
from queueing.errors import IllegalMove
from queueing.errors.outages import DrillOnly, IllegalOfferMove, NotAnAlternative, NothingToOffer, OfferExpired
from queueing.kpis import waits
from queueing.models import Appointment, RebookingOffer, Ticket
from queueing.selectors.alternatives import NEAREST, alternatives, forget
from tests import factories
from tests.queueing.outages.conftest import ALL, HOUR, make_neighbour

MINUTE = dt.timedelta(minutes=1)
MANY = 200


@pytest.fixture
def offered(declared, rule, waiting, manager, at):
    """The three are offered a later time."""
    return list(offer(declared(), by=manager.actor, at=at).offers.order_by("pk"))


def booked(branch, service, at, start, name="王五", **fields):
    guest = Guest(name, f"1380000{start:%H%M}")
    return request(
        branch,
        by=CUSTOMER,
        at=at,
        service=service,
        starts_at=start,
        guest=guest,
        channel=BookingChannel.PHONE,
        **fields,
    )


def test_each_gets_the_earliest_slot_after_service_is_back(offered, waiting, at):
    assert [one.ticket_id for one in offered] == [ticket.pk for ticket in waiting]
    assert [one.slot_at for one in offered] == [at + HOUR, at + HOUR, at + HOUR + 30 * MINUTE]
    assert Entry.objects.filter(type="rebooking.offered", subject_type="ticket").count() == 3
    assert Deadline.objects.get(subject_type="rebooking").due_at == at + 15 * MINUTE


def test_an_outage_without_an_end_offers_the_next_open_day(declared, rule, waiting, manager, at):
    made = offer(declared(expected_at=None), by=manager.actor, at=at)

    assert made.offers.earliest("pk").slot_at == at.replace(hour=1) + dt.timedelta(days=1)  # Wednesday 09:00


def test_offering_again_asks_nobody_twice(offered, declared, manager, at):
    outage = offered[0].rebooking.outage
    answering.decline(offered[0], by=CUSTOMER, at=at)

    with pytest.raises(NothingToOffer):
        offer(outage, by=manager.actor, at=at)
    assert RebookingOffer.objects.count() == 3


def test_another_branch_is_offered_while_it_serves(declared, rule, waiting, neighbour, other_branch, manager, at):
    outage = declared()

    with pytest.raises(NotAnAlternative):
        offer(outage, by=manager.actor, at=at, place=other_branch)
    made = offer(outage, by=manager.actor, at=at, place=neighbour, tickets=[waiting[0].pk], minutes=30)

    one = made.offers.get()
    assert (one.ticket, one.service.branch, made.is_elsewhere) == (waiting[0], neighbour, True)
    answering.accept(one, by=CUSTOMER, at=at)
    assert Appointment.objects.get().branch == neighbour


def test_accepting_books_and_ends_the_ticket_in_one(offered, waiting, at):
    one = answering.accept(offered[0], by=CUSTOMER, at=at + MINUTE)

    ticket = Ticket.objects.get(pk=waiting[0].pk)
    assert (ticket.status, ticket.end_reason) == ("cancelled", "outage")
    assert (one.status, one.appointment.status, one.appointment.slot_at) == ("accepted", "confirmed", at + HOUR)
    assert one.appointment.name == ticket.number
    assert answering.accept(offered[0], by=CUSTOMER, at=at + 2 * MINUTE).appointment == one.appointment
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize(("way", "is_proven"), [("phone", False), ("bank_card", True)])
def test_a_typed_number_books_for_nobody_known(offered, waiting, manager, at, way, is_proven):
    """An appointment says whose visit it is, and its page shows the name: neither comes of a number anybody can type."""
    customer = Customer.objects.create(branch=waiting[0].branch, name="张小明", reference="C1", reference_index="c1")
    identify(waiting[0], customer, by=manager.actor, at=at, way=way)

    made = answering.accept(offered[0], by=CUSTOMER, at=at + MINUTE).appointment

    assert (made.customer, made.name) == ((customer, "张小明") if is_proven else (None, waiting[0].number))


def test_the_promised_time_is_kept_when_the_customer_comes_back(offered, manager, at):
    one = answering.accept(offered[0], by=CUSTOMER, at=at)
    end(one.rebooking.outage, by=manager.actor, at=at + 30 * MINUTE)

    came = check_in(one.appointment, by=CUSTOMER, at=at + HOUR)

    assert came.ticket.priority == "express"


def test_declining_keeps_the_place(offered, waiting, at):
    answering.decline(offered[0], by=CUSTOMER, at=at)
    answering.decline(offered[0], by=CUSTOMER, at=at)

    ticket = Ticket.objects.get(pk=waiting[0].pk)
    assert (ticket.status, ticket.queue_at) == ("waiting", waiting[0].queue_at)
    assert Entry.objects.filter(type="rebooking.declined").count() == 1


@pytest.mark.parametrize("status", OfferStatus.values)
@pytest.mark.parametrize("verb", OFFER_MOVES)
def test_every_state_and_verb(verb, status):
    sources, target = OFFER_MOVES[verb]
    one = RebookingOffer(status=status)

    if status in sources:
        assert check_move(one, verb) == target
    else:
        with pytest.raises(IllegalOfferMove):
            check_move(one, verb)


def test_answers_come_in_time_and_from_people_who_wait(offered, waiting, at):
    with pytest.raises(OfferExpired):
        answering.accept(offered[0], by=CUSTOMER, at=at + 15 * MINUTE)
    verbs.leave(waiting[1], by=CUSTOMER, at=at)
    with pytest.raises(IllegalMove):
        answering.accept(offered[1], by=CUSTOMER, at=at)
    answering.decline(offered[2], by=CUSTOMER, at=at)
    with pytest.raises(IllegalOfferMove):
        answering.accept(offered[2], by=CUSTOMER, at=at)
    assert not Appointment.objects.exists()


def test_a_slot_taken_meanwhile_is_followed_by_the_next(offered, branch, cash, at):
    for name in ("甲", "乙"):
        booked(branch, cash, at, at + HOUR, name)

    one = answering.accept(offered[0], by=CUSTOMER, at=at)
    assert (one.status, one.slot_at) == ("offered", at + HOUR + 30 * MINUTE)
    one = answering.accept(one, by=CUSTOMER, at=at)

    assert (one.status, one.appointment.slot_at) == ("accepted", at + HOUR + 30 * MINUTE)
    assert Entry.objects.filter(type="rebooking.changed").count() == 1


def test_when_no_slot_is_left_the_offer_is_withdrawn(offered, rule, at):
    rule.is_active = False
    rule.save()

    assert answering.accept(offered[0], by=CUSTOMER, at=at).status == "withdrawn"
    assert Ticket.objects.get(pk=offered[0].ticket_id).status == "waiting"


def test_large_sums_need_their_days_whatever_has_failed(branch, cash, declared, rule, manager, at):
    yesterday = at - dt.timedelta(days=1)
    order = booked(branch, cash, yesterday, at, cash=Cash(Decimal(80_000)))
    ticket = check_in(order, by=CUSTOMER, at=at).ticket

    made = offer(declared(), by=manager.actor, at=at)
    one = answering.accept(made.offers.get(ticket=ticket), by=CUSTOMER, at=at)

    assert one.appointment.day > at.date()
    assert one.appointment.cash_amount == 80_000
    assert (one.appointment.name, one.appointment.phone) == (order.name, order.phone)


def test_time_ends_offers_once(offered, at):
    sweep_deadlines(at=at + 14 * MINUTE)
    assert {one.status for one in RebookingOffer.objects.all()} == {"offered"}
    answering.accept(offered[0], by=CUSTOMER, at=at)

    sweep_deadlines(at=at + dt.timedelta(days=2))
    sweep_deadlines(at=at + dt.timedelta(days=2))

    assert [one.status for one in RebookingOffer.objects.order_by("pk")] == ["accepted", "expired", "expired"]
    assert Entry.objects.filter(type="rebooking.expired").count() == 2


def test_the_end_of_the_outage_withdraws_what_is_open(offered, manager, at):
    end(offered[0].rebooking.outage, by=manager.actor, at=at + MINUTE)

    assert {one.status for one in RebookingOffer.objects.all()} == {"withdrawn"}
    assert not Deadline.objects.filter(subject_type="rebooking", done_at=None).exists()
    assert Ticket.objects.filter(status="waiting").count() == 3


def test_a_drill_asks_nobody(declared, rule, waiting, manager, at):
    with pytest.raises(DrillOnly):
        offer(declared(is_drill=True), by=manager.actor, at=at)


def test_rebooked_customers_have_neither_left_nor_missed_their_call(offered, branch, waiting, at):
    answering.accept(offered[0], by=CUSTOMER, at=at)
    verbs.leave(waiting[1], by=CUSTOMER, at=at)

    counted = waits.ended(periods.day_of(branch, at.date()))

    assert [ticket.pk for ticket in counted] == [waiting[1].pk]


def statements(work) -> int:
    with CaptureQueriesContext(connection) as seen:
        work()
    return len(seen)


def test_two_hundred_take_as_many_statements_as_two(branch, cash, declared, rule, session, manager, at):
    outage = declared()
    cash.is_stopped = False
    cash.save()
    rule.capacity = 50
    rule.save()
    two = [factories.make_ticket(cash, at, by=manager).pk for _ in range(2)]
    few = statements(lambda: offer(outage, by=manager.actor, at=at, tickets=two))
    for _ in range(MANY):
        factories.make_ticket(cash, at, by=manager)

    many = statements(lambda: offer(outage, by=manager.actor, at=at))

    assert many == few <= 22
    assert RebookingOffer.objects.count() == MANY + 2
    ends = statements(
        lambda: ending.close(RebookingOffer.objects.all(), "expire", ending.OfferExpiredUnanswered, at=at)
    )
    assert ends <= 5


def test_alternatives_are_open_able_and_not_in_trouble_themselves(branch, declared, manager, waiting, at):
    good = make_neighbour(branch, "7811", at)
    make_neighbour(branch, "7812", at, serves=False)  # no counter is open
    down = make_neighbour(branch, "7813", at)
    stopped = make_neighbour(branch, "7814", at)
    stopped.services.update(is_stopped=True)
    person = factories.make_staff("lin", down, "LM")
    outage = declared()
    declare(down, by=person.actor, at=at, reach=ALL, terms=Terms("screen-outage", person))
    factories.make_ticket(good.services.get(), at, by=manager)
    forget()

    found = alternatives(outage, at=at)

    assert [(one.branch, [line.service.code for line in one.lines]) for one in found] == [(good, ["cash"])]
    assert found[0].lines[0].waiting == 1
    forget()
    assert alternatives(outage, at=at + 12 * HOUR) == []  # closed by then


def test_alternatives_cost_the_same_however_many_branches_the_region_has(branch, declared, waiting, at):
    outage = declared()
    for n in range(NEAREST):
        make_neighbour(branch, f"79{n:02}", at)
    forget()
    few = statements(lambda: alternatives(outage, at=at))
    for n in range(NEAREST, 3 * NEAREST):
        make_neighbour(branch, f"79{n:02}", at)
    forget()

    assert statements(lambda: alternatives(outage, at=at)) == few <= 2 + 8 * NEAREST
    assert len(alternatives(outage, at=at)) == NEAREST
    assert statements(lambda: alternatives(outage, at=at)) == 2  # shared for a moment
