"""A machine tells that it is broken: the tablet, the list, its page and the wall for staff change without being loaded anew."""

from __future__ import annotations

import re
from itertools import product

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from devices.domain.states import report
from devices.enums import DeviceStatus
from devices.models import DeviceState
from lobby.branches import keys
from lobby.branches.actors import SYSTEM
from lobby.branches.models import Device
from tests.browser.hall import Hall
from tests.browser.looking import cut_texts, foreign_words, scrolls_sideways, small_targets
from tests.browser.screens import DESKTOP, TABLET, UPRIGHT, Screens

pytestmark = pytest.mark.browser

FOUR_BY_THREE, ULTRA = (1024, 768), (3840, 2160)


def tell(screens: Screens, code: str, **words: object) -> int:
    """A machine's own post with its own key; returns the answer's status."""
    secret = keys.create_key(Device.objects.get(code=code), at=timezone.now())[1]
    context = screens.browser.new_context()
    answer = context.request.post(
        f"{screens.url}/api/v1/devices/{code}/status/",
        headers={"Authorization": f"Key {secret}"},
        data={"at": timezone.now().isoformat(), **words},
    )
    context.close()
    return answer.status


def test_a_machine_that_goes_down_is_seen_everywhere_at_once(hall: Hall, screens: Screens) -> None:
    atm = Device.objects.get(code="ATM1")
    tablet = screens.person("manager", "/floor/0001/", TABLET)
    fleet = screens.person("manager", "/floor/0001/fleet/", TABLET)
    page = screens.person("manager", f"/floor/devices/{atm.pk}/page/", TABLET)
    wall = screens.device("WALL2", "/wall/WALL2/staff/", DESKTOP)
    everywhere = (tablet, fleet, page, wall)
    for screen in everywhere:
        screen.is_live()
        screen.mark()
    expect(tablet.page.locator(f'[data-key="map-{atm.pk}"] .mark')).to_have_class(re.compile("mark-fine"))

    assert tell(screens, "ATM1", device="hardwareError") == 200

    expect(tablet.page.locator(f'[data-key="map-{atm.pk}"] .mark')).to_have_class(re.compile("mark-late"))
    expect(tablet.page.locator(".fleet-figure")).to_contain_text("1 台停用")
    expect(fleet.page.locator(".fleet-row").first).to_have_attribute("data-key", f"device-{atm.pk}")
    expect(page.page.locator(".device-state")).to_contain_text("故障停用")
    expect(wall.page.locator(".staff-wall-rows li").first).to_contain_text("out of order")
    expect(wall.page.locator('[data-panel="staff-wall-faults"]')).to_contain_text("ATM 1")
    assert all(screen.is_untouched for screen in everywhere)

    tablet.page.locator(f'[data-key="map-{atm.pk}"]').click()
    expect(tablet.page.locator("#detail")).to_contain_text("故障停用")


def test_filters_stay_while_news_comes(hall: Hall, screens: Screens) -> None:
    fleet = screens.person("manager", "/floor/0001/fleet/?kind=vtm", TABLET)
    fleet.is_live()
    shown = fleet.page.locator(".fleet-row:visible")
    expect(shown).to_have_count(1)

    report(Device.objects.get(code="SC1"), DeviceStatus.DOWN, by=SYSTEM, at=timezone.now())

    expect(fleet.page.locator(".fleet-row").first).to_contain_text("SC1")
    expect(shown).to_have_count(1)
    fleet.page.select_option("#fleet-kind", "")
    expect(shown).to_have_count(fleet.page.locator(".fleet-row").count())
    assert "kind" not in fleet.page.url
    fleet.page.select_option("#fleet-mark", "planned")
    expect(fleet.page.locator("[data-none]")).to_be_visible()


def test_a_kiosk_hears_of_its_own_printer(hall: Hall, screens: Screens) -> None:
    kiosk = screens.device("KIOSK1", "/kiosk/KIOSK1/", UPRIGHT)
    kiosk.is_live()

    assert tell(screens, "KIOSK1", device="online", parts={"printer": {"paper": "out"}}) == 200

    expect(kiosk.page.locator(".kiosk-no-paper")).to_contain_text("This kiosk cannot print just now")
    kiosk.page.locator(".kiosk-tile").last.click()
    expect(kiosk.page.locator(".slip-number")).to_be_visible()
    expect(kiosk.page.locator(".kiosk-no-paper")).to_be_visible()
    assert kiosk.page.evaluate("window.printed") == 0


def test_the_staff_wall_fits_every_screen(hall: Hall, screens: Screens) -> None:
    hall.fill()
    for i, status in enumerate(DeviceStatus):
        device = Device.objects.create(
            branch=hall.branch, code=f"M{i}", kind="smart_counter", name_zh=f"智能柜台{i}", name_en=f"Smart counter {i}"
        )
        report(device, status, by=SYSTEM, at=timezone.now())

    overflow = "(e) => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1"
    for size in (DESKTOP, ULTRA, FOUR_BY_THREE):
        wall = screens.device("WALL2", "/wall/WALL2/staff/", size)
        wall.is_live()
        assert not scrolls_sideways(wall.page)
        for column in wall.page.locator(".staff-wall-column").all():
            assert not column.evaluate(overflow)
        assert wall.page.evaluate("document.documentElement.scrollHeight <= innerHeight")
        expect(wall.page.locator(".staff-wall-rows li")).not_to_have_count(0)


def test_a_flat_zone_keeps_room_for_its_name(hall: Hall, screens: Screens) -> None:
    report(Device.objects.get(code="KIOSK1"), DeviceStatus.DOWN, by=SYSTEM, at=timezone.now())
    tablet = screens.person("manager", "/floor/0001/", TABLET, "en")
    tablet.is_live()

    zone = tablet.page.locator(".zone", has_text="Entrance")
    name, button = zone.locator(".zone-name").bounding_box(), zone.locator(".cluster-all").bounding_box()
    room = zone.locator(".zone-name").evaluate("(e) => parseFloat(getComputedStyle(e).paddingInlineEnd)")

    assert name is not None
    assert button is not None
    assert name["x"] + name["width"] - room <= button["x"]


def test_every_screen_reads_well(hall: Hall, screens: Screens) -> None:
    device = Device.objects.get(code="SC1")
    report(device, DeviceStatus.PARTIAL, by=SYSTEM, at=timezone.now())
    DeviceState.objects.filter(device=device).update(lost=["printer"])

    paths = ("/floor/0001/fleet/", f"/floor/devices/{device.pk}/page/?days=7")
    for path, language, size in product(paths, ("zh-hans", "en"), (TABLET, (820, 1180), DESKTOP)):
        screen = screens.person("manager", path, size, language)
        screen.is_live()
        assert foreign_words(screen.page, language) == []
        assert not scrolls_sideways(screen.page)
        assert cut_texts(screen.page) == []
        assert small_targets(screen.page, 48) == []
