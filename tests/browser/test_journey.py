"""One customer's way through the branch, with every screen open at once and none loaded again."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from queueing.models import Ticket
from queueing.slips import qr_code
from tests.browser.hall import Hall
from tests.browser.screens import DESKTOP, TABLET, UPRIGHT, Screen, Screens

pytestmark = pytest.mark.browser


@dataclass(slots=True)
class Branch:
    """The screens of the branch, all open."""

    kiosk: Screen
    wall: Screen
    tablet: Screen
    head: Screen
    teller: Screen

    @property
    def watching(self) -> list[Screen]:
        """Those on which nobody goes from page to page."""
        return [self.wall, self.tablet, self.head, self.teller]


@pytest.fixture
def branch(screens: Screens) -> Branch:
    """Everything switched on in the morning; the teller signs in by hand and opens counter 1 by its key."""
    teller = screens.sign_in("teller1", DESKTOP)
    branch = Branch(
        kiosk=screens.device("KIOSK1", "/kiosk/KIOSK1/", UPRIGHT),
        wall=screens.device("WALL1", "/wall/WALL1/", DESKTOP),
        tablet=screens.person("manager", "/floor/0001/", TABLET, has_touch=True),
        head=screens.person("head", "/head/0001/", DESKTOP),
        teller=teller,
    )
    teller.page.get_by_role("link", name="柜").click()
    expect(teller.page.locator(".counters")).to_be_visible()
    teller.is_live()
    teller.page.keyboard.press("1")
    expect(teller.page.locator("[data-act=next]")).to_be_visible()
    for screen in branch.watching:
        screen.is_live()
        screen.mark()
    return branch


def take_number(kiosk: Page, service: str) -> Ticket:
    """Press a service, answer that the counter is wished, and read the number on the slip."""
    kiosk.click(f"button[name=service][value={service}]")
    kiosk.click("button[name=choice][value=counter]")
    number = kiosk.locator(".slip-number").inner_text()
    return Ticket.objects.filter(number=number, branch__code="0001").latest("issued_at")


def figure(screen: Screen, key: str) -> object:
    """A figure that changes by itself."""
    return screen.page.locator(f"[data-key={key}]").first


def test_a_customer_from_the_door_to_the_end(hall: Hall, screens: Screens, branch: Branch) -> None:
    ticket = take_number(branch.kiosk.page, "cash")
    phone = follow(screens, branch, ticket)
    everybody_knows_of(branch, ticket)

    call_and_serve(branch, phone, ticket)

    expect(figure(branch.head, "served")).to_have_text("1")
    english(screens, branch)
    a_long_wait(hall, branch)
    three_taps(branch)
    find(branch, ticket)
    assert all(screen.is_untouched for screen in [*branch.watching, phone])


def follow(screens: Screens, branch: Branch, ticket: Ticket) -> Screen:
    """The slip is printed once, and its code leads to the ticket's own page."""
    address = f"/t/{ticket.page_token}/"
    drawn = branch.kiosk.page.locator("svg.qr path").last.get_attribute("d")
    assert f'd="{drawn}"' in qr_code(screens.url + address)
    assert branch.kiosk.page.evaluate("window.printed") == 1

    phone = screens.customer(address)
    expect(phone.page.locator(".turn-number")).to_have_text(ticket.number)
    expect(phone.page.locator(".turn-place")).to_contain_text("下一位就是您")
    phone.is_live()
    phone.mark()
    return phone


def everybody_knows_of(branch: Branch, ticket: Ticket) -> None:
    expect(branch.wall.page.locator("[data-service=cash] b")).to_have_text("1")
    expect(branch.tablet.page.locator(".waiting .number")).to_have_text([ticket.number])
    expect(figure(branch.tablet, "waiting")).to_have_text("1")
    expect(figure(branch.head, "waiting")).to_have_text("1")
    expect(branch.teller.page.locator(".line-numbers .number")).to_have_text([ticket.number])


def call_and_serve(branch: Branch, phone: Screen, ticket: Ticket) -> None:
    """By keyboard only: Space calls, starts and finishes; U takes the finish back."""
    keys, desk = branch.teller.page.keyboard, branch.teller.page.locator(".desk")
    keys.press("Space")
    expect(desk.locator(".desk-number")).to_have_text(ticket.number)
    newest = branch.wall.page.locator(".wall-call").first
    expect(newest.locator(".wall-number")).to_have_text(ticket.number)
    expect(newest.locator(".wall-counter")).to_have_text("1")
    expect(phone.page.locator("body[data-turn=called] .turn-counter")).to_contain_text("1号窗口")
    expect(branch.tablet.page.locator(".calls .number")).to_have_text([ticket.number])
    expect(branch.tablet.page.locator(".waiting .number")).to_have_count(0)

    keys.press("Space")
    expect(desk.locator("[data-act=finish]")).to_be_visible()
    expect(phone.page.locator("body[data-turn=serving]")).to_be_visible()
    keys.press("Space")
    expect(desk.locator("[data-act=next]")).to_be_visible()
    expect(phone.page.locator("body[data-turn=done]")).to_be_visible()
    keys.press("u")
    expect(desk.locator("[data-act=finish]")).to_be_visible()
    keys.press("Space")
    expect(desk.locator("[data-act=next]")).to_be_visible()
    branch.wall.until(lambda: len(branch.wall.said) == 2)
    spelled = " ".join(ticket.number)
    assert branch.wall.said[1] == f"Ticket {spelled}, please go to Counter 1"


def english(screens: Screens, branch: Branch) -> None:
    """The next customer reads English: kiosk, slip and phone."""
    kiosk = branch.kiosk.page
    kiosk.click(".kiosk-after [data-go]")
    expect(kiosk.locator(".kiosk-tiles")).to_be_visible()
    kiosk.click("text=English")
    expect(kiosk.locator("h1")).to_have_text("What would you like to do?")
    ticket = take_number(kiosk, "personal")
    expect(kiosk.locator(".slip-title")).to_have_text("Your number")
    phone = screens.customer(f"/t/{ticket.page_token}/", language="en")
    expect(phone.page.locator(".turn-place")).to_contain_text("You are next")

    branch.teller.page.keyboard.press("Space")

    expect(phone.page.locator("body[data-turn=called] .turn-counter")).to_contain_text("Counter 1")
    expect(branch.wall.page.locator(".wall-call .wall-number").first).to_have_text(ticket.number)
    branch.wall.until(lambda: len(branch.wall.said) == 4)


def a_long_wait(hall: Hall, branch: Branch) -> None:
    """Somebody has waited too long: the tablet says so, and the manager takes it."""
    ticket = hall.issue("wealth", minutes_ago=20)
    hall.sweep()
    item = branch.tablet.page.locator(".feed-item", has_text=ticket.number).first
    expect(item).to_contain_text(ticket.number)
    expect(branch.tablet.page.locator(".waiting .mark-late")).to_have_count(1)
    expect(figure(branch.head, "waiting")).to_have_text("1")

    item.locator("form[action$='/accept/'] button").tap()

    expect(item.locator("form[action$='/resolve/'] button")).to_be_visible()


def three_taps(branch: Branch) -> None:
    """New customer, need, and the proposed machine."""
    tablet = branch.tablet.page
    tablet.locator("[data-opens=reception]").tap()
    tablet.locator(".need", has=tablet.locator("[value=card]")).tap()
    tablet.locator(".option-best").tap()
    expect(tablet.locator("#issued .slip-number")).to_be_visible()
    number = tablet.locator("#issued .slip-number").inner_text()
    tablet.locator(".reception-result [data-closes]").tap()

    expect(tablet.locator("[data-panel=floor-machines] .number", has_text=number)).to_be_visible()
    tablet.locator("[data-opens=reception]").tap()
    tablet.locator(".need", has=tablet.locator("[value=cash]")).tap()
    tablet.locator(".reception-traits .chip", has=tablet.locator("[value=prefers_counter]")).tap()
    expect(tablet.locator(".option-best")).to_contain_text("客户偏好柜台")
    tablet.locator(".option-best").tap()
    expect(tablet.locator("#issued .slip-number")).to_be_visible()
    number = tablet.locator("#issued .slip-number").inner_text()
    tablet.locator(".reception-result [data-closes]").tap()
    expect(tablet.locator(".waiting .number", has_text=number)).to_be_visible()
    expect(branch.teller.page.locator(".line-numbers .number", has_text=number)).to_be_visible()
    expect(branch.wall.page.locator("[data-service=cash] b")).to_have_text("1")


def find(branch: Branch, ticket: Ticket) -> None:
    """A number of this morning, and what happened with it."""
    tablet = branch.tablet.page
    tablet.locator("[data-opens=ticket-search]").tap()
    tablet.fill("#search-number", ticket.number[1:])
    tablet.locator("#found .row-button", has_text=ticket.number).tap()
    expect(tablet.locator("#detail .timeline > li").first).to_be_visible()
    expect(tablet.locator("#detail h2")).to_contain_text(ticket.number)
