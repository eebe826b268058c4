"""Checks in the API."""

import pytest
import time_machine

from lobby.floor.domain.checks.answering import Answer, answer
from lobby.floor.enums.checks import CheckKind, When
from lobby.floor.models import ChecklistRun, ItemResult
from tests.callers import Caller
from tests.floor.checks.making import make_item, make_version
from tests.statements import statements_at_most


@pytest.fixture(autouse=True)
def clock(early):
    with time_machine.travel(early, tick=False):
        yield


@pytest.fixture
def call(manager, early):
    return Caller(manager, early)


def test_list_of_the_day(call, run, branch):
    make_item(make_version(CheckKind.PATROL, when=When.PATROL))

    rows = call.get("/branches/7001/checklists/").json()

    assert [(row["id"], row["kind"], row["status"], row["checklist"]) for row in rows] == [
        (run.pk, "opening", "open", "opening")
    ]
    assert call.get("/branches/7001/checklists/", date="2026-03-09").json() == []
    assert call.get("/branches/7001/checklists/", kind="closing").json() == []
    assert call.get("/branches/7001/checklists/", kind="x").status_code == 400
    assert call.get("/branches/7001/checklists/", date="yesterday").status_code == 400


def test_whole_run_from_start_to_signature(call, run, head, early):
    path = f"/checklist-runs/{run.pk}"
    assert call.post(f"{path}/start/").json()["status"] == "in_progress"
    assert call.post(f"{path}/start/").status_code == 409
    assert call.post(f"{path}/submit/").json()["code"] == "items_unanswered"
    done = call.post(f"{path}/answer/", {"item": "1.1", "value": "ok"}).json()
    assert [item["value"] for item in done["items"]] == ["ok", None]
    issue = call.post(f"{path}/answer/", {"item": "1.2", "value": "issue", "note": "dark", "action": "task"}).json()
    assert issue["items"][1]["action_subject"].startswith("reminder:")
    assert call.post(f"{path}/submit/").json()["status"] == "submitted"
    assert call.post(f"{path}/sign-off/").status_code == 403
    boss = Caller(head, early)
    assert boss.post(f"{path}/reject/").status_code == 400
    assert boss.post(f"{path}/reject/", {"note": "look again"}).json()["status"] == "rejected"
    assert call.post(f"{path}/start/").status_code == 200
    assert call.post(f"{path}/submit/").status_code == 200
    signed = boss.post(f"{path}/sign-off/", {"note": "good"}).json()
    assert (signed["status"], signed["decided_by"], signed["counts"]) == ("signed_off", head.name, True)
    assert boss.post(f"{path}/countersign/").status_code == 409


def test_same_key_answers_once(call, run):
    path, body = f"/checklist-runs/{run.pk}/answer/", {"item": "1.1", "value": "ok"}

    first, again = call.post(path, body, key="k1"), call.post(path, body, key="k1")

    assert first.json() == again.json()
    assert call.post(path, {"item": "1.1", "value": "na"}, key="k1").status_code == 409


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"item": "1.1"},
        {"item": "1.1", "value": "fine"},
        {"item": "9.9", "value": "ok"},
        {"item": "1.1", "value": "ok", "person": 1},
        {"item": "1.1", "value": "ok", "count": -1},
        {"item": "1.1", "value": "ok", "count": "3"},
        {"item": "1.1", "value": "ok", "note": "x" * 301},
        {"item": "1.1", "value": "ok", "note": "a\u0000b"},
        {"item": "1.1", "value": "issue", "attachments": [7]},
        {"item": "1.1", "value": "issue", "attachments": ["../etc/passwd"]},
        {"item": "1.1", "value": "issue", "action": "magic"},
        {"item": ["1.1"], "value": {"ok": 1}},
    ],
)
def test_hostile_answers_are_refused(call, run, body):
    answered = call.post(f"/checklist-runs/{run.pk}/answer/", body)

    assert answered.status_code == 400
    assert "code" in answered.json()
    assert not ItemResult.objects.exists()
    assert ChecklistRun.objects.get().status == "open"


def test_stranger_and_device_find_nothing(run, stranger, kiosk, early):
    outsider, machine = Caller(stranger, early), Caller(kiosk, early)

    assert outsider.get("/branches/7001/checklists/").status_code == 404
    assert outsider.get(f"/checklist-runs/{run.pk}/").status_code == 404
    for verb in ("start", "submit", "countersign", "sign-off"):
        assert outsider.post(f"/checklist-runs/{run.pk}/{verb}/").status_code == 404
    assert outsider.post(f"/checklist-runs/{run.pk}/answer/", {"item": "1.1", "value": "ok"}).status_code == 404
    assert outsider.post(f"/checklist-runs/{run.pk}/reject/", {"note": "no"}).status_code == 404
    assert machine.get(f"/checklist-runs/{run.pk}/").status_code == 403
    assert machine.get("/branches/7001/checklists/").status_code == 403


def test_wrong_role_is_forbidden(run, teller, early):
    caller = Caller(teller, early)

    assert caller.get(f"/checklist-runs/{run.pk}/").status_code == 200
    assert caller.post(f"/checklist-runs/{run.pk}/start/").json()["code"] == "not_your_check"


@pytest.mark.parametrize("rows", [1, 3])
def test_statements(call, run, manager, early, rows):
    for n in range(rows - 1):
        make_item(run.version, f"5.{n}")
    for item in run.version.items.all():
        answer(run, item, Answer(value="issue"), by=manager.actor, at=early)

    with statements_at_most(10):
        call.get(f"/checklist-runs/{run.pk}/")
    with statements_at_most(9):
        call.get("/branches/7001/checklists/")
