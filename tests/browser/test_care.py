"""Waiting and care in a real browser: a phone calls, the tablet answers, cares, lends and hosts (LM-5)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from lobby.floor.domain import loans
from lobby.floor.models import Material
from queueing.domain.care import acts, hosting
from queueing.domain.care.sweeping import sweep_companions
from queueing.enums import Trait
from queueing.enums.care import CareKind
from queueing.models import Ticket
from tests.browser.hall import Hall
from tests.browser.screens import DESKTOP, PHONE, TABLET, UPRIGHT, Screens
from tests.browser.test_shots import LANGUAGES, Album

pytestmark = pytest.mark.browser
PAGE = "/floor/0001/care/"


def test_a_customer_calls_and_is_looked_after(hall: Hall, screens: Screens) -> None:
    ticket = hall.issue("cash", Trait.ELDERLY)
    phone = screens.show("phone", screens.context(PHONE), f"/t/{ticket.page_token}/?lang=en")
    tablet = screens.person("manager", PAGE, TABLET, has_touch=True)
    for screen in (phone, tablet):
        screen.is_live()

    phone.page.locator("[data-help] button").click()
    expect(phone.page.locator("[data-panel=phone-help]")).to_contain_text("Help is asked for")
    call = tablet.page.locator("[data-panel=care-help] li")
    expect(call).to_contain_text(ticket.number)
    call.locator("button").tap()
    expect(phone.page.locator("[data-panel=phone-help]")).to_contain_text("Somebody is coming to you")
    expect(phone.page.locator("[data-help-back]")).to_be_hidden()

    row = tablet.page.locator(f"[data-key='care-{ticket.pk}']")
    row.locator("button[value=water]").tap()
    expect(row.locator(".care-given span").first).to_be_visible()
    tablet.page.locator("#toasts [data-undo] button").first.tap()
    expect(row.locator(".care-given")).to_have_count(0)

    row.locator(".care-who").tap()
    dialog = tablet.page.locator("#detail")
    dialog.locator("#care-companion").select_option(index=1)
    dialog.locator("form[action$='/companion/'] button").tap()
    expect(dialog.locator(".timeline").first).to_be_visible()
    assert not phone.complaints + tablet.complaints


def test_screens_of_care_in_both_languages(hall: Hall, screens: Screens) -> None:
    ticket = crowd(hall)
    album = Album()
    tablet = screens.person("manager", PAGE, TABLET, has_touch=True)
    desk = screens.person("teller1", "/teller/?branch=0001", DESKTOP)
    phone = screens.show("phone", screens.context(PHONE), f"/t/{ticket.page_token}/")
    kiosk = screens.device("KIOSK1", "/kiosk/KIOSK1/", UPRIGHT)
    for language, code in LANGUAGES.items():
        tablet.read(PAGE, code)
        album.take(tablet, "care-page", language, least=48)
        tablet.page.locator(".care-row .care-who").first.tap()
        expect(tablet.page.locator("#detail .care-people")).to_be_visible()
        album.take(tablet, "care-visit", language, least=48)
        tablet.read("/floor/0001/home-visits/", code)
        album.take(tablet, "care-home-visits", language, least=48)
        tablet.page.locator(".home-visit-row").first.tap()
        expect(tablet.page.locator("#detail .home-visit-facts")).to_be_visible()
        # Names and addresses are the customer's own, in whatever language.
        album.take(tablet, "care-home-visit", f"{language}-data", least=48)
        desk.read("/teller/?branch=0001", code)
        desk.page.keyboard.press("F1")
        expect(desk.page.locator("#help")).to_be_visible()
        album.take(desk, "care-teller-help", language)
        phone.read(f"/t/{ticket.page_token}/?lang={code}", code)
        album.take(phone, "care-phone", language, least=48)
        kiosk.read(f"/kiosk/KIOSK1/?lang={code}", code)
        album.take(kiosk, "care-kiosk", language, least=48)
    assert not album.faults, "\n".join(album.faults)


def crowd(hall: Hall) -> Ticket:
    """People who have waited, some cared for, one to be hosted, one thing lent."""
    hall.open("1", "teller1", minutes_ago=0)
    tickets = [
        hall.issue(("cash", "personal", "card")[n % 3], *([Trait.ELDERLY] if n == 1 else []), minutes_ago=22 - 3 * n)
        for n in range(7)
    ]
    manager, at = hall.staff("manager"), timezone.now()
    hall.sweep()
    sweep_companions(at=at)
    acts.care(tickets[0], kind=CareKind.APOLOGISED, by=manager, at=at - dt.timedelta(minutes=1))
    acts.care(tickets[0], kind=CareKind.WATER, by=manager, at=at)
    hosting.flag(tickets[1].visit, by=manager, at=at)
    hosting.flag(tickets[0].visit, by=manager, at=at)
    magnifier = Material.objects.get(branch=hall.branch, code="care-magnifier")
    loans.lend(magnifier, by=manager, at=at, label=tickets[1].number, subject=("visit", tickets[1].visit_id))
    return tickets[2]
