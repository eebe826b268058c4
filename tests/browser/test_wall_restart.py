"""A wall that nobody attends, while the web process is killed and started again."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from queueing.models import CounterSession, Ticket
from tests.browser.hall import Hall
from tests.browser.screens import DESKTOP, Screen, Screens
from tests.live.server import Server, serve

pytestmark = [pytest.mark.browser, pytest.mark.faults]

STALE_MS = 40_000


@pytest.fixture
def server(hall: Hall, static_files: None) -> Iterator[Server]:
    """A web process of this test's own."""
    with serve(BEAT_S="1") as server:
        yield server


@pytest.fixture
def sessions(hall: Hall) -> list[CounterSession]:
    return [hall.open(counter, f"teller{counter}") for counter in "1234"]


def spoken(ticket: Ticket) -> str:
    return f"Ticket {' '.join(ticket.number)}, please go to Counter {ticket.counter.code}"


def english(screen: Screen) -> list[str]:
    return [words for words in screen.said if words.startswith("Ticket")]


def test_calls_of_an_outage_are_shown_and_spoken_once(
    browser: Browser, hall: Hall, server: Server, sessions: list[CounterSession]
) -> None:
    tickets = [hall.issue("cash", minutes_ago=5) for _ in sessions]
    wall = Screens(browser, server.url, hall).device("WALL1", "/wall/WALL1/", DESKTOP)
    wall.is_live()
    first = hall.call(sessions[0], 25)
    wall.until(lambda: english(wall) == [spoken(first)])

    server.kill()
    old, new, newest = hall.call(sessions[1], 90), hall.call(sessions[2]), hall.call(sessions[3])
    expect(wall.page.locator("[data-stale-notice]")).to_be_visible(timeout=STALE_MS)
    expect(wall.page.locator("[data-stale-notice]")).to_have_text(
        re.compile("[\u4e00-\u9fff].*No news from the server since")
    )
    assert {ticket.number for ticket in (first, old, new, newest)} == {ticket.number for ticket in tickets}
    with serve(server.port):
        expect(wall.page.locator("[data-stale-notice]")).to_be_hidden(timeout=STALE_MS)
        expect(wall.page.locator(".wall-number")).to_have_text([newest.number, new.number, old.number, first.number])
        said = [spoken(first), spoken(new), spoken(newest)]
        wall.until(lambda: english(wall) == said)

        # A call that is cut off in the middle is begun again, so the last one is let finish.
        expect(wall.page.locator("html[data-speaking]")).to_have_count(0)
        wall.page.reload()
        expect(wall.page.locator(".wall-number").first).to_have_text(newest.number)
        again = hall.recall(first)
        wall.until(lambda: english(wall) == [*said, spoken(again)])
        expect(wall.page.locator(".wall-number").first).to_have_text(first.number)
    wall.page.context.close()
