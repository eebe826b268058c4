"""Alerts and reminders for programs: the happy way, strangers, wrong states, hostile input."""

import datetime as dt

import pytest
import time_machine

from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.floor.domain.alerts import accept, raise_alert, resolve
from lobby.floor.domain.zone_duties import enter_zone
from lobby.floor.models import Alert, Reminder
from tests.callers import Caller
from tests.factories import make_device, make_staff

MINUTE = dt.timedelta(minutes=1)
NASTY = ["", " ", "x" * 10_000, "a\0b", "\ud800", 5, 1.5, True, None, [], {"a": 1}]


@pytest.fixture(autouse=True)
def now(at):
    with time_machine.travel(at, tick=False):
        yield


@pytest.fixture
def caller(assistant, at):
    return Caller(assistant, at)


@pytest.fixture
def boss(manager, at):
    return Caller(manager, at)


@pytest.fixture
def alien(stranger, at):
    return Caller(stranger, at)


def test_the_list_is_the_feeds(caller, boss, branch, zone, assistant2, raised, at):
    enter_zone(zone, assistant2, by=assistant2.actor, at=at)
    first, late = raised(1), raised(2, severity="late")
    raised(3, zone=zone)

    found = caller.get("/branches/7001/alerts/").json()

    assert [one["id"] for one in found] == [late.pk, first.pk]
    assert found[1] == {
        "id": first.pk,
        "branch": "7001",
        "kind": "test.leak",
        "text": "漏水",
        "help": "…",
        "severity": "attention",
        "status": "raised",
        "level": 0,
        "subject": "thing:1",
        "person": None,
        "accepted_by": None,
        "raised_at": at.isoformat(),
        "accepted_at": None,
        "snoozed_until": None,
        "resolved_at": None,
    }
    assert boss.get("/branches/7001/alerts/").json() == []


@pytest.mark.parametrize(("status", "count"), [("raised", 1), ("accepted", 1), ("resolved", 1), ("escalated", 0)])
def test_the_list_by_state(caller, assistant, raised, at, status, count):
    raised(1)
    accept(raised(2), by=assistant.actor, at=at)
    resolve(raised(3), by=assistant.actor, at=at)

    assert len(caller.get("/branches/7001/alerts/", status=status).json()) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same(caller, assistant, raised, at, count, django_assert_num_queries):
    for thing in range(count):
        accept(raised(thing), by=assistant.actor, at=at)

    with django_assert_num_queries(6):
        assert len(caller.get("/branches/7001/alerts/").json()) == count


def test_accept_snooze_and_done(caller, assistant, raised, at):
    alert = raised()

    assert caller.post(f"/alerts/{alert.pk}/accept/").json()["accepted_by"] == assistant.username
    answer = caller.post(f"/alerts/{alert.pk}/snooze/", {"minutes": 15})
    assert answer.json()["snoozed_until"] == (at + 15 * MINUTE).isoformat()
    assert caller.get("/branches/7001/alerts/").json() == []
    assert caller.post(f"/alerts/{alert.pk}/done/", {"reason": "mopped"}).json()["status"] == "resolved"
    again = caller.post(f"/alerts/{alert.pk}/done/")
    assert (again.status_code, again.json()["code"]) == (409, "illegal_alert_move")


def test_a_repeated_post_gets_the_first_answer(caller, raised):
    alert = raised()

    first = caller.post(f"/alerts/{alert.pk}/accept/", key="k1")

    assert caller.post(f"/alerts/{alert.pk}/accept/", key="k1").json() == first.json()
    assert caller.post(f"/alerts/{alert.pk}/accept/", key="k2").status_code == 409


def test_hand_over_by_user_name(caller, manager, raised):
    answer = caller.post(f"/alerts/{raised().pk}/hand-over/", {"to": manager.username, "reason": "x"})

    assert (answer.json()["person"], answer.json()["status"]) == (manager.username, "raised")


@pytest.mark.parametrize(("to", "status", "code"), [("lan", 400, "to_oneself"), ("zhou", 400, "not_at_branch")])
def test_hand_over_to_the_wrong_one(caller, stranger, raised, to, status, code):
    answer = caller.post(f"/alerts/{raised().pk}/hand-over/", {"to": to, "reason": "x"})

    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize("verb", ["accept", "snooze", "done", "hand-over"])
def test_a_stranger_finds_no_alert(alien, caller, branch, teller, raised, at, verb):
    alert, body = raised(), {"minutes": 5, "to": "lan", "reason": "x"}

    assert alien.post(f"/alerts/{alert.pk}/{verb}/", body).status_code == 404
    assert Caller(teller, at).post(f"/alerts/{alert.pk}/{verb}/", body).status_code == 403
    assert Alert.objects.get().status == "raised"


def test_strangers_and_devices_read_nothing(alien, branch, at):
    for path in ("/branches/7001/alerts/", "/branches/7001/reminders/"):
        assert alien.get(path).status_code == 404
        assert Caller(make_device(branch, f"W{len(path)}"), at).get(path).status_code == 403


def test_an_auditor_has_no_floor(branch, at):
    auditor = Caller(make_staff("aud", branch, RoleCode.AUDITOR), at)

    assert auditor.get("/branches/7001/alerts/").status_code == 403


@pytest.mark.parametrize("value", [*NASTY, 0, -1, 121])
def test_minutes_refuse_nasty_values(caller, assistant, raised, at, value):
    alert = accept(raised(), by=assistant.actor, at=at)
    if value == 5:
        return

    assert caller.post(f"/alerts/{alert.pk}/snooze/", {"minutes": value}).status_code == 400
    assert Alert.objects.get().snoozes == 0


@pytest.mark.parametrize("value", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("field", ["text", "due", "to", "team", "kind"])
def test_writing_down_refuses_nasty_values(boss, branch, at, field, value):
    good = {"text": "x", "due": (at + 60 * MINUTE).isoformat()}

    answer = boss.post("/branches/7001/reminders/", {**good, field: value})

    assert answer.status_code == 400
    assert set(answer.json()) == {"code", "detail"}
    assert not Reminder.objects.exists()


def test_a_task_for_oneself(caller, assistant, at):
    due = (at + 60 * MINUTE).isoformat()

    answer = caller.post("/branches/7001/reminders/", {"text": "补单据", "due": due})

    assert answer.status_code == 201
    told = answer.json()
    assert (told["owner"], told["made_by"], told["team"], told["status"]) == ("lan", "lan", None, "due")
    assert caller.get("/branches/7001/reminders/").json() == [told]


def test_a_task_for_a_team_from_making_to_done(boss, caller, assistant2, manager, at):
    due = (at + 60 * MINUTE).isoformat()
    task = boss.post("/branches/7001/reminders/", {"text": "x", "due": due, "team": "LMA"}).json()
    other = Caller(assistant2, at)

    assert caller.get("/branches/7001/reminders/").json() == [task]
    assert caller.post(f"/reminders/{task['id']}/take/").json()["owner"] == "lan"
    late = other.post(f"/reminders/{task['id']}/take/")
    assert (late.status_code, late.json()["code"]) == (409, "taken_already")
    assert caller.post(f"/reminders/{task['id']}/acknowledge/").json()["status"] == "acknowledged"
    body = {"to": "tao", "reason": "at the vault"}
    assert caller.post(f"/reminders/{task['id']}/hand-over/", body).json()["bounces"] == 1
    assert other.post(f"/reminders/{task['id']}/snooze/", {"minutes": 10}).json()["snoozes"] == 1
    back = other.post(f"/reminders/{task['id']}/hand-over/", {"team": "LMA", "reason": "y"})
    assert (back.json()["owner"], back.json()["status"]) == (None, "due")
    done = caller.post(f"/reminders/{task['id']}/finish/", {"outcome": "ok"})
    assert (done.json()["status"], done.json()["outcome"]) == ("done", "ok")
    assert boss.post(f"/reminders/{task['id']}/cancel/", {"reason": "x"}).status_code == 409


def test_work_for_the_back_office_is_due_by_its_kind(caller, at):
    answer = caller.post("/branches/7001/reminders/", {"text": "A018", "kind": "back_office.check"})

    assert (answer.status_code, answer.json()["due_at"]) == (201, (at + 30 * MINUTE).isoformat())
    assert answer.json()["team"] == "TELLER_LEAD"


@pytest.mark.parametrize("body", [{"to": "mei"}, {"team": "LM"}])
def test_giving_to_others_needs_the_right(caller, manager, at, body):
    due = (at + 60 * MINUTE).isoformat()

    assert caller.post("/branches/7001/reminders/", {"text": "x", "due": due, **body}).status_code == 403
    assert not Reminder.objects.exists()


@pytest.mark.parametrize("verb", ["acknowledge", "take", "hand-over", "snooze", "finish", "cancel"])
def test_a_stranger_finds_no_reminder(alien, task, assistant, verb):
    thing = task(assistant)
    body = {"minutes": 5, "reason": "x", "to": "lan"}

    assert alien.post(f"/reminders/{thing.pk}/{verb}/", body).status_code == 404
    assert Reminder.objects.get().status == "due"


def test_a_reminder_far_in_the_calendar_is_kept_or_refused_but_never_fails(caller, branch):
    for due in ("9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "2026-03-10T10:00:00"):
        answer = caller.post("/branches/7001/reminders/", {"text": "x", "due": due})
        assert answer.status_code in (201, 400)


def test_a_text_is_stored_as_it_came(caller, branch, at):
    text = "<script>alert(1)</script>"
    caller.post("/branches/7001/reminders/", {"text": text, "due": (at + MINUTE).isoformat()})

    assert Reminder.objects.get().text == text


def test_a_raised_alert_cannot_be_put_off(caller, branch, raised):
    alert = raise_alert(branch, "test.leak", by=SYSTEM, at=raised().raised_at, subject=("thing", 1))

    assert caller.post(f"/alerts/{alert.pk}/snooze/", {"minutes": 5}).status_code == 409
