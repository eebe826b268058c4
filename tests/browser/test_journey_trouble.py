"""What a branch must not notice: a panel with a fault, a screen nobody touches, a kiosk somebody walked away from."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.hall import Hall
from tests.browser.looking import foreign_words
from tests.browser.screens import DESKTOP, TABLET, UPRIGHT, Screens
from tests.live.server import serve

pytestmark = pytest.mark.browser

BROKEN = {"wall-lines", "floor-map", "counter-line", "head-services"}


def test_a_panel_that_fails_says_so_and_leaves_its_page_alone(browser: Browser, hall: Hall, static_files: None) -> None:
    session = hall.open("1", "teller1")
    hall.open("2", "teller2")
    with serve(module="tests.browser.broken", BEAT_S="1", BROKEN_PANELS=" ".join(BROKEN)) as server:
        screens = Screens(browser, server.url, hall)
        opened = {
            "wall-lines": screens.device("WALL1", "/wall/WALL1/", DESKTOP),
            "floor-map": screens.person("manager", "/floor/0001/", TABLET),
            "counter-line": screens.person("teller1", "/teller/", DESKTOP),
            "head-services": screens.person("head", "/head/0001/", DESKTOP, "en"),
        }
        for panel, screen in opened.items():
            screen.is_live()
            error = screen.page.locator(f"[data-panel={panel}] [data-panel-error]")
            expect(error).to_have_text(re.compile("暂时|cannot be shown just now"))
            expect(screen.page.locator("[data-panel-error]")).to_have_count(1)
        ticket = hall.issue("cash")
        hall.serve(session, 0)
        expect(opened["wall-lines"].page.locator(".wall-call .wall-number")).to_have_text(ticket.number)
        expect(opened["floor-map"].page.locator(".calls .number")).to_have_text(ticket.number)
        expect(opened["counter-line"].page.locator(".desk-number")).to_have_text(ticket.number)
        expect(opened["head-services"].page.locator("[data-key=at-counters]")).to_have_text("1")
        assert screens.complaints() == []
        screens.close()


@pytest.mark.parametrize("seconds", [6, pytest.param(60, marks=pytest.mark.long)])
def test_screens_that_nobody_touches_ask_for_nothing(hall: Hall, screens: Screens, seconds: int) -> None:
    hall.open("1", "teller1")
    idle = [
        screens.device("WALL1", "/wall/WALL1/", DESKTOP),
        screens.device("KIOSK1", "/kiosk/KIOSK1/", UPRIGHT),
        screens.person("manager", "/floor/0001/", TABLET),
        screens.person("teller1", "/teller/", DESKTOP),
        screens.person("head", "/head/0001/", DESKTOP),
        screens.customer(f"/t/{hall.issue('cash').page_token}/"),
    ]
    for screen in idle:
        screen.is_live()
        screen.requests.clear()
        screen.sockets.clear()

    # Longer than the gap between two heartbeats, so that one is waited for and comes.
    idle[0].page.wait_for_timeout(seconds * 1000)

    assert {screen.name: screen.requests for screen in idle if screen.requests} == {}
    assert all(screen.sockets for screen in idle)
    assert not any(screen.page.locator("html.is-stale").count() for screen in idle)


def test_kiosk_goes_back_to_the_start_when_somebody_walks_away(hall: Hall, screens: Screens) -> None:
    screen = screens.device("KIOSK1", "/kiosk/KIOSK1/", UPRIGHT, has_touch=True)
    page = screen.page
    expect(page.locator("[data-idle]")).to_be_hidden()
    page.clock.install()
    page.goto(f"{screens.url}/kiosk/KIOSK1/?lang=en&text=large")
    expect(page.locator("[data-idle]")).to_have_text("Back to the start in 45 s")
    assert foreign_words(page, "en") == []
    page.locator(".chip").first.tap()
    page.clock.run_for(20_000)
    expect(page.locator("[data-idle]")).to_have_text(re.compile(r"in 2\d s"))

    page.locator("h1").tap()
    expect(page.locator("[data-idle]")).to_have_text("Back to the start in 45 s")
    page.clock.run_for(46_000)

    expect(page.locator("h1")).to_have_text("请选择您要办理的业务")
    expect(page.locator("html[data-text=large]")).to_have_count(0)
    expect(page.locator(".chip input:checked")).to_have_count(0)
    expect(page.locator("[data-idle]")).to_be_hidden()
