"""The teller's dialog whose part does not come: read once more, then said in words, with a way to go on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.hall import Hall
from tests.browser.screens import DESKTOP, Screen, Screens

pytestmark = pytest.mark.browser
PAPERS, MARKS = "**/papers/", "**/marks/"


def serving(hall: Hall, screens: Screens) -> Screen:
    """Teller 1, with a customer at the counter."""
    hall.open("1", "teller1", minutes_ago=0)
    hall.issue("cash")
    desk = screens.person("teller1", "/teller/", DESKTOP, "en")
    desk.is_live()
    desk.page.keyboard.press("Space")
    expect(desk.page.locator("[data-key=papers]")).to_be_visible()
    return desk


def lose(desk: Screen, pattern: str, times: int | None = None) -> list[str]:
    """Lose the line for an address; what was asked for meanwhile."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    if times is None:
        desk.page.route(pattern, answer)
    else:
        desk.page.route(pattern, answer, times=times)
    return asked


def forgive(desk: Screen) -> None:
    """A lost answer is noted by the browser as an error of its own."""
    desk.complaints[:] = [line for line in desk.complaints if "ERR_FAILED" not in line]


def code(desk: Screen) -> Locator:
    """The field that comes with the dialog's part."""
    return desk.page.locator("#papers [name=code]")


def test_a_part_that_is_lost_once_comes_by_itself(hall: Hall, screens: Screens) -> None:
    desk = serving(hall, screens)
    asked = lose(desk, PAPERS, times=1)

    desk.page.keyboard.press("v")

    expect(code(desk)).to_be_focused()
    assert len(asked) == 1
    forgive(desk)


def test_a_part_that_does_not_come_is_said_in_words_and_asked_for_again(hall: Hall, screens: Screens) -> None:
    desk = serving(hall, screens)
    asked = lose(desk, PAPERS)

    desk.page.keyboard.press("v")
    again = desk.page.locator("#papers [data-papers-again]")
    expect(desk.page.locator("#papers")).to_contain_text("This could not be read just now")
    assert len(asked) == 2
    desk.page.unroute(PAPERS)
    again.click()

    expect(code(desk)).to_be_focused()
    expect(again).to_have_count(0)
    forgive(desk)


def test_a_customer_is_sent_back_though_the_marks_do_not_come(hall: Hall, screens: Screens) -> None:
    desk = serving(hall, screens)
    desk.page.keyboard.press("Space")
    expect(desk.page.locator("[data-act=finish]")).to_be_visible()
    lose(desk, MARKS)

    desk.page.keyboard.press("r")
    expect(desk.page.locator("#send-back [data-papers-again]")).to_be_visible()
    desk.page.keyboard.press("1")

    expect(desk.page.locator("#send-back")).to_be_hidden()
    expect(desk.page.locator("[data-act=finish]")).to_have_count(0)
    forgive(desk)
