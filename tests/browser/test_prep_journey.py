"""A teller prepares a counter, a colleague confirms, one key opens it; the head holds the briefing."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from lobby.branches.models import Counter
from lobby.floor.domain.checks import running
from lobby.floor.models import Briefing, ChecklistRun, GoalStep
from queueing.models import CounterSession
from queueing.simulation.preparation import hand_in
from tests.browser.hall import Hall
from tests.browser.screens import DESKTOP, TABLET, Screens

pytestmark = pytest.mark.browser


def test_a_counter_is_prepared_and_opened_with_one_key(screens: Screens, hall: Hall) -> None:
    teller, second, at = hall.staff("teller3"), hall.staff("lead1"), timezone.now()
    counter = Counter.objects.get(branch=hall.branch, code="3")
    run = ChecklistRun.objects.get(kind="teller_prep", subject_id=counter.pk)
    running.reject(run, by=hall.staff("head").actor, at=at, note="count the seals again")
    page = screens.person("teller3", "/teller/", DESKTOP, "en").page
    page.get_by_role("link", name="Prepare it 3").click()
    expect(page.get_by_text("count the seals again")).to_be_visible()

    reopened = running.start(run, by=hall.staff(run.submitted_by.username).actor, at=at)
    hand_in(reopened, run.submitted_by, at=at)
    running.countersign(ChecklistRun.objects.get(pk=run.pk), by=second.actor, at=at)
    page.reload()
    page.get_by_role("button", name="one more").first.click()
    expect(page.get_by_text("1/12")).to_be_visible()
    page.keyboard.press("o")

    expect(page.get_by_text("Ready")).to_be_visible()
    assert CounterSession.objects.get(staff=teller, closed_at__isnull=True).counter == counter
    assert GoalStep.objects.get().staff == teller


def test_the_head_writes_down_who_was_there_and_closes(screens: Screens, hall: Hall) -> None:
    page = screens.person("head", "/floor/0001/briefing/", TABLET, "en").page
    page.get_by_role("button", name="Close the briefing").click()
    expect(page.locator(".toast").last).to_contain_text("Say who was there")

    page.get_by_role("button", name="Attendance").click()
    page.locator("#people").get_by_role("button", name="Save").click()
    page.wait_for_load_state()
    page.get_by_role("button", name="Close the briefing").click()

    expect(page.locator(".actions")).to_contain_text("The briefing is closed")
    assert Briefing.objects.get(branch=hall.branch).status == "closed"
