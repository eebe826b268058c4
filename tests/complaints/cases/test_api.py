"""Complaints through the API: the contract, the whole way, rights, hostile bodies, strangers, repeats."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from complaints.domain.cases import receive
from complaints.domain.installing import install
from complaints.enums.cases import ReceiptChannel
from complaints.models import Complaint
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Device, Service, Staff
from tests import factories
from tests.callers import Caller
from tests.statements import statements_at_most

CONTENT = {"content": "等了一个半小时", "receipt_channel": "visit"}
VERBS: dict[str, dict[str, Any]] = {
    "hear": {},
    "register": {"severity": "normal"},
    "analyse": {},
    "plan": {"text": "x"},
    "amend-plan": {"text": "x"},
    "resolve": {},
    "decide": {"verdict": "partly", "answer": "x", "way": "phone"},
    "settle": {"card": ["listened"], "verdict": "partly", "answer": "x"},
    "assign": {"owner": "mei"},
    "withdraw": {},
    "merge": {"into": 1, "text": "x"},
    "reject": {"reason": "not_ours", "text": "x"},
    "reopen": {"text": "x"},
    "note": {"text": "x"},
    "feedback": {"text": "x", "way": "phone"},
}


@pytest.fixture(autouse=True)
def ships(db: None) -> None:
    """Terms and codes."""
    install()


def test_the_contract_and_the_whole_way(
    branch: Branch, cash: Service, manager: Staff, teller: Staff, protector: Staff, at: dt.datetime
) -> None:
    ticket = factories.make_ticket(cash, at, by=manager)
    tell, manage, protect = (Caller(person, at) for person in (teller, manager, protector))
    sent = {**CONTENT, "ticket": ticket.pk, "about_staff": teller.username, "amount": "120.50", "is_heard": True}

    first = tell.post(f"/branches/{branch.code}/complaints/", sent, key="k1")
    again = tell.post(f"/branches/{branch.code}/complaints/", sent, key="k1")

    assert (first.status_code, again.json(), Complaint.objects.count()) == (201, first.json(), 1)
    made, complaint = first.json(), Complaint.objects.get()
    assert set(made) == {"id", "number", "step", "owner", "is_major", "clocks", "receipt_url"}
    assert (made["id"], made["step"], made["owner"], made["is_major"]) == (complaint.pk, "received", "mei", False)
    assert [(one["kind"], one["state"]) for one in made["clocks"]] == [
        ("first_feedback", "running"),
        ("legal", "running"),
    ]
    # The customer's key to a complaint about the very caller is handed out by somebody else.
    assert (made["receipt_url"], complaint.about_staff) == ("", teller)
    other = manage.post(f"/branches/{branch.code}/complaints/", sent).json()
    assert other["receipt_url"] == f"/c/{Complaint.objects.get(pk=other['id']).token}/"
    way = f"/complaints/{complaint.pk}"
    # Whom it is about finds nothing, though it was they who wrote it down.
    assert tell.post(f"{way}/hear/").status_code == 404
    missing = manage.post(f"{way}/register/", {"severity": "normal"})
    assert (missing.status_code, missing.json()["missing"]) == (
        409,
        ["complainant", "channel_code", "business_code", "cause_code"],
    )
    known = {"severity": "normal", "complainant": "张", "channel_code": "branch", "business_code": "savings"}
    steps = [
        (protect, "register", {**known, "local_cause": "wait", "effort_minutes": 5}, "registered"),
        (manage, "analyse", {"text": "调取记录"}, "analysing"),
        (manage, "plan", {"text": "道歉", "responsibility": "process"}, "planned"),
        (manage, "amend-plan", {"text": "道歉并退费"}, "planned"),
        (manage, "resolve", {}, "resolving"),
        (manage, "feedback", {"text": "今天办好", "way": "phone"}, "resolving"),
        (manage, "decide", {"verdict": "upheld", "answer": "已退费", "way": "phone"}, "followup"),
        (protect, "reopen", {"text": "未到账"}, "analysing"),
        (protect, "note", {"text": "查流水"}, "analysing"),
        (manage, "withdraw", {"text": "已到账"}, "withdrawn"),
    ]
    for caller, verb, body, step in steps:
        answer = caller.post(f"{way}/{verb}/", body)
        assert (answer.status_code, answer.json().get("step")) == (200, step), (verb, answer.json())
    assert answer.json()["clocks"][1]["state"] == "ended"
    late = manage.post(f"{way}/decide/", VERBS["decide"])
    assert (late.status_code, late.json()["code"]) == (409, "illegal_complaint_move")


def test_rights_strangers_and_hostile_bodies(
    branch: Branch, other_branch: Branch, cash: Service, manager: Staff, teller: Staff, kiosk: Device, at: dt.datetime
) -> None:
    complaint = receive(branch, by=SYSTEM, at=at, channel=ReceiptChannel.LETTER, content="x")
    stranger = Caller(factories.make_staff("fremd", other_branch, RoleCode.HEAD, RoleCode.CP), at)
    manage, tell, screen = Caller(manager, at), Caller(teller, at), Caller(kiosk, at)
    elsewhere = factories.make_ticket(factories.make_service(other_branch, "cash", "A"), at, by=manager)
    address = f"/branches/{branch.code}/complaints/"
    rows = Complaint.objects.count()

    for verb, body in VERBS.items():
        assert stranger.post(f"/complaints/{complaint.pk}/{verb}/", body).status_code == 404, verb
        assert tell.post(f"/complaints/{complaint.pk}/{verb}/", body).status_code == 404, verb
        assert screen.post(f"/complaints/{complaint.pk}/{verb}/", body).status_code == 403, verb
        assert manage.post(f"/complaints/{10**12}/{verb}/", body).status_code == 404, verb
    assert (stranger.post(address, CONTENT).status_code, screen.post(address, CONTENT).status_code) == (404, 403)
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"content": ""}, "content_missing"),
        ({"content": "\u202e\u0007 \n"}, "content_missing"),
        ({"content": "长" * 4001}, "invalid"),
        ({"content": 5}, "invalid"),
        ({"content": "x\0y"}, "invalid"),
        ({"receipt_channel": "pigeon"}, "invalid"),
        ({"amount": "1e9"}, "invalid"),
        ({"amount": "-1"}, "invalid"),
        ({"severity": "awful"}, "invalid"),
        ({"ticket": elsewhere.pk}, "ticket_elsewhere"),
        ({"ticket": "1"}, "invalid"),
        ({"about_staff": "nobody"}, "unknown_staff"),
        ({"about_staff": "fremd"}, "unknown_staff"),
        ({"representatives": ["甲"] * 6}, "too_many_representatives"),
        ({"representatives": [{"contact": "1"}]}, "invalid"),
        ({"representatives": [["甲"]]}, "invalid"),
        ({"representatives": "甲"}, "invalid"),
        ({"receipt_channel": "regulator"}, "forwarded_number_missing"),
        ({"is_heard": "yes"}, "invalid"),
    ]
    for change, code in wrong:
        answer = manage.post(address, {**CONTENT, **change})
        assert (answer.status_code, answer.json()["code"]) == (400, code), change
    assert Complaint.objects.count() == rows
    hostile = "<script>alert(1)</script>\u202e{{ 7*7 }}' OR 1=1 --\ud83d\ude21".encode(
        "utf-16", "surrogatepass"
    ).decode("utf-16")
    answer = manage.post(
        address, {**CONTENT, "content": hostile, "representatives": ["甲", {"name": "乙", "contact": "1"}]}
    )
    kept = Complaint.objects.get(pk=answer.json()["id"])
    assert kept.content == hostile.replace("\u202e", "")
    assert (kept.is_major, kept.representatives.count()) == (True, 2)


def test_statements(branch: Branch, manager: Staff, cash: Service, at: dt.datetime) -> None:
    ticket = factories.make_ticket(cash, at, by=manager)

    # The first of a branch also begins to watch what its clocks are reckoned by.
    for limit in (32, 27):
        with statements_at_most(limit):
            receive(branch, by=manager.actor, at=at, channel=ReceiptChannel.VISIT, content="x", ticket=ticket)
