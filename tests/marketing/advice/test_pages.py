"""WM-3, the demonstration, and `POST /suitability/check/`: who gets in, what is refused, what is kept."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from lobby.branches.enums import RoleCode
from lobby.branches.models import Qualification
from lobby.customers.domain.finding import MISSES
from lobby.customers.models import FindTally, ProfileView
from lobby.customers.numbers import phone_index
from marketing.models import SuitabilityCheck
from tests import factories
from tests.marketing.factories import make_assessment, make_customer, make_product
from tests.queueing.conftest import clock
from tests.statements import statements_at_most

__all__ = ["clock"]
DAY = dt.timedelta(days=1)
JSON = {"content_type": "application/json"}


@pytest.fixture
def adviser(branch, at):
    """A wealth manager, qualified for wealth products."""
    staff = factories.make_staff("chu", branch, RoleCode.WM)
    days = {"valid_from": at.date() - DAY, "valid_until": at.date() + 90 * DAY}
    Qualification.objects.create(staff=staff, kind="wealth", number="1", **days)
    return staff


@pytest.fixture
def customer(branch, adviser, at):
    """The adviser's own customer, not assessed yet."""
    phone = {"phone": "13800138000", "phone_index": phone_index("13800138000")}
    return make_customer(branch, owner=adviser, birth_year=1950, **phone)


def test_from_the_search_to_a_kept_check(client, clock, branch, adviser, customer, other_branch, at):
    make_product("W2", risk=2), make_product("W4", risk=4), make_product("F2", "fund", 2)
    client.force_login(adviser)
    page = f"/advice/7001/customers/{customer.pk}/"
    answer = client.post("/advice/7001/find/", {"number": "138 0013 8000"})
    assert (answer.status_code, answer["Location"]) == (302, page)
    assert "Nobody" in client.post("/advice/7001/find/?lang=en", {"number": "99"}).content.decode()

    def post(path, status, **said):
        answer = client.post(page + path, said, headers={"accept": "application/json"})
        assert answer.status_code == status, (path, answer.content)
        return answer.json()

    shown = client.get(page + "?lang=en").content.decode()
    assert ("张*明" in shown, "张小明" in shown, "Not assessed yet" in shown) == (True, False, True)
    assert list(ProfileView.objects.values_list("staff", "purpose")) == [(adviser.pk, "advise")]
    client.get(page)
    assert ProfileView.objects.count() == 1
    post("check/", 409, product="W2")
    post("assess/", 400, level="6")
    post("assess/", 200, level="5")
    post("assess/", 200, level="2")
    post("assess/", 409, level="2")
    pending = customer.assessments.get(status="pending")
    assert post("check/", 409, product="W2")["code"] == "unsuitable"
    post(f"assessments/{pending.pk}/decline/", 404)
    post(f"assessments/{pending.pk}/reject/", 200)
    post(f"assessments/{pending.pk}/confirm/", 409)
    post("check/", 200, product="W2")
    post("check/", 409, product="W4")
    post("check/", 200, product="W4", is_extra_confirmed="on")
    post("check/", 409, product="F2", is_extra_confirmed="on")
    post("check/", 404, product="W9")
    kept = SuitabilityCheck.objects.filter(customer=customer, surface="lead").order_by("pk")
    assert [one.is_allowed for one in kept] == [False, False, True, False, True, False]
    assert list(kept)[3].rules == ["elderly_high_risk"]
    for n in range(3):
        with statements_at_most(17):
            client.get(page)
        make_product(f"P{n}")
    assert client.get("/advice/7001/").status_code == 200
    other = make_customer(other_branch, "C9")
    assert client.get(f"/advice/7001/customers/{other.pk}/").status_code == 404
    assert client.post(f"/advice/7001/customers/{other.pk}/assess/", {"level": "1"}).status_code == 404


def test_the_list_of_whom_to_assess(client, clock, branch, adviser, customer, at):
    fine = make_customer(branch, "C2", owner=adviser)
    make_assessment(fine, 2, at)
    soon = make_customer(branch, "C3", owner=adviser)
    make_assessment(soon, 2, at - 350 * DAY)
    over = make_customer(branch, "C4", owner=adviser)
    make_assessment(over, 2, at - 380 * DAY, status="expired")
    asked = make_customer(branch, "C5", owner=adviser)
    make_assessment(asked, 2, at), make_assessment(asked, 4, at, status="pending")
    make_assessment(make_customer(branch, "C6"), 2, at - 350 * DAY)
    client.force_login(adviser)
    assert client.get("/advice/7001/").context["to_assess"] == [asked, over, soon]


def test_strangers_and_colleagues_without_the_right(client, clock, branch, customer, teller, stranger, manager, at):
    page = f"7001/customers/{customer.pk}"
    posts = [
        f"/advice/{path}/" for path in ("7001/find", f"{page}/assess", f"{page}/check", f"{page}/assessments/1/confirm")
    ]
    for staff, status in ((stranger, 404), (teller, 403)):
        client.force_login(staff)
        assert {client.get(f"/advice/{path}/").status_code for path in ("7001", page)} == {status}
        assert {client.post(path, {"level": "1"}).status_code for path in posts} == {status}
    make_product("S1", "savings", None)
    client.force_login(stranger)
    assert {client.get(f"/demonstration/7001/{path}").status_code for path in ("", "S1/")} == {404}
    client.force_login(factories.make_staff("ba", branch, RoleCode.BA))
    assert {client.get(f"/demonstration/7001/{path}").status_code for path in ("", "S1/")} == {403}


def test_the_demonstration_shows_suitable_products_and_always_the_risk_line(
    client, clock, branch, adviser, teller, customer, at
):
    make_assessment(customer, 3, at)
    swing = {"simulated_low": Decimal(-4), "simulated_high": Decimal(6)}
    make_product("S1", "savings", None)
    make_product("W3", risk=3, **swing)
    make_product("W2", risk=2, risk_line_zh="可能亏损", risk_line_en="It may lose.", **swing)
    make_product("W5", risk=5)
    client.force_login(adviser)
    whom = f"?customer={customer.pk}&lang=en"
    assert [one.code for one in client.get("/demonstration/7001/").context["products"]] == ["S1"]
    listed = client.get(f"/demonstration/7001/{whom}").context["products"]
    assert {one.code for one in listed} == {"S1", "W2", "W3"}
    for code, line in (("W3", "not a promise"), ("W2", "It may lose. A simulation is a range")):
        page = client.get(f"/demonstration/7001/{code}/{whom}&amount=50000&months=12").content.decode()
        assert ("48,000" in page, "53,000" in page, line in page) == (True, True, True)
    for path in (f"W5/{whom}", "W2/", f"W2/{whom}&amount=0", f"W9/{whom}", "W2/?customer=99999999"):
        assert client.get(f"/demonstration/7001/{path}").status_code in (400, 404, 409), path
    assert SuitabilityCheck.objects.filter(surface="demo", is_allowed=False).count() == 2
    client.force_login(teller)
    assert client.get(f"/demonstration/7001/W2/{whom}").status_code == 409


def test_the_gate_by_api(client, clock, branch, adviser, teller, customer, stranger, at):
    make_product("W3", risk=3)
    make_assessment(customer, 2, at)
    path, said = "/api/v1/suitability/check/", {"customer": "C001", "product": "W3"}

    def ask(status, **more):
        answer = client.post(path, said | more, **JSON, headers={"accept-language": "en"})
        assert answer.status_code == status, answer.content
        return answer.json()

    client.force_login(teller)
    found = ask(200)
    assert (found["allowed"], [one["rule"] for one in found["reasons"]]) == (False, ["risk_too_high"])
    assert found["reasons"][0]["text"].startswith("The product's risk, R3, is above what the customer can bear, C2")
    assert SuitabilityCheck.objects.get(pk=found["id"]).staff == teller
    assert {one["rule"] for one in ask(200, staff=teller.username)["reasons"]} == {"risk_too_high", "unqualified"}
    assert "no_consent" in {one["rule"] for one in ask(200, surface="prompt")["reasons"]}
    customer.assessments.update(level=3)
    assert ask(200, staff=adviser.username) | {"id": 0} == {"id": 0, "allowed": True, "reasons": []}
    for more in ({"customer": "C404"}, {"product": "W404"}, {"staff": stranger.username}):
        ask(404, **more)
    assert FindTally.objects.get().misses == 1
    for more in ({"customer": 7}, {"product": None}, {"surface": "wall"}, {"extra_confirmed": "yes"}):
        ask(400, **more)
    FindTally.objects.update(misses=MISSES["staff"])
    assert ask(429, customer="C001")["code"] == "too_many_searches"
    client.force_login(stranger)
    ask(404)
    client.force_login(factories.make_staff("ba", branch, RoleCode.BA))
    ask(403)
