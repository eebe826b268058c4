"""The branch head moves a break by keys and by hand, sees the waits change, and saves."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from lobby.branches.calendar import business_date, local
from lobby.branches.models import Break
from tests.browser.hall import Hall
from tests.browser.screens import DESKTOP, Screens

pytestmark = pytest.mark.browser


def lunch_of(hall: Hall, username: str) -> Break:
    """Tomorrow's meal of a teller."""
    tomorrow = business_date(hall.branch, timezone.now()) + dt.timedelta(days=1)
    return Break.objects.select_related("shift").get(shift__staff__username=username, shift__date=tomorrow, kind="meal")


def begin_of(lunch: Break) -> str:
    lunch.refresh_from_db()
    return f"{local(lunch.shift.branch, lunch.starts_at):%H:%M}"


def windows_at(page: Page, time: str) -> str:
    return page.locator(f'[data-key="half-{time}"] td').first.inner_text()


def test_a_break_is_moved_by_keys_seen_and_saved(screens: Screens, hall: Hall) -> None:
    lunch = lunch_of(hall, "teller2")
    screen = screens.person("head", f"/head/0001/roster/?day={lunch.shift.date}", DESKTOP, "en")
    screen.is_live()
    page = screen.page
    before = windows_at(page, "12:00")

    page.locator(f'a[data-break="{lunch.pk}"]').focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")

    expect(page.locator("[data-trial]")).to_contain_text("12:00–12:45 → 12:45–13:30")
    expect(page.locator("#what-if")).to_contain_text("not saved yet")
    assert windows_at(page, "12:00") != before
    assert begin_of(lunch) == "12:00"

    page.get_by_role("button", name="Save").click()

    expect(page.locator(".toast").last).to_contain_text("12:45 to 13:30")
    expect(page.locator("#what-if")).not_to_contain_text("not saved yet")
    assert begin_of(lunch) == "12:45"

    page.locator(".toast .button").last.click()
    expect(page.locator(".toast").last).to_contain_text("12:00 to 12:45")
    assert begin_of(lunch) == "12:00"


def test_a_break_is_dragged_and_left_as_it_was(screens: Screens, hall: Hall) -> None:
    lunch = lunch_of(hall, "teller2")
    screen = screens.person("head", f"/head/0001/roster/?day={lunch.shift.date}", DESKTOP, "en")
    screen.is_live()
    page = screen.page
    box = page.locator(f'a[data-break="{lunch.pk}"] rect').first.bounding_box()
    assert box is not None
    hour = box["width"] / 45 * 60

    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + hour, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()

    expect(page.locator("[data-trial]")).to_contain_text("12:00–12:45 → 13:00–13:45")
    page.get_by_text("Leave it as it was").click()
    expect(page.locator("[data-trial]")).to_have_count(0)
    assert begin_of(lunch) == "12:00"
