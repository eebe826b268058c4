"""Triage on the tablet: three taps from the greeting to the way, and a machine that fails is gone at once."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from devices.domain import states
from devices.enums import DeviceStatus
from lobby.branches.actors import SYSTEM
from lobby.branches.models import Device
from queueing.domain.issuing import issue
from queueing.enums import Source
from queueing.models import RoutingDecision, Ticket, Visit
from tests.browser.hall import Hall
from tests.browser.screens import TABLET, UPRIGHT, Screens

pytestmark = pytest.mark.browser

# Every tap or click of a person, counted by the page itself.
COUNT_TAPS = "window.taps = 0; addEventListener('pointerdown', () => { window.taps += 1; }, true);"


@pytest.fixture
def tablet(hall: Hall, screens: Screens) -> Page:
    """The lobby manager's tablet, held in both hands, in English."""
    hall.open("1", "teller1", minutes_ago=0)
    screen = screens.person("manager", "/floor/0001/", TABLET, language="en", has_touch=True)
    screen.is_live()
    screen.page.evaluate(COUNT_TAPS)
    return screen.page


def taps(page: Page) -> int:
    return int(page.evaluate("window.taps"))


def need(page: Page, service: str) -> None:
    page.locator(".need", has=page.locator(f"[value={service}]")).tap()


def test_three_taps_for_every_common_need(hall: Hall, tablet: Page) -> None:
    tablet.evaluate("window.isUntouched = true")
    for count, service in enumerate(["cash", "personal", "card", "wealth", "corporate"], start=1):
        before = taps(tablet)

        tablet.locator("[data-opens=reception]").tap()
        need(tablet, service)
        tablet.locator(".option-best").tap()

        expect(tablet.locator("#issued .slip-number")).to_be_visible()
        assert taps(tablet) - before == 3
        ticket = Ticket.objects.filter(
            branch__code="0001", number=tablet.locator("#issued .slip-number").inner_text()
        ).latest("issued_at")
        decision = RoutingDecision.objects.get(ticket=ticket)
        assert (ticket.service.code, decision.chosen, decision.override_reason) == (service, decision.recommended, "")
        assert decision.triage_seconds == ticket.visit.triage_seconds is not None
        assert RoutingDecision.objects.count() == count
        tablet.locator(".reception-result [data-closes]").tap()
    assert tablet.evaluate("window.isUntouched === true")
    assert not Visit.objects.filter(status="arrived").exists()


def test_another_way_asks_why_and_needs_no_page(tablet: Page) -> None:
    tablet.locator("[data-opens=reception]").tap()
    need(tablet, "cash")
    tablet.locator(".option-other summary", has_text="counter").last.tap()
    tablet.locator(".option-other[open] button", has_text="needs help").tap()

    expect(tablet.locator("#issued .slip-number")).to_be_visible()
    decision = RoutingDecision.objects.get()
    assert (decision.chosen, decision.offer, decision.override_reason) == ("counter", "declined", "needs_help")


def test_a_trait_changes_the_proposal_before_anybody_taps(tablet: Page) -> None:
    tablet.locator("[data-opens=reception]").tap()
    need(tablet, "cash")
    tablet.locator(".reception-traits .chip").first.tap()

    expect(tablet.locator(".option-best")).to_contain_text("Care comes first")
    expect(tablet.locator(".option-other").first).to_contain_text("Only at the customer's own wish")


def test_a_machine_that_fails_is_gone_from_the_open_sheet(hall: Hall, tablet: Page) -> None:
    tablet.locator("[data-opens=reception]").tap()
    need(tablet, "card")
    expect(tablet.locator(".option-best")).to_contain_text("Smart counter")

    for code in ("SC1", "SC2"):
        states.report(Device.objects.get(code=code), DeviceStatus.DOWN, by=SYSTEM, at=timezone.now())

    expect(tablet.locator("#reception-options")).not_to_contain_text("Smart counter", timeout=2000)
    expect(tablet.locator("[data-panel=floor-machines] .mark-late")).to_have_count(2)


def test_the_manager_puts_a_machine_out_of_order_and_back(tablet: Page) -> None:
    row = tablet.locator("[data-panel=floor-machines] .desk", has_text="Smart counter 1")
    row.tap()
    tablet.locator("#detail button[value=down]").tap()
    expect(row).to_contain_text("out of order")

    tablet.get_by_role("button", name="Undo").tap()

    expect(row).to_contain_text("available")


def test_a_customer_at_a_machine_comes_back_first(hall: Hall, tablet: Page) -> None:
    tablet.locator("[data-opens=reception]").tap()
    need(tablet, "card")
    tablet.locator(".option-best").tap()
    expect(tablet.locator("#issued .slip-number")).to_be_visible()
    number = tablet.locator("#issued .slip-number").inner_text()
    tablet.locator(".reception-result [data-closes]").tap()
    tablet.locator("[data-panel=floor-machines] .machine-ticket", has_text=number).tap()
    tablet.locator("#detail summary", has_text="Could not be done there").tap()
    tablet.locator("#detail .floor-act[open] button").tap()

    expect(tablet.locator(".waiting .number", has_text=number)).to_be_visible()
    ticket = Ticket.objects.filter(branch__code="0001", number=number).latest("issued_at")
    assert (ticket.status, ticket.goes_first, ticket.decisions.get().offer) == ("waiting", True, "failed")


@pytest.mark.parametrize(("answer", "status"), [("counter", "waiting"), ("self_service", "diverted")])
def test_the_kiosk_asks_once_and_takes_any_answer(hall: Hall, screens: Screens, answer: str, status: str) -> None:
    hall.open("1", "teller1", minutes_ago=0)
    for _ in range(4):
        issue(hall.branch, by=SYSTEM, at=timezone.now(), service=hall.service("cash"), source=Source.KIOSK)
    kiosk = screens.device("KIOSK1", "/kiosk/KIOSK1/", UPRIGHT).page
    kiosk.click("button[name=service][value=cash]")
    expect(kiosk.locator(".kiosk-answers .kiosk-tile")).to_have_count(2)
    yes, no = kiosk.locator(".kiosk-answers .kiosk-tile").all()
    assert [round(yes.bounding_box()[side]) for side in ("width", "height")] == [
        round(no.bounding_box()[side]) for side in ("width", "height")
    ]

    kiosk.click(f"[name=choice][value={answer}]")

    ticket = Ticket.objects.filter(branch__code="0001", number=kiosk.locator(".slip-number").inner_text()).latest(
        "issued_at"
    )
    assert (ticket.status, ticket.decisions.get().chosen) == (status, answer)


def test_the_kiosk_takes_its_question_back_while_the_machine_cannot_be_used(hall: Hall, screens: Screens) -> None:
    hall.open("1", "teller1", minutes_ago=0)
    for _ in range(4):
        issue(hall.branch, by=SYSTEM, at=timezone.now(), service=hall.service("cash"), source=Source.KIOSK)
    kiosk = screens.device("KIOSK1", "/kiosk/KIOSK1/", UPRIGHT).page
    kiosk.click("button[name=service][value=cash]")
    machine = Device.objects.get(pk=kiosk.locator("[data-machine]").get_attribute("data-machine"))
    expect(kiosk.locator("h1:visible")).to_contain_text("早")

    states.report(machine, DeviceStatus.DOWN, by=SYSTEM, at=timezone.now())
    expect(kiosk.locator("h1:visible")).to_have_text(f"{machine.name_zh}暂时无法使用。", timeout=2000)
    expect(kiosk.locator(".kiosk-answers .kiosk-tile:visible")).to_have_count(1)
    states.report(machine, DeviceStatus.AVAILABLE, by=SYSTEM, at=timezone.now())
    expect(kiosk.locator(".kiosk-answers .kiosk-tile:visible")).to_have_count(2, timeout=2000)
    states.report(machine, DeviceStatus.DOWN, by=SYSTEM, at=timezone.now())
    expect(kiosk.locator(".kiosk-answers .kiosk-tile:visible")).to_have_count(1, timeout=2000)
    kiosk.locator(".kiosk-answers .kiosk-tile:visible").click()

    ticket = Ticket.objects.filter(branch__code="0001", number=kiosk.locator(".slip-number").inner_text()).latest(
        "issued_at"
    )
    assert (ticket.status, ticket.decisions.get().chosen) == ("waiting", "counter")


def test_the_kiosk_asks_nobody_who_wants_care(hall: Hall, screens: Screens) -> None:
    hall.open("1", "teller1", minutes_ago=0)
    kiosk = screens.device("KIOSK1", "/kiosk/KIOSK1/", UPRIGHT).page
    kiosk.locator(".kiosk-care .chip").first.click()
    kiosk.click("button[name=service][value=cash]")

    expect(kiosk.locator(".slip-number")).to_be_visible()
    assert not RoutingDecision.objects.exists()
