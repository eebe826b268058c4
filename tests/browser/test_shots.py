"""Every screen on a busy day, in both languages and at its sizes: looked at, measured, and kept in `var/shots/`."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser.hall import Hall
from tests.browser.looking import cut_texts, foreign_words, height_of, scrolls_sideways, small_targets
from tests.browser.screens import DESKTOP, PHONE, TABLET, UPRIGHT, Screen, Screens

pytestmark = pytest.mark.browser

LANGUAGES = {"zh": "zh-hans", "en": "en"}
FOLDER = settings.ROOT / "var" / "shots"


class Album:
    """Looks at screens and remembers every fault, so that one run names them all."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        FOLDER.mkdir(parents=True, exist_ok=True)

    def take(self, screen: Screen, name: str, language: str, *, least: int = 0, both: bool = False) -> None:
        """Photograph a screen and look at it."""
        page = screen.page
        page.screenshot(path=self.path(f"{name}-{language}"), animations="disabled")
        seen = {"sideways": ["the page scrolls sideways"] if scrolls_sideways(page) else [], "cut": cut_texts(page)}
        seen["small"] = small_targets(page, least)
        seen["foreign"] = [] if both else foreign_words(page, LANGUAGES[language])
        self.faults += [f"{name}-{language} {kind}: {one}" for kind, found in seen.items() for one in found]

    @staticmethod
    def path(name: str) -> Path:
        return FOLDER / f"{name}.png"


@pytest.fixture
def album() -> Album:
    return Album()


def test_every_screen_in_both_languages(hall: Hall, screens: Screens, album: Album) -> None:
    hall.fill()
    hall.open("1", "teller1")
    hall.sweep()
    for language in LANGUAGES:
        signing_in(screens, album, language)
        tablet(screens, album, language)
        teller(screens, album, language)
        head(screens, album, language)
        kiosk(screens, album, language)
        phone(hall, screens, album, language)
    wall(screens, album)
    assert not album.faults, "\n".join(album.faults)


def signing_in(screens: Screens, album: Album, language: str) -> None:
    context = screens.context(DESKTOP)
    context.add_cookies([{"name": "django_language", "value": LANGUAGES[language], "url": screens.url}])
    album.take(screens.show("sign-in", context, "/sign-in/"), "sign-in", language)
    album.take(screens.person("manager", "/", DESKTOP, LANGUAGES[language]), "home", language)


def tablet(screens: Screens, album: Album, language: str) -> None:
    """Lying and upright; the reception sheet; a ticket's dialog."""
    screen = screens.person("manager", "/floor/0001/", TABLET, LANGUAGES[language], has_touch=True)
    page = screen.page
    screen.is_live()
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
    page.locator(".reception-traits .chip").first.tap()
    album.take(screen, "tablet-customer", language, least=48)


def teller(screens: Screens, album: Album, language: str) -> None:
    """The choice of a counter, a free counter, a called and a served customer."""
    album.take(screens.person("teller21", "/teller/", DESKTOP, LANGUAGES[language]), "teller-choice", language)
    screen = screens.person("teller1", "/teller/", DESKTOP, LANGUAGES[language])
    page = screen.page
    screen.is_live()
    album.take(screen, "teller-free", language)
    for act, name in (("start", "teller-called"), ("finish", "teller"), ("next", "teller-finished")):
        page.keyboard.press("Space")
        expect(page.locator(f"[data-act={act}]")).to_be_visible()
        album.take(screen, name, language)


def head(screens: Screens, album: Album, language: str) -> None:
    """The day, a figure with its rows, the tickets."""
    screen = screens.person("head", "/head/0001/", DESKTOP, LANGUAGES[language])
    screen.is_live()
    album.take(screen, "head", language)
    album.take(screens.person("head", "/head/0001/kpi/K01/", DESKTOP, LANGUAGES[language]), "head-figure", language)
    album.take(screens.person("head", "/head/0001/tickets/", DESKTOP, LANGUAGES[language]), "head-tickets", language)


def kiosk(screens: Screens, album: Album, language: str) -> None:
    """The question and the slip, in ordinary and in large print."""
    lang = LANGUAGES[language]
    screen = screens.device("KIOSK1", f"/kiosk/KIOSK1/?lang={lang}", UPRIGHT, has_touch=True)
    page = screen.page
    album.take(screen, "kiosk", language, least=72)
    page.goto(f"{screens.url}/kiosk/KIOSK1/?lang={lang}&text=large")
    album.take(screen, "kiosk-large", language, least=72)
    page.locator(".chip").first.tap()
    page.locator("[name=service]").nth(1).tap()
    expect(page.locator(".slip-number")).to_be_visible()
    album.take(screen, "kiosk-slip-large", language, least=72)
    page.goto(page.url.replace("&text=large", ""))
    album.take(screen, "kiosk-slip", language, least=72)


def phone(hall: Hall, screens: Screens, album: Album, language: str) -> None:
    """Waiting far behind, and called."""
    waiting = hall.issue("cash")
    screen = screens.customer(f"/t/{waiting.page_token}/", LANGUAGES[language])
    screen.is_live()
    album.take(screen, "phone", language, least=48)
    with hall.called(waiting):
        expect(screen.page.locator("body[data-turn=called]")).to_be_visible()
        album.take(screen, "phone-called", language)


def wall(screens: Screens, album: Album) -> None:
    """Both languages at once, readable from eight metres on both sizes of screen."""
    for name, size in (("wall", DESKTOP), ("wall-4k", (3840, 2160))):
        screen = screens.device("WALL1", "/wall/WALL1/", size)
        screen.is_live()
        album.take(screen, name, "zh", both=True)
        assert height_of(screen.page, ".wall-call:first-child .wall-number") >= size[1] / 8
