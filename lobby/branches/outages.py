"""Telling a lost database from a fault of ours."""

from __future__ import annotations

from django.db import DatabaseError, InterfaceError, OperationalError


def is_outage(error: BaseException | None) -> bool:
    """Whether an error says that the database cannot be reached, or not be waited for.

    A server that goes away while a statement is being sent makes psycopg2 raise its plain DatabaseError, without the
    code that every error told by a server has.
    """
    if isinstance(error, OperationalError | InterfaceError):
        return True
    return type(error) is DatabaseError and getattr(error.__cause__, "pgcode", "") is None
