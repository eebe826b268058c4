"""The board by keyboard, on two screens at once, and a complaint's page with what it hides."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from complaints.enums.cases import EntryKind
from complaints.models import Complaint, ComplaintEntry
from tests.browser.hall import Hall
from tests.browser.looking import scrolls_sideways, small_targets
from tests.browser.screens import DESKTOP, TABLET, Screens

pytestmark = pytest.mark.browser


def test_a_complaint_is_triaged_by_keyboard(hall: Hall, screens: Screens) -> None:
    head = screens.person("head", "/complaints/0001/", DESKTOP)
    manager = screens.person("manager", "/complaints/0001/", TABLET, has_touch=True)
    for screen in (head, manager):
        screen.is_live()
        assert not scrolls_sideways(screen.page)
        assert small_targets(screen.page, 48) == []

    keys = head.page.keyboard
    keys.press("?")
    expect(head.page.locator("#case-keys")).to_be_visible()
    keys.press("Escape")
    keys.press("j")
    keys.press("j")
    keys.press("k")
    chosen = head.page.locator(".case-card.is-chosen")
    number = chosen.locator(".case-link").inner_text()
    keys.press("a")
    dialog = head.page.locator("#do-assign")
    expect(dialog).to_be_visible()
    lead = head.page.evaluate("() => [...document.querySelector('#do-assign select').options].at(-1).value")
    dialog.locator("select").select_option(lead)
    dialog.locator("button.button-primary").click()
    expect(dialog).to_be_hidden()

    complaint = Complaint.objects.select_related("owner").get(number=number)
    for screen in (head, manager):
        card = screen.page.locator(f"[data-key=case-{complaint.pk}]")
        expect(card).to_contain_text(complaint.owner.name)
    assert complaint.owner_id == int(lead)

    head.page.locator("select[name=clock]").select_option("overdue")
    head.page.wait_for_url("**/complaints/0001/?clock=overdue")
    head.page.go_back()
    head.is_live()
    keys.press("j")
    keys.press("Enter")
    head.page.wait_for_url(f"**/complaints/0001/{number}/")
    head.is_live()
    assert not scrolls_sideways(head.page)
    assert small_targets(head.page, 48) == []
    expect(head.page.locator("#case-personal")).not_to_contain_text(complaint.complainant or "\0")
    head.page.get_by_role("button", name="显示姓名和号码").click()
    expect(head.page.locator("#case-personal")).to_contain_text("已显示并记入日志")
    head.page.locator("[data-does=note]").click()
    head.page.locator("#do-note textarea").fill("已请客户到接待室")
    head.page.locator("#do-note button.button-primary").click()
    expect(head.page.locator(".case-timeline")).to_contain_text("已请客户到接待室")
    read = ComplaintEntry.objects.filter(complaint=complaint, kind=EntryKind.READ).order_by("pk")
    assert [row.values["what"] for row in read] == ["page", "personal"]
