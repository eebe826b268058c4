"""The lobby manager's day in a real browser: a task taken and done, work logged, the note read, an alert handed over."""

from __future__ import annotations

import datetime as dt
import re
from itertools import product

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import business_date
from lobby.branches.models import Staff
from lobby.floor import kinds
from lobby.floor.domain.alerts import raise_alert
from lobby.floor.models import Activity, Alert, HandoverNote, Reminder
from tests.browser.hall import Hall
from tests.browser.looking import cut_texts, scrolls_sideways, small_targets
from tests.browser.screens import DESKTOP, TABLET, Screens

pytestmark = pytest.mark.browser
TEAM_TASK = "陪同社区老人参观智能设备区"
FOLDER = settings.ROOT / "var" / "shots"


def test_a_day_from_the_note_to_the_last_task(screens: Screens, hall: Hall) -> None:
    screen = screens.person("manager", "/floor/0001/my-day/", TABLET, "en")
    screen.is_live()
    page = screen.page

    page.get_by_role("button", name="New task").click()
    page.locator("#task-text").fill("Refill the forms")
    tomorrow = business_date(hall.branch, timezone.now()) + dt.timedelta(days=1)
    page.locator("#task-date").fill(tomorrow.isoformat())
    page.locator("#task-time").fill("16:00")
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=FOLDER / "new-task.png", animations="disabled")
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator("[data-key='later']")).to_contain_text("Refill the forms")

    page.get_by_role("button", name="I have read it").click()
    expect(page.locator("[data-key='note-read']")).to_be_visible()
    assert HandoverNote.objects.get(branch=hall.branch).acknowledged_by == Staff.objects.get(username="manager")

    offered = page.locator("[data-key='team'] li").filter(has_text=TEAM_TASK)
    offered.get_by_role("button", name="I do it").click()
    expect(offered).to_have_count(0)
    taken = Reminder.objects.get(text=TEAM_TASK, branch=hall.branch)
    assert taken.owner == Staff.objects.get(username="manager")

    page.get_by_role("button", name=re.compile("^patrol$")).click()
    expect(page.get_by_role("button", name=re.compile("^patrol$"))).to_have_attribute("aria-pressed", "true")
    assert Activity.objects.get(ended_at=None).kind == "patrol"

    row = page.locator(f"[data-key='mine-{taken.pk}']")
    row.get_by_role("button", name="Done").click()
    expect(row).to_have_count(0)
    taken.refresh_from_db()
    assert taken.status == "done"


def test_an_alert_is_handed_over_from_its_dialog(screens: Screens, hall: Hall) -> None:
    screen = screens.person("manager", "/floor/0001/", TABLET, "en")
    screen.is_live()
    page = screen.page
    alert = raise_alert(hall.branch, kinds.PARKED, by=SYSTEM, at=timezone.now(), subject=("bench", 1))

    page.locator(f"[data-key='alert-{alert.pk}'] .row-button").click()
    dialog = page.locator("#detail")
    dialog.get_by_text("Hand over").first.click()
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=FOLDER / "alert-dialog.png", animations="disabled")
    head = Staff.objects.get(username="head")
    dialog.locator("select").select_option(str(head.pk))
    dialog.get_by_label("Why").fill("not mine to fix")
    dialog.locator("form").filter(has=page.locator("select")).get_by_role("button").click()

    expect(page.locator(f"[data-key='alert-{alert.pk}']")).to_have_count(0)
    alert.refresh_from_db()
    assert (alert.person, Alert.objects.get(pk=alert.pk).reach) == (head, "person")


def test_the_pages_fit_and_have_large_targets(screens: Screens, hall: Hall) -> None:
    pages = (("manager", "/floor/0001/my-day/"), ("lead1", "/floor/0001/back-office/"))

    FOLDER.mkdir(parents=True, exist_ok=True)
    for (who, path), size, language in product(pages, (TABLET, DESKTOP), ("en", "zh-hans")):
        screen = screens.person(who, path, size, language)
        screen.is_live()
        page = screen.page
        name = path.strip("/").rpartition("/")[2]
        page.screenshot(path=FOLDER / f"{name}-{size[0]}-{language}.png", animations="disabled")
        assert (small_targets(page, 48), cut_texts(page), scrolls_sideways(page)) == ([], [], False)
