"""Products from draft to stopped, their evidence, who may sell them, the simulator's range, and AD-5."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from lobby.branches.enums import RoleCode
from lobby.branches.models import Qualification, Staff
from lobby.live.models import Entry
from marketing.domain import products, qualifying
from marketing.domain.simulating import simulate
from marketing.enums.products import PRODUCT_MOVES, Family, ProductStatus
from marketing.errors.products import (
    IllegalProductMove,
    NotReadyToOffer,
    ProductCodeTaken,
    ProductUnfit,
    QualificationOver,
    QualifiedAlready,
    QualifiesSelf,
)
from marketing.models import Product, ProductEvidence, SuitabilityCheck
from tests import factories
from tests.marketing.factories import make_product
from tests.queueing.conftest import clock
from tests.statements import statements_at_most

__all__ = ["clock"]
DAY = dt.timedelta(days=1)
LINES = {"risk_line_zh": "理财非存款，投资须谨慎", "risk_line_en": "No deposit, may lose"}


@pytest.fixture
def keeper(branch):
    """Compliance, who keeps products."""
    return factories.make_staff("zhu", branch, RoleCode.COMPL)


def test_an_investment_is_offered_only_with_risk_line_and_evidence(branch, keeper, at):
    said = {"branch": branch, "by": keeper, "at": at}
    draft = products.add(branch, by=keeper, at=at, code="W1", family=Family.WEALTH, name_zh="甲", name_en="A")
    with pytest.raises(ProductCodeTaken):
        products.add(branch, by=keeper, at=at, code="W1", family=Family.FUND, name_zh="乙", name_en="B")
    with pytest.raises(NotReadyToOffer) as refused:
        products.offer(draft, **said)
    assert len(refused.value.values["missing"].split(",")) == 3 or "、" in refused.value.values["missing"]
    draft = products.change(draft, **said, issuer_risk=2, seller_risk=4, **LINES)
    products.add_evidence(draft, **said, title="报告", valid_until=at.date() - DAY)
    with pytest.raises(NotReadyToOffer):
        products.offer(draft, **said)
    products.add_evidence(draft, **said, title="报告", valid_until=at.date())
    offered = products.offer(draft, **said)
    assert (offered.status, draft.risk) == (ProductStatus.OFFERED, 4)
    with pytest.raises(NotReadyToOffer):
        products.change(offered, **said, risk_line_zh="")
    for bad in ({"simulated_low": Decimal(1)}, {"simulated_low": Decimal("0.1"), "simulated_high": Decimal(2)},
                {"offered_from": at.date(), "offered_until": at.date() - DAY}):  # fmt: skip
        with pytest.raises(ProductUnfit):
            products.change(offered, **said, **bad)
    for bad in ({"issuer_risk": None, "seller_risk": None}, {"simulated_low": 1, "simulated_high": 2},
                {"simulated_low": -1, "simulated_high": -1}):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Product.objects.update(**bad)
    savings = products.add(branch, by=keeper, at=at, code="S1", family=Family.SAVINGS, name_zh="卡", name_en="Card")
    assert products.offer(savings, **said).status == ProductStatus.OFFERED
    told = Entry.objects.filter(type="product.changed").order_by("pk").values_list("payload__verb", flat=True)
    assert list(told) == ["add", "change", "evidence", "evidence", "offer", "add", "offer"]


def test_every_state_with_every_verb(branch, keeper, at):
    make_product("S1", Family.SAVINGS, None)
    for status in ProductStatus:
        for verb, (sources, target) in PRODUCT_MOVES.items():
            Product.objects.update(status=status)
            act, product = getattr(products, verb), Product.objects.get()
            if status in sources:
                assert act(product, branch=branch, by=keeper, at=at).status == target
            else:
                with pytest.raises(IllegalProductMove):
                    act(product, branch=branch, by=keeper, at=at)


def test_nobody_qualifies_themselves_and_ends_are_real(branch, keeper, teller, at):
    today = at.date()
    said = {"branch": branch, "by": keeper, "at": at, "kind": "fund", "number": "1"}
    days = {"valid_from": today, "valid_until": today + 9 * DAY}
    found = qualifying.grant(teller, **said, **days)
    for staff, change, error in (
        (keeper, {}, QualifiesSelf),
        (teller, {}, QualifiedAlready),
        (teller, {"valid_from": today + 10 * DAY}, QualificationOver),
    ):
        with pytest.raises(error):
            qualifying.grant(staff, **said, **(days | change))
    with pytest.raises(QualifiesSelf):
        qualifying.end(found, branch=branch, by=teller, at=at, last_day=today)
    for day in (today - DAY, today + 9 * DAY):
        with pytest.raises(QualificationOver):
            qualifying.end(found, branch=branch, by=keeper, at=at, last_day=day)
    assert qualifying.end(found, branch=branch, by=keeper, at=at, last_day=today).valid_until == today


def test_a_simulation_is_a_range_that_may_lose():
    product = Product(simulated_low=Decimal(-4), simulated_high=Decimal(6))
    found = simulate(product, amount=50_000, months=12)
    assert (found.low, found.high, found.loss, found.gain) == (48_000, 53_000, 2_000, 3_000)
    assert simulate(product, amount=50_000, months=24).high == 56_180
    assert simulate(Product(simulated_low=Decimal(-100), simulated_high=Decimal(1)), amount=1000, months=1).low == 0
    assert simulate(Product(), amount=1000, months=1) is None


def test_pages_of_ad5(client, clock, branch, keeper, teller, manager, stranger, at):
    def post(path, status, **said):
        answer = client.post(f"/products/7001/{path}", said, headers={"accept": "application/json"})
        assert answer.status_code == status, (path, answer.content)
        return answer.json()

    client.force_login(keeper)
    names = {"name_zh": "甲", "name_en": "A", "family": "wealth"}
    post("add/", 200, code="W1", **names)
    post("add/", 409, code="W1", **names)
    post("add/", 400, code="W 2", **names)
    post(
        "items/W1/change/",
        200,
        **names,
        issuer_risk="2",
        seller_risk="3",
        **LINES,
        simulated_low="-1",
        simulated_high="2",
    )
    post("items/W1/change/", 400, **names, issuer_risk="9")
    post("items/W1/offer/", 409)
    post("items/W1/evidence/", 200, title="报告", valid_until="2027-01-01")
    post("items/W1/evidence/", 400, title="报告", valid_until="2027-01-01", attachment="999")
    post("items/W1/offer/", 200)
    post("items/W1/stop/", 200)
    post("items/W1/offer/", 200)
    post("items/W1/sell/", 404)
    post("items/W9/offer/", 404)
    post(
        "qualifications/grant/",
        200,
        staff=teller.pk,
        kind="wealth",
        number="1",
        valid_from="2026-01-01",
        valid_until="2027-01-01",
    )
    post(
        "qualifications/grant/",
        400,
        staff=stranger.pk,
        kind="wealth",
        number="1",
        valid_from="2026-01-01",
        valid_until="2027-01-01",
    )
    found = Qualification.objects.get()
    post(f"qualifications/{found.pk}/end/", 200, last_day="2026-03-10")
    post(f"qualifications/{found.pk}/end/", 409, last_day="2026-03-10")
    SuitabilityCheck.objects.create(branch=branch, product=Product.objects.get(), surface="lead", is_allowed=False,
                                    rules=["risk_too_high", "unqualified"], at=at)  # fmt: skip
    pages = ("", "?family=wealth", "items/W1/", "qualifications/")
    for staff, statuses in ((stranger, {404}), (teller, {403}), (manager, {200}), (keeper, {200})):
        client.force_login(staff)
        assert {client.get(f"/products/7001/{page}").status_code for page in pages} == statuses, staff
    assert client.get("/products/7001/new/").status_code == 200
    for n in range(3):
        with statements_at_most(12):
            client.get("/products/7001/")
        make_product(f"P{n}")
        ProductEvidence.objects.create(
            product=Product.objects.first(), title="x", valid_until=at, added_at=at, by=keeper
        )
    for staff, status in ((manager, 403), (stranger, 404)):
        client.force_login(staff)
        post("items/W1/stop/", status)
        post("qualifications/grant/", status)
        post(f"qualifications/{found.pk}/end/", status, last_day="2026-03-10")


def test_the_demo_has_every_family_and_is_written_once(db, at):
    from lobby.branches.demo import branch as demo_branch
    from marketing.demo import products as demo

    demo_branch.write("demo-Passw0rd", at)
    demo.write("demo-Passw0rd", at)
    offered = Product.objects.filter(status=ProductStatus.OFFERED)
    assert set(offered.values_list("family", flat=True)) == set(Family.values)
    assert set(offered.exclude(risk=None).values_list("risk", flat=True)) == {1, 2, 3, 4, 5}
    counted = Product.objects.count(), ProductEvidence.objects.count(), Qualification.objects.count()
    demo.write("demo-Passw0rd", at)
    assert (Product.objects.count(), ProductEvidence.objects.count(), Qualification.objects.count()) == counted
    assert Staff.objects.get(username="wealth1").qualifications.count() == 3
