"""The help buttons of the kiosk, the phone and the counter; nobody acts in the customer's place (S193b, N11)."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from lobby.floor.domain import alerts
from lobby.floor.models import Alert, HelpRequest
from lobby.live import panels
from lobby.live.scopes import Scope
from queueing.domain.calling import call_next
from queueing.domain.serving import finish, start
from queueing.domain.waiting import leave
from tests import factories

pytestmark = pytest.mark.usefixtures("clock")
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def ticket(cash, manager, at):
    return factories.make_ticket(cash, at, by=manager)


@pytest.fixture
def phone():
    """A customer's browser: no session, CSRF checked."""
    return Client(enforce_csrf_checks=True)


def press(phone, ticket, name="help"):
    page = reverse("queueing:ticket-page", args=[ticket.page_token])
    html = phone.get(page).content.decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)
    body = {"csrfmiddlewaretoken": found[1]} if found else {}
    return phone.post(reverse(f"queueing:ticket-page-{name}", args=[ticket.page_token]), body, **JSON)


def shown(name, kind, subject, branch, at, language="en"):
    return panels.render(name, Scope(branch.pk, language, kind, subject, at))


def test_a_phone_calls_once_and_sees_who_is_coming(phone, ticket, manager, branch, at):
    assert press(phone, ticket).status_code == 200
    assert press(phone, ticket).status_code == 200
    call = HelpRequest.objects.get()
    assert (call.source, call.subject_type, call.subject_id) == ("phone", "ticket", ticket.pk)
    assert Alert.objects.get().values["place"]["en"] == "A001 Hall"
    assert "Help is asked for" in shown("phone-help", "ticket", ticket.pk, branch, at)

    alerts.accept(Alert.objects.get(), by=manager.actor, at=at)

    assert "Somebody is coming to you" in shown("phone-help", "ticket", ticket.pk, branch, at)
    assert "工作人员正在过来" in shown("phone-help", "ticket", ticket.pk, branch, at, "zh-hans")
    assert "Mei" not in shown("phone-help", "ticket", ticket.pk, branch, at)


def test_help_can_be_taken_back(phone, ticket):
    press(phone, ticket)

    assert press(phone, ticket, "help-back").status_code == 200
    assert HelpRequest.objects.get().status == "withdrawn"


def test_a_ticket_that_has_ended_cannot_ring(phone, ticket, session, teller, manager, cash, at):
    called = call_next(session, by=teller.actor, at=at)
    start(called, by=teller.actor, at=at)
    finish(called, by=teller.actor, at=at)
    gone = leave(factories.make_ticket(cash, at, by=manager), by=manager.actor, at=at)

    for ended in (ticket, gone):
        client = Client()
        address = reverse("queueing:ticket-page-help", args=[ended.page_token])
        assert client.post(address, **JSON).status_code == 409
    assert not HelpRequest.objects.exists()


def test_yesterdays_ticket_and_a_wrong_token_cannot_ring(ticket, clock):
    clock.shift(24 * 3600)

    assert Client().post(reverse("queueing:ticket-page-help", args=[ticket.page_token]), **JSON).status_code == 409
    assert Client().post(reverse("queueing:ticket-page-help", args=["x" * 22]), **JSON).status_code == 404


def test_a_phone_that_rings_too_often_is_told_to_speak(phone, ticket):
    for _ in range(5):
        press(phone, ticket)
        press(phone, ticket, "help-back")

    answer = press(phone, ticket)

    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_calls")


@pytest.mark.parametrize("name", ["help", "help-back", "postpone", "leave"])
def test_no_credential_of_staff_drives_a_customers_page(client, ticket, manager, name):
    address = reverse(f"queueing:ticket-page-{name}", args=[ticket.page_token])
    client.force_login(manager)
    signed_in = client.post(address, **JSON)
    with_key = Client().post(address, HTTP_AUTHORIZATION="Key abc.def", **JSON)

    assert (signed_in.status_code, signed_in.json()["code"]) == (403, "customer_only")
    assert with_key.status_code == 403
    assert client.get(reverse("queueing:ticket-page", args=[ticket.page_token])).status_code == 200


def test_no_credential_of_staff_signs_a_customers_form(client, ticket, manager):
    client.force_login(manager)
    for act in ("sign", "amend", "help"):
        address = reverse(f"queueing:phone-form-{act}", args=[ticket.page_token, 1])
        assert client.post(address, **JSON).status_code == 403


def test_the_kiosk_calls_with_its_own_place(browser_of, kiosk, manager, branch, at):
    screen = browser_of(kiosk)
    page = screen.get(reverse("queueing:kiosk", args=[kiosk.code]))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]
    address = reverse("queueing:kiosk-help", args=[kiosk.code])

    for _ in range(3):
        assert screen.post(address, {"csrfmiddlewaretoken": token}, **JSON).status_code == 200

    call = HelpRequest.objects.get()
    assert (call.source, call.subject_type, call.subject_id) == ("kiosk", "device", kiosk.pk)
    assert "Help is asked for" in shown("kiosk-help", "device", kiosk.pk, branch, at)
    alerts.accept(Alert.objects.get(), by=manager.actor, at=at)
    assert "Somebody is coming to you" in shown("kiosk-help", "device", kiosk.pk, branch, at)


def test_whoever_opened_the_kiosk_may_come_to_it(browser_of, client, kiosk, manager):
    client.force_login(manager)
    client.post(reverse("queueing:kiosk-help", args=[kiosk.code]), **JSON)
    call = HelpRequest.objects.get()

    response = client.post(reverse("floor:alert-accept", args=[Alert.objects.get().pk]), **JSON)

    assert response.status_code == 200
    call.refresh_from_db()
    assert (call.status, call.accepted_by_id) == ("accepted", manager.pk)


def test_every_kiosk_page_has_the_button(browser_of, kiosk, ticket):
    screen = browser_of(kiosk)
    address = reverse("queueing:kiosk-help", args=[kiosk.code])

    for page in (
        reverse("queueing:kiosk", args=[kiosk.code]),
        reverse("queueing:kiosk-ticket", args=[kiosk.code, ticket.page_token]),
    ):
        assert address in screen.get(page).content.decode()


def test_strangers_call_from_no_kiosk(client, kiosk, stranger):
    client.force_login(stranger)

    assert client.post(reverse("queueing:kiosk-help", args=[kiosk.code]), **JSON).status_code == 404
    assert Client().post(reverse("queueing:kiosk-help", args=[kiosk.code]), **JSON).status_code in {302, 404}
    assert not HelpRequest.objects.exists()


def test_f1_asks_for_one_of_four_things(client, session, teller, manager, branch, at):
    client.force_login(teller)
    page = client.get(reverse("queueing:teller-desk")).content.decode()
    assert page.count('name="reason" value="authorisation"') == 1
    address = reverse("queueing:teller-help")
    assert client.post(address, {"reason": "any"}, **JSON).status_code == 400

    assert client.post(address, {"reason": "cash"}, **JSON).status_code == 200
    assert client.post(address, {"reason": "technical"}, **JSON).status_code == 200

    call = HelpRequest.objects.get()
    assert (call.reason, call.asked_by, Alert.objects.get().roles) == ("cash", teller, ["TELLER_LEAD", "LM"])
    alerts.accept(Alert.objects.get(), by=manager.actor, at=at)
    assert "Mei is coming" in shown("counter-help", "person", teller.pk, branch, at)


def test_f1_needs_an_open_counter(client, teller):
    client.force_login(teller)

    assert client.post(reverse("queueing:teller-help"), {"reason": "cash"}, **JSON).status_code == 409


def test_f1_can_be_taken_back(client, session, teller):
    client.force_login(teller)
    client.post(reverse("queueing:teller-help"), {"reason": "cash"}, **JSON)

    assert client.post(reverse("queueing:teller-help-back"), **JSON).status_code == 200
    assert HelpRequest.objects.get().status == "withdrawn"
