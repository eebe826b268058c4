"""From the request to the confirmation."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.actors import CUSTOMER
from lobby.branches.models import BranchPolicy
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Reminder
from lobby.live.models import Entry
from queueing.domain.appointments import booking, ending, rescheduling
from queueing.domain.appointments.booking import Cash, Guest
from queueing.domain.appointments.limits import forget_counts
from queueing.enums.appointments import BookingChannel
from queueing.errors.appointments import (
    CashElsewhere,
    NoSlot,
    ReschedulesUsedUp,
    SlotTaken,
    TooManyBookings,
    TooManyFromHere,
    UnknownPerson,
    ValueMissing,
)
from queueing.models import Appointment, BookingCount, SlotRule

HOUR = dt.timedelta(hours=1)


def news():
    return list(Entry.objects.order_by("seq").values_list("type", flat=True))


def test_a_free_slot_is_confirmed_at_once(rule, book, at, django_assert_num_queries):
    with django_assert_num_queries(17):
        appointment = book(1)

    appointment.refresh_from_db()
    assert (appointment.status, appointment.confirmed_at, appointment.seat) == ("confirmed", at, 0)
    assert appointment.slot_at == at + HOUR
    assert len(appointment.code) == 6
    assert news() == ["appointment.requested", "appointment.confirmed"]


def test_name_and_phone_are_unreadable_in_the_database_and_absent_from_the_journal(rule, book):
    book(1, name="欧阳小明", phone="+86 138-0013-8000")

    raw = Appointment.objects.extra(select={"raw": "name || phone"}).values_list("raw", flat=True).get()
    assert "欧阳" not in raw
    assert "0013" not in raw
    appointment = Appointment.objects.get()
    assert (appointment.masked_name, appointment.last_digits) == ("欧*明", "8000")
    assert all("欧阳" not in str(entry.payload) for entry in Entry.objects.all())


def test_a_full_slot_is_refused_with_the_next_free_times(rule, book):
    book(1)
    book(1)

    with pytest.raises(SlotTaken) as refusal:
        book(1)

    assert [slot["start"] for slot in refusal.value.extra["slots"]] == [
        "2026-03-10T03:30:00+00:00",
        "2026-03-10T04:00:00+00:00",
        "2026-03-10T04:30:00+00:00",
    ]
    assert "03-10 11:30" in refusal.value.detail
    assert Appointment.objects.count() == 2


@pytest.mark.parametrize("hours", [0.25, 1.1, -2, 9, 24 * 30])
def test_a_time_that_is_not_offered_is_refused(rule, book, hours):
    with pytest.raises(NoSlot):
        book(hours)


def test_a_request_that_needs_staff_expires_late_and_once(rule, book, at):
    SlotRule.objects.update(confirms_itself=False)
    appointment = book(24 * 3)
    assert appointment.status == "requested"

    assert sweep_deadlines(at=at + dt.timedelta(hours=23)) == 0
    assert sweep_deadlines(at=at + dt.timedelta(hours=40)) == 1
    assert sweep_deadlines(at=at + dt.timedelta(hours=41)) == 0

    assert Appointment.objects.get().status == "expired"
    assert news() == ["appointment.requested", "appointment.expired"]
    book(24 * 3)


def test_a_confirmed_request_does_not_expire(rule, book, manager, at):
    SlotRule.objects.update(confirms_itself=False)
    appointment = book(24 * 3)

    booking.confirm(appointment, by=manager.actor, at=at)
    sweep_deadlines(at=at + dt.timedelta(hours=40))

    assert Appointment.objects.get().status == "confirmed"


def test_somebody_is_reminded_to_confirm(rule, book, manager, at):
    SlotRule.objects.update(confirms_itself=False)
    first, second = book(24 * 3), book(24 * 3)
    assert [(one.owner, one.kind, one.status) for one in Reminder.objects.all()] == 2 * [
        (manager, "appointment.to_confirm", "due")
    ]

    booking.confirm(first, by=manager.actor, at=at)
    ending.expire(second, by=manager.actor, at=at)

    assert set(Reminder.objects.values_list("status", flat=True)) == {"cancelled"}


def test_a_phone_has_three_open_bookings_however_it_is_written(rule, book, at):
    for hours, phone in ((1, "13800138000"), (2, "+86 138 0013 8000"), (3, "138-0013-8000")):
        book(hours, phone=phone)

    with pytest.raises(TooManyBookings) as refusal:
        book(4, phone="8613800138000")

    assert refusal.value.status == 429
    ending.cancel(Appointment.objects.first(), by=CUSTOMER, at=at)
    book(4, phone="13800138000")


def test_an_address_has_its_number_of_bookings_a_day(rule, branch, book, at):
    BranchPolicy.objects.update(bookings_per_address=2)
    for hours in (1, 2):
        book(hours, address="203.0.113.7")

    with pytest.raises(TooManyFromHere):
        book(3, address="203.0.113.7")

    book(3, address="203.0.113.8")
    book(24, at=at + dt.timedelta(hours=20), address="203.0.113.7")
    assert sorted(BookingCount.objects.values_list("count", flat=True)) == [1, 1, 2]
    assert not BookingCount.objects.filter(address_index__contains="203").exists()


def test_counts_of_addresses_are_forgotten_after_a_week(rule, book, at):
    book(1, address="203.0.113.7")

    assert forget_counts(at=at + dt.timedelta(days=7)) == 0
    assert forget_counts(at=at + dt.timedelta(days=8)) == 1


def test_an_invitation_says_what_for(meetings, wealth, book, adviser, at):
    wish = {"service": wealth, "staff": adviser, "channel": BookingChannel.WEALTH, "by": adviser.actor}
    with pytest.raises(ValueMissing):
        book(starts_at=at + dt.timedelta(minutes=90), **wish)

    appointment = book(starts_at=at + dt.timedelta(minutes=90), value="到期资金的三个去处", **wish)

    assert [item.text_in("en") for item in appointment.prepare_items.all()] == [
        "Read the holdings",
        "Risk assessment still valid",
    ]


def test_somebody_without_slots_cannot_be_named(rule, book, teller):
    with pytest.raises(UnknownPerson):
        book(1, staff=teller)


def test_cash_is_for_cash_services(meetings, wealth, book, at):
    with pytest.raises(CashElsewhere):
        book(service=wealth, starts_at=at + dt.timedelta(minutes=90), cash=Cash(amount=100))


def test_reschedule_frees_the_old_slot_and_ends_after_three(rule, book, at):
    appointment = book(1)

    for hours in (2, 3, 4):
        rescheduling.reschedule(appointment, by=CUSTOMER, at=at, starts_at=at + hours * HOUR)
    with pytest.raises(ReschedulesUsedUp):
        rescheduling.reschedule(appointment, by=CUSTOMER, at=at, starts_at=at + 5 * HOUR)

    appointment.refresh_from_db()
    assert (appointment.slot_at, appointment.reschedules) == (at + 4 * HOUR, 3)
    assert Entry.objects.filter(type="appointment.rescheduled").count() == 3


def test_somebody_who_did_not_come_gets_a_new_slot(rule, book, manager, at):
    appointment = book(1)
    sweep_deadlines(at=at + 2 * HOUR)
    assert Appointment.objects.get().status == "no_show"

    rescheduling.reinstate(appointment, by=manager.actor, at=at + 2 * HOUR, starts_at=at + 3 * HOUR)

    appointment.refresh_from_db()
    assert (appointment.status, appointment.slot_at, appointment.ended_at) == ("confirmed", at + 3 * HOUR, None)


def test_a_language_is_kept(rule, book):
    assert book(1, guest=Guest("Ann Lee", "13900000000", language="en")).language == "en"
