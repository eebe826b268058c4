"""What staff see and do: the tablet's list and dialog, the calendar, invitations, the report."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from lobby.branches.enums import RoleCode
from lobby.live import panels
from lobby.live.scopes import Scope
from queueing.domain.appointments import arriving, preparing
from queueing.domain.appointments.booking import Cash, Guest
from queueing.models import Appointment, SlotRule, Ticket
from tests import factories

pytestmark = pytest.mark.usefixtures("clock")
HOUR = dt.timedelta(hours=1)
JSON = {"HTTP_ACCEPT": "application/json"}
LANGUAGES = ["zh-hans", "en"]


def signed_in(staff):
    client = Client()
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(name, *args):
    return reverse(f"queueing:{name}", args=args)


def drawn(name, branch, at, *, audience="branch", who=None, language="en"):
    return panels.render(name, Scope(branch.pk, language, audience, who, at))


def test_the_list_says_who_comes_when(rule, branch, manager, book, at, django_assert_num_queries):
    vip = factories.make_customer(branch, at, by=manager, tier="vip")
    book(1, name="张小明", phone="13800138000")
    with django_assert_num_queries(8):
        drawn("floor-appointments", branch, at)
    book(0.5, guest=Guest("欧阳文", "13900139001", customer=vip))
    book(24)

    with django_assert_num_queries(8):
        html = drawn("floor-appointments", branch, at)

    assert html.index("10:30") < html.index("11:00")
    assert "VIP" in html
    assert "张*明" in html
    assert "8000" in html
    assert "小明" not in html
    assert "13800138000" not in html
    assert "Tomorrow: 1 of 32 places booked" in html


def test_one_tap_check_in_appears_with_the_window(rule, branch, book, at):
    appointment = book(1)
    tap = address("floor-appointment-check-in", appointment.pk)

    assert tap not in drawn("floor-appointments", branch, at)
    assert tap in drawn("floor-appointments", branch, at + 0.75 * HOUR)


def test_cash_is_ready_or_not(rule, branch, book, teller, teller2, at):
    appointment = book(24, cash=Cash(amount=80_000))
    tomorrow = at + 23 * HOUR
    assert "cash not ready" in drawn("floor-appointments", branch, tomorrow)

    for person in (teller, teller2):
        preparing.prepare(appointment, by=person.actor, at=at, cash_ready=True)

    assert "cash ready" in drawn("floor-appointments", branch, tomorrow)


def test_an_empty_day_says_so(rule, branch, at):
    assert "Nobody is expected" in drawn("floor-appointments", branch, at)


def test_the_tellers_line_has_times_and_numbers_but_no_names(
    rule, meetings, wealth, session, teller, branch, book, clock, at, django_assert_num_queries
):
    appointment = book(1, name="张小明")
    book(service=wealth, starts_at=at + 1.5 * HOUR)
    book(5)

    with django_assert_num_queries(4):
        html = drawn("counter-appointments", branch, at, audience="person", who=teller.pk)

    assert "11:00" in html
    assert "11:30" not in html
    assert "15:00" not in html
    assert "张" not in html
    arriving.check_in(appointment, by=teller.actor, at=at + HOUR)
    assert "A001" in drawn("counter-appointments", branch, at + HOUR, audience="person", who=teller.pk)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_calendar_shows_own_appointments_and_free_slots(
    meetings, wealth, adviser, branch, book, at, language, django_assert_num_queries
):
    book(service=wealth, starts_at=at + 1.5 * HOUR, name="张小明")

    with django_assert_num_queries(11):
        html = drawn("wealth-weeks", branch, at, audience="person", who=adviser.pk, language=language)

    assert "11:30" in html
    assert "0/2" in html
    assert html.count('class="week-day"') == 14
    invitation = address("wealth-invitation", branch.code, "wealth", int((at + 2.75 * HOUR).timestamp()))
    assert invitation in html
    assert "panel-error" not in html
    page = signed_in(adviser).get(address("wealth-calendar", branch.code), {"lang": language})
    assert page.status_code == 200


def test_the_calendar_is_for_those_who_work_here(meetings, branch, stranger, head):
    assert signed_in(stranger).get(address("wealth-calendar", branch.code)).status_code == 404
    assert signed_in(head).get(address("wealth-calendar", branch.code)).status_code == 403


def test_an_invitation_needs_words(meetings, wealth, adviser, branch, at):
    client, start = signed_in(adviser), int((at + 1.5 * HOUR).timestamp())
    assert (
        "Invite"
        in client.get(address("wealth-invitation", branch.code, "wealth", start), {"lang": "en"}).content.decode()
    )
    wish = {"start": start, "name": "张小明", "phone": "13800138000"}

    refused = client.post(address("wealth-invite", branch.code, "wealth"), wish, **JSON)
    done = client.post(address("wealth-invite", branch.code, "wealth"), {**wish, "value": "到期资金安排"}, **JSON)

    assert (refused.status_code, "value" in refused.json()["fields"]) == (400, True)
    appointment = Appointment.objects.get()
    assert (done.status_code, appointment.channel, appointment.staff) == (200, "wealth", adviser)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dialog_shows_everything_once(
    rule, meetings, wealth, manager, book, at, language, django_assert_num_queries
):
    client = signed_in(manager)
    one = book(service=wealth, starts_at=at + 1.5 * HOUR, name="张小明")
    client.get(address("floor-appointment", one.pk))

    with django_assert_num_queries(14):
        html = client.get(address("floor-appointment", one.pk), {"lang": language}).content.decode()

    assert "张*明" in html
    assert address("floor-appointment-cancel", one.pk) in html
    assert address("floor-appointment-move", one.pk) in html


ACTS = {
    "check-in": ({}, "confirmed", "checked_in", "requested"),
    "confirm": ({}, "requested", "confirmed", "confirmed"),
    "move": ({"start": None}, "confirmed", "confirmed", "requested"),
    "cancel": ({"reason": "停电"}, "confirmed", "cancelled", "checked_in"),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_by_the_lobby_a_stranger_and_in_the_wrong_state(rule, manager, stranger, book, clock, at, act):
    fields, before, after, wrong = ACTS[act]
    appointment = book(1)
    clock.move_to(at + HOUR)
    data = {**fields, **({"start": int((at + 3 * HOUR).timestamp())} if "start" in fields else {})}
    path = address(f"floor-appointment-{act}", appointment.pk)

    Appointment.objects.update(status=wrong)
    assert signed_in(manager).post(path, data, **JSON).status_code == 409
    Appointment.objects.update(status=before)
    assert signed_in(stranger).post(path, data, **JSON).status_code == 404
    assert signed_in(manager).post(path, data, **JSON).status_code == 200

    assert Appointment.objects.get().status == after


def test_somebody_missed_gets_a_new_time(rule, manager, book, at):
    appointment = book(1)
    Appointment.objects.update(status="no_show", ended_at=at)

    done = signed_in(manager).post(
        address("floor-appointment-move", appointment.pk), {"start": int((at + 3 * HOUR).timestamp())}, **JSON
    )

    assert done.status_code == 200
    assert Appointment.objects.get().status == "confirmed"


def test_the_list_is_worked_through(meetings, wealth, adviser, teller, book, at):
    appointment = book(service=wealth, starts_at=at + 1.5 * HOUR)
    client = signed_in(adviser)
    client.post(address("floor-appointment-item", appointment.pk), {"text": "泡茶"}, **JSON)
    items = list(appointment.prepare_items.values_list("pk", flat=True))
    assert len(items) == 3

    client.post(address("floor-appointment-mark", appointment.pk, items[0]), **JSON)
    client.post(address("floor-appointment-unmark", appointment.pk, items[0]), **JSON)
    for item in items:
        client.post(address("floor-appointment-mark", appointment.pk, item), **JSON)

    assert Appointment.objects.get().status == "prepared"
    assert client.post(address("floor-appointment-item", appointment.pk), {"text": ""}, **JSON).status_code == 400


def test_two_people_sign_for_the_cash(rule, teller, teller2, manager, book):
    appointment = book(24, cash=Cash(amount=80_000))
    path = address("floor-appointment-cash", appointment.pk)

    assert signed_in(manager).post(path, **JSON).status_code == 403
    assert signed_in(teller).post(path, **JSON).status_code == 200
    assert signed_in(teller).post(path, **JSON).json()["code"] == "four_eyes"
    assert signed_in(teller2).post(path, **JSON).status_code == 200

    assert Appointment.objects.get().status == "prepared"


def test_a_result_is_written_down(rule, manager, book):
    appointment = book(1)
    path = address("floor-appointment-result", appointment.pk)
    assert signed_in(manager).post(path, {"text": "续存"}, **JSON).status_code == 409
    Appointment.objects.update(status="completed")

    assert signed_in(manager).post(path, {"text": "续存"}, **JSON).status_code == 200
    assert Appointment.objects.get().result == "续存"


def test_the_lobby_books_for_a_caller(rule, manager, teller, stranger, branch, at):
    client, path = signed_in(manager), address("floor-appointment-book", branch.code)
    choice = f"cash {int((at + HOUR).timestamp())}"
    assert choice in client.get(address("floor-appointment-new", branch.code)).content.decode()
    wish = {"choice": choice, "name": "张小明", "phone": "13800138000"}

    assert signed_in(stranger).post(path, wish, **JSON).status_code == 404
    assert signed_in(teller).post(path, wish, **JSON).status_code == 403
    assert client.post(path, {**wish, "choice": "cash"}, **JSON).status_code == 400
    done = client.post(path, wish, **JSON)

    appointment = Appointment.objects.get()
    assert appointment.channel == "tablet"
    assert appointment.code in done.json()["message"]


def test_the_report_counts_offered_booked_and_used(rule, head, manager, book, branch, at, django_assert_num_queries):
    book(1)
    Appointment.objects.update(status="no_show")
    arriving.check_in(book(2), by=manager.actor, at=at + 2 * HOUR)
    book(3)
    gone = book(4)
    Appointment.objects.filter(pk=gone.pk).update(status="cancelled")
    client = signed_in(head)
    client.get(address("appointment-report", branch.code))

    with django_assert_num_queries(8):
        page = client.get(address("appointment-report", branch.code), {"lang": "en"})

    whole = page.context["whole"]
    assert (whole.offered, whole.booked, whole.used) == (10 * 32, 3, 1)
    today = page.context["rows"][0].whole
    assert (today.offered, today.booked_share, today.used_share) == (32, 9, 3)


def test_the_report_is_for_those_who_see_figures(branch, teller, stranger):
    path = address("appointment-report", branch.code)
    assert signed_in(stranger).get(path).status_code == 404
    assert signed_in(teller).get(path).status_code == 403
    ops = factories.make_staff("ops", branch, RoleCode.BR_OPS)
    assert "state-empty" in signed_in(ops).get(path).content.decode()
    assert signed_in(ops).get(path, {"day": "x"}).status_code == 400


def test_nothing_is_left_of_the_names_on_any_staff_page(rule, manager, head, branch, book):
    appointment = book(1, name="欧阳小明", phone="13800138000")
    pages = [
        signed_in(manager).get(f"/floor/{branch.code}/"),
        signed_in(manager).get(address("floor-appointment", appointment.pk)),
        signed_in(head).get(reverse("kpi:kpi-detail", args=[branch.code, "K28B"])),
    ]

    for page in pages:
        assert page.status_code == 200
        assert "欧阳小明" not in page.content.decode()
        assert "13800138000" not in page.content.decode()
    assert Ticket.objects.count() == 0
    assert SlotRule.objects.count() == 1
