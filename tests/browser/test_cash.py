"""A seizure from the counter to custody by two people, a waiver over the limit, and the screens in both languages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from lobby.floor.models import AuthorityUse, Seizure
from tests.browser.hall import PASSWORD, Hall
from tests.browser.screens import DESKTOP, TABLET, Screen, Screens
from tests.browser.test_shots import LANGUAGES, Album

pytestmark = pytest.mark.browser


def test_a_seizure_by_two_from_the_counter_to_custody(hall: Hall, screens: Screens) -> None:
    hall.allow_sign_in("teller3")
    desk = serving(hall, screens)
    lead = screens.person("lead1", "/floor/0001/decisions/", TABLET, "en", has_touch=True)
    lead.is_live()

    page = desk.page
    page.keyboard.press("x")
    expect(page.locator("#more-acts .more-act")).to_have_count(4)
    page.keyboard.press("2")
    expect(page.locator("[name=serial_no]")).to_be_focused()
    page.keyboard.type("AB12345678")
    page.locator("[data-adds-row]").click()
    page.locator("[name=serial_no]").nth(1).fill("AB12345679")
    page.get_by_role("button", name="Write down and call the second person").click()
    page.wait_for_url(re.compile(r"/floor/seizures/\d+/"))
    expect(lead.page.locator("[data-panel=decisions-seizures]")).to_contain_text("AB12345679")

    page.locator(".credential > summary").click()
    page.fill("[name=username]", "teller3")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="I am the second person").click()
    page.locator("label:has([name=in_view])").click()
    page.get_by_role("button", name="Marked").click()
    page.fill("[name=voucher_no]", "JB-77")
    page.fill("[name=customer_name]", "张小明")
    page.fill("[name=customer_identity]", "E1234567")
    page.locator("label:has([name=refused])").click()
    page.get_by_role("button", name="Voucher written").click()
    page.get_by_role("button", name="The customer has been told").click()
    expect(page.locator(".credential > summary")).to_be_visible()

    seizure = Seizure.objects.latest("pk")
    lead.read(f"/floor/seizures/{seizure.pk}/", "en")
    lead.page.get_by_role("button", name="I take it into custody").tap()
    expect(lead.page.locator("h1")).to_contain_text("in custody")
    seizure.refresh_from_db()
    assert (seizure.status, seizure.voucher_no, seizure.has_signed) == ("in_custody", "JB-77", False)


def test_a_waiver_over_the_limit_is_approved_while_the_teller_waits(hall: Hall, screens: Screens) -> None:
    desk = serving(hall, screens)
    lead = screens.person("lead1", "/floor/0001/decisions/", TABLET, "en", has_touch=True)
    lead.is_live()

    page = desk.page
    page.keyboard.press("x")
    expect(page.locator("#more-acts .more-act")).to_have_count(4)
    page.keyboard.press("1")
    expect(page.locator("#waiver-amount")).to_be_focused()
    page.keyboard.type("66.50")
    page.locator("#more-acts label:has([name=reason])").first.click()
    page.keyboard.press("Enter")
    expect(page.locator(".asked")).to_contain_text("66.50")
    use = AuthorityUse.objects.latest("pk")
    row = lead.page.locator(f"[data-key=use-{use.pk}]")
    expect(row).to_contain_text("66.50")
    row.get_by_role("button", name="Approve").tap()

    expect(page.locator(f"[data-key=use-{use.pk}] .mark-fine")).to_be_visible()
    expect(row).to_have_count(0)


def test_screens_of_the_cash_side_in_both_languages(hall: Hall, screens: Screens) -> None:
    album = Album()
    desk = serving(hall, screens)
    lead = screens.person("lead1", "/floor/0001/decisions/", TABLET, has_touch=True)
    head = screens.person("head", "/floor/0001/cash-month/", DESKTOP)
    seizure = Seizure.objects.filter(branch=hall.branch).earliest("pk")
    case = hall.branch.fraud_cases.earliest("pk")
    for language, code in LANGUAGES.items():
        desk.read("/teller/?branch=0001", code)
        album.take(desk, "cash-desk", language)
        desk.page.keyboard.press("x")
        expect(desk.page.locator("#more-acts .more-act")).to_have_count(4)
        album.take(desk, "cash-more", language)
        for number in range(4):
            desk.page.locator("#more-acts .more-act > summary").nth(number).click()
            album.take(desk, f"cash-more-{number}", language)
        pages = {
            "decisions": "/floor/0001/decisions/",
            "seizure": f"/floor/seizures/{seizure.pk}/",
            "record": f"/floor/seizures/{seizure.pk}/record/",
            "fraud": "/floor/0001/fraud/",
            "case": f"/floor/fraud-cases/{case.pk}/",
            "dual": "/floor/0001/dual-signs/",
        }
        for name, path in pages.items():
            lead.read(path, code)
            album.take(lead, f"cash-{name}", language, least=48)
            head.read(path, code)
            album.take(head, f"cash-{name}-wide", language)
        for name, path in {"month": "/floor/0001/cash-month/", "kpi": "/head/0001/kpi/K38/"}.items():
            head.read(path, code)
            album.take(head, f"cash-{name}-wide", language)
    assert not album.faults, "\n".join(album.faults)


def serving(hall: Hall, screens: Screens) -> Screen:
    """Teller 2 serves a customer at counter 2, in English."""
    hall.open("2", "teller2", minutes_ago=0)
    hall.issue("cash")
    desk = screens.person("teller2", "/teller/?branch=0001", DESKTOP, "en")
    desk.is_live()
    desk.page.keyboard.press("Space")
    expect(desk.page.locator(".desk-is-called")).to_be_visible()
    desk.page.keyboard.press("Space")
    expect(desk.page.locator(".desk-is-serving")).to_be_visible()
    return desk
