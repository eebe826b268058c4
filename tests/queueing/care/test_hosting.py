"""Upset customers, the early-warning list, and that neither is remembered for long (S137, S119, N23)."""

from __future__ import annotations

import datetime as dt
import json

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from lobby.floor.domain.alerts import accept, resolve
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Alert
from lobby.live.models import Entry
from queueing import tasks
from queueing.alerts.care import HOST, WARNING
from queueing.domain.calling import call_next
from queueing.domain.care import hosting, warnings
from queueing.domain.care.sweeping import forget
from queueing.domain.serving import finish, send_back, start
from queueing.domain.waiting import leave
from queueing.enums import ReturnReason
from queueing.enums.care import Signal
from queueing.errors.care import AlreadyFlagged, NotFlagged, VisitOver
from queueing.models import EarlyWarning, Room, UpsetFlag, Visit
from tests import factories

MINUTE = dt.timedelta(minutes=1)
LINE = 15 * MINUTE
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def ticket(cash, manager, at):
    return factories.make_ticket(cash, at, by=manager)


@pytest.fixture
def room(branch):
    return Room.objects.create(branch=branch, code="talk", name_zh="洽谈室", name_en="Quiet room")


def returned(ticket, session, teller, at):
    called = call_next(session, by=teller.actor, at=at)
    start(called, by=teller.actor, at=at)
    return send_back(called, by=teller.actor, at=at, reason=ReturnReason.FORM)


def open_of(kind):
    return Alert.objects.filter(kind=kind, resolved_at__isnull=True)


def test_a_flag_asks_for_a_host_within_two_minutes(ticket, room, manager, head, at):
    hosting.flag(ticket.visit, by=manager, at=at, room=room)

    alert = open_of(HOST).get()
    assert (alert.subject_type, alert.subject_id, alert.roles) == ("visit", ticket.visit_id, ["LM", "LMA"])
    assert alert.values["place"] == {"zh": "洽谈室", "en": "Quiet room"}
    assert sweep_deadlines(at=at + 2 * MINUTE - dt.timedelta(seconds=1)) == 0
    sweep_deadlines(at=at + 2 * MINUTE)
    alert.refresh_from_db()
    assert alert.roles == ["LM", "LMA", "HEAD"]


def test_whoever_takes_the_alert_is_the_host(ticket, manager, head, at):
    hosting.flag(ticket.visit, by=manager, at=at)
    accept(open_of(HOST).get(), by=head.actor, at=at + MINUTE)

    flag = UpsetFlag.objects.get()
    assert (flag.host, flag.hosted_at) == (head, at + MINUTE)


def test_flagged_twice_is_refused_and_calm_again_ends_it(ticket, manager, at):
    hosting.flag(ticket.visit, by=manager, at=at)
    with pytest.raises(AlreadyFlagged):
        hosting.flag(ticket.visit, by=manager, at=at)

    hosting.release(ticket.visit, by=manager.actor, at=at + MINUTE)

    assert not open_of(HOST).exists()
    with pytest.raises(NotFlagged):
        hosting.release(ticket.visit, by=manager.actor, at=at + MINUTE)
    hosting.flag(ticket.visit, by=manager, at=at + 2 * MINUTE)
    assert open_of(HOST).count() == 1


def test_a_visit_that_is_over_is_not_flagged(ticket, manager, at):
    leave(ticket, by=manager.actor, at=at, reason="gone")

    with pytest.raises(VisitOver):
        hosting.flag(ticket.visit, by=manager, at=at)


@pytest.mark.parametrize(
    ("is_late", "is_sent_back", "is_upset", "expected"),
    [
        (False, False, False, None),
        (True, False, False, None),
        (False, True, False, None),
        (False, False, True, None),
        (True, True, False, [Signal.LONG_WAIT, Signal.REWORK]),
        (True, False, True, [Signal.LONG_WAIT, Signal.UPSET]),
        (False, True, True, [Signal.REWORK, Signal.UPSET]),
        (True, True, True, [Signal.LONG_WAIT, Signal.REWORK, Signal.UPSET]),
    ],
)
def test_two_of_three_signals(ticket, session, teller, manager, at, is_late, is_sent_back, is_upset, expected):
    moment = at + LINE + MINUTE if is_late else at + MINUTE
    if is_sent_back:
        returned(ticket, session, teller, moment)
    if is_upset:
        hosting.flag(ticket.visit, by=manager, at=moment)
    warnings.sweep_warnings(at=moment)

    found = EarlyWarning.objects.filter(visit=ticket.visit).first()
    assert (found.signals if found else None) == expected
    assert open_of(WARNING).count() == (1 if expected else 0)


def test_one_warning_a_visit_whatever_comes_after(ticket, session, teller, manager, at):
    returned(ticket, session, teller, at)
    hosting.flag(ticket.visit, by=manager, at=at)
    resolve(open_of(WARNING).get(), by=manager.actor, at=at)

    for n in range(100):
        warnings.sweep_warnings(at=at + n * MINUTE)

    assert Alert.objects.filter(kind=WARNING).count() == 1


def test_it_is_over_with_the_visit(ticket, session, teller, manager, at):
    back = returned(ticket, session, teller, at)
    hosting.flag(ticket.visit, by=manager, at=at)
    leave(back, by=manager.actor, at=at + MINUTE, reason="gone")

    assert warnings.sweep_warnings(at=at + 2 * MINUTE) == 1
    assert warnings.sweep_warnings(at=at + 2 * MINUTE) == 0
    assert not Alert.objects.filter(kind__in=[HOST, WARNING], resolved_at__isnull=True).exists()
    assert UpsetFlag.objects.get().ended_at == EarlyWarning.objects.get().ended_at == at + 2 * MINUTE


def test_moods_are_forgotten_a_week_after_the_business_day(ticket, session, teller, manager, at):
    returned(ticket, session, teller, at)
    hosting.flag(ticket.visit, by=manager, at=at)
    due = dt.datetime(2026, 3, 17, 20, 0, tzinfo=dt.UTC)  # 2026-03-18 04:00 in Shanghai

    assert forget(at=due - dt.timedelta(seconds=1)) == 0
    assert forget(at=due) == 2
    assert forget(at=due) == 0
    assert not UpsetFlag.objects.exists()
    assert not EarlyWarning.objects.exists()
    assert not Alert.objects.filter(kind__in=[HOST, WARNING]).exists()
    assert Visit.objects.filter(pk=ticket.visit_id).exists()


@pytest.mark.parametrize("timezone", ["Europe/Berlin", "America/New_York"])
def test_forgetting_follows_the_branchs_clock_across_a_change(branch, cash, manager, timezone):
    branch.timezone = timezone
    branch.save()
    noon = dt.datetime(2026, 3, 3 if timezone.startswith("America") else 24, 15, 0, tzinfo=dt.UTC)
    ticket = factories.make_ticket(cash, noon, by=manager)

    due = hosting.flag(ticket.visit, by=manager, at=noon).forget_at

    assert due.astimezone(dt.UTC) - noon > dt.timedelta(days=7)
    assert forget(at=due) == 1


def test_the_task_forgets_late_after_an_outage(ticket, manager, at):
    hosting.flag(ticket.visit, by=manager, at=at)

    with time_machine.travel(at + dt.timedelta(days=40), tick=False):
        tasks.forget_moods()

    assert not UpsetFlag.objects.exists()


def test_the_journal_and_the_alert_know_no_mood(ticket, session, teller, manager, at):
    hosting.flag(ticket.visit, by=manager, at=at)
    told = [
        *Entry.objects.values_list("type", "payload"),
        *Alert.objects.filter(kind=HOST).values_list("kind", "values"),
    ]

    assert told
    assert "upset" not in json.dumps([list(one) for one in told])


@pytest.mark.django_db
def test_no_column_holds_a_picture_or_a_guess():
    with connection.cursor() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'queueing_upsetflag'")
        columns = {name for (name,) in cursor.fetchall()}

    assert columns == {
        *("id", "branch_id", "visit_id", "flagged_at", "flagged_by_id", "room_id", "zone_id"),
        *("host_id", "hosted_at", "ended_at", "forget_at"),
    }


def test_served_customers_stay_on_no_list(ticket, session, teller, manager, at):
    back = returned(ticket, session, teller, at)
    hosting.flag(ticket.visit, by=manager, at=at)
    again = call_next(session, by=teller.actor, at=at)
    start(again, by=teller.actor, at=at)
    finish(again, by=teller.actor, at=at)
    warnings.sweep_warnings(at=at)

    assert back.pk == again.pk
    assert EarlyWarning.objects.get().ended_at == at


@pytest.mark.usefixtures("clock")
def test_pages(client, ticket, room, manager, stranger, teller):
    address = reverse("queueing:care-host", args=[ticket.visit_id])
    client.force_login(stranger)
    assert client.post(address, {}, **JSON).status_code == 404
    client.force_login(teller)
    assert client.post(address, {}, **JSON).status_code == 403
    client.force_login(manager)
    for place in ("room-999999", "hall", "zone-0", "room-1; DROP"):
        assert client.post(address, {"place": place}, **JSON).status_code == 400
    answer = client.post(address, {"place": f"room-{room.pk}"}, **JSON)
    assert answer.status_code == 200
    assert client.post(address, {}, **JSON).status_code == 409
    assert client.post(answer.json()["undo"], **JSON).status_code == 200
    assert UpsetFlag.objects.get().room == room
