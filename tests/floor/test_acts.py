"""Acts on alerts and reminders over HTTP: what works, a stranger, a wrong state."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.floor.domain.alerts import raise_alert, resolve
from lobby.floor.domain.reminders import create
from lobby.floor.enums import AlertStatus, ReminderStatus
from lobby.floor.models import Alert, Reminder
from tests.factories import make_staff

JSON = {"headers": {"Accept": "application/json"}}


@pytest.fixture
def assistant(branch, client):
    staff = make_staff("lan", branch, RoleCode.LMA)
    client.force_login(staff)
    return staff


@pytest.fixture
def alert(branch):
    return raise_alert(branch, "test.leak", by=SYSTEM, at=timezone.now(), subject=("thing", 1))


@pytest.fixture
def mine(branch, assistant):
    at = timezone.now()
    return create(assistant, branch, by=assistant.actor, at=at, due_at=at, text="补充填单")


def act(client, thing, verb, data=None):
    kind = "alerts" if isinstance(thing, Alert) else "reminders"
    return client.post(f"/floor/{kind}/{thing.pk}/{verb}/", data or {}, **JSON)


def test_accept_resolve_and_take_it_back(client, assistant, alert):
    assert act(client, alert, "accept").status_code == 200
    answer = act(client, alert, "resolve", {"reason": "fixed"})
    alert.refresh_from_db()
    assert (alert.status, alert.resolve_reason, alert.resolved_by) == (AlertStatus.RESOLVED, "fixed", assistant)

    assert client.post(answer.json()["undo"], **JSON).status_code == 200
    alert.refresh_from_db()
    assert alert.status == AlertStatus.ACCEPTED


@pytest.mark.parametrize(("verb", "resolved"), [("accept", True), ("resolve", True), ("reopen", False)])
def test_acts_in_a_wrong_state_are_refused(client, assistant, alert, verb, resolved):
    if resolved:
        resolve(alert, by=SYSTEM, at=timezone.now())
    before = Alert.objects.values().get()

    answer = act(client, alert, verb)

    assert (answer.status_code, answer.json()["code"]) == (409, "illegal_alert_move")
    assert Alert.objects.values().get() == before


@pytest.mark.parametrize("verb", ["accept", "resolve", "reopen"])
def test_a_stranger_finds_no_alert(client, stranger, alert, verb):
    client.force_login(stranger)

    assert act(client, alert, verb).status_code == 404


def test_an_alert_for_other_roles_is_refused(client, teller, alert):
    client.force_login(teller)

    assert act(client, alert, "accept").status_code == 403


def test_create_a_reminder_in_some_minutes(client, assistant, branch):
    before = timezone.now()

    answer = client.post(f"/floor/{branch.code}/reminders/", {"text": " 送零钞 ", "minutes": "30"}, **JSON)

    assert answer.status_code == 200
    reminder = Reminder.objects.get()
    assert (reminder.owner, reminder.text, reminder.status) == (assistant, "送零钞", ReminderStatus.SCHEDULED)
    assert dt.timedelta(minutes=30) <= reminder.due_at - before < dt.timedelta(minutes=31)


def test_create_a_reminder_at_a_time_of_the_branchs_clock(client, assistant, branch):
    client.post(f"/floor/{branch.code}/reminders/", {"text": "x", "time": "10:45"}, **JSON)

    due_at = Reminder.objects.get().due_at
    assert f"{due_at + dt.timedelta(hours=8):%H:%M}" == "10:45"
    assert timezone.now() < due_at <= timezone.now() + dt.timedelta(days=1)


@pytest.mark.parametrize(
    "data",
    [
        {"text": "x"},
        {"text": " ", "minutes": "5"},
        {"text": "x", "minutes": "0"},
        {"text": "x", "minutes": "99999"},
        {"text": "x", "time": "25:00"},
        {"text": "x" * 201, "minutes": "5"},
        {"text": "x\0", "minutes": "5"},
    ],
)
def test_create_with_bad_input_is_refused(client, assistant, branch, data):
    answer = client.post(f"/floor/{branch.code}/reminders/", data, **JSON)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert not Reminder.objects.exists()


def test_create_in_somebody_elses_branch_is_refused(client, stranger, branch):
    client.force_login(stranger)

    answer = client.post(f"/floor/{branch.code}/reminders/", {"text": "x", "minutes": "5"}, **JSON)

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("verb", "data", "status"),
    [
        ("acknowledge", {}, ReminderStatus.ACKNOWLEDGED),
        ("snooze", {"minutes": "10"}, ReminderStatus.SNOOZED),
        ("finish", {"outcome": "done"}, ReminderStatus.DONE),
        ("cancel", {"reason": "not needed"}, ReminderStatus.CANCELLED),
    ],
)
def test_acts_on_a_reminder(client, mine, verb, data, status):
    Reminder.objects.update(status=ReminderStatus.DUE)

    assert act(client, mine, verb, data).status_code == 200
    mine.refresh_from_db()
    assert mine.status == status
    again = act(client, mine, verb, data)
    assert (again.status_code, again.json()["code"]) == (409, "illegal_reminder_move")


@pytest.mark.parametrize(
    ("verb", "data"), [("snooze", {}), ("snooze", {"minutes": "1441"}), ("cancel", {"reason": ""})]
)
def test_acts_with_bad_input_are_refused(client, mine, verb, data):
    assert act(client, mine, verb, data).status_code == 400


@pytest.mark.parametrize("verb", ["acknowledge", "snooze", "finish", "cancel"])
def test_somebody_elses_reminder_is_not_found(client, manager, mine, verb):
    client.force_login(manager)

    assert act(client, mine, verb, {"minutes": "5", "reason": "x"}).status_code == 404


@pytest.mark.parametrize(("language", "word"), [("en", "What came of it"), ("zh-hans", "补充填单")])
def test_the_reminders_detail(client, mine, language, word, django_assert_num_queries):
    client.cookies["django_language"] = language
    Reminder.objects.update(status=ReminderStatus.DUE)

    with django_assert_num_queries(5):
        answer = client.get(f"/floor/reminders/{mine.pk}/")

    assert answer.status_code == 200
    assert word in answer.content.decode()


def test_the_detail_of_somebody_elses_reminder_is_not_found(client, manager, mine):
    client.force_login(manager)

    assert client.get(f"/floor/reminders/{mine.pk}/").status_code == 404


def test_a_browser_without_scripts_goes_back_to_the_page(client, assistant, alert, branch):
    answer = client.post(f"/floor/alerts/{alert.pk}/accept/")

    assert (answer.status_code, answer["Location"]) == (302, f"/floor/{branch.code}/")


def test_the_token_of_the_form_is_needed(alert, assistant, csrf_client):
    csrf_client.force_login(assistant)

    assert csrf_client.post(f"/floor/alerts/{alert.pk}/accept/").status_code == 403


@pytest.fixture
def csrf_client():
    return Client(enforce_csrf_checks=True)
