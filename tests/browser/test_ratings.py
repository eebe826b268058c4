"""Ratings in a real browser: the evaluator and the phone ask once served, the tablet hears of a low mark and ends it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from complaints.models import Rating
from queueing.domain.serving import finish, start
from queueing.models import CounterSession, Ticket
from tests.browser.hall import Hall
from tests.browser.screens import PHONE, TABLET, UPRIGHT, Screens
from tests.browser.test_shots import LANGUAGES, Album

pytestmark = pytest.mark.browser
PAGE = "/floor/0001/ratings/"


def serve(hall: Hall, session: CounterSession) -> Ticket:
    """Whoever is next, served to the end."""
    by, ticket = session.staff.actor, hall.call(session, seconds_ago=300)
    start(ticket, by=by, at=timezone.now() - dt.timedelta(seconds=240))
    return finish(ticket, by=by, at=timezone.now())


def test_one_touch_and_somebody_looks_after_the_customer(hall: Hall, screens: Screens) -> None:
    session = hall.open("1", "teller1")
    first = hall.issue("cash", minutes_ago=6)
    evaluator = screens.device("EVAL1", "/evaluator/EVAL1/", TABLET, has_touch=True)
    phone = screens.show("phone", screens.context(PHONE, has_touch=True), f"/t/{first.page_token}/?lang=en")
    tablet = screens.person("manager", PAGE, TABLET, has_touch=True)
    for screen in (evaluator, phone, tablet):
        screen.is_live()
    expect(phone.page.locator("[data-key=rating-ask]")).to_have_count(0)

    serve(hall, session)
    expect(phone.page.locator("[data-key=rating-ask]")).to_be_visible()
    evaluator.page.locator(".rating-face-5").tap()
    expect(evaluator.page.locator("[data-panel=evaluator]")).to_contain_text("Thank you")
    expect(phone.page.locator("[data-key=rating-thanks]")).to_contain_text("5 of 5")
    evaluator.page.locator(".rating-undo button").tap()
    expect(phone.page.locator("[data-key=rating-ask]")).to_be_visible()

    phone.page.locator(".rating-face-2").tap()
    phone.page.locator(".rating-step").nth(3).tap()
    phone.page.locator("textarea").fill("<i>slow</i>")
    phone.page.locator(".rating-more button").tap()
    expect(phone.page.locator(".rating-more")).to_have_count(0)
    row = tablet.page.locator("[data-panel=ratings-to-recover] li")
    expect(row).to_contain_text(first.number)
    row.locator("button").tap()
    dialog = tablet.page.locator("#detail")
    expect(dialog.locator("blockquote")).to_have_text("<i>slow</i>")
    dialog.locator(".chip", has=tablet.page.locator("input[value=talked]")).tap()
    dialog.locator("form[action$='/recover/'] button").tap()
    expect(row).to_have_count(0)

    rating = Rating.objects.get(ticket=first)
    assert (rating.score, rating.nps, rating.recovery) == (2, 3, "talked")
    assert not evaluator.complaints + phone.complaints + tablet.complaints


def test_screens_of_ratings_in_both_languages(hall: Hall, screens: Screens) -> None:
    session, album = hall.open("1", "teller1"), Album()
    hall.issue("cash", minutes_ago=6)
    ticket = serve(hall, session)
    phone = screens.show("phone", screens.context(PHONE), f"/t/{ticket.page_token}/")
    kiosk = screens.device("KIOSK1", "/kiosk/KIOSK1/", UPRIGHT)
    tablet = screens.person("manager", PAGE, TABLET, has_touch=True)
    for language, code in LANGUAGES.items():
        phone.read(f"/t/{ticket.page_token}/?lang={code}", code)
        album.take(phone, "rating-phone", language, least=48)
        kiosk.read(f"/kiosk/KIOSK1/rating/?lang={code}", code)
        album.take(kiosk, "rating-kiosk-number", language, least=72)
        kiosk.read(f"/kiosk/KIOSK1/rating/{ticket.number}/?lang={code}", code)
        album.take(kiosk, "rating-kiosk", language, least=72)
        tablet.read(PAGE, code)
        album.take(tablet, "ratings", language, least=48)
        tablet.page.locator(".rating-row").first.tap()
        expect(tablet.page.locator("#detail .detail-state")).to_be_visible()
        album.take(tablet, "rating", f"{language}-data", least=48)
    assert not album.faults, "\n".join(album.faults)
