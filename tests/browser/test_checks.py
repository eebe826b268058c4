"""An opening check over its people: answered on the tablet with a photo, handed in, signed by the head; all its pages."""

from __future__ import annotations

import io

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from lobby.branches.models import Staff
from lobby.floor.domain.checks.answering import Answer, answer
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.checks import CheckKind
from lobby.floor.models import Attachment, ChecklistRun, ChecklistTemplate, ItemResult
from lobby.floor.selectors.checks.runs import sheet_of
from tests.browser.hall import Hall
from tests.browser.screens import DESKTOP, TABLET, UPRIGHT, Screens
from tests.browser.test_shots import LANGUAGES, Album

pytestmark = pytest.mark.browser


def todays_run() -> ChecklistRun:
    return ChecklistRun.objects.get(kind=CheckKind.OPENING, status="in_progress")


def test_opening_check_from_first_tap_to_signature(hall: Hall, screens: Screens) -> None:
    run = todays_run()
    answer_all_but_one(run, hall.staff("manager"))
    manager = screens.person("manager", f"/floor/checks/{run.pk}/", TABLET, has_touch=True)
    page = manager.page
    rows = page.locator(".check-item")

    page.locator('.check-item:has([data-check-value=""]) .check-ok').tap()
    expect(page.locator('[data-check-value=""]')).to_have_count(0)
    expect(page.locator("[data-check-count]")).to_have_text(page.locator("[data-check-all]").inner_text())
    page.locator(".check-issue").first.tap()
    first = rows.first
    expect(first.locator(".check-issue-more")).to_be_visible()
    expect(page.locator("[data-check-issues]")).to_have_text("2")
    first.locator("[name=note]").fill("<b>地面有水</b>")
    first.locator("[data-attach-input]").first.set_input_files(
        {"name": "floor.png", "mimeType": "image/png", "buffer": picture()}
    )
    expect(first.locator("[data-attach-item][data-state=kept]")).to_be_visible()
    first.locator("[name=act][value=task]").tap()
    expect(first.locator(".tag-accent")).to_be_visible()
    expect(first.locator(".check-photos img")).to_be_visible()
    expect(first.locator("[name=note]")).to_have_value("<b>地面有水</b>")

    page.locator(".check-foot .button-primary").tap()
    page.wait_for_url("**/floor/0001/checks/")
    head = screens.person("head", "/head/0001/checks/", DESKTOP)
    head.page.locator(f".check-line-name[href*='/{run.pk}/']").click()
    expect(head.page.locator(".check-note").first).to_have_text("<b>地面有水</b>")
    head.page.locator(".check-foot .button-primary").click()
    head.page.wait_for_url("**/head/0001/checks/")
    assert ChecklistRun.objects.get(pk=run.pk).status == "signed_off"
    assert Attachment.objects.filter(subject_type="check-item").count() == 1


def answer_all_but_one(run: ChecklistRun, by: Staff) -> None:
    """Everything that has no answer yet is ok, as the manager's other hand would say, but for the last item."""
    at = timezone.now()
    rows = [row for row in sheet_of(run).rows if row.result is None]
    for row in rows[:-1]:
        count = 50 if row.item.answer == "count" else None
        answer(run, row.item, Answer(value="ok", count=count, reason="looked at it"), by=by.actor, at=at)


def picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(drawn, "PNG")
    return drawn.getvalue()


def test_run_is_carried_out_without_scripts(hall: Hall, screens: Screens) -> None:
    run = todays_run()
    plain = screens.person("manager", f"/floor/checks/{run.pk}/", TABLET, java_script_enabled=False)
    row = plain.page.locator('.check-item:has([data-check-value=""])').first
    before = ItemResult.objects.filter(run=run).count()

    row.locator(".check-ok").click()

    assert "#item-" in plain.page.url
    assert ItemResult.objects.filter(run=run).count() == before + 1


def test_pages_of_checks_in_both_languages(hall: Hall, screens: Screens) -> None:
    sweep_deadlines(at=timezone.now())
    run, album = todays_run(), Album()
    opening = ChecklistTemplate.objects.get(code="opening")
    tablet = screens.person("manager", "/floor/0001/", TABLET, has_touch=True)
    upright = screens.person("manager", f"/floor/checks/{run.pk}/", UPRIGHT)
    head = screens.person("head", "/head/0001/checks/", DESKTOP)
    root = screens.person("sysadm1", f"/head/0001/checks/templates/{opening.pk}/", DESKTOP)
    root.page.locator("form[action$='/draft/'] button").click()
    root.page.wait_for_url("**/checks/templates/*/")
    for language, code in LANGUAGES.items():
        for path, name in (
            ("/floor/0001/", "tablet"),
            ("/floor/0001/checks/", "day"),
            (f"/floor/checks/{run.pk}/", "run"),
            ("/floor/0001/checks/safety/", "safety"),
        ):
            tablet.read(path, code)
            album.take(tablet, f"check-{name}", language, least=48)
        upright.read(f"/floor/checks/{run.pk}/", code)
        album.take(upright, "check-run-upright", language)
        signed = ChecklistRun.objects.get(status="signed_off")
        for path, name in (
            ("/head/0001/checks/", "signing"),
            (f"/floor/checks/{signed.pk}/", "signed"),
            ("/head/0001/checks/templates/", "templates"),
        ):
            head.read(path, code)
            album.take(head, f"check-{name}", language)
        root.read(f"/head/0001/checks/templates/{opening.pk}/", code)
        album.take(root, "check-template", language)
        root.page.locator("main details summary").first.click()
        root.page.screenshot(path=album.path(f"check-version-{language}"), full_page=True)
    assert not album.faults, "\n".join(album.faults)
