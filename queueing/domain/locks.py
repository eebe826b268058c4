"""The branch's call lock.

Every verb that puts a ticket at a counter or changes a counter session takes it first. Picking with row-skipping
instead would let two counters pass the oldest ticket at the same time and break the 3-pass rule.

Every verb takes what it needs in one order: call lock, business day, customer, ticket, visit, number series, machine, journal.
Reporting on a machine holds it before the tickets at it; nobody who holds such a ticket asks for its machine.
"""

from django.db import connection

CALL_LOCK = 7201


def take_call_lock(branch_id: int) -> None:
    """Wait for the branch's call lock; it is released by the end of the transaction (1 statement)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [CALL_LOCK, branch_id])
