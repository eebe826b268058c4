"""The calls about waivers, seizures and fraud checks: whole ways, strangers, hostile bodies, repeats."""

from __future__ import annotations

import pytest
import time_machine

from lobby.branches.enums import RoleCode
from lobby.floor.domain import authority
from lobby.floor.domain.fraud import checks
from lobby.floor.models import AuthorityUse, FraudCheck, Seizure
from tests.callers import Caller
from tests.factories import make_staff
from tests.queueing.test_api_hostile import NASTY

pytestmark = pytest.mark.usefixtures("limits")
PIECE = {"kind": "note", "denomination": "100", "serial_no": "AB12345678"}
WAIVER = {"amount": "12.50", "reason": "long_wait"}
HERE = "/branches/7001"


@pytest.fixture(autouse=True)
def now(at):
    with time_machine.travel(at, tick=False):
        yield


@pytest.fixture
def call(at):
    return lambda staff: Caller(staff, at)


def test_a_waiver_within_and_over_the_limit(call, teller, lead):
    granted = call(teller).post(f"{HERE}/waivers/", {**WAIVER, "about": "test.sheet:7"})
    asked = call(teller).post(f"{HERE}/waivers/", {**WAIVER, "amount": "99"})

    assert (granted.status_code, asked.status_code) == (201, 201)
    assert granted.json() == {
        "id": granted.json()["id"],
        "action": "fee_waiver",
        "amount": "12.50",
        "reason": "long_wait",
        "note": "",
        "about": "test.sheet:7",
        "status": "granted",
        "over": None,
        "amount_limit": "20.00",
        "month_cap": "200.00",
        "used_before": "0.00",
        "by": "Ling",
        "at": "2026-03-10T02:00:00+00:00",
        "decided_by": None,
        "decided_at": None,
        "decision_note": "",
    }
    assert (asked.json()["status"], asked.json()["over"], asked.json()["used_before"]) == (
        "requested",
        "limit",
        "12.50",
    )
    address = f"{HERE}/waivers/{asked.json()['id']}"
    assert call(teller).post(f"{address}/approve/").status_code == 403
    assert call(lead).post(f"{address}/approve/", {"note": "同意"}).json()["decided_by"] == "Feng"
    assert call(lead).post(f"{address}/refuse/").status_code == 409
    assert call(teller).post(f"{HERE}/waivers/{granted.json()['id']}/withdraw/").json()["status"] == "withdrawn"
    listed = call(lead).get(f"{HERE}/waivers/", status="approved").json()
    assert [one["id"] for one in listed] == [asked.json()["id"]]


def test_nobody_approves_their_own(call, lead):
    asked = call(lead).post(f"{HERE}/waivers/", {**WAIVER, "amount": "500"}).json()

    answer = call(lead).post(f"{HERE}/waivers/{asked['id']}/approve/")

    assert (answer.status_code, answer.json()["code"]) == (403, "not_for_oneself")


def test_a_repeat_grants_once(call, teller):
    caller = call(teller)
    first = caller.post(f"{HERE}/waivers/", WAIVER, key="once")

    assert caller.post(f"{HERE}/waivers/", WAIVER, key="once").json() == first.json()
    assert AuthorityUse.objects.count() == 1


def test_a_seizure_from_find_to_return(call, teller, teller2, lead):
    found = call(teller).post(f"{HERE}/seizures/", {"pieces": [PIECE], "reasons": ["clue"], "clue": "x"})
    address = f"{HERE}/seizures/{found.json()['id']}"
    assert found.status_code == 201
    assert found.json()["pieces"][0]["marking"] == "stamp"
    assert call(teller).post(f"{address}/join/").json()["code"] == "not_for_oneself"
    voucher = {"voucher_no": "JB-1", "customer_name": "张小明", "customer_identity": "E1", "signed": False}
    walk = [
        (teller2, "join", {}),
        (teller, "mark", {"in_view": True}),
        (teller, "voucher", voucher),
        (teller, "inform", {}),
        (lead, "hand-over", {}),
        (lead, "report", {"authority": "police", "reference": "A1"}),
        (teller, "appraise", {"appraiser": "人行"}),
        (lead, "give-back", {"note": "真币,致歉"}),
    ]

    for who, verb, body in walk:
        answer = call(who).post(f"{address}/{verb}/", body)
        assert answer.status_code == 200, verb

    told = answer.json()
    assert (told["status"], told["signed"], told["appraisal_until"]) == ("returned", False, "2026-03-13")
    assert "张小明" not in str(told)
    assert call(teller).post(f"{address}/mark/", {"in_view": True}).json()["code"] == "illegal_seizure_move"
    assert [one["id"] for one in call(lead).get(f"{HERE}/seizures/").json()] == [told["id"]]


def test_found_genuine_or_confirmed(call, teller, teller2, lead, seized):
    first, second = seized(), seized("in_custody")

    assert call(teller2).post(f"{HERE}/seizures/{first.pk}/dismiss/", {"note": "真币"}).json()["status"] == "dismissed"
    call(teller).post(f"{HERE}/seizures/{second.pk}/appraise/")
    assert call(teller).post(f"{HERE}/seizures/{second.pk}/confirm/", {"note": "假币"}).status_code == 403
    assert call(lead).post(f"{HERE}/seizures/{second.pk}/confirm/", {"note": "假币"}).json()["status"] == "confirmed"


def test_signs_of_fraud_are_decided_by_another(call, teller, lead):
    caller = call(teller)
    clear = caller.post(f"{HERE}/fraud-checks/", {"signs": ["codes"], "amount": "60000"})
    asked = caller.post(f"{HERE}/fraud-checks/", {"signs": ["codes", "hurry"], "about": "test.sheet:7"})
    again = caller.post(f"{HERE}/fraud-checks/", {"signs": [], "about": "test.sheet:7"})
    address = f"{HERE}/fraud-checks/{asked.json()['id']}"

    assert (clear.json()["status"], asked.json()["status"]) == ("clear", "in_review")
    assert again.json()["code"] == "under_review"
    assert caller.post(f"{address}/release/", {"decision": "x"}).status_code == 403
    assert call(lead).post(f"{address}/stop/", {"decision": "冒充客服"}).json()["status"] == "stopped"
    assert call(lead).post(f"{address}/release/", {"decision": "x"}).status_code == 409
    assert len(caller.get(f"{HERE}/fraud-checks/", limit=1).json()) == 1


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("waivers", WAIVER),
        ("seizures", {"pieces": [PIECE]}),
        ("fraud-checks", {"signs": []}),
    ],
)
def test_strangers_guards_and_devices(call, branch, stranger, kiosk, path, body):
    guard = make_staff("lv", branch, RoleCode.SEC)

    for who, status in ((stranger, 404), (guard, 403), (kiosk, 403)):
        assert call(who).get(f"{HERE}/{path}/").status_code == status
        assert call(who).post(f"{HERE}/{path}/", body).status_code == status


def test_rows_of_another_branch_are_not_found_under_ones_own(call, teller, other_branch, branch, seized, at, lead):
    boss = make_staff("boss", other_branch, RoleCode.TELLER_LEAD)
    made = authority.use(teller, branch, at=at, action="fee_waiver", amount=99, reason="rule")
    check = checks.check(teller, branch, at=at, signs=["codes", "hurry"])
    theirs = "/branches/7002"

    for path, body in (
        (f"waivers/{made.pk}/approve/", {}),
        (f"seizures/{seized().pk}/join/", {}),
        (f"fraud-checks/{check.pk}/stop/", {"decision": "x"}),
    ):
        assert call(boss).post(f"{theirs}/{path}", body).status_code == 404
        assert call(boss).post(f"{HERE}/{path}", body).status_code == 404


@pytest.mark.parametrize("value", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("field", ["amount", "reason", "action", "about"])
def test_waivers_refuse_nasty_values(call, teller, field, value):
    answer = call(teller).post(f"{HERE}/waivers/", {**WAIVER, field: value})

    assert answer.status_code == 400
    assert set(answer.json()) == {"code", "detail"}
    assert not AuthorityUse.objects.exists()


@pytest.mark.parametrize("value", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("field", ["kind", "denomination", "serial_no", "currency", "count", "pieces"])
def test_seizures_refuse_nasty_values(call, teller, field, value):
    if field == "count" and value == 5:
        value = 10_001
    body = {"pieces": value} if field == "pieces" else {"pieces": [{**PIECE, field: value}]}

    answer = call(teller).post(f"{HERE}/seizures/", body)

    assert answer.status_code == 400
    assert not Seizure.objects.exists()


@pytest.mark.parametrize("value", [each for each in NASTY if each != []], ids=str)
def test_fraud_checks_refuse_nasty_signs(call, teller, value):
    assert call(teller).post(f"{HERE}/fraud-checks/", {"signs": value}).status_code == 400
    assert not FraudCheck.objects.exists()
