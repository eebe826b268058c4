"""At a smart counter: a customer hesitates, a colleague helps from the tablet, the customer completes; and nobody's rest."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from devices.domain import smart
from devices.domain.smart.resting import REST
from devices.models.smart import AssistSession, SmartSession
from lobby.branches.enums import Channel
from lobby.branches.models import Branch, BranchPolicy, Device
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Deadline
from queueing.domain.waiting import divert
from queueing.models import Ticket
from tests.browser.hall import Hall
from tests.browser.screens import DESKTOP, PATIENCE_S, TABLET, Screens

pytestmark = pytest.mark.browser
SMALLEST = 72
PHONE = "13800138000"


@pytest.fixture
def machine(hall: Hall) -> Device:
    """The first smart counter, with nobody at it."""
    device = Device.objects.get(code="SC1")
    for session in SmartSession.objects.filter(device=device, ended_at__isnull=True):
        smart.leave(session, by=device.actor, at=timezone.now())
        SmartSession.objects.filter(pk=session.pk).update(shown_until=timezone.now())
    return device


def rest(seconds: float) -> None:
    """So long nobody has touched the machine, as the server sees it."""
    at = timezone.now() - dt.timedelta(seconds=seconds)
    SmartSession.objects.filter(ended_at__isnull=True).update(touched_at=at)
    Deadline.objects.filter(kind=REST, done_at__isnull=True).update(due_at=timezone.now())
    sweep_deadlines(at=timezone.now())


def small_targets(page: Page) -> list[str]:
    """What is too small for a finger at the machine."""
    script = """least => [...document.querySelectorAll("button, a, input:not([type=hidden])")]
      .filter(e => e.offsetParent && e.getBoundingClientRect().height < least)
      .map(e => e.outerHTML)"""
    return list(page.evaluate(script, SMALLEST - 0.5))


def test_a_customer_who_hesitates_is_helped_and_completes(hall: Hall, screens: Screens, machine: Device) -> None:
    ticket = hall.issue("personal", language="en")
    by = hall.staff("manager").actor
    divert(ticket, by=by, at=timezone.now(), channel=Channel.SMART_COUNTER, device=machine, own_wish=True)
    counter = screens.device("SC1", "/smart/SC1/?lang=en", DESKTOP)
    tablet = screens.person("manager", "/floor/0001/smart/", TABLET, "en")
    page = counter.page
    counter.is_live()
    tablet.is_live()
    assert small_targets(page) == []

    page.get_by_role("button", name=f"Yes, I am {ticket.number}").click()
    expect(page.locator("h1")).to_have_text("How would you like to show who you are?")
    place = tablet.page.locator(".smart-place", has_text="Smart counter 1")
    expect(place.locator(".smart-now")).to_contain_text(f"{ticket.number} · 1/5 identity")
    rest(41)
    expect(place.locator(".mark")).to_contain_text("needs help")
    place.get_by_role("button", name="Help there").click()
    expect(place.locator(".mark")).to_contain_text("helps")
    expect(place.locator(".smart-own")).to_contain_text("The customer operates it.")
    for words in ("Greeted", "The need is clear", "We are at the machine"):
        place.get_by_role("button", name=words, exact=True).click()
    expect(place.locator("[aria-current]")).to_have_text("helping")

    page.get_by_role("button", name="Phone number").click()
    assert small_targets(page) == []
    page.locator("#sc-given").fill(PHONE)
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("h1")).to_have_text("What would you like to do?")
    page.locator(".sc-tile", has_text="Cards").click()
    expect(page.locator("h1")).to_have_text("Nothing has to be entered for this")
    page.get_by_role("button", name="One step back").click()
    page.locator(".sc-tile", has_text="Personal banking").click()
    answer_every_line(page)
    page.get_by_role("button", name="Look at it once more").click()
    expect(page.locator("h1")).to_have_text("Is everything right?")
    assert small_targets(page) == []
    page.get_by_role("button", name="Yes, do it").click()

    expect(page.locator("h1")).to_have_text("Done. Thank you.")
    expect(page.locator(".sc-take")).to_contain_text("take your documents, card and slip")
    expect(page.locator(".sc-qr img")).to_be_visible()
    assert page.locator(".sc-offer").count() == 0
    assert Ticket.objects.get(pk=ticket.pk).status == "done"
    place.get_by_role("button", name="Nothing was left behind").click()
    expect(place.locator(".smart-assist")).to_have_count(0)
    assert AssistSession.objects.get().is_clear


def answer_every_line(page: Page) -> None:
    """Something fitting on each line of whatever form the business has."""
    expect(page.locator(".sc-service")).to_be_visible()
    for _ in range(12):
        before = page.locator(".sc-stage").get_attribute("data-key")
        if before == "typed":
            return
        if page.locator("[data-sc-post] .sc-tile").count():
            page.locator("[data-sc-post] .sc-tile").first.click()
        else:
            key = (before or "").removeprefix("line-")
            page.locator("#sc-line").fill(TYPED.get(key, "text"))
            page.get_by_role("button", name=re.compile("^Go on")).click()
        expect(page.locator(".sc-stage")).not_to_have_attribute("data-key", before or "")


TYPED = {"id_number": "11010519491231002X", "valid_until": "2035-06-30", "mobile": PHONE, "amount": "500"}


def test_a_machine_that_is_left_warns_and_wipes(hall: Hall, screens: Screens, machine: Device) -> None:
    BranchPolicy.objects.filter(branch=Branch.objects.get(code="0001")).update(
        machine_idle_warning_s=2, machine_idle_wipe_s=6, stalled_s=30
    )
    counter = screens.device("SC1", "/smart/SC1/?lang=en", DESKTOP)
    page = counter.page
    counter.is_live()
    page.get_by_role("button", name="Go on without a number").click()
    page.get_by_role("button", name="Phone number").click()
    page.locator("#sc-given").fill(PHONE)

    warning = page.locator("[data-idle]")
    expect(warning).to_contain_text("everything typed is cleared")
    expect(warning).to_be_in_viewport()
    ended = page.locator("h1", has_text="The session has ended. Everything typed is cleared.")
    expect(ended).to_be_visible(timeout=PATIENCE_S * 1000)

    session = SmartSession.objects.order_by("-pk").first()
    assert session is not None
    assert (session.status, session.end_reason, session.tail) == ("aborted", "idle", "")
    assert PHONE not in page.content()
    kept = "JSON.stringify([{...localStorage}, {...sessionStorage}, history.length, location.search])"
    assert PHONE not in page.evaluate(kept)
    page.go_back()
    assert PHONE not in page.content()


def test_a_dead_session_leaves_the_screen_by_the_server(hall: Hall, screens: Screens, machine: Device) -> None:
    counter = screens.device("SC1", "/smart/SC1/?lang=zh-hans", DESKTOP)
    page = counter.page
    counter.is_live()
    page.get_by_role("button", name="没有号码，直接办理").click()
    expect(page.locator("h1")).to_have_text("请选择身份识别方式")

    rest(61)

    expect(page.locator("h1")).to_have_text("本次办理已结束，录入的信息已清除。")
