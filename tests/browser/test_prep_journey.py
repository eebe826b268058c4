"""A teller prepares a counter, a colleague confirms, one key opens it; the head holds the briefing."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from lobby.branches.models import Counter
from lobby.floor.domain.checks import running
from lobby.floor.models import Briefing, ChecklistRun, GoalStep
from queueing.models import CounterSession
from tests.browser.hall import Hall
from tests.browser.screens import DESKTOP, TABLET, Screens

pytestmark = pytest.mark.browser


def test_a_counter_is_prepared_and_opened_with_one_key(screens: Screens, hall: Hall) -> None:
    teller, first, second, at = (*map(hall.staff, ("teller3", "lead1", "wealth1")), timezone.now())
    counter = Counter.objects.get(branch=hall.branch, code="3")
    runs = ChecklistRun.objects.filter(kind="teller_prep", subject_id=counter.pk)
    runs.update(status="in_progress", second_by=None, second_at=None)
    page = screens.person("teller3", "/teller/", DESKTOP, "en").page
    page.get_by_role("link", name="Prepare it 3").click()
    expect(page.get_by_role("button", name="Go on with the checklist")).to_be_visible()
    assert page.get_by_role("button", name="Open this counter").count() == 0

    running.submit(runs.get(), by=first.actor, at=at)
    running.countersign(runs.get(), by=second.actor, at=at)
    page.reload()
    page.get_by_role("button", name="one more").first.click()
    expect(page.get_by_text("1/12")).to_be_visible()
    page.keyboard.press("o")

    expect(page.get_by_text("Ready")).to_be_visible()
    assert CounterSession.objects.get(staff=teller, closed_at__isnull=True).counter == counter
    assert GoalStep.objects.get().staff == teller


def test_the_head_writes_down_who_was_there_and_closes(screens: Screens, hall: Hall) -> None:
    page = screens.person("head", "/floor/0001/briefing/", TABLET, "en").page
    page.get_by_role("button", name="Attendance").click()
    page.locator("#people").get_by_role("button", name="Save").click()
    expect(page.locator(".brief-side .chips .tag").first).to_be_visible()

    page.get_by_role("button", name="Close the briefing").click()

    expect(page.locator(".mark", has_text="The briefing is closed.")).to_be_visible()
    assert Briefing.objects.get(branch=hall.branch).status == "closed"
