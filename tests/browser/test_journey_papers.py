"""Papers before the counter: filled in and signed on the phone, looked at on the tablet, sent back once, finished."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from queueing.models import FormInstance, Ticket
from tests.browser.hall import Hall
from tests.browser.screens import DESKTOP, TABLET, Screen, Screens

pytestmark = pytest.mark.browser
TYPED = {"name": "王小明", "mobile": "13800138000", "payee": "李华", "payee_bank": "城东支行", "amount": "50000.50"}


def fill(page: Page, **values: str) -> None:
    for key, value in values.items():
        page.fill(f"[name={key}]", value)
    page.get_by_role("button", name="填好了").click()


def draw(page: Page) -> None:
    """Sign with the pointer."""
    box = page.locator("canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2)
    page.mouse.down()
    for step in range(1, 12):
        page.mouse.move(box["x"] + 20 + step * 20, box["y"] + box["height"] * (0.3 if step % 2 else 0.7))
    page.mouse.up()
    page.locator("[data-sign]").click()
    expect(page.locator(".eform-signed img")).to_be_visible()


def sign_on_phone(screens: Screens, ticket: Ticket) -> Screen:
    """A phone fills in the form, sees its mistake in words, corrects it and signs."""
    phone = screens.customer(f"/t/{ticket.page_token}/")
    phone.is_live()
    phone.page.locator(".turn-forms a").click()
    fill(phone.page, **{**TYPED, "amount": "五万"})
    expect(phone.page.locator(".field-error")).to_have_count(1)
    # The refused form is the page's own answer, which the browser notes as an error of its own.
    phone.complaints[:] = [line for line in phone.complaints if "400" not in line]
    assert phone.page.input_value("[name=name]") == TYPED["name"]
    fill(phone.page, amount=TYPED["amount"])
    draw(phone.page)
    return phone


def review_on_tablet(tablet: Screen, ticket: Ticket) -> None:
    """Two documents are there; the papers are ready."""
    page = tablet.page
    page.locator(".waiting .row-button").first.click()
    page.locator("#detail [data-loads*=review]").click()
    rows = page.locator(".papers-row")
    expect(rows).to_have_count(2)
    for place in range(2):
        rows.nth(place).locator(".papers-present").click()
    page.locator("#detail [name=passed]").click()
    expect(page.locator("#detail .mark-fine").first).to_be_visible()


def test_papers_are_ready_before_the_counter(hall: Hall, screens: Screens) -> None:
    hall.open("1", "teller1", minutes_ago=0)
    ticket = hall.issue("cash")
    phone = sign_on_phone(screens, ticket)
    tablet = screens.person("manager", "/floor/0001/", TABLET, has_touch=True)
    tablet.is_live()
    review_on_tablet(tablet, ticket)
    teller = screens.person("teller1", "/teller/", DESKTOP)
    teller.is_live()
    keys, desk = teller.page.keyboard, teller.page.locator(".desk")

    keys.press("Space")
    expect(desk.locator(".desk-tags [data-key=review]")).to_contain_text("预审通过")
    expect(desk.locator("[data-line=amount] dd")).to_have_text(TYPED["amount"])
    expect(desk.locator("[data-line=mobile] dd")).to_have_text("••••8000")
    keys.press("Space")
    expect(desk.locator("[data-act=finish]")).to_be_visible()
    keys.press("v")
    expect(teller.page.locator("#papers [data-line=mobile] dd")).to_have_text(TYPED["mobile"])
    keys.press("Escape")
    expect(teller.page.locator("#papers")).to_be_hidden()

    mark_to_send_back(teller, "金额")
    keys.press("1")
    correct_on_phone(phone)

    keys.press("Space")
    expect(desk.locator(".desk-number")).to_have_text(ticket.number)
    expect(desk.locator("[data-line=amount] dd")).to_have_text("60000")
    keys.press("Space")
    expect(desk.locator("[data-act=finish]")).to_be_visible()
    keys.press("Space")
    expect(desk.locator("[data-act=next]")).to_be_visible()
    assert Ticket.objects.get(pk=ticket.pk).status == "done"
    assert list(FormInstance.objects.filter(ticket=ticket).order_by("version").values_list("version", "status")) == [
        (1, "signed"),
        (2, "signed"),
    ]


def mark_to_send_back(teller: Screen, label: str) -> None:
    """Mark what is wrong; on a busy machine a key or a reading may be lost, and is asked for again, as a teller would."""
    dialog = teller.page.locator("#send-back")
    mark = dialog.locator("label", has_text=label)
    again = dialog.locator("[data-papers-again]")

    def is_offered() -> bool:
        if dialog.is_hidden():
            teller.page.keyboard.press("r")
        elif again.is_visible():
            again.click()
        return mark.is_visible()

    teller.until(is_offered)
    mark.click()


def correct_on_phone(phone: Screen) -> None:
    """The ticket's page says what to correct; a signed form is corrected as its next version, and signed again."""
    phone.page.locator(".eform-acts a.button-primary").click()
    expect(phone.page.locator(".turn-form-state")).to_have_text("需更正")
    phone.page.locator(".turn-forms a").click()
    expect(phone.page.locator(".is-marked")).to_have_count(1)
    phone.page.locator(".eform-acts form button").first.click()
    expect(phone.page.locator(".eform-line.is-marked [name=amount]")).to_be_visible()
    fill(phone.page, amount="60000")
    draw(phone.page)
