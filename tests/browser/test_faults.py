"""A fault from the tablet to the technician, to the regional branch and back to a test by another person."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from devices.models import Fault
from tests.browser.hall import Hall
from tests.browser.screens import DESKTOP, TABLET, Screens

pytestmark = pytest.mark.browser


def test_a_fault_goes_up_and_is_tested_by_another(hall: Hall, screens: Screens) -> None:
    Fault.objects.all().delete()
    manager = screens.person("manager", "/floor/0001/faults/report/", TABLET, has_touch=True)
    tech = screens.person("tech1", "/floor/0001/faults/", TABLET, has_touch=True)
    for screen in (manager, tech):
        screen.is_live()
    expect(tech.page.locator("[data-panel=fault-board]")).to_contain_text("没有未结故障")

    manager.page.locator("select[name=device]").select_option(index=1)
    manager.page.locator("button[value=freeze]").tap()
    expect(manager.page.locator("[data-panel=fault-now]")).to_contain_text("未受理")
    card = tech.page.locator(".fault-card")
    expect(card).to_contain_text("死机")
    card.locator(".for-level-1 button").tap()
    expect(manager.page.locator("[data-panel=fault-now]")).to_contain_text("网点处理中")

    tech.page.locator(".fault-link").first.tap()
    tech.page.get_by_role("button", name="没有用").tap()
    tech.page.locator("summary", has_text="交上级").tap()
    tech.page.locator("#fault-hand-on").fill("按卡片试过，仍然死机")
    tech.page.get_by_role("button", name="交分行").tap()
    expect(manager.page.locator("[data-panel=fault-now]")).to_contain_text("按卡片试过，仍然死机")

    office = screens.person("brops1", "/faults/", DESKTOP)
    office.page.locator(".for-level-2 button").click()
    expect(office.page.locator(".fault-card")).to_contain_text("秦川")
    tech.page.locator("summary", has_text="已修好").tap()
    tech.page.locator("#fault-done").fill("远程重装后恢复")
    tech.page.get_by_role("button", name="修好，待测试").tap()
    expect(tech.page.locator("[data-panel=fault-now]")).to_contain_text("须由另一人测试")
    manager.page.get_by_role("button", name="测试正常").tap()

    expect(manager.page.locator("[data-panel=fault-now]")).to_contain_text("重新打开")
    expect(tech.page.locator("[data-panel=fault-now]")).to_contain_text("已关闭")
