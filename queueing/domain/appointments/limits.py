"""Limits against abuse, without puzzles: per phone number and per network address, counted in the database."""

from __future__ import annotations

import datetime as dt

from django.db import connection

from lobby.branches.models import Branch, BranchPolicy, Device
from lobby.customers.encryption import blind_index
from lobby.customers.numbers import phone_index
from queueing.enums.appointments import UPCOMING
from queueing.errors.appointments import TooManyBookings, TooManyCodes, TooManyFromHere
from queueing.models import Appointment, BookingCount

KEPT = dt.timedelta(days=7)
WRONG_CODES = 50  # at one kiosk on one day
# One statement counts and locks the row until commit; a refusal takes the count back with it.
COUNT = """
    INSERT INTO queueing_bookingcount AS counted (branch_id, day, address_index, count)
    VALUES (%s, %s, %s, 1)
    ON CONFLICT (branch_id, day, address_index) DO UPDATE SET count = counted.count + 1
    RETURNING count
"""


def index_of(phone: str) -> str:
    """What finds the appointments of a phone number."""
    return phone_index(phone)


def check_phone(index: str, policy: BranchPolicy) -> None:
    """So many open bookings for one phone, in whatever branch (1 query). Raises TooManyBookings."""
    count = Appointment.objects.filter(phone_index=index, status__in=UPCOMING).count()
    if count >= policy.bookings_per_phone:
        raise TooManyBookings(count=count)


def count_address(branch: Branch, address: str, policy: BranchPolicy, *, day: dt.date) -> None:
    """Count a booking from a network address; its index holds for that day alone (1 statement). Raises TooManyFromHere."""
    if count(branch, address, day=day) > policy.bookings_per_address:
        raise TooManyFromHere


def check_codes(kiosk: Device, *, day: dt.date) -> None:
    """Whether codes may still be typed at a kiosk: six digits are soon guessed by trying (1 query). Raises TooManyCodes."""
    wrong = BookingCount.objects.filter(branch=kiosk.branch_id, day=day, address_index=day_index(day, codes_at(kiosk)))
    if wrong.filter(count__gte=WRONG_CODES).exists():
        raise TooManyCodes


def count_wrong_code(kiosk: Device, *, day: dt.date) -> None:
    """A code was typed that no appointment has (1 statement)."""
    count(kiosk.branch, codes_at(kiosk), day=day)


def codes_at(kiosk: Device) -> str:
    """What wrong codes of a kiosk are counted under."""
    return f"codes at {kiosk.pk}"


def count(branch: Branch, what: str, *, day: dt.date) -> int:
    """Count one more of a day (1 statement)."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [branch.pk, day, day_index(day, what)])
        return int(cursor.fetchone()[0])


def day_index(day: dt.date, what: str) -> str:
    """What finds a count, of that day alone."""
    return blind_index(f"{day.isoformat()} {what}")


def forget_counts(*, at: dt.datetime) -> int:
    """Delete counts that are a week old; returns how many."""
    deleted, _ = BookingCount.objects.filter(day__lt=(at - KEPT).date()).delete()
    return deleted
