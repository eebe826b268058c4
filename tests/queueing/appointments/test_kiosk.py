"""Check-in at the kiosk: by code, by scan, twice, too early, unknown, by strangers."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from queueing.domain.appointments import limits
from queueing.models import Ticket

pytestmark = pytest.mark.usefixtures("clock")
HOUR = dt.timedelta(hours=1)
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def machine(kiosk, browser_of):
    return browser_of(kiosk)


def enter(machine, kiosk, code, **options):
    page = machine.get(reverse("queueing:kiosk-code", args=[kiosk.code])).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    address = reverse("queueing:kiosk-check-in", args=[kiosk.code])
    return machine.post(address, {"csrfmiddlewaretoken": token, "code": code}, **{**JSON, **options})


def test_the_code_gives_the_number_and_a_second_time_the_same(rule, machine, kiosk, book, clock, at):
    appointment = book(1)
    clock.move_to(at + HOUR)

    first, second = (enter(machine, kiosk, appointment.code).json() for _press in range(2))

    ticket = Ticket.objects.get()
    assert first == second == {"redirect": f"/kiosk/{kiosk.code}/tickets/{ticket.page_token}/?lang=zh-hans"}
    assert "A001" in machine.get(first["redirect"]).content.decode()


def test_a_scanner_types_the_address(rule, machine, kiosk, book, clock, at):
    appointment = book(1)
    clock.move_to(at + HOUR)

    assert enter(machine, kiosk, f"http://testserver/a/{appointment.page_token}/").status_code == 200
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize(("code", "status"), [("000000", 404), ("abc", 404), ("", 400), ("x" * 201, 400), ("\0", 400)])
def test_what_is_no_code(rule, machine, kiosk, code, status):
    assert enter(machine, kiosk, code).status_code == status


def test_codes_are_not_guessed_by_trying(rule, machine, kiosk, book, clock, at):
    appointment = book(1)
    clock.move_to(at + HOUR)
    for _guess in range(limits.WRONG_CODES):
        assert enter(machine, kiosk, "no code").status_code == 404

    refused = enter(machine, kiosk, appointment.code)

    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_codes")
    assert enter(machine, kiosk, f"http://testserver/a/{appointment.page_token}/").status_code == 200


def test_early_is_told_when(rule, machine, kiosk, book):
    refused = enter(machine, kiosk, book(1).code)

    assert (refused.status_code, refused.json()["code"]) == (409, "too_early")
    assert "10:45" in refused.json()["detail"]


def test_todays_code_is_not_hidden_by_another_days(rule, machine, kiosk, book, clock, at):
    later, mine = book(24), book(1)
    clock.move_to(at + HOUR)
    enter(machine, kiosk, mine.code)
    type(mine).objects.filter(pk=later.pk).update(code=mine.code)

    assert enter(machine, kiosk, mine.code).status_code == 200


def test_a_code_of_another_branch_is_unknown(rule, machine, kiosk, book, other_branch, clock, at):
    appointment = book(1)
    type(appointment).objects.update(branch=other_branch)
    clock.move_to(at + HOUR)

    assert enter(machine, kiosk, appointment.code).json()["code"] == "unknown_code"


def test_strangers_find_nothing(rule, kiosk, stranger, teller2):
    client = Client()
    assert client.get(reverse("queueing:kiosk-code", args=[kiosk.code])).status_code == 404
    client.force_login(stranger, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(reverse("queueing:kiosk-check-in", args=[kiosk.code]), {"code": "1"}).status_code == 404


def test_the_way_is_on_the_first_page(machine, kiosk, cash):
    html = machine.get(reverse("queueing:kiosk", args=[kiosk.code])).content.decode()

    assert reverse("queueing:kiosk-code", args=[kiosk.code]) in html
