"""Complaints read by programs: lists, the whole with its timeline, what is hidden, who finds nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine

from complaints.domain import cases as verbs
from complaints.enums.cases import OPEN_STEPS, EntryKind, ReceiptChannel, Step
from complaints.models import Complaint, ComplaintEntry
from lobby.branches.models import Branch, Staff
from tests.callers import Caller
from tests.complaints.factories import make_complaint, make_terms

S = Step


def get(staff: Staff, path: str, at: dt.datetime, **query: Any) -> Any:
    """What somebody's key gets."""
    with time_machine.travel(at, tick=False):
        return Caller(staff, at).get(path, **query)


def test_lists_are_filtered_and_go_on(
    cases: dict[str, Complaint], branch: Branch, manager: Staff, at: dt.datetime
) -> None:
    make_complaint(branch, owner=manager, step=S.CLOSED, received_at=at)
    path = f"/branches/{branch.code}/complaints/"

    def steps(**query: Any) -> list[str]:
        return [row["step"] for row in get(manager, path, at, **query).json()]

    assert steps() == list(OPEN_STEPS)
    assert steps(step="any") == [*OPEN_STEPS, S.CLOSED]
    assert steps(step=S.CLOSED) == [S.CLOSED]
    assert steps(clock="overdue") == [S.RESOLVING]
    assert steps(channel="call") == [S.ANALYSING]
    assert steps(severity="serious") == [S.PLANNED]
    assert steps(after=cases[S.REGISTERED].pk, limit=2) == [S.ANALYSING, S.PLANNED]
    row = get(manager, path, at, clock="soon").json()[0]
    assert (row["number"], row["owner"], row["is_major"]) == (cases[S.PLANNED].number, manager.username, True)
    assert [(clock["kind"], clock["state"]) for clock in row["clocks"]] == [
        ("first_feedback", "met"),
        ("legal", "amber"),
    ]
    for bad in ({"step": "x"}, {"limit": 0}, {"after": "1 or 1=1"}, {"clock": "red"}):
        assert get(manager, path, at, **bad).status_code == 400


def test_the_whole_hides_what_is_personal_and_writes_down_who_read(
    branch: Branch, manager: Staff, lead: Staff, teller: Staff, office: Staff, stranger: Staff, at: dt.datetime
) -> None:
    make_terms()
    complaint = verbs.receive(
        branch,
        by=manager.actor,
        at=at,
        channel=ReceiptChannel.VISIT,
        content="王小兰，电话13800138000，等太久",
        complainant="王小兰",
        contact="13800138000",
        about_staff=lead,
        is_heard=True,
    )
    path = f"/complaints/{complaint.pk}/"

    found = {staff: get(staff, path, at) for staff in (manager, office, lead, teller, stranger)}

    assert [answer.status_code for answer in found.values()] == [200, 200, 404, 404, 404]
    body = found[manager].json()
    assert body["content"] == "王*兰，电话****8000，等太久"
    assert "13800138000" not in found[manager].content.decode()
    assert complaint.token not in found[manager].content.decode()
    assert (body["number"], body["step"], body["about_staff"]) == (complaint.number, S.RECEIVED, lead.username)
    assert {"register", "assign", "extend"} - {"assign"} <= set(body["allowed"])
    assert [line["kind"] for line in body["timeline"]] == ["emotion", "received"]
    assert body["timeline"][0]["by"] == manager.username
    read = ComplaintEntry.objects.filter(complaint=complaint, kind=EntryKind.READ).order_by("pk")
    assert [(row.by, row.values) for row in read] == [(manager, {"what": "api"}), (office, {"what": "api"})]
    assert get(lead, f"/branches/{branch.code}/complaints/", at).json() == []


pytestmark = pytest.mark.django_db
