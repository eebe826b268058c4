"""WM-3 on the desk and the demonstration on the tablet: a level, its confirmation, a kept check, a range."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from lobby.customers.enums.profile import AssessmentStatus
from lobby.customers.models import RiskAssessment
from lobby.customers.selectors.cards import customer_by_reference
from marketing.models import SuitabilityCheck
from queueing.demo.care import REFERENCE
from tests.browser.hall import Hall
from tests.browser.looking import scrolls_sideways, small_targets
from tests.browser.screens import DESKTOP, TABLET, Screens

pytestmark = pytest.mark.browser


def test_a_changed_level_is_confirmed_and_a_product_checked_and_shown(hall: Hall, screens: Screens) -> None:
    customer = customer_by_reference(hall.branch, REFERENCE)
    assert customer is not None
    desk = screens.person("wealth1", "/advice/0001/", DESKTOP).page
    desk.get_by_label("手机号或客户号").fill(REFERENCE)
    desk.keyboard.press("Enter")
    desk.wait_for_url(f"**/advice/0001/customers/{customer.pk}/")
    expect(desk.get_by_role("heading", level=1)).to_have_text("林*溪")
    offers = desk.locator(".advice-offer")
    expect(offers.filter(has_text="宽基指数基金").locator(".mark")).to_have_text("已拦截")
    desk.locator(".chip", has_text="C5").click()
    desk.get_by_role("button", name="记录等级").click()
    expect(desk.locator(".notice")).to_contain_text("新等级为C5")
    desk.get_by_role("button", name="客户确认").click()
    expect(desk.locator(".advice-step[aria-current]")).to_have_text("C5")
    offers.filter(has_text="宽基指数基金").get_by_label("已单独慢速讲解").check()
    offers.filter(has_text="宽基指数基金").get_by_role("button").click()
    expect(desk.locator(".rows .mark-fine", has_text="可以推介")).to_have_count(2)
    assert RiskAssessment.objects.get(customer=customer, status=AssessmentStatus.VALID).level == 5
    assert SuitabilityCheck.objects.filter(customer=customer, product__code="FUND-INDEX", is_allowed=True).exists()

    tablet = screens.person("wealth1", f"/demonstration/0001/?customer={customer.pk}", TABLET, has_touch=True).page
    for page in (desk, tablet):
        assert not scrolls_sideways(page)
        assert small_targets(page, 48) == []
    tablet.get_by_role("link", name="固收增强一年").click()
    tablet.get_by_label("金额").fill("100000")
    tablet.get_by_role("button", name="显示区间").click()
    expect(tablet.locator(".advice-range")).to_contain_text("96,000")
    expect(tablet.locator(".advice-range")).to_contain_text("106,000")
    expect(tablet.locator(".advice-warning")).to_contain_text("不是预测，也不是承诺")
    assert not scrolls_sideways(tablet)
    assert small_targets(tablet, 48) == []
