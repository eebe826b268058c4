"""The dialogs of a complaint's page and their posts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints.domain.installing import install
from complaints.enums.cases import CardStep, Step
from complaints.models import Complaint, ComplaintCode
from complaints.views.cases import VERBS
from lobby.branches.models import Branch, Staff
from tests.complaints.factories import make_complaint

S = Step


@pytest.fixture(autouse=True)
def ships(db: None) -> None:
    """Terms and codes."""
    install()


@pytest.fixture
def now() -> dt.datetime:
    """Pages read the clock themselves."""
    return timezone.now()


def signed_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def post(client: Client, complaint: Complaint, verb: str, body: dict[str, Any]) -> Any:
    address = reverse("complaints:case-act", args=[complaint.pk, verb])
    return client.post(address, body, headers={"accept": "application/json"})


def dialog(client: Client, complaint: Complaint, verb: str) -> Any:
    return client.get(reverse("complaints:case-dialog", args=[complaint.branch.code, complaint.number, verb]))


def test_every_step_has_its_dialog_and_its_post(
    branch: Branch, manager: Staff, protector: Staff, head: Staff, now: dt.datetime
) -> None:
    complaint = make_complaint(branch, owner=manager, received_at=now, complainant="王小明", contact="13800001111")
    mine, theirs = signed_in(manager), signed_in(protector)
    code = {one.code: one.pk for one in ComplaintCode.objects.all()}
    known = {
        "severity": "normal",
        "local_cause": "wait",
        "channel_code": code["branch"],
        "business_code": code["cards"],
    }
    way = [
        (mine, "hear", {"text": "要一个说法"}, S.RECEIVED),
        (mine, "note", {"text": "看监控"}, S.RECEIVED),
        (mine, "register", known, S.REGISTERED),
        (mine, "analyse", {"effort_minutes": "15"}, S.ANALYSING),
        (mine, "plan", {"responsibility": "process", "cause_code": code["wait"], "text": "道歉"}, S.PLANNED),
        (mine, "amend_plan", {"text": "道歉，退费"}, S.PLANNED),
        (mine, "resolve", {}, S.RESOLVING),
        (mine, "feedback", {"text": "今天办好", "way": "phone"}, S.RESOLVING),
        (mine, "decide", {"verdict": "upheld", "answer": "已退费", "way": "phone"}, S.FOLLOWUP),
        (theirs, "reopen", {"text": "没有到账"}, S.ANALYSING),
        (mine, "assign", {"to": head.pk}, S.ANALYSING),
        (theirs, "withdraw", {"text": "客户来电撤回"}, S.WITHDRAWN),
    ]

    for client, verb, body, step in way:
        page = dialog(client, complaint, verb).content.decode()
        assert f'<dialog id="do-{verb}"' in page, verb
        assert "13800001111" not in page
        answer = post(client, complaint, verb, body)
        assert answer.status_code == 200, (verb, answer.content.decode())
        assert answer.json()["message"]
        complaint.refresh_from_db()
        assert complaint.step == step

    assert (complaint.complainant, complaint.owner, complaint.cause_code_id) == ("王小明", head, code["wait"])
    assert {dialog(mine, complaint, verb).status_code for verb in VERBS} == {409}
    assert post(mine, complaint, "note", {"text": "x"}).status_code == 409


def test_the_card_merging_rejecting_and_flagged_words(
    branch: Branch, complete: dict[str, Any], manager: Staff, protector: Staff, teller: Staff, now: dt.datetime
) -> None:
    spot, one, two = (
        make_complaint(branch, **complete, received_at=now, step=step)
        for step in (S.REGISTERED, S.RECEIVED, S.RECEIVED)
    )
    mine, theirs = signed_in(manager), signed_in(protector)
    card = {"card": list(CardStep), "verdict": "partly", "answer": "请您冷静，已说明"}

    flagged = post(mine, spot, "settle", card)
    assert (flagged.status_code, flagged.json()["code"]) == (409, "phrases_flagged")
    assert post(mine, spot, "settle", {**card, "card": list(CardStep)[:3], "keeps_words": "on"}).status_code == 409
    assert post(mine, spot, "settle", {**card, "keeps_words": "on"}).status_code == 200
    assert post(theirs, one, "merge", {"into": "nowhere", "text": "同一件事"}).status_code == 400
    assert post(theirs, one, "merge", {"into": two.number, "text": "同一件事"}).status_code == 200
    assert post(theirs, two, "reject", {"reason": "not_ours", "text": "不是本行"}).status_code == 200

    steps = Complaint.objects.order_by("pk").values_list("step", flat=True)
    assert list(steps) == [S.FOLLOWUP, S.MERGED, S.NOT_ACCEPTED]
    for verb in VERBS:
        assert post(signed_in(teller), two, verb, {"text": "x"}).status_code == 404
        assert post(mine, two, verb, {"text": "\0", "answer": "\0", "into": "\0", "to": "²"}).status_code in (400, 409)
