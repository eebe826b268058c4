"""Appointments over HTTP: a program books and reads its ticket; strangers, missing rights, wrong states, repeats."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from lobby.branches.enums import RoleCode
from queueing.domain.appointments.booking import Cash
from queueing.models import Appointment, SlotRule, Ticket
from tests.callers import Caller
from tests.factories import make_staff

pytestmark = pytest.mark.usefixtures("clock")
HOUR = dt.timedelta(hours=1)
ROOT = "/branches/7001"


@pytest.fixture
def program(kiosk, at):
    """A program with a device's key."""
    return Caller(kiosk, at)


@pytest.fixture
def lobby(manager, at):
    return Caller(manager, at)


@pytest.fixture
def outsider(stranger, at):
    return Caller(stranger, at)


def wish(at, hours=1, **fields):
    start = (at + hours * HOUR).isoformat()
    return {"service": "cash", "start": start, "name": "张小明", "phone": "13800138000", **fields}


def test_a_program_books_checks_in_and_reads_its_ticket(rule, program, clock, at):
    slots = program.get(f"{ROOT}/slots/", service="cash", days=1).json()
    assert slots[0] == {
        "start": "2026-03-10T02:30:00+00:00",
        "end": "2026-03-10T03:00:00+00:00",
        "day": "2026-03-10",
        "service": "cash",
        "staff": None,
        "capacity": 2,
        "free": 2,
    }

    booked = program.post(f"{ROOT}/appointments/", wish(at), key="once")
    again = program.post(f"{ROOT}/appointments/", wish(at), key="once")
    assert (booked.status_code, again.json()) == (201, booked.json())
    appointment = booked.json()
    assert (appointment["status"], appointment["name"], appointment["phone"]) == ("confirmed", "张*明", "8000")
    assert len(appointment["code"]) == 6

    clock.move_to(at + HOUR)
    ticket = program.post(f"{ROOT}/tickets/", {"service": "cash", "appointment": appointment["id"]})
    assert (ticket.status_code, ticket.json()["priority"], ticket.json()["source"]) == (201, "express", "appointment")
    assert program.get(f"/tickets/{ticket.json()['id']}/").json()["number"] == "A001"
    refused = program.post(f"{ROOT}/tickets/", {"service": "cash", "appointment": appointment["id"]})
    assert (refused.status_code, refused.json()["code"]) == (409, "already_checked_in")


def test_a_bad_key_gets_401(rule, branch, at):
    client = Client(headers={"Authorization": "Key wrong"})

    assert client.get("/api/v1/branches/7001/slots/?service=cash").status_code == 401
    assert client.post("/api/v1/branches/7001/appointments/", wish(at), "application/json").status_code == 401


def test_the_last_place_is_refused_with_the_next_times(rule, program, book, at):
    SlotRule.objects.update(capacity=1)
    book(1)

    refused = program.post(f"{ROOT}/appointments/", wish(at))

    assert (refused.status_code, refused.json()["code"]) == (409, "slot_taken")
    assert refused.json()["slots"][0] == {
        "start": "2026-03-10T03:30:00+00:00",
        "end": "2026-03-10T04:00:00+00:00",
        "free": 1,
    }


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"start": "2026-03-10T11:00:00"}, "invalid"),
        ({"start": 1741575600}, "invalid"),
        ({"phone": "call me"}, "invalid"),
        ({"name": ""}, "name_missing"),
        ({"service": "gold"}, "unknown_service"),
        ({"staff": "nobody"}, "unknown_person"),
        ({"cash": {"amount": 0}}, "invalid"),
    ],
)
def test_a_wrong_wish_is_refused(rule, program, at, change, code):
    refused = program.post(f"{ROOT}/appointments/", {**wish(at), **change})

    assert (refused.status_code, refused.json()["code"]) == (400, code)
    assert not Appointment.objects.exists()


def test_a_phone_past_its_limit_is_429(rule, program, at):
    for hours in (1, 2, 3):
        assert program.post(f"{ROOT}/appointments/", wish(at, hours)).status_code == 201

    refused = program.post(f"{ROOT}/appointments/", wish(at, 4))

    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_bookings")


def test_large_cash_has_its_days_and_two_signatures(rule, program, teller, teller2, at):
    too_soon = program.post(f"{ROOT}/appointments/", wish(at, cash={"amount": 80000}))
    assert too_soon.json()["code"] == "cash_too_soon"
    assert program.get(f"{ROOT}/slots/", service="cash", amount=80000).json()[0]["day"] == "2026-03-11"
    booked = program.post(f"{ROOT}/appointments/", wish(at, 24, cash={"amount": 80000, "notes": "100"})).json()
    path = f"/appointments/{booked['id']}/prepare/"

    first, second = Caller(teller, at), Caller(teller2, at)
    assert first.post(path).json()["code"] == "list_not_done"
    assert first.post(path, {"cash_ready": True}).json()["cash"]["signed"] == 1
    assert first.post(path, {"cash_ready": True}).json()["code"] == "four_eyes"
    ready = second.post(path, {"cash_ready": True}).json()

    assert (ready["status"], ready["cash"]) == (
        "prepared",
        {"amount": "80000.00", "currency": "CNY", "notes": "100", "signed": 2},
    )


def test_the_day_in_order_of_time(rule, lobby, book, django_assert_num_queries, at):
    book(2)

    with django_assert_num_queries(4):
        assert len(lobby.get(f"{ROOT}/appointments/").json()) == 1
    book(1)
    book(3)
    with django_assert_num_queries(4):
        found = lobby.get(f"{ROOT}/appointments/").json()

    assert [one["start"][11:16] for one in found] == ["03:00", "04:00", "05:00"]
    assert lobby.get(f"{ROOT}/appointments/", day="2026-03-11").json() == []


# verb → body, state to begin in, state it leads to, a state that refuses it.
VERBS = {
    "confirm": ({}, "requested", "confirmed", "confirmed"),
    "reschedule": ({"start": "2026-03-10T05:00:00Z"}, "confirmed", "confirmed", "requested"),
    "reinstate": ({"start": "2026-03-10T05:00:00Z"}, "no_show", "confirmed", "confirmed"),
    "check-in": ({}, "confirmed", "checked_in", "requested"),
    "cancel": ({"reason": "no power", "apology": "对不起"}, "prepared", "cancelled", "no_show"),
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_by_the_lobby_a_stranger_and_in_the_wrong_state(rule, lobby, outsider, book, clock, at, verb):
    body, before, after, wrong = VERBS[verb]
    appointment = book(1)
    clock.move_to(at + HOUR)
    path = f"/appointments/{appointment.pk}/{verb}/"

    Appointment.objects.update(status=wrong)
    assert lobby.post(path, body).status_code == 409
    Appointment.objects.update(status=before)
    assert outsider.post(path, body).status_code == 404
    done = lobby.post(path, body)

    assert (done.status_code, done.json()["status"]) == (200, after)


@pytest.mark.parametrize("verb", ["confirm", "reschedule", "reinstate", "cancel"])
def test_managing_needs_the_right(rule, kiosk, teller, book, at, verb):
    appointment = book(1)

    for caller in (Caller(kiosk, at), Caller(teller, at)):
        assert caller.post(f"/appointments/{appointment.pk}/{verb}/", VERBS[verb][0]).status_code == 403


def test_a_customer_manager_manages_the_own_ones_only(meetings, rule, adviser, book, wealth, at):
    mine = book(service=wealth, starts_at=at + 1.5 * HOUR)
    caller = Caller(adviser, at)

    assert caller.post(f"/appointments/{mine.pk}/cancel/", {"reason": "ill"}).status_code == 200
    assert caller.post(f"/appointments/{book(1).pk}/cancel/", {"reason": "ill"}).status_code == 403


def test_reading_is_for_insiders(rule, lobby, outsider, program, book):
    appointment = book(1)

    assert lobby.get(f"/appointments/{appointment.pk}/").json()["service"] == "cash"
    assert outsider.get(f"/appointments/{appointment.pk}/").status_code == 404
    assert outsider.get(f"{ROOT}/appointments/").status_code == 404
    assert outsider.get(f"{ROOT}/slots/", service="cash").status_code == 404
    assert program.get(f"/appointments/{appointment.pk}/").status_code == 403


def test_another_service_or_branch_is_no_way_to_a_number(rule, personal, other_branch, program, book, clock, at):
    appointment = book(1)
    clock.move_to(at + HOUR)

    refused = program.post(f"{ROOT}/tickets/", {"service": "personal", "appointment": appointment.pk})
    assert (refused.status_code, refused.json()["code"]) == (400, "service_differs")
    both = Caller(make_staff("two", other_branch, RoleCode.LM), at)
    assert both.post("/branches/7002/tickets/", {"service": "cash", "appointment": appointment.pk}).status_code == 404
    assert not Ticket.objects.exists()


def test_prepare_marks_the_list(meetings, wealth, adviser, book, at):
    appointment = book(service=wealth, starts_at=at + 1.5 * HOUR, cash=None)
    caller = Caller(adviser, at)
    items = [one["id"] for one in caller.get(f"/appointments/{appointment.pk}/").json()["prepare"]]

    done = caller.post(f"/appointments/{appointment.pk}/prepare/", {"items": items})

    assert (done.json()["status"], [one["is_done"] for one in done.json()["prepare"]]) == ("prepared", [True, True])
    assert caller.post(f"/appointments/{appointment.pk}/prepare/", {"items": [999999]}).status_code == 404


def test_cash_amounts_are_numbers(rule, book):
    assert book(24, cash=Cash(amount=60_000)).is_cash


@pytest.mark.parametrize("start", ["0001-01-01T00:00:00Z", "9999-12-31T12:00:00Z"])
@pytest.mark.parametrize("ordered", [None, {"amount": 90_000}])
def test_nobody_has_slots_outside_the_calendar(rule, program, lobby, book, at, start, ordered):
    assert program.post(f"{ROOT}/appointments/", {**wish(at), "start": start, "cash": ordered}).status_code == 409
    assert lobby.post(f"/appointments/{book(1).pk}/reschedule/", {"start": start}).status_code == 409


@pytest.mark.parametrize("first", ["0001-01-01", "9999-12-31"])
def test_no_slots_on_days_outside_the_calendar(rule, program, first):
    assert program.get(f"{ROOT}/slots/", service="cash", days=60, **{"from": first}).json() == []
