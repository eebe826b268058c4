"""An appointment from the phone to the counter, and every screen of it in both languages."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from queueing.models import Appointment, Ticket
from tests.browser.hall import Hall
from tests.browser.screens import DESKTOP, TABLET, UPRIGHT, Screen, Screens
from tests.browser.test_shots import LANGUAGES, Album

pytestmark = pytest.mark.browser
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def album() -> Album:
    return Album()


def book(phone: Page) -> Appointment:
    """Service, time, name and phone: four pages, no script."""
    phone.locator(".book-choice").first.click()
    phone.locator(".book-times a").first.click()
    phone.fill("#name", "赵子龙")
    phone.fill("#phone", "139 0000 7788")
    phone.locator("form button").click()
    expect(phone.locator(".book-code .number")).to_be_visible()
    return Appointment.objects.get(code=phone.locator(".book-code .number").inner_text())


def bring_forward(appointment: Appointment, slot_at: dt.datetime) -> None:
    """The hours until the slot are not waited for."""
    length = appointment.ends_at - appointment.slot_at
    ends_at = slot_at + length
    Appointment.objects.filter(pk=appointment.pk).update(slot_at=slot_at, ends_at=ends_at, busy_until=ends_at)


def enter(kiosk: Page, code: str) -> Ticket:
    """By the keypad; the sixth digit is enough."""
    kiosk.locator(".kiosk-booked").click()
    for digit in code:
        kiosk.locator(f"[data-digit='{digit}']").click()
    expect(kiosk.locator(".slip-number")).to_be_visible()
    return Ticket.objects.get(number=kiosk.locator(".slip-number").inner_text())


def test_from_the_phone_to_the_counter(hall: Hall, screens: Screens) -> None:
    session = hall.open("2", "teller2", minutes_ago=6)
    tablet = screens.person("manager", "/floor/0001/", TABLET, has_touch=True)
    teller = screens.person("teller2", "/teller/", DESKTOP)
    for screen in (tablet, teller):
        screen.is_live()
        screen.mark()
    phone = screens.customer("/book/0001/", java_script_enabled=False)

    appointment = book(phone.page)
    row = tablet.page.locator(f"[data-key=appointment-{appointment.pk}]")
    expect(row).to_contain_text("赵*龙")
    expect(row).to_contain_text("7788")
    expect(teller.page.locator(f"[data-key=booked-{appointment.pk}]")).to_be_visible()

    bring_forward(appointment, timezone.now() - 5 * MINUTE)
    walk_ins = [hall.issue("cash", minutes_ago=4), hall.issue("cash", minutes_ago=3)]
    kiosk = screens.device("KIOSK1", "/kiosk/KIOSK1/", UPRIGHT)
    ticket = enter(kiosk.page, appointment.code)
    assert ticket.priority == "express"
    expect(row).to_have_count(0)
    expect(teller.page.locator(f"[data-key=booked-{appointment.pk}]")).to_contain_text(ticket.number)

    teller.page.keyboard.press("Space")
    expect(teller.page.locator(".desk-number")).to_have_text(ticket.number)
    teller.page.keyboard.press("Space")
    expect(teller.page.locator("[data-act=finish]")).to_be_visible()

    appointment.refresh_from_db()
    assert (appointment.status, appointment.ticket) == ("in_service", ticket)
    assert hall.branch.tickets.filter(pk__in=[one.pk for one in walk_ins], status="waiting").count() == 2
    assert session.staff.username == "teller2"
    assert tablet.is_untouched
    assert teller.is_untouched


def test_its_screens_in_both_languages(hall: Hall, screens: Screens, album: Album) -> None:
    soon = Appointment.objects.filter(branch=hall.branch, service__code="cash").earliest("slot_at")
    bring_forward(soon, timezone.now() + 5 * MINUTE)
    meeting = Appointment.objects.get(staff__isnull=False)
    cash = Appointment.objects.get(cash_amount__isnull=False)
    hall.open("1", "teller1", minutes_ago=1)
    phone = screens.customer("/book/0001/", java_script_enabled=False)
    manager = screens.person("manager", "/floor/0001/", TABLET, has_touch=True)
    wealth = screens.person("wealth1", "/wealth/0001/", DESKTOP)
    teller = screens.person("teller1", "/teller/", DESKTOP)
    head = screens.person("head", "/head/0001/appointments/", DESKTOP)
    kiosk = screens.device("KIOSK1", "/kiosk/KIOSK1/", UPRIGHT)
    for language, code in LANGUAGES.items():
        on_the_phone(phone, album, language, code, [soon, cash, meeting])
        on_the_tablet(manager, album, language, code, meeting)
        for screen, name, path in (
            (teller, "teller-booked", "/teller/"),
            (head, "head-appointments", "/head/0001/appointments/"),
            (head, "head-kept", "/head/0001/kpi/K28B/"),
        ):
            screen.read(path, code)
            album.take(screen, name, language)
        calendar(wealth, album, language, code, meeting)
        kiosk.page.goto(f"{screens.url}/kiosk/KIOSK1/code/?lang={code}")
        album.take(kiosk, "kiosk-code", language, least=72)
        kiosk.page.goto(f"{screens.url}/kiosk/KIOSK1/?lang={code}")
        album.take(kiosk, "kiosk-booked", language, least=72)
    assert not album.faults, "\n".join(album.faults)


def on_the_phone(phone: Screen, album: Album, language: str, code: str, appointments: list[Appointment]) -> None:
    """Each question, and the confirmation of somebody due, of ordered cash and of a meeting."""
    base = phone.page.url.split("/book/")[0].split("/a/")[0]
    pages = {
        "book": f"/book/0001/?lang={code}",
        "book-cash": f"/book/0001/?lang={code}&service=cash&cash=1",
        "book-times": f"/book/0001/?lang={code}&service=cash&cash=1&amount=80000",
        "book-move": f"/a/{appointments[1].page_token}/move/?lang={code}",
    }
    pages |= {f"booked-{n}": f"/a/{one.page_token}/?lang={code}" for n, one in enumerate(appointments)}
    for name, path in pages.items():
        phone.page.goto(base + path)
        phone.page.screenshot(path=album.path(f"{name}-{language}"), full_page=True)
    phone.page.goto(f"{base}/book/0001/?lang={code}&service=card")
    phone.page.locator(".book-times a").first.click()
    phone.page.screenshot(path=album.path(f"book-who-{language}"), full_page=True)


def on_the_tablet(screen: Screen, album: Album, language: str, code: str, meeting: Appointment) -> None:
    """The list in its place, the dialog of a meeting, booking for a caller."""
    screen.read("/floor/0001/", code)
    album.take(screen, "tablet-booked", language, least=48)
    screen.page.locator(f"[data-key=appointment-{meeting.pk}] .row-button").tap()
    expect(screen.page.locator("#detail .timeline")).to_be_visible()
    album.take(screen, "tablet-appointment", language, least=48)
    screen.page.keyboard.press("Escape")
    screen.page.locator(".floor-more summary").tap()
    screen.page.locator("[data-loads$='appointments/new/']").tap()
    expect(screen.page.locator("#book-choice")).to_be_visible()
    album.take(screen, "tablet-book", language, least=48)


def calendar(screen: Screen, album: Album, language: str, code: str, meeting: Appointment) -> None:
    """Two weeks, the list of a meeting, an invitation."""
    screen.read("/wealth/0001/", code)
    album.take(screen, "calendar", language)
    screen.page.locator(f"[data-key=week-{meeting.pk}]").click()
    expect(screen.page.locator("#detail .timeline")).to_be_visible()
    album.take(screen, "calendar-meeting", language)
    screen.page.keyboard.press("Escape")
    screen.page.locator(".week-free .button").first.click()
    expect(screen.page.locator("#invite-value")).to_be_visible()
    album.take(screen, "calendar-invite", language)
