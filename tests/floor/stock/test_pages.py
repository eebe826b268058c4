"""The stock page and the API: who reads, who keeps, what strangers and hostile callers get, what it costs."""

from __future__ import annotations

import pytest
from django.utils import timezone

from lobby.branches.enums import RoleCode
from lobby.floor.domain.stock import materials, moving
from lobby.floor.enums.stock import MaterialKind
from lobby.floor.models import Material, StockLot, StockMove
from lobby.floor.selectors.stock import today
from lobby.live import panels
from lobby.live.scopes import Scope
from tests.factories import make_staff

JSON = {"accept": "application/json"}


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def kept(branch, manager, now):
    """Thirty forms, received by the manager."""
    forms = Material(branch=branch, code="forms", kind=MaterialKind.FORM, name_zh="表单", name_en="Forms", minimum=5)
    forms = materials.add(forms, by=manager.actor, at=now)
    moving.receive(forms, quantity=30, by=manager.actor, at=now)
    return forms


@pytest.fixture
def lot(kept):
    return StockLot.objects.get()


@pytest.mark.parametrize(("language", "word"), [("en", "Stock"), ("zh-hans", "物料")])
def test_the_page_is_there_in_both_languages(client, manager, branch, kept, language, word):
    client.force_login(manager)
    client.cookies["django_language"] = language

    html = client.get(f"/floor/{branch.code}/stock/").content.decode()

    assert word in html
    assert "data-panel-error" not in html
    assert "stock-add" in html


def test_others_read_and_keep_nothing(client, teller, branch, kept, lot):
    client.force_login(teller)

    assert "stock-add" not in client.get(f"/floor/{branch.code}/stock/").content.decode()
    assert "/issue/" not in client.get(f"/stock/materials/{kept.pk}/").content.decode()
    for address in (
        f"/stock/materials/{kept.pk}/issue/",
        f"/stock/materials/{kept.pk}/receive/",
        f"/stock/materials/{kept.pk}/count/",
        f"/stock/lots/{lot.pk}/remove/",
        f"/stock/moves/{lot.moves.get().pk}/take-back/",
        f"/floor/{branch.code}/stock/add/",
    ):
        assert client.post(address, {"quantity": 1, "counted": 1}, headers=JSON).status_code == 403
    assert StockMove.objects.count() == 1


def test_a_stranger_finds_nothing(client, other_branch, branch, kept, lot):
    client.force_login(make_staff("qi", other_branch, RoleCode.LM))

    for address in (f"/floor/{branch.code}/stock/", f"/stock/materials/{kept.pk}/"):
        assert client.get(address).status_code == 404
    for address in (
        f"/stock/materials/{kept.pk}/issue/",
        f"/stock/materials/{kept.pk}/receive/",
        f"/stock/materials/{kept.pk}/count/",
        f"/stock/lots/{lot.pk}/remove/",
        f"/stock/moves/{lot.moves.get().pk}/take-back/",
        f"/floor/{branch.code}/stock/add/",
        "/stock/materials/999999/issue/",
        "/stock/lots/999999/remove/",
        "/stock/moves/999999/take-back/",
    ):
        assert client.post(address, {"quantity": 1, "counted": 1}, headers=JSON).status_code == 404
    assert StockMove.objects.count() == 1


def test_giving_out_and_taking_back(client, manager, kept, lot):
    client.force_login(manager)

    answer = client.post(f"/stock/materials/{kept.pk}/issue/", {"quantity": 5}, headers=JSON)
    lot.refresh_from_db()
    assert (answer.status_code, lot.quantity) == (200, 25)

    assert client.post(answer.json()["undo"], headers=JSON).status_code == 200
    lot.refresh_from_db()
    assert lot.quantity == 30


def test_counting_receiving_and_adding(client, manager, branch, kept):
    client.force_login(manager)

    client.post(f"/stock/materials/{kept.pk}/count/", {"counted": 12}, headers=JSON)
    client.post(f"/stock/materials/{kept.pk}/receive/", {"quantity": 3, "expires_on": "2099-01-01"}, headers=JSON)
    values = {"code": "cups", "kind": "prize", "name_zh": "杯子", "name_en": "Cups", "minimum": 2}
    added = client.post(f"/floor/{branch.code}/stock/add/", values, headers=JSON)
    again = client.post(f"/floor/{branch.code}/stock/add/", values, headers=JSON)

    assert sorted(kept.lots.values_list("quantity", flat=True)) == [3, 12]
    assert (added.status_code, again.status_code, list(again.json()["fields"])) == (200, 400, ["code"])


@pytest.mark.parametrize(
    "values",
    [{}, {"quantity": "x"}, {"quantity": -1}, {"quantity": 0}, {"quantity": 10**12}, {"quantity": 1, "reason": "sold"},
     {"quantity": 1, "purpose": "purchase"}, {"quantity": 1, "note": "a\0b"}],
)  # fmt: skip
def test_nonsense_is_refused(client, manager, kept, values):
    client.force_login(manager)

    assert client.post(f"/stock/materials/{kept.pk}/issue/", values, headers=JSON).status_code == 400
    assert StockMove.objects.count() == 1


def test_hostile_words_are_only_words(client, manager, kept):
    client.force_login(manager)
    client.post(
        f"/stock/materials/{kept.pk}/issue/", {"quantity": 1, "note": "<script>alert(1)</script>"}, headers=JSON
    )

    html = client.get(f"/stock/materials/{kept.pk}/").content.decode()

    assert "<script>" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("count", [1, 3])
def test_what_the_panel_and_the_dialog_cost(client, manager, branch, kept, now, django_assert_num_queries, count):
    for number in range(count - 1):
        more = Material(branch=branch, code=f"m{number}", kind="form", name_zh="物", name_en="Thing")
        materials.add(more, by=manager.actor, at=now)
        moving.receive(more, quantity=3, by=manager.actor, at=now)
    client.force_login(manager)

    with django_assert_num_queries(3):
        panels.attempt(panels.get("stock-list"), Scope(branch.pk, "en", "branch", None, now))
    with django_assert_num_queries(6):
        client.get(f"/stock/materials/{kept.pk}/")


def test_expired_and_last_day_are_listed(branch, kept, manager, now):
    date = today(branch, now)
    moving.receive(kept, quantity=4, by=manager.actor, at=now, expires_on=date)

    html = panels.attempt(panels.get("stock-list"), Scope(branch.pk, "en", "branch", None, now))

    assert "Forms: 4 expire today" in html
    StockLot.objects.filter(expires_on=date).update(expires_on=date.replace(year=date.year - 1))
    html = panels.attempt(panels.get("stock-list"), Scope(branch.pk, "en", "branch", None, now))
    assert "Forms: 4 expired" in html


# The API.


@pytest.fixture
def call(client, branch):
    def post(verb: str, body: object, code: str = "forms", **headers: str):
        address = f"/api/v1/branches/{branch.code}/materials/{code}/{verb}/"
        return client.post(address, body, content_type="application/json", headers=headers)

    return post


def test_the_api_tells_what_is_there(client, teller, branch, kept):
    client.force_login(teller)

    assert client.get(f"/api/v1/branches/{branch.code}/materials/").json() == [
        {
            "code": "forms",
            "kind": "form",
            "name": "表单",
            "on_hand": 30,
            "minimum": 5,
            "is_low": False,
            "expired": 0,
            "next_expiry": None,
            "is_lendable": False,
        }
    ]


def test_the_api_does_each_thing_once_for_a_key(call, client, manager, kept):
    client.force_login(manager)

    first = call("issue", {"quantity": 2}, **{"idempotency-key": "k"})
    again = call("issue", {"quantity": 2}, **{"idempotency-key": "k"})
    received = call("receive", {"quantity": 10, "expires_on": "2099-01-01"})
    counted = call("count", {"counted": 7})

    assert [answer.json()["on_hand"] for answer in (first, again, received, counted)] == [28, 28, 38, 7]


@pytest.mark.parametrize(
    ("verb", "body", "status", "code"),
    [
        ("issue", {"quantity": 31}, 409, "not_enough_stock"),
        ("issue", {}, 400, "quantity_missing"),
        ("issue", {"quantity": True}, 400, "invalid"),
        ("issue", {"quantity": 1, "reason": "counted"}, 400, "invalid"),
        ("issue", {"quantity": 1, "reason": "lost"}, 400, "reason_missing"),
        ("issue", {"quantity": 1, "note": "\ud800"}, 400, "invalid"),
        ("receive", {"quantity": 1, "expires_on": "2020-01-01"}, 400, "arrived_expired"),
        ("receive", {"quantity": 1, "expires_on": "soon"}, 400, "invalid"),
        ("count", {"counted": -1}, 400, "invalid"),
        ("count", {"counted": 10**30}, 400, "invalid"),
        ("count", [], 400, "invalid"),
    ],
)
def test_the_api_refuses(call, client, manager, kept, verb, body, status, code):
    client.force_login(manager)

    answer = call(verb, body)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert StockMove.objects.count() == 1


def test_a_gift_for_a_purchase_is_refused_by_the_api(call, client, manager, branch, now):
    client.force_login(manager)
    cup = materials.add(
        Material(branch=branch, code="cup", kind="prize", name_zh="杯", name_en="Cup"), by=manager.actor, at=now
    )
    moving.receive(cup, quantity=1, by=manager.actor, at=now)

    answer = call("issue", {"quantity": 1, "purpose": "purchase", "visit": 3}, code="cup")

    assert (answer.status_code, answer.json()["code"]) == (409, "prize_for_purchase")
    assert call("issue", {"quantity": 1, "purpose": "education", "visit": 3}, code="cup").status_code == 200


def test_the_api_knows_strangers_readers_and_unknown_codes(call, client, kept, manager, teller, stranger):
    client.force_login(stranger)
    assert call("issue", {"quantity": 1}).status_code == 404
    client.force_login(teller)
    assert call("issue", {"quantity": 1}).status_code == 403
    client.force_login(manager)
    assert call("issue", {"quantity": 1}, code="other").status_code == 404
    assert call("issue", {"quantity": 1}, code="%00").status_code == 404
    client.logout()
    assert call("issue", {"quantity": 1}).status_code == 401
