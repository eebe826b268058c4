"""Many want the last place at once: one gets it, every other one is told what is free next."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from lobby.branches.actors import CUSTOMER
from queueing.domain.appointments import arriving, rescheduling
from queueing.errors.appointments import AlreadyCheckedIn, SlotTaken
from queueing.models import Appointment, SlotRule, Ticket
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
TOGETHER = 8
HOUR = dt.timedelta(hours=1)


def all_at_once(work, count=TOGETHER):
    """Run `work(n)` in threads that begin together; refusals come back as values."""
    barrier = Barrier(count)

    def attempt(n):
        try:
            barrier.wait()
            return work(n)
        except (SlotTaken, AlreadyCheckedIn) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(attempt, range(count)))


def split(answers):
    return [one for one in answers if isinstance(one, Appointment)], [
        one for one in answers if not isinstance(one, Appointment)
    ]


def test_one_gets_the_last_place_and_the_others_the_next_times(rule, book):
    SlotRule.objects.update(capacity=1)

    won, lost = split(all_at_once(lambda n: book(1, phone=f"1390000000{n}")))

    assert (len(won), len(lost)) == (1, TOGETHER - 1)
    assert all(refusal.code == "slot_taken" and len(refusal.extra["slots"]) == 3 for refusal in lost)
    assert Appointment.objects.count() == 1


def test_a_person_is_booked_once_by_two_services(meetings, wealth, adviser, branch, book, at):
    loan = factories.make_service(branch, "loan", "L", family="loan")
    factories.make_skills(adviser, "loan")
    SlotRule.objects.create(branch=branch, service=loan, staff=adviser, length_min=30, lead_min=30)
    wishes = [wealth, loan]

    won, lost = split(
        all_at_once(lambda n: book(service=wishes[n % 2], starts_at=at + 1.5 * HOUR, phone=f"1390000000{n}"))
    )

    assert (len(won), len(lost)) == (1, TOGETHER - 1)


def test_reschedules_and_bookings_share_the_places(rule, book, at):
    SlotRule.objects.update(capacity=1)
    waiting = [book(1 + n / 2, phone=f"1390000000{n}") for n in range(4)]
    target = at + 5 * HOUR

    def work(n):
        if n < 4:
            return rescheduling.reschedule(waiting[n], by=CUSTOMER, at=at, starts_at=target)
        return book(starts_at=target, phone=f"1390000001{n}")

    won, lost = split(all_at_once(work))

    assert (len(won), len(lost)) == (1, TOGETHER - 1)
    assert Appointment.objects.filter(slot_at=target).count() == 1


def test_one_check_in_of_many_gives_a_number(rule, book, at):
    appointment = book(1)

    won, lost = split(all_at_once(lambda n: arriving.check_in(appointment, by=CUSTOMER, at=at + HOUR)))

    assert (len(won), len(lost)) == (1, TOGETHER - 1)
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize("column", ["seat", "staff", "room"])
def test_the_database_refuses_it_as_well(meetings, rule, wealth, book, room, at, column):
    first = book(1) if column == "seat" else book(service=wealth, starts_at=at + 1.5 * HOUR)
    second = Appointment.objects.get(pk=first.pk)
    second.pk, second.code, second.page_token = None, "000001", "another"
    if column == "staff":
        second.room, second.seat, second.slot_at = None, 7, first.slot_at + dt.timedelta(minutes=30)
    if column == "room":
        second.staff, second.seat, second.slot_at = None, 7, first.slot_at + dt.timedelta(minutes=30)

    with pytest.raises(IntegrityError), transaction.atomic():
        second.save(force_insert=True)
