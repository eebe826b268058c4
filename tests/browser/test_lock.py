"""An idle screen of staff warns, locks, and opens again where it was (S174c)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from lobby.branches.models import Session
from tests.browser.hall import PASSWORD, Hall
from tests.browser.screens import TABLET, Screen, Screens

pytestmark = pytest.mark.browser

LOCKED_WITHIN_MS = 30_000


def nearly_idle(screen: Screen, seconds: float) -> None:
    """The page is loaded again, and so long before its session locks."""
    Session.objects.update(locks_at=timezone.now() + dt.timedelta(seconds=seconds))
    screen.sockets.clear()
    screen.page.reload()
    screen.is_live()


def test_touch_after_the_warning_keeps_the_screen_open(hall: Hall, screens: Screens) -> None:
    tablet = screens.person("manager", "/floor/0001/", TABLET)
    warning = tablet.page.locator("[data-lock]")
    expect(warning).to_be_hidden()
    nearly_idle(tablet, 19)
    expect(warning).to_contain_text("秒后锁屏")

    tablet.page.mouse.move(30, 30)

    expect(warning).to_be_hidden()
    later = timezone.now() + dt.timedelta(seconds=240)
    tablet.until(lambda: Session.objects.filter(locks_at__gt=later).exists())


def test_untouched_screen_locks_empties_itself_and_opens_where_it_was(hall: Hall, screens: Screens) -> None:
    hall.allow_sign_in("head")
    board = screens.person("head", "/floor/0001/command/", TABLET)
    page = board.page
    nearly_idle(board, 8)
    typed = page.evaluate(
        """() => {
          const input = [...document.querySelectorAll("form[method=post] :is(input, textarea)")]
            .find((one) => one.name && ["text", "textarea"].includes(one.type));
          input.value = "张*明 问余额";
          return input.name;
        }"""
    )

    page.wait_for_url("**/locked/?next=*", timeout=LOCKED_WITHIN_MS)

    expect(page.locator("h1")).to_have_text("屏幕已锁定")
    expect(page.locator("#lock-person")).to_contain_text("head")
    expect(page.locator("#id_password")).to_be_focused()
    assert "张*明" not in page.content()
    assert "张*明" not in page.evaluate("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)")
    page.goto(f"{screens.url}/head/0001/")
    page.wait_for_url("**/locked/?next=*")
    page.goto(f"{screens.url}/floor/0001/command/")
    page.wait_for_url("**/locked/?next=*")
    page.fill("#id_password", "wrong-horse-7")
    page.click("main .button-primary")
    expect(page.locator("#unlock-error")).to_contain_text("密码不对")

    page.fill("#id_password", PASSWORD)
    page.click("main .button-primary")

    page.wait_for_url("**/floor/0001/command/")
    expect(page.locator(f"form [name={typed}]").first).to_have_value("张*明 问余额")


def test_locking_one_tab_locks_the_others_and_unlocking_opens_them(hall: Hall, screens: Screens) -> None:
    hall.allow_sign_in("manager")
    tablet = screens.person("manager", "/floor/0001/", TABLET)
    other = tablet.page.context.new_page()
    other.goto(f"{screens.url}/floor/0001/incidents/")

    other.locator("details:has(form[data-locks]) summary").click()
    other.locator("form[data-locks] button").click()

    other.wait_for_url("**/locked/?next=*")
    tablet.page.wait_for_url("**/locked/?next=*")
    other.fill("#id_password", PASSWORD)
    other.click("main .button-primary")
    other.wait_for_url("**/floor/0001/incidents/")
    other.mouse.move(40, 40)
    tablet.page.wait_for_url("**/floor/0001/")


def test_page_without_its_scripts_gets_no_news_once_locked(hall: Hall, screens: Screens) -> None:
    tablet = screens.person("manager", "/floor/0001/", TABLET)
    tablet.is_live()
    # As if somebody had stopped the page's timers by hand.
    tablet.page.evaluate("for (let one = 1; one < 1000; one += 1) clearInterval(one)")

    Session.objects.update(locks_at=timezone.now())

    expect(tablet.page.locator("html.is-stale")).to_have_count(1, timeout=LOCKED_WITHIN_MS)
    heard = len(tablet.sockets)
    hall.issue("cash")
    tablet.page.wait_for_timeout(1_500)
    assert len(tablet.sockets) == heard
    tablet.complaints.clear()
