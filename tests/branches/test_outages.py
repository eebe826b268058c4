"""A lost database is "not now" wherever it is noticed, and never a fault of the program."""

import psycopg2
import pytest
from django.db import DatabaseError, DataError, IntegrityError, InterfaceError, OperationalError
from django.test import RequestFactory

from lobby.branches.middleware import server_error
from lobby.branches.outages import is_outage


def caused(error: Exception, cause: Exception | None) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OperationalError("the database system is starting up"), True),
        (InterfaceError("connection already closed"), True),
        (caused(DatabaseError("server closed the connection"), psycopg2.DatabaseError("server closed")), True),
        (DatabaseError("Save with update_fields did not affect any rows."), False),
        (caused(IntegrityError("duplicate key"), psycopg2.IntegrityError("duplicate key")), False),
        (caused(DataError("too long"), psycopg2.DataError("too long")), False),
        (ValueError("no"), False),
        (None, False),
    ],
)
def test_outage_is_told_from_a_fault(error, expected):
    assert is_outage(error) is expected


@pytest.mark.parametrize(("error", "status"), [(OperationalError("gone"), 503), (ValueError("a fault"), 500)])
@pytest.mark.parametrize("path", ["/api/v1/branches/7001/tickets/", "/floor/7001/"])
def test_what_a_middleware_raises_is_answered_by_its_kind(error, status, path):
    try:
        raise error
    except Exception:
        answer = server_error(RequestFactory().get(path))

    assert answer.status_code == status


def test_a_fault_is_told_to_programs_as_code_and_detail_without_its_text():
    try:
        raise ValueError("a secret")
    except ValueError:
        answer = server_error(RequestFactory().get("/api/v1/branches/7001/live/"))

    assert (answer.status_code, b'"server_error"' in answer.content) == (500, True)
    assert b"secret" not in answer.content
