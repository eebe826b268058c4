"""A referral in a real browser: one tap at the counter, accepted over the calendar; the screens in both languages."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from lobby.customers.selectors.cards import customer_by_reference
from marketing.enums.leads import LeadStatus
from marketing.models import Contribution, Lead
from queueing.domain.issuing import issue
from queueing.domain.serving import start
from queueing.enums import Source
from tests.browser.hall import Hall
from tests.browser.screens import DESKTOP, TABLET, Screens
from tests.browser.test_shots import LANGUAGES, Album

pytestmark = pytest.mark.browser


def test_one_tap_at_the_counter_and_one_of_the_wealth_manager(hall: Hall, screens: Screens) -> None:
    session, album = hall.open("1", "teller1"), Album()
    # At a counter the wealth manager is there, whatever the roster says at this hour.
    hall.open("7", "wealth1")
    customer = customer_by_reference(hall.branch, "LEAD0005")
    at = timezone.now() - dt.timedelta(minutes=5)
    by, service = session.staff.actor, hall.service("cash")
    ticket = issue(hall.branch, by=by, at=at, service=service, source=Source.TABLET, customer=customer)
    start(hall.call(session, seconds_ago=60), by=by, at=timezone.now())
    desk = screens.person("teller1", "/teller/", DESKTOP)
    wealth = screens.person("wealth1", "/wealth/0001/", TABLET, has_touch=True)
    tablet = screens.person("manager", f"/leads/0001/new/?ticket={ticket.pk}", TABLET, has_touch=True)
    for screen in (desk, wealth):
        screen.is_live()
    split = Contribution.objects.get(status="disputed")
    for language, code in LANGUAGES.items():
        tablet.read(f"/leads/0001/new/?ticket={ticket.pk}", code)
        album.take(tablet, "lead-new", f"{language}-data", least=48)

    desk.page.keyboard.press("l")
    album.take(desk, "refer", "zh")
    desk.page.keyboard.press("2")
    card = wealth.page.locator(".lead-card", has_text=ticket.number)
    expect(card).to_be_visible()
    for language, code in LANGUAGES.items():
        for name, path in (
            ("leads", "/leads/0001/"),
            ("lead", f"/leads/one/{split.lead_id}/"),
            ("wealth-inbox", "/wealth/0001/"),
        ):
            wealth.read(path, code)
            album.take(wealth, name, f"{language}-data", least=48)
    wealth.read("/wealth/0001/", "en")
    card.get_by_role("button", name="Accept").tap()
    expect(card).to_have_count(0)
    lead = Lead.objects.get(ticket=ticket)
    assert (lead.status, lead.receiver) == (LeadStatus.ACCEPTED, hall.staff("wealth1"))

    wealth.read(f"/leads/one/{lead.pk}/", "en")
    album.take(wealth, "lead-contact", "en-data", least=48)
    wealth.page.locator("form[action$='/contact/'] .chip").nth(0).tap()
    wealth.page.locator("form[action$='/contact/'] .chip", has_text="interested").tap()
    wealth.page.locator("form[action$='/contact/'] button").tap()
    expect(wealth.page.locator("h1 .mark")).to_have_text("contacted")
    head = screens.person("head", "/contributions/0001/", DESKTOP)
    for language, code in LANGUAGES.items():
        for name, path in (
            ("contributions", "/contributions/0001/"),
            ("contribution", f"/contributions/one/{split.pk}/"),
            ("leads-head", "/leads/0001/"),
        ):
            head.read(path, code)
            album.take(head, name, f"{language}-data")
    assert not album.faults, "\n".join(album.faults)
