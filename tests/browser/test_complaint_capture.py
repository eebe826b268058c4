"""LM-10 and the receipt in a real browser: from the ticket to the slip, over a lost line, and every screen looked at."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from complaints.models import Complaint, ComplaintDraft
from tests.browser.hall import Hall
from tests.browser.screens import DESKTOP, PHONE, TABLET, Screens
from tests.browser.test_shots import LANGUAGES, Album

pytestmark = pytest.mark.browser
WORDS = "40 min, 17:02, A012"


def test_a_complaint_from_the_ticket_to_the_slip(hall: Hall, screens: Screens) -> None:
    ticket = hall.issue("cash", minutes_ago=40)
    tablet = screens.person("manager", "/floor/0001/", TABLET, has_touch=True)
    tablet.is_live()
    page = tablet.page
    page.locator(f"[data-loads$='/tickets/{ticket.pk}/']").first.tap()
    page.locator("#detail a[href*='/complaints/new/']").tap()

    expect(page.locator("[data-facts]")).to_be_hidden()
    page.locator("[data-hear] button").tap()
    content = page.locator("#id_content")
    expect(content).to_be_focused()
    content.fill("请冷静")
    expect(page.locator(".lint-better")).to_be_visible()
    content.fill(WORDS)
    expect(page.locator("[data-draft-note]")).not_to_be_empty()
    page.context.set_offline(True)
    content.fill(f"{WORDS}, B007")
    expect(page.locator("[data-draft-note]")).to_contain_text("保留在本平板")
    page.context.set_offline(False)
    tablet.until(lambda: "B007" in (ComplaintDraft.objects.get().words or ""))
    page.reload()
    expect(content).to_have_value(f"{WORDS}, B007")
    page.locator(".capture-end .button-primary").tap()

    expect(page.locator(".receipt-slip-number")).to_be_visible()
    complaint = Complaint.objects.get(ticket=ticket)
    assert complaint.emotion_at is not None
    assert complaint.facts_at is not None
    assert complaint.emotion_at < complaint.facts_at
    page.locator("[data-print]").tap()
    assert page.evaluate("window.printed") == 1
    for tick in page.locator(".capture-tick").all():
        tick.tap()
    page.locator("#id_answer").fill("请冷静，已经为您办好")
    expect(page.locator("[data-lint-keep]")).to_be_visible()
    page.locator("#id_answer").fill("让您久等了，已经为您办好")
    expect(page.locator("[data-lint-keep]")).to_be_hidden()
    for name in ("local_cause", "severity", "verdict"):
        page.locator(f"label.chip:has(input[name={name}])").first.tap()
    page.locator("#id_complainant").fill("张女士")
    for name in ("channel_code", "business_code"):
        if not page.locator(f"#id_{name}").input_value():
            page.locator(f"#id_{name}").select_option(index=1)
    page.locator(".capture-end .button-primary").tap()
    expect(page.locator("[action$='/on-the-spot/']")).to_have_count(0)
    complaint.refresh_from_db()
    assert complaint.on_the_spot
    assert not [line for line in tablet.complaints if "ERR_INTERNET_DISCONNECTED" not in line]


def test_screens_of_capture_and_receipt_in_both_languages(hall: Hall, screens: Screens) -> None:
    ticket = hall.issue("cash", minutes_ago=40)
    album = Album()
    tablet = screens.person("manager", "/", TABLET, has_touch=True)
    desk = screens.person("manager", "/", DESKTOP)
    address = f"/floor/0001/complaints/new/?ticket={ticket.pk}"
    for language, code in LANGUAGES.items():
        tablet.read(address if language == "zh" else "/floor/0001/complaints/new/", code)
        album.take(tablet, "complaint-listen", language, least=48)
        tablet.page.locator("[data-hear] button").tap()
        tablet.page.locator("#id_content").fill("we cannot" if language == "en" else "我们不能")
        expect(tablet.page.locator(".lint-better")).to_be_visible()
        album.take(tablet, "complaint-facts", language, least=48)
        tablet.page.locator(".capture-more summary").tap()
        desk.read(address, code)
        album.take(desk, "complaint-facts-desktop", language)
        tablet.page.locator("#id_content").fill(WORDS)
        tablet.page.locator("#id_language").select_option(code)
        tablet.page.locator(".capture-end .button-primary").tap()
        expect(tablet.page.locator(".receipt-slip")).to_be_visible()
        album.take(tablet, "complaint-captured", language, least=48)
        desk.read(tablet.page.url, code)
        album.take(desk, "complaint-captured-desktop", language)
        made = Complaint.objects.latest("pk")
        for name, size in (("phone", PHONE), ("desktop", DESKTOP), ("tablet", TABLET)):
            receipt = screens.show("receipt", screens.context(size), f"/c/{made.token}/?lang={code}")
            album.take(receipt, f"complaint-receipt-{name}", language)
            for act in receipt.page.locator(".receipt-acts summary").all():
                act.click()
            receipt.page.screenshot(path=album.path(f"complaint-receipt-{name}-open-{language}"), full_page=True)
            intake = screens.show("intake", screens.context(size), f"/t/{ticket.page_token}/complaint/?lang={code}")
            album.take(intake, f"complaint-intake-{name}", language)
    assert not album.faults, "\n".join(album.faults)
