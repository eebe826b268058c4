"""What walls and kiosks say of their own state: no slip without paper, no numbers and no calls while they rest."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from devices.domain.states import report
from devices.enums import DeviceStatus
from devices.models import DeviceState
from lobby.branches.actors import SYSTEM
from lobby.live import panels
from lobby.live.models import Entry
from lobby.live.scopes import Scope
from queueing.models import Ticket

pytestmark = pytest.mark.usefixtures("clock")
JSON = {"HTTP_ACCEPT": "application/json"}
D = DeviceStatus


@pytest.fixture
def no_paper(kiosk, at):
    """The kiosk's printer is out."""
    report(kiosk, D.PARTIAL, by=SYSTEM, at=at)
    DeviceState.objects.filter(device=kiosk).update(lost=["printer"])


def take(browser, kiosk, cash, flow="a" * 22):
    html = browser.get(reverse("queueing:kiosk", args=[kiosk.code])).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
    sent = {"flow": flow, "service": cash.code, "csrfmiddlewaretoken": token}
    return browser.post(reverse("queueing:kiosk-take", args=[kiosk.code]), sent, **JSON)


def test_a_kiosk_without_paper_says_so_and_still_gives_numbers(browser_of, kiosk, cash, no_paper):
    browser = browser_of(kiosk)

    html = browser.get(reverse("queueing:kiosk", args=[kiosk.code])).content.decode()
    answer = take(browser, kiosk, cash)
    ticket = browser.get(answer.json()["redirect"]).content.decode()

    for page in (html, ticket):
        assert "本机暂时不能打印" in page
        assert "This kiosk cannot print just now" in page
    assert "data-prints-itself" not in ticket
    assert "data-print>" not in ticket
    assert Ticket.objects.get().number in ticket
    assert "slip-code" in ticket


def test_a_kiosk_with_paper_prints(browser_of, kiosk, cash, at):
    report(kiosk, D.DEGRADED, by=SYSTEM, at=at)
    browser = browser_of(kiosk)

    ticket = browser.get(take(browser, kiosk, cash).json()["redirect"]).content.decode()

    assert "data-prints-itself" in ticket
    assert "cannot print" not in ticket


@pytest.mark.parametrize("status", D)
def test_a_kiosk_that_rests_gives_no_numbers(browser_of, kiosk, cash, at, status):
    report(kiosk, status, by=SYSTEM, at=at)
    rests = status in (D.DOWN, D.MAINTENANCE, D.SECURITY, D.ABSENT)
    browser = browser_of(kiosk)

    html = browser.get(reverse("queueing:kiosk", args=[kiosk.code])).content.decode()
    answer = take(browser, kiosk, cash)

    assert ("kiosk-rests" in html) == rests
    assert (answer.status_code, Ticket.objects.count()) == ((409, 0) if rests else (200, 1))
    if rests:
        assert answer.json()["code"] == "kiosk_resting"


def test_only_the_kiosks_own_news_changes_its_page(branch, kiosk, wall, at):
    panel = panels.get("kiosk-condition")

    def news(device):
        return Entry(type="device.status_changed", subject_type="device", subject_id=device.pk)

    assert panel.is_changed_by(news(kiosk), kiosk.pk)
    assert not panel.is_changed_by(news(wall), kiosk.pk)


def test_a_wall_in_maintenance_is_covered_and_others_are_not(browser_of, branch, wall, at):
    scope = Scope(branch.pk, "zh-hans", "branch", None, at)
    assert "wall-rests" not in panels.render("wall-rests", scope)

    report(wall, D.MAINTENANCE, by=SYSTEM, at=at)

    html = browser_of(wall).get(reverse("queueing:wall", args=[wall.code])).content.decode()
    assert f'data-wall="{wall.code}"' in html
    assert "本显示屏正在维护" in html
    style = browser_of(wall).get(reverse("queueing:wall-layout", args=[wall.code])).content.decode()
    assert f'.wall-rests:not([data-wall="{wall.code}"])' in style
