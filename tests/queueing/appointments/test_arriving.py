"""Check-in: exactly once, in the window with priority, late without, early not yet."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.actors import CUSTOMER
from lobby.branches.models import BranchPolicy
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Reminder
from queueing.alerts.tickets import sweep_long_waits
from queueing.domain.appointments import ending, preparing
from queueing.domain.appointments.arriving import check_in
from queueing.domain.appointments.booking import Cash
from queueing.domain.calling import call_next
from queueing.domain.counters import open_counter
from queueing.domain.serving import finish, start
from queueing.enums import PriorityClass
from queueing.errors.appointments import (
    AlreadyCheckedIn,
    AppointmentMissed,
    FourEyes,
    IllegalAppointmentMove,
    ListNotDone,
    TooEarly,
)
from queueing.models import Appointment, Ticket
from tests import factories

MINUTE = dt.timedelta(minutes=1)
SLOT = 60 * MINUTE


@pytest.mark.parametrize("minutes", [-15, 0, 10])
def test_in_the_window_express_from_the_slot_on(rule, book, at, minutes):
    appointment = check_in(book(1), by=CUSTOMER, at=at + SLOT + minutes * MINUTE)

    ticket = Ticket.objects.get()
    assert (ticket.priority, ticket.queue_at, ticket.source) == (PriorityClass.EXPRESS, at + SLOT, "appointment")
    assert (appointment.status, appointment.ticket, appointment.was_late) == ("checked_in", ticket, False)


def test_a_branch_may_give_a_head_start(rule, book, at):
    BranchPolicy.objects.update(express_head_start_s=600)

    check_in(book(1), by=CUSTOMER, at=at + SLOT)

    assert Ticket.objects.get().queue_at == at + SLOT - 10 * MINUTE


def test_the_wait_of_somebody_early_begins_with_the_slot(rule, book, session, teller, manager, at):
    check_in(book(1), by=CUSTOMER, at=at + SLOT - 15 * MINUTE)

    assert sweep_long_waits(at=at + SLOT + 14 * MINUTE) == 0
    assert sweep_long_waits(at=at + SLOT + 16 * MINUTE) == 1
    ticket = call_next(session, by=teller.actor, at=at + SLOT + 16 * MINUTE)
    assert ticket.waited_s(at + SLOT + 16 * MINUTE) == 16 * 60


def test_late_is_normal(rule, book, at):
    appointment = check_in(book(1), by=CUSTOMER, at=at + SLOT + 11 * MINUTE)

    ticket = Ticket.objects.get()
    assert (ticket.priority, ticket.queue_at) == (PriorityClass.NORMAL, at + SLOT + 11 * MINUTE)
    assert appointment.was_late


def test_early_is_told_from_when(rule, book, at):
    with pytest.raises(TooEarly) as refusal:
        check_in(book(1), by=CUSTOMER, at=at + SLOT - 16 * MINUTE)

    assert "11:00" in refusal.value.detail
    assert "10:45" in refusal.value.detail
    assert not Ticket.objects.exists()


def test_twice_gives_one_ticket(rule, book, at):
    appointment = book(1)
    check_in(appointment, by=CUSTOMER, at=at + SLOT)

    with pytest.raises(AlreadyCheckedIn) as refusal:
        check_in(appointment, by=CUSTOMER, at=at + SLOT)

    assert "A001" in refusal.value.detail
    assert Ticket.objects.count() == 1


def test_a_missed_or_past_one_is_told_so(rule, book, at):
    swept, forgotten = book(1), book(1)
    sweep_deadlines(at=at + SLOT + 16 * MINUTE)
    Appointment.objects.filter(pk=forgotten.pk).update(status="confirmed")

    with pytest.raises(AppointmentMissed):
        check_in(swept, by=CUSTOMER, at=at + SLOT + 17 * MINUTE)
    with pytest.raises(AppointmentMissed):
        check_in(forgotten, by=CUSTOMER, at=at + dt.timedelta(days=1))


def test_a_cancelled_one_is_not_called_missed(rule, book, at):
    appointment = ending.cancel(book(1), by=CUSTOMER, at=at)

    with pytest.raises(IllegalAppointmentMove):
        check_in(appointment, by=CUSTOMER, at=at + SLOT)


def test_statements_of_a_check_in(rule, book, session, at, django_assert_num_queries):
    appointment = book(1)

    with django_assert_num_queries(18):
        check_in(appointment, by=CUSTOMER, at=at + SLOT)


def test_a_meeting_waits_for_its_list(meetings, wealth, adviser, zone, branch, book, at):
    slot_at = at + 90 * MINUTE
    appointment = book(service=wealth, starts_at=slot_at)
    counter = factories.make_counter(branch, "7", zone, [wealth])
    session = open_counter(counter, by=adviser.actor, at=at, staff=adviser)
    check_in(appointment, by=CUSTOMER, at=slot_at)
    ticket = call_next(session, by=adviser.actor, at=slot_at)
    assert ticket.only_staff == adviser

    for _round in range(2):
        with pytest.raises(ListNotDone):
            start(ticket, by=adviser.actor, at=slot_at)
        ticket.refresh_from_db()
        assert ticket.status == "called"
        item = appointment.prepare_items.filter(done_at__isnull=True).first()
        preparing.prepare(appointment, by=adviser.actor, at=slot_at, items=[item.pk])
    start(ticket, by=adviser.actor, at=slot_at)

    assert Appointment.objects.get().status == "in_service"


def test_an_empty_list_is_not_a_prepared_one(meetings, wealth, adviser, zone, branch, book, at):
    slot_at = at + 90 * MINUTE
    appointment = book(service=wealth, starts_at=slot_at)
    appointment.prepare_items.all().delete()
    session = open_counter(factories.make_counter(branch, "7", zone, [wealth]), by=adviser.actor, at=at, staff=adviser)
    check_in(appointment, by=CUSTOMER, at=slot_at)

    with pytest.raises(ListNotDone):
        start(call_next(session, by=adviser.actor, at=slot_at), by=adviser.actor, at=slot_at)


def test_the_list_done_is_prepared(meetings, wealth, adviser, book, at):
    appointment = book(service=wealth, starts_at=at + 90 * MINUTE)
    first, second = (item.pk for item in appointment.prepare_items.all())

    with pytest.raises(ListNotDone):
        preparing.prepare(appointment, by=adviser.actor, at=at)
    assert preparing.prepare(appointment, by=adviser.actor, at=at, items=[first]).status == "confirmed"
    preparing.unmark(appointment, by=adviser.actor, at=at, item=first)
    assert preparing.prepare(appointment, by=adviser.actor, at=at, items=[second]).status == "confirmed"
    assert preparing.prepare(appointment, by=adviser.actor, at=at, items=[first]).status == "prepared"


def test_cash_is_ready_under_four_eyes(rule, book, teller, teller2, at):
    appointment = book(24, cash=Cash(amount=80_000))

    assert sign(appointment, teller, at).status == "confirmed"
    with pytest.raises(FourEyes):
        sign(appointment, teller, at)
    ready = sign(appointment, teller2, at)

    assert (ready.status, ready.cash_counted_by, ready.cash_checked_by) == ("prepared", teller, teller2)


def sign(appointment, person, at):
    return preparing.prepare(appointment, by=person.actor, at=at, cash_ready=True)


def test_after_the_meeting_somebody_follows_up(meetings, wealth, adviser, zone, branch, book, at):
    slot_at = at + 90 * MINUTE
    appointment = book(service=wealth, starts_at=slot_at)
    session = open_counter(factories.make_counter(branch, "7", zone, [wealth]), by=adviser.actor, at=at, staff=adviser)
    items = [item.pk for item in appointment.prepare_items.all()]
    preparing.prepare(appointment, by=adviser.actor, at=at, items=items)
    check_in(appointment, by=CUSTOMER, at=slot_at)
    ticket = start(call_next(session, by=adviser.actor, at=slot_at), by=adviser.actor, at=slot_at)

    finish(ticket, by=adviser.actor, at=slot_at + SLOT)
    ending.note_result(appointment, by=adviser.actor, at=slot_at + SLOT, text="续作定期")

    reminder = Reminder.objects.get(owner=adviser)
    assert (reminder.kind, reminder.due_at) == ("appointment.follow_up", dt.datetime(2026, 3, 11, 2, tzinfo=dt.UTC))
    assert Appointment.objects.get().result == "续作定期"
