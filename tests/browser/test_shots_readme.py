"""The README's pictures, from a simulated day. `LOBBY_README_SHOTS=docs/shots` renews those in the repository."""

from __future__ import annotations

import os

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, expect

from queueing.domain.notes import add_note
from queueing.enums import Trait
from queueing.models import Ticket
from tests.browser.hall import Hall
from tests.browser.pictures import shrink
from tests.browser.screens import DESKTOP, TABLET, UPRIGHT, Screen, Screens

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.timeout(600)]

FOLDER = settings.ROOT / os.environ.get("LOBBY_README_SHOTS", "var/shots/readme")
LARGEST = 150_000
WIDTH = 1280


@pytest.fixture
def busy(hall: Hall) -> Hall:
    """A busy hour, in which counter 1 is about to serve an elderly customer."""
    hall.simulate()
    hall.open("1", "teller1", minutes_ago=1)
    hall.issue("wealth", minutes_ago=18)
    hall.issue("corporate", minutes_ago=16)
    ticket = hall.issue("cash", Trait.ELDERLY, minutes_ago=1.5)
    add_note(ticket, by=hall.staff("manager").actor, at=timezone.now(), text="听力不好，请放慢语速。")
    hall.sweep()
    return hall


def test_pictures_of_the_readme(browser: Browser, busy: Hall, screens: Screens) -> None:
    teller = screens.person("teller1", "/teller/", DESKTOP)
    wall = screens.device("WALL1", "/wall/WALL1/", DESKTOP)
    teller.is_live()
    wall.is_live()
    teller.page.keyboard.press("Space")
    expect(wall.page.locator(".wall-call.is-new").first).to_be_visible()
    keep(browser, wall, "wall")
    teller.page.keyboard.press("Space")
    expect(teller.page.locator("[data-act=finish]")).to_be_visible()
    expect(teller.page.locator(".toast")).to_have_count(0, timeout=15_000)
    keep(browser, teller, "teller")
    keep(browser, screens.person("manager", "/floor/0001/", TABLET), "tablet")
    keep(browser, screens.person("head", "/head/0001/", DESKTOP), "head")
    keep(browser, screens.device("KIOSK1", "/kiosk/KIOSK1/", UPRIGHT), "kiosk", 640)
    waiting = Ticket.objects.filter(branch=busy.branch, status="waiting", service__code="personal").latest("issued_at")
    phone = screens.customer(f"/t/{waiting.page_token}/", device_scale_factor=2)
    keep(browser, phone, "phone", 640)


def keep(browser: Browser, screen: Screen, name: str, width: int = WIDTH) -> None:
    screen.is_live()
    FOLDER.mkdir(parents=True, exist_ok=True)
    small = shrink(browser, screen.page.screenshot(animations="disabled"), width)
    assert len(small) <= LARGEST, name
    (FOLDER / f"{name}.png").write_bytes(small)
