"""A peak over all screens: started on the tablet, seen everywhere, answered, followed, stopped and reviewed."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from lobby.branches.models import Shift
from queueing.domain import peaks
from tests.browser.hall import Hall
from tests.browser.screens import DESKTOP, TABLET, Screen, Screens
from tests.browser.test_shots import LANGUAGES, Album

pytestmark = pytest.mark.browser
REASON = "VIP 8"  # the same in both languages


def test_a_peak_from_start_to_review(hall: Hall, screens: Screens) -> None:
    crowd(hall)
    helper = screens.person("teller1", "/teller/?branch=0001", DESKTOP)  # first on the call-up list
    wall = screens.device("WALL1", "/wall/WALL1/", DESKTOP)
    desk = screens.person("teller2", "/teller/?branch=0001", DESKTOP)
    head = screens.person("head", "/head/0001/", DESKTOP)
    tablet = screens.person("manager", "/floor/0001/", TABLET, has_touch=True)
    for screen in (helper, wall, desk, head, tablet):
        screen.is_live()

    start(tablet)
    expect(tablet.page.locator(".peak-banner")).to_contain_text(REASON)
    expect(head.page.locator(".peak-banner .mark-late")).to_be_visible()
    expect(desk.page.locator("[data-panel=counter-peak] .mark-late")).to_be_visible()
    expect(wall.page.locator("[data-panel=wall-peak]")).to_contain_text("感谢您的耐心等候")

    helper.page.locator("[data-panel=counter-peak] .button-primary").click()
    expect(helper.page.locator("[data-panel=counter-peak] .mark-info")).to_be_visible()
    finish(tablet, head)
    expect(wall.page.locator("[data-panel=wall-peak]")).to_be_empty()


def test_screens_of_a_peak_in_both_languages(hall: Hall, screens: Screens) -> None:
    crowd(hall)
    peaks.start(hall.branch, by=hall.staff("manager").actor, at=timezone.now(), reason=REASON)
    album = Album()
    tablet = screens.person("manager", "/floor/0001/", TABLET, has_touch=True)
    helper = screens.person("teller1", "/teller/?branch=0001", DESKTOP)
    head = screens.person("head", "/head/0001/peaks/", DESKTOP)
    wall = screens.device("WALL1", "/wall/WALL1/", DESKTOP)
    wall.is_live()
    album.take(wall, "peak-wall", "both")
    for language, code in LANGUAGES.items():
        tablet.read("/floor/0001/", code)
        album.take(tablet, "peak-tablet", language, least=48)
        tablet.page.locator(".peak-banner button").tap()
        expect(tablet.page.locator("#detail .peak-tasks")).to_be_visible()
        album.take(tablet, "peak-sheet", language, least=48)
        for screen, path, name in ((helper, "/teller/?branch=0001", "helper"), (head, "/head/0001/peaks/", "plan")):
            screen.read(path, code)
            album.take(screen, f"peak-{name}", language)
    assert not album.faults, "\n".join(album.faults)


def crowd(hall: Hall) -> None:
    """Four counters at work and two dozen people in line, all of them just now: a business day may just have begun.

    The first of the call-up list has no shift, which may be over at this hour.
    """
    Shift.objects.filter(staff__username="teller1").delete()
    for counter in "2456":
        hall.open(counter, f"teller{counter}", minutes_ago=0)
    for position in range(24):
        hall.issue(("cash", "personal", "card", "cash")[position % 4])


def start(tablet: Screen) -> None:
    page = tablet.page
    page.locator(".floor-more > summary").tap()
    page.locator("[data-opens=peak-start]").tap()
    page.fill("#peak-reason", REASON)
    page.locator("#peak-start .button-primary").tap()


def finish(tablet: Screen, head: Screen) -> None:
    page = tablet.page
    if not page.locator("#detail .peak-tasks").is_visible():
        page.locator(".peak-banner button").tap()
    page.locator("#detail summary.button-late").tap()
    page.fill("#peak-stop-reason", "客流已散")
    page.locator("#detail form .button-late").tap()
    expect(page.locator(".peak-banner")).to_have_count(0)
    head.read("/head/0001/peaks/", "zh-hans")
    head.page.locator(".peak-review summary").click()
    head.page.locator(".peak-review textarea").fill("十点前多开一个窗口")
    head.page.locator(".peak-review .button-primary").click()
    expect(head.page.locator(".peak-review")).to_contain_text("十点前多开一个窗口")
