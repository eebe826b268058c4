"""Every screen on a busy day, in both languages and at its sizes: looked at, measured, and kept in `var/shots/`."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser.hall import Hall
from tests.browser.looking import cut_texts, foreign_words, height_of, scrolls_sideways, small_targets
from tests.browser.screens import DESKTOP, TABLET, UPRIGHT, Screen, Screens

pytestmark = pytest.mark.browser

LANGUAGES = {"zh": "zh-hans", "en": "en"}
FOLDER = settings.ROOT / "var" / "shots"


class Album:
    """Looks at screens and remembers every fault, so that one run names them all."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        FOLDER.mkdir(parents=True, exist_ok=True)

    def take(self, screen: Screen, name: str, language: str, *, least: int = 0) -> None:
        """Photograph a screen and look at it."""
        page = screen.page
        page.screenshot(path=self.path(f"{name}-{language}"), animations="disabled")
        seen = {"sideways": ["the page scrolls sideways"] if scrolls_sideways(page) else [], "cut": cut_texts(page)}
        seen["small"] = small_targets(page, least)
        seen["foreign"] = foreign_words(page, LANGUAGES[language]) if language in LANGUAGES else []
        self.faults += [f"{name}-{language} {kind}: {one}" for kind, found in seen.items() for one in found]

    @staticmethod
    def path(name: str) -> Path:
        return FOLDER / f"{name}.png"


@pytest.fixture
def album() -> Album:
    return Album()


def test_screens_of_staff_in_both_languages(hall: Hall, screens: Screens, album: Album) -> None:
    hall.fill()
    hall.sweep()
    signing_in(screens, album)
    tablet(screens, album)
    teller(screens, album)
    head(screens, album)
    assert not album.faults, "\n".join(album.faults)


def test_screens_of_customers_in_both_languages(hall: Hall, screens: Screens, album: Album) -> None:
    hall.fill()
    kiosk(screens, album)
    phone(hall, screens, album)
    wall(screens, album)
    assert not album.faults, "\n".join(album.faults)


def signing_in(screens: Screens, album: Album) -> None:
    stranger = screens.show("sign-in", screens.context(DESKTOP), "/sign-in/")
    manager = screens.person("manager", "/", DESKTOP)
    for language, code in LANGUAGES.items():
        stranger.read("/sign-in/", code)
        album.take(stranger, "sign-in", language)
        manager.read("/", code)
        album.take(manager, "home", language)


def tablet(screens: Screens, album: Album) -> None:
    """Lying and upright; a ticket's dialog; the reception sheet."""
    screen = screens.person("manager", "/floor/0001/", TABLET, has_touch=True)
    page = screen.page
    for language, code in LANGUAGES.items():
        screen.read("/floor/0001/", code)
        album.take(screen, "tablet", language, least=48)
        page.set_viewport_size({"width": TABLET[1], "height": TABLET[0]})
        album.take(screen, "tablet-upright", language, least=48)
        page.set_viewport_size({"width": TABLET[0], "height": TABLET[1]})
        page.locator(".waiting .row-button").first.tap()
        expect(page.locator("#detail .timeline")).to_be_visible()
        album.take(screen, "tablet-ticket", language, least=48)
        page.keyboard.press("Escape")
        page.locator("[data-opens=reception]").tap()
        page.locator(".need").first.tap()
        expect(page.locator(".option-best")).to_be_visible()
        album.take(screen, "tablet-customer", language, least=48)
        page.locator(".reception-traits .chip").first.tap()
        page.locator(".option-other summary").first.tap()
        album.take(screen, "tablet-customer-care", language, least=48)
        page.locator(".option-best").tap()
        expect(page.locator("#issued .slip-number")).to_be_visible()
        album.take(screen, "tablet-issued", language, least=48)
        page.locator(".reception-result [data-closes]").tap()
        page.locator("[data-panel=floor-machines] .desk").first.tap()
        expect(page.locator("#detail h2")).to_be_visible()
        album.take(screen, "tablet-machine", language, least=48)


def teller(screens: Screens, album: Album) -> None:
    """The choice of a counter, a free counter, a called and a served customer."""
    elsewhere = screens.person("teller21", "/teller/", DESKTOP)
    screen = screens.person("teller1", "/teller/", DESKTOP)
    for language, code in LANGUAGES.items():
        elsewhere.read("/teller/", code)
        album.take(elsewhere, "teller-choice", language)
        screen.read("/teller/", code)
        album.take(screen, "teller-free", language)
        for act, name in (("start", "teller-called"), ("finish", "teller"), ("next", "teller-finished")):
            screen.page.keyboard.press("Space")
            expect(screen.page.locator(f"[data-act={act}]")).to_be_visible()
            album.take(screen, name, language)


def head(screens: Screens, album: Album) -> None:
    """The day, a figure with its rows, the tickets."""
    screen = screens.person("head", "/head/0001/", DESKTOP)
    pages = {"head": "/head/0001/", "head-figure": "/head/0001/kpi/K01/", "head-tickets": "/head/0001/tickets/"}
    for language, code in LANGUAGES.items():
        for name, path in pages.items():
            screen.read(path, code)
            album.take(screen, name, language)


def kiosk(screens: Screens, album: Album) -> None:
    """The question and the slip, in ordinary and in large print."""
    screen = screens.device("KIOSK1", "/kiosk/KIOSK1/", UPRIGHT, has_touch=True)
    page = screen.page
    for language, code in LANGUAGES.items():
        page.goto(f"{screens.url}/kiosk/KIOSK1/?lang={code}")
        album.take(screen, "kiosk", language, least=72)
        page.goto(f"{screens.url}/kiosk/KIOSK1/?lang={code}&text=large")
        album.take(screen, "kiosk-large", language, least=72)
        page.locator("[name=service]").nth(1).tap()
        expect(page.locator(".kiosk-answers")).to_be_visible()
        album.take(screen, "kiosk-offer-large", language, least=72)
        page.goto(page.url.replace("&text=large", ""))
        album.take(screen, "kiosk-offer", language, least=72)
        page.locator("[name=choice]").last.tap()
        expect(page.locator(".slip-number")).to_be_visible()
        page.goto(f"{page.url}&text=large")
        album.take(screen, "kiosk-slip-large", language, least=72)
        page.goto(page.url.replace("&text=large", ""))
        album.take(screen, "kiosk-slip", language, least=72)


def phone(hall: Hall, screens: Screens, album: Album) -> None:
    """Waiting far behind, and called."""
    for language, code in LANGUAGES.items():
        waiting = hall.issue("cash")
        screen = screens.customer(f"/t/{waiting.page_token}/", code)
        screen.is_live()
        album.take(screen, "phone", language, least=48)
        with hall.called(waiting):
            expect(screen.page.locator("body[data-turn=called]")).to_be_visible()
            album.take(screen, "phone-called", language)


def wall(screens: Screens, album: Album) -> None:
    """Both languages at once, readable from eight metres on both sizes of screen."""
    screen = screens.device("WALL1", "/wall/WALL1/", DESKTOP)
    screen.is_live()
    for name, (width, height) in (("wall", DESKTOP), ("wall-4k", (3840, 2160))):
        screen.page.set_viewport_size({"width": width, "height": height})
        album.take(screen, name, "both")
        assert height_of(screen.page, ".wall-call:first-child .wall-number") >= height / 8
