"""An outage over tablet, wall, kiosk and phone: declared, a later time accepted with one tap, ended; both languages."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from queueing.models import Appointment, RebookingOffer
from tests.browser.hall import Hall
from tests.browser.screens import DESKTOP, TABLET, UPRIGHT, Screen, Screens
from tests.browser.test_shots import LANGUAGES, Album

pytestmark = pytest.mark.browser
PAGE = "/floor/0001/outage/"
WITHIN_MS = 5_000
# What people of the demo wrote is in their own language.
TYPED = ("foreign: 梅", "foreign: 无")


def test_an_outage_from_the_declaration_to_clean_screens(hall: Hall, screens: Screens) -> None:
    ticket, other = hall.issue("cash"), hall.issue("cash")
    tablet = screens.person("manager", PAGE, TABLET, has_touch=True)
    wall = screens.device("WALL1", "/wall/WALL1/", DESKTOP)
    kiosk = screens.device("KIOSK1", "/kiosk/KIOSK1/", UPRIGHT)
    phone = screens.customer(reverse("queueing:ticket-page", args=[ticket.page_token]))
    for screen in (tablet, wall, kiosk, phone):
        screen.is_live()
    album = Album()

    tablet.page.get_by_role("button", name="宣布停办").tap()
    album.take(tablet, "outage-declare", "zh", least=48)
    tablet.page.get_by_role("button", name="立即告知").tap()

    notice = "系统暂时不能办理业务"
    expect(wall.page.locator("[data-panel=wall-content]")).to_contain_text(notice, timeout=WITHIN_MS)
    expect(kiosk.page.locator("[data-panel=kiosk-urgent]")).to_contain_text(notice, timeout=WITHIN_MS)
    expect(phone.page.locator("[data-panel=phone-urgent]")).to_contain_text(notice, timeout=WITHIN_MS)
    promises_nothing(phone)
    tablet.page.wait_for_load_state()
    tablet.is_live()
    line = tablet.page.locator("[data-panel=outage-line]")
    expect(line).to_contain_text(ticket.number)

    tablet.page.get_by_role("button", name="改约时间或网点").tap()
    album.take(tablet, "outage-rebook", "zh", least=48)
    tablet.page.get_by_role("button", name="发出改约").tap()
    yes = phone.page.get_by_role("button", name="好，我届时再来")
    expect(yes).to_be_visible(timeout=WITHIN_MS)
    album.take(phone, "outage-offer", "zh")
    yes.tap()

    expect(phone.page.locator("[data-panel=phone-offer]")).to_contain_text("您的新时段")
    expect(yes).to_be_hidden()
    expect(line).to_contain_text("已接受")
    assert Appointment.objects.filter(rebooked__ticket=ticket).count() == 1
    line.locator("li", has_text=other.number).get_by_role("button", name="谢绝").tap()
    expect(line.locator("li", has_text=other.number)).to_contain_text("已谢绝")
    assert RebookingOffer.objects.get(ticket=other).answered_by == hall.staff("manager")

    pictures_of(tablet, album, "outage-running", least=48)
    album.take(kiosk, "outage-kiosk", "zh", least=48)
    album.take(phone, "outage-accepted", "zh")
    album.take(wall, "outage-wall", "zh")
    board = screens.person("head", PAGE, DESKTOP)
    pictures_of(board, album, "outage-desktop")
    board.read(PAGE, "zh-hans")
    board.page.get_by_role("button", name="恢复营业").click()
    album.take(board, "outage-end", "zh")
    recover(board)
    expect(kiosk.page.locator("[data-panel=kiosk-urgent]")).not_to_contain_text(notice, timeout=WITHIN_MS)
    expect(wall.page.locator("[data-panel=wall-content]")).not_to_contain_text(notice, timeout=WITHIN_MS)
    expect(phone.page.locator("[data-panel=phone-urgent]")).to_be_empty(timeout=WITHIN_MS)
    expect(tablet.page.locator("[data-panel=outage-now]")).to_contain_text("No outage")
    pictures_of(board, album, "outage-over")
    faults = [fault for fault in album.faults if not any(words in fault for words in TYPED)]
    assert not faults, "\n".join(faults)


def promises_nothing(phone: Screen) -> None:
    """Nobody is told to be next for what has stopped."""
    expect(phone.page.locator(".turn-stopped")).to_be_visible(timeout=WITHIN_MS)
    expect(phone.page.locator(".turn-near, .turn-place").locator("visible=true")).to_have_count(0)


def recover(board: Screen) -> None:
    """End the outage, and wait until the page has loaded itself again."""
    with board.page.expect_navigation():
        board.page.get_by_role("button", name="是，已恢复").click()


def pictures_of(screen: Screen, album: Album, name: str, *, least: int = 0) -> None:
    """The outage page in both languages."""
    for language, code in LANGUAGES.items():
        screen.read(PAGE, code)
        album.take(screen, name, language, least=least)
