"""What happens by itself: reminders and not coming, late and once after an outage."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import CUSTOMER
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Deadline, Reminder
from lobby.live.models import Entry
from queueing.domain.appointments import arriving, ending, rescheduling
from queueing.domain.appointments.booking import Guest
from queueing.models import Appointment, AppointmentNotice
from tests import factories

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def reminded():
    return list(AppointmentNotice.objects.order_by("pk").values_list("kind", "at"))


def test_reminded_a_business_day_and_two_hours_before(rule, book, at):
    book(24 * 6)  # next Monday 10:00: the open day before is Friday

    for hours in range(24 * 6):
        sweep_deadlines(at=at + hours * HOUR)

    assert reminded() == [("day_before", at + 3 * DAY), ("hours_before", at + 6 * DAY - 2 * HOUR)]
    assert Entry.objects.filter(type="appointment.reminded").count() == 2


def test_a_booking_for_soon_has_no_reminder_left(rule, book, at):
    book(1)

    sweep_deadlines(at=at)

    assert reminded() == []
    assert list(Deadline.objects.values_list("kind", flat=True)) == ["appointment.missed"]


def test_after_an_outage_late_and_once(rule, book, at):
    book(24)
    late = at + 5 * HOUR

    for _sweep in range(2):
        sweep_deadlines(at=late)

    assert reminded() == []  # one for a day before was due before it was booked
    for _sweep in range(2):
        sweep_deadlines(at=at + 23 * HOUR)
    assert reminded() == [("hours_before", at + 23 * HOUR)]


def test_one_reminder_is_enough_when_both_are_late(rule, book, at):
    book(48)

    sweep_deadlines(at=at + 47 * HOUR)

    assert reminded() == [("hours_before", at + 47 * HOUR)]


def test_none_for_what_is_over(rule, book, at):
    book(48)

    sweep_deadlines(at=at + 48 * HOUR + dt.timedelta(minutes=1))

    assert reminded() == []
    assert Appointment.objects.get().status == "confirmed"


def test_not_coming_is_seen_late_and_once(rule, book, at):
    book(1)

    sweep_deadlines(at=at + HOUR + dt.timedelta(minutes=14))
    assert Appointment.objects.get().status == "confirmed"
    for _sweep in range(2):
        sweep_deadlines(at=at + 5 * HOUR)

    assert Appointment.objects.get().ended_at == at + 5 * HOUR
    assert Entry.objects.filter(type="appointment.missed").count() == 1


def test_the_clocks_move_with_the_appointment_and_stop_with_it(rule, book, at):
    moved, called_off, here = book(24), book(24.5), book(24)
    rescheduling.reschedule(moved, by=CUSTOMER, at=at, starts_at=at + 27 * HOUR)
    ending.cancel(called_off, by=CUSTOMER, at=at)
    arriving.check_in(here, by=CUSTOMER, at=at + 24 * HOUR)

    sweep_deadlines(at=at + 26 * HOUR)

    states = dict(Appointment.objects.values_list("pk", "status"))
    assert states == {moved.pk: "confirmed", called_off.pk: "cancelled", here.pk: "checked_in"}
    assert [(kind, slot) for kind, slot in AppointmentNotice.objects.values_list("kind", "slot_at")] == [
        ("hours_before", at + 27 * HOUR)
    ]


def test_who_has_to_prepare_is_reminded(meetings, wealth, adviser, manager, rule, book, branch, at):
    vip = factories.make_customer(branch, at, by=manager, tier="vip")
    book(24 * 2)
    book(24 * 2, guest=Guest("张三", "13900000001", customer=vip))
    meeting = book(service=wealth, starts_at=dt.datetime(2026, 3, 12, 2, 15, tzinfo=dt.UTC))

    sweep_deadlines(at=at + DAY + HOUR)

    found = {(reminder.owner, reminder.kind) for reminder in Reminder.objects.all()}
    assert found == {(adviser, "appointment.prepare"), (manager, "appointment.prepare")}

    ending.cancel(meeting, by=CUSTOMER, at=at + DAY + HOUR)
    assert Reminder.objects.get(owner=adviser).status == "cancelled"
