"""A branch's locks, and the one order in which everything is locked.

Every verb that puts a ticket at a counter or changes a counter session takes the call lock first. Picking with row-skipping
instead would let two counters pass the oldest ticket at the same time and break the 3-pass rule.

Every verb takes what it needs in one order: booking lock, appointment, call lock, roster lock, business day, customer,
ticket, visit, number series, case, pre-fill token, form, journal. Verbs of a ticket that was booked lock its
appointment last, when nobody else can want both. Reporting on a machine holds it before the tickets and sessions at it,
and may give a number: whoever issues for a machine, or does something there, holds it first as well. Only who sends a
waiting ticket to a machine holds the ticket first: nobody who reports wants that one yet.
"""

from django.db import connection

CALL_LOCK = 7201
ROSTER_LOCK = 7202
BOOKING_LOCK = 7203


def take_call_lock(branch_id: int) -> None:
    """Wait for the branch's call lock; it is released by the end of the transaction (1 statement)."""
    take(CALL_LOCK, branch_id)


def take_roster_lock(branch_id: int) -> None:
    """Wait for the lock of the branch's shifts and breaks, taken before the rows of staff (1 statement)."""
    take(ROSTER_LOCK, branch_id)


def take_booking_lock(branch_id: int) -> None:
    """Wait for the branch's booking lock: whoever books sees every place that is taken (1 statement)."""
    take(BOOKING_LOCK, branch_id)


def take(kind: int, branch_id: int) -> None:
    """Wait for a lock of one kind of a branch."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [kind, branch_id])
