"""A video session in two real browsers and a third for the approval: from consent to rating, and a lost line."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from devices.domain import vtm
from devices.models.vtm import VtmSession
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import Channel
from lobby.branches.models import Device
from queueing.domain.waiting import divert
from queueing.models import Ticket
from tests.browser.hall import Hall
from tests.browser.screens import DESKTOP, TABLET, UPRIGHT, Screen, Screens

pytestmark = pytest.mark.browser


def sent_to_video(hall: Hall) -> Ticket:
    """A customer whom the lobby manager sends to VTM1 and goes along with."""
    ticket = hall.issue("card", language="en")
    manager, machine = hall.staff("manager"), Device.objects.get(code="VTM1")
    return divert(ticket, by=manager.actor, at=timezone.now(), channel=Channel.VTM, device=machine)


def sign(page: Page) -> None:
    """Draw a line into the field and hand it in."""
    box = page.locator("[data-canvas]").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 60, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 260, box["y"] + 90, steps=6)
    page.mouse.up()
    page.locator("[data-sign]").click()


def stands_above(page: Page, upper: str, lower: str) -> bool:
    """Whether one part ends before the other begins, and both have the width of an upright machine."""
    above, below = page.locator(upper).bounding_box(), page.locator(lower).bounding_box()
    assert above is not None
    assert below is not None
    return above["y"] + above["height"] <= below["y"] and above["width"] > UPRIGHT[0] * 0.8


def refuse_without_reason(second: Screen) -> None:
    """Nothing happens but words; the refused form is the page's own answer, which the browser notes as an error."""
    second.page.locator(".va-decide [formaction$='/refuse/']").click()
    expect(second.page.locator("#toasts .toast-refusal")).to_be_visible()
    second.complaints[:] = [line for line in second.complaints if "400" not in line]


def overlook_crossings(screen: Screen) -> None:
    """A greeting on its way when the line goes is refused; the page goes by the session's new state, the browser notes an error."""
    screen.complaints[:] = [line for line in screen.complaints if "409" not in line]


def test_from_consent_to_rating(hall: Hall, screens: Screens) -> None:
    ticket = sent_to_video(hall)
    vtm.go_online(hall.staff("vtm1"), at=timezone.now())
    customer = screens.device("VTM1", "/vtm/VTM1/?lang=en", UPRIGHT)
    agent = screens.person("vtm1", "/video/", DESKTOP)
    second = screens.person("vtm2", "/video/approvals/", TABLET)
    for screen in (customer, agent, second):
        screen.is_live()

    customer.page.locator("[data-onward]").click()
    customer.page.locator("#vt-number").fill(ticket.number)
    customer.page.locator(".vt-ask .button-primary").click()
    expect(customer.page.locator(".vt-plain")).to_contain_text(hall.staff("manager").name)
    customer.page.locator("[name=camera][value=no]").click()
    expect(customer.page.locator("[data-vt-state=queued]")).to_be_visible()
    customer.page.locator("#vt-need").fill("lost my card")
    customer.page.locator(".vt-type .button").click()

    expect(agent.page.locator(".va-call")).to_contain_text(ticket.number)
    assert agent.page.title().startswith("(1)")
    agent.page.keyboard.press("Space")
    agent.page.wait_for_url("**/video/sessions/*/")
    expect(agent.page.locator(".va-need")).to_contain_text("lost my card")
    expect(customer.page.locator("[data-vt-state=connected]")).to_be_visible()
    expect(customer.page.locator("[data-video]")).to_be_visible()
    assert stands_above(customer.page, "[data-video]", ".vt-stage h1")

    agent.page.locator("#va-tail").fill("1234")
    agent.page.locator("label.chip:has([value=no_camera])").click()
    agent.page.locator(".va-step .button-primary").click()
    expect(agent.page.locator("[data-key=do-identifying]")).to_be_visible()
    agent.page.keyboard.press("Space")
    agent.page.locator("#va-amount").fill("60000")
    agent.page.locator(".va-matter .button").click()
    agent.page.locator("[data-key=risk] .button").click()
    customer.page.locator(".vt-stage .button-primary").click()
    go_on = agent.page.locator("form[action$='/begin/'] button")
    expect(go_on).to_be_enabled()
    go_on.click()
    agent.page.locator("form[action$='/authorise/'] button").click()

    expect(second.page.locator(".va-question")).to_contain_text("60,000")
    refuse_without_reason(second)
    second.page.locator(".va-decide .button-primary").click()
    expect(second.page.locator("#toasts .toast")).to_have_text(re.compile("已批准"))
    expect(customer.page.locator("[data-vt-state=signing] canvas")).to_be_visible()
    sign(customer.page)
    customer.page.locator(".vt-star").nth(3).click()
    expect(customer.page.locator("[data-vt-state=completed]")).to_be_visible()
    expect(agent.page.locator("[data-key=do-completed]")).to_be_visible()

    ticket.refresh_from_db()
    session = VtmSession.objects.get(subject_id=ticket.pk)
    assert (ticket.status, session.rating, session.authoriser) == ("done", 4, hall.staff("vtm2"))


def test_a_lost_line_goes_on_and_hanging_up_brings_the_customer_to_the_front(hall: Hall, screens: Screens) -> None:
    ticket = sent_to_video(hall)
    vtm.go_online(hall.staff("vtm1"), at=timezone.now())
    customer = screens.device("VTM1", "/vtm/VTM1/?lang=en", UPRIGHT)
    customer.is_live()
    customer.page.goto(f"{screens.url}/vtm/VTM1/begin/?lang=en&number={ticket.number}")
    customer.page.locator("[name=camera][value=yes]").click()
    expect(customer.page.locator("[data-vt-state=queued]")).to_be_visible()
    customer.is_live()
    session = vtm.connect_next(hall.staff("vtm1"), at=timezone.now())
    assert session is not None
    expect(customer.page.locator("[data-vt-state=connected]")).to_be_visible()

    vtm.drop(session, by=SYSTEM, at=timezone.now())
    customer.page.locator("[data-vt-state=dropped] .button-primary").click()
    expect(customer.page.locator("[data-vt-state=connected]")).to_be_visible()
    customer.page.locator(".vt-hang-up button").click()

    expect(customer.page.locator("[data-vt-state=failed]")).to_contain_text(ticket.number)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.goes_first) == ("waiting", True)
    overlook_crossings(customer)
