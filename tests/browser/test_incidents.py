"""An incident over tablet, command board and wall; a silent alert that only security sees; every screen in both languages."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from lobby.floor.domain import security
from lobby.floor.domain.incidents import reporting
from lobby.floor.enums.incidents import IncidentKind, IncidentSeverity
from lobby.floor.models import Incident
from tests.browser.hall import Hall
from tests.browser.screens import DESKTOP, TABLET, UPRIGHT, Screens
from tests.browser.test_shots import LANGUAGES, Album

pytestmark = pytest.mark.browser
# What people of the demo wrote is in their own language.
TYPED = ("客户在门口滑倒", "演练", "备用取号单放到前台", "说明、备用渠道、改约", "foreign: 无")

# Nothing of the notice is cut off, and it covers neither the clock above nor the lines below.
NOTICE_IS_WHOLE = """() => {
  const notice = document.querySelector(".content-notice"), box = notice.getBoundingClientRect();
  const inside = [...notice.querySelectorAll("p")].map((words) => words.getBoundingClientRect());
  return notice.scrollHeight <= notice.clientHeight + 1
    && inside.every(({ top, bottom }) => top >= box.top && bottom <= box.bottom)
    && box.top >= document.querySelector(".wall-clock").getBoundingClientRect().bottom
    && box.bottom <= document.querySelector(".wall-side").getBoundingClientRect().bottom;
}"""


def test_an_outage_from_one_tap_to_recovery(hall: Hall, screens: Screens) -> None:
    tablet = screens.person("manager", "/floor/0001/incidents/", TABLET, has_touch=True)
    board = screens.person("head", "/head/0001/", DESKTOP)
    wall = screens.device("WALL1", "/wall/WALL1/", DESKTOP)
    kiosk = screens.device("KIOSK1", "/kiosk/KIOSK1/", UPRIGHT)
    for screen in (tablet, board, wall, kiosk):
        screen.is_live()

    tablet.page.locator("button[value=system_failure]").tap()
    card = tablet.page.locator(".incident-card", has_text="业务系统故障")
    expect(card).to_be_visible()
    expect(board.page.locator("[data-panel=head-incidents]")).to_contain_text("业务系统故障")
    card.locator("button[value=II]").tap()

    expect(card.locator(".incident-tasks > li")).to_have_count(6)
    expect(wall.page.locator("[data-panel=wall-content]")).to_contain_text("系统暂时不能办理业务", timeout=5_000)
    expect(kiosk.page.locator("[data-panel=kiosk-urgent]")).to_contain_text("系统暂时不能办理业务", timeout=5_000)
    wall.until(lambda: wall.page.evaluate(NOTICE_IS_WHOLE))
    card.locator(".incident-check").first.tap()
    expect(card).to_contain_text("处置中")

    board.read("/floor/0001/command/", "zh-hans")
    led = board.page.locator(".incident-card", has_text="业务系统故障")
    led.get_by_role("button", name="已控制").click()
    led.get_by_role("button", name="已恢复").click()
    expect(card).to_contain_text("已恢复")
    expect(kiosk.page.locator("[data-panel=kiosk-urgent]")).to_be_empty()


def test_a_silent_alert_leaves_no_trace_on_the_tablet(hall: Hall, screens: Screens) -> None:
    tablet = screens.person("manager", "/floor/0001/incidents/", TABLET, has_touch=True)
    guard = screens.person("guard1", "/floor/0001/security/", TABLET, has_touch=True)
    for screen in (tablet, guard):
        screen.is_live()
    before = tablet.page.locator(".incident-columns").inner_text()
    title = guard.page.title()

    tablet.page.locator("button[value=security]").tap()

    expect(guard.page.locator("[data-panel=security-alerts]")).to_contain_text("威胁或袭击")
    expect(guard.page.locator("[data-panel=security-cards] .incident-card")).to_be_visible()
    assert guard.page.title() == title
    assert tablet.page.locator(".incident-columns").inner_text() == before
    expect(tablet.page.locator(".toast")).to_have_count(0)


def test_screens_of_incidents_in_both_languages(hall: Hall, screens: Screens) -> None:
    at, head = timezone.now(), hall.staff("head")
    quiet = reporting.report(hall.branch, by=head.actor, at=at, kind=IncidentKind.SECURITY)
    reporting.classify(quiet, by=head.actor, at=at, severity=IncidentSeverity.II)
    group = reporting.report(hall.branch, by=head.actor, at=at, kind=IncidentKind.GROUP_EVENT)
    reporting.classify(group, by=head.actor, at=at, severity=IncidentSeverity.II)
    security.report_suspicion(hall.branch, by=head.actor, at=at, behaviour="watches_pin")
    album = Album()
    drill = Incident.objects.filter(is_drill=True).get()
    people = {
        "tablet": ("manager", TABLET, {"lm11": "/floor/0001/incidents/", "plans": "/floor/0001/plans/"}),
        "head": (
            "head",
            DESKTOP,
            {
                "bh10": "/floor/0001/command/",
                "group": f"/floor/incidents/{group.pk}/",
                "drill": f"/floor/incidents/{drill.pk}/",
                "cockpit": "/head/0001/",
            },
        ),
        "guard": ("guard1", TABLET, {"sec": "/floor/0001/security/"}),
    }
    for username, size, pages in people.values():
        screen = screens.person(username, next(iter(pages.values())), size, has_touch=size == TABLET)
        for name, path in pages.items():
            for language, code in LANGUAGES.items():
                screen.read(path, code)
                album.take(screen, f"incident-{name}", language, least=48 if size == TABLET else 0)
    faults = [fault for fault in album.faults if not any(words in fault for words in TYPED)]
    assert not faults, "\n".join(faults)
