"""A customer books on a phone that runs no script, in either language, and looks after the booking by its link."""

from __future__ import annotations

import datetime as dt
import gzip
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from lobby.branches.actors import CUSTOMER
from lobby.branches.models import Branch, BranchPolicy
from queueing.domain.appointments import ending
from queueing.models import Appointment, AppointmentNotice, SlotRule, Ticket

pytestmark = pytest.mark.usefixtures("clock")
HOUR = dt.timedelta(hours=1)
BOOK = "/book/7001/"


@pytest.fixture
def phone():
    """A customer's browser: no session, CSRF checked."""
    return Client(enforce_csrf_checks=True)


def text(response):
    return response.content.decode()


def links(html, words):
    return [href.replace("&amp;", "&") for href in re.findall(r'href="(\?[^"]+)"[^>]*>(?:<span>)?' + words, html)]


def post(client, address, page, **data):
    """Send the form of a page as a browser does."""
    html = text(page)
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))
    return client.post(address, {**fields, **data})


def to_details(phone, at, hours=1, query="service=cash"):
    start = int((at + hours * HOUR).timestamp())
    address = f"{BOOK}?{query}&start={start}"
    return address, phone.get(address)


def own(appointment, name="page"):
    return reverse(f"queueing:appointment-{name}", args=[appointment.page_token])


def test_from_the_service_to_the_confirmation_by_links_alone(rule, phone, at):
    services = text(phone.get(BOOK, {"lang": "en"}))
    (service,) = links(services, "Service cash")
    days = text(phone.get(BOOK + service))
    (time,) = links(days, "11:00")
    assert parse_qs(urlsplit(time).query)["start"] == [str(int((at + HOUR).timestamp()))]

    answer = post(phone, BOOK + time, phone.get(BOOK + time), name="Ann Lee", phone="13800138000")

    appointment = Appointment.objects.get()
    assert answer.headers["Location"] == own(appointment) + "?lang=en"
    page = text(phone.get(answer.headers["Location"]))
    assert appointment.code in page
    assert "Your appointment is confirmed" in page
    assert "<svg" in page
    assert (appointment.language, appointment.channel, appointment.name) == ("en", "phone", "Ann Lee")


def test_both_languages_and_no_script(rule, phone, book):
    pages = [BOOK, f"{BOOK}?service=cash", f"{BOOK}?service=cash&cash=1", own(book(1)), own(book(2), "move")]
    for page in pages:
        for language in ("zh-hans", "en"):
            html = text(phone.get(page, query_params={**dict(parse_qs(urlsplit(page).query)), "lang": language}))
            assert f'<html lang="{language}"' in html
            assert "<script" not in html


def test_a_second_press_books_nothing_more(rule, phone, at):
    address, page = to_details(phone, at)

    first = post(phone, address, page, name="张小明", phone="13800138000")
    second = post(phone, address, page, name="张小明", phone="13800138000")

    assert first.headers["Location"] == second.headers["Location"]
    assert Appointment.objects.count() == 1


def test_whoever_was_slower_sees_the_next_times(rule, phone, book, at):
    SlotRule.objects.update(capacity=1)
    address, page = to_details(phone, at)
    book(1)

    answer = post(phone, address, page, name="张小明", phone="13800138000")

    assert answer.status_code == 409
    assert "03-10 11:30" in text(answer)
    assert links(text(answer), "11:30")
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"name": "", "phone": "13800138000"}, {"name": "张小明", "phone": "abc"}])
def test_what_was_typed_is_kept(rule, phone, at, wrong):
    address, page = to_details(phone, at)

    answer = post(phone, address, page, **wrong)

    assert answer.status_code == 400
    assert 'aria-invalid="true"' in text(answer)
    assert all(f'value="{typed}"' in text(answer) for typed in wrong.values() if typed)


@pytest.mark.timeout(15)
def test_a_name_of_any_length_is_refused_at_once(rule, phone, at):
    address, page = to_details(phone, at)

    assert post(phone, address, page, name="a" * 200_000 + "<", phone="13800138000").status_code == 400


@pytest.mark.parametrize("start", ["253402300799", "-62135596800", "1e9", "9" * 5000])
def test_a_time_outside_the_calendar_is_none(rule, phone, at, book, start):
    address, page = to_details(phone, at)

    assert phone.get(f"{BOOK}?service=cash&start={start}").status_code == 200
    assert post(phone, address, page, name="张小明", phone="13800138000", start=start).status_code == 400
    move = own(book(1), "move")
    assert post(phone, move, phone.get(move), start=start).status_code == 400


def test_too_many_from_one_connection_in_words(rule, phone, book, at):
    BranchPolicy.objects.update(bookings_per_address=1)
    for hours, status in ((1, 302), (2, 429)):
        address, page = to_details(phone, at, hours)
        answer = post(phone, address + "&lang=en", page, name="Ann", phone="13800138000")
        assert answer.status_code == status

    assert "call the branch" in text(answer)


def test_large_cash_asks_how_much_and_leaves_a_day(rule, phone, at):
    asked = text(phone.get(f"{BOOK}?service=cash&cash=1&lang=en"))
    assert "50,000" in asked
    days = text(phone.get(f"{BOOK}?service=cash&cash=1&amount=80000&notes=100&lang=en"))
    assert "3-10" not in days
    assert "3-11" in days
    address, page = to_details(phone, at, 24, "service=cash&cash=1&amount=80000&notes=100s&lang=en")

    answer = post(phone, address, page, name="张小明", phone="13800138000")

    appointment = Appointment.objects.get()
    assert (appointment.cash_amount, appointment.cash_notes) == (80_000, "100s")
    assert "80,000 CNY" in text(phone.get(answer.headers["Location"]))
    assert "gets the cash ready" in text(phone.get(answer.headers["Location"]))


def test_a_branch_without_slots_or_without_a_name(branch, phone, other_branch):
    assert "state-empty" in text(phone.get(BOOK))
    Branch.objects.filter(pk=other_branch.pk).update(is_active=False)
    for code in ("7002", "9999", "%00"):
        assert phone.get(f"/book/{code}/").status_code == 404


def test_a_link_that_nobody_has(rule, phone):
    for name in ("page", "move", "cancel", "check-in", "calendar"):
        address = reverse(f"queueing:appointment-{name}", args=["x" * 22])
        answer = phone.get(address) if name in {"page", "move", "calendar"} else Client().post(address)
        assert answer.status_code == 404


def test_the_link_stays_a_secret(rule, phone, book):
    page = phone.get(own(book(1)))

    assert page["Referrer-Policy"] == "same-origin"
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-store" in page["Cache-Control"]


def test_no_page_names_the_customer(rule, phone, book):
    appointment = book(1, name="欧阳小明", phone="13800138000")

    for page in (own(appointment), own(appointment, "move")):
        assert "欧阳" not in text(phone.get(page))
        assert "13800138000" not in text(phone.get(page))


def test_the_calendar_file_rings_and_knows_the_address(rule, phone, book, branch, at):
    Branch.objects.update(address_en="1 Renmin Road")
    appointment = book(1)

    answer = phone.get(own(appointment, "calendar"), {"lang": "en"})

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.decoded("dtstart") == at + HOUR
    assert event["location"] == "Branch 7001, 1 Renmin Road"
    assert own(appointment) in event["url"]
    assert [alarm["trigger"].dt for alarm in event.walk("VALARM")] == [dt.timedelta(hours=-2)]
    ending.cancel(appointment, by=CUSTOMER, at=at)
    (event,) = Calendar.from_ical(phone.get(own(appointment, "calendar")).content).walk("VEVENT")
    assert (event["status"], event["sequence"]) == ("CANCELLED", 1)


def test_another_time_and_three_at_most(rule, phone, book, at):
    appointment = book(1)
    for hours in (2, 3, 4):
        page = phone.get(own(appointment, "move"))
        answer = post(phone, own(appointment, "move"), page, start=int((at + hours * HOUR).timestamp()))
        assert answer.status_code == 302
    assert own(appointment, "move") not in text(phone.get(own(appointment)))

    page = phone.get(own(appointment, "move"))
    refused = post(phone, own(appointment, "move"), page, start=int((at + 5 * HOUR).timestamp()))

    assert refused.status_code == 409
    assert Appointment.objects.get().slot_at == at + 4 * HOUR


def test_a_time_that_is_gone_offers_others(rule, phone, book, at):
    SlotRule.objects.update(capacity=1)
    appointment = book(1)
    book(2)

    page = phone.get(own(appointment, "move"))
    answer = post(phone, own(appointment, "move"), page, start=int((at + 2 * HOUR).timestamp()))

    assert answer.status_code == 409
    assert "03-10 12:30" in text(answer)


def test_cancel_and_book_again(rule, phone, book):
    appointment = book(1)

    post(phone, own(appointment, "cancel"), phone.get(own(appointment)))

    assert Appointment.objects.get().status == "cancelled"
    page = text(phone.get(own(appointment), {"lang": "en"}))
    assert f'href="{BOOK}?lang=en&amp;service=cash"' in page
    again = post(phone, own(appointment, "cancel"), phone.get(own(book(2))))
    assert again.status_code == 409


def test_the_branch_says_sorry(rule, phone, book, manager, at):
    appointment = book(1)
    ending.cancel(appointment, by=manager.actor, at=at, reason="停电", apology="今天停电,非常抱歉")

    page = text(phone.get(own(appointment)))

    assert "今天停电,非常抱歉" in page
    assert BOOK in page


def test_check_in_by_phone_when_it_is_time(rule, phone, book, clock, at):
    appointment = book(1)
    early = post(phone, own(appointment, "check-in"), phone.get(own(appointment)))
    assert early.status_code == 409
    assert "10:45" in text(early)
    clock.move_to(at + HOUR)

    post(phone, own(appointment, "check-in"), phone.get(own(appointment)))

    ticket = Ticket.objects.get()
    assert ticket.page_token in text(phone.get(own(appointment)))


def test_reminders_stand_on_the_page(rule, phone, book, at):
    appointment = book(1)
    AppointmentNotice.objects.create(appointment=appointment, kind="hours_before", slot_at=appointment.slot_at, at=at)

    assert "two hours before" in text(phone.get(own(appointment), {"lang": "en"}))


@pytest.mark.parametrize("page", ["times", "confirmation"])
def test_a_cold_load_is_small(rule, phone, book, page):
    address = own(book(1)) if page == "confirmation" else f"{BOOK}?service=cash"
    html = text(phone.get(address))

    files = re.findall(r'(?:href|src)="/static/([^"]+)"', html)
    sizes = [len(gzip.compress((settings.ROOT / "static" / file).read_bytes())) for file in files]
    assert len(gzip.compress(html.encode())) + sum(sizes) <= 50_000
    assert len(html.encode()) + sum((settings.ROOT / "static" / file).stat().st_size for file in files) <= 50_000


def test_statements_of_the_pages(rule, phone, book, django_assert_num_queries):
    appointment = book(1)
    with django_assert_num_queries(2):
        phone.get(BOOK)
    with django_assert_num_queries(7):
        phone.get(f"{BOOK}?service=cash")
    with django_assert_num_queries(5):
        phone.get(own(appointment))
