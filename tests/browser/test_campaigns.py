"""A salon in a real browser: an invitation is answered on a phone, the guest is signed in on the tablet."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from lobby.branches.calendar import business_date
from marketing.enums.campaigns import EventStatus, GuestStatus
from marketing.models import Event, EventGuest
from tests.browser.hall import Hall
from tests.browser.screens import TABLET, Screens
from tests.marketing.factories import make_customer

pytestmark = pytest.mark.browser


def test_a_guest_answers_and_is_signed_in(hall: Hall, screens: Screens) -> None:
    event = Event.objects.get(branch=hall.branch, status=EventStatus.OPEN)
    Event.objects.filter(pk=event.pk).update(seats=50, day=business_date(hall.branch, event.since))
    customer = make_customer(hall.branch, "SALON1", consent_marketing_at=event.created_at - dt.timedelta(days=1))
    wealth = screens.person("wealth1", f"/marketing/events/plans/{event.pk}/", TABLET, "en", has_touch=True)

    box = wealth.page.locator(f"input[name=customer][value='{customer.pk}']")
    box.check()
    wealth.page.get_by_role("button", name="Invite the chosen ones").tap()
    expect(wealth.page.locator(f"input[name=customer][value='{customer.pk}']")).to_have_count(0)
    guest = EventGuest.objects.get(event=event, customer=customer)

    phone = screens.customer(f"/invitation/{guest.token}/", "en")
    expect(phone.page.locator("h1")).to_have_text(event.name_en)
    phone.page.get_by_role("button", name="I come", exact=True).tap()
    expect(phone.page.locator(".pub-said")).to_contain_text("You have a seat")

    tablet = screens.person("manager", f"/marketing/events/plans/{event.pk}/door/", TABLET, "en", has_touch=True)
    row = tablet.page.locator("li", has=tablet.page.locator(f"form[action$='/guests/{guest.pk}/sign-in/']"))
    row.get_by_role("button", name="Sign in").tap()
    expect(tablet.page.locator(f"form[action$='/guests/{guest.pk}/quiz/']")).to_be_visible()
    assert EventGuest.objects.get(pk=guest.pk).status == GuestStatus.ATTENDED
