"""One alert an episode, one taker of a task, one running activity: with real threads and connections."""

import datetime as dt
import threading

import pytest
from django.db import connection

from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.floor import kinds
from lobby.floor.domain.activities import start_activity
from lobby.floor.domain.alerts import raise_alert, resolve, resolve_about
from lobby.floor.domain.reminders import create, take
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.activities import ActivityKind
from lobby.floor.errors import IllegalAlertMove
from lobby.floor.errors.handing import TakenAlready
from lobby.floor.models import Activity, Alert, Deadline, Reminder
from lobby.live.models import Entry
from tests.factories import make_staff

pytestmark = pytest.mark.django_db(transaction=True)
MINUTE = dt.timedelta(minutes=1)


def at_once(*works):
    """Run works side by side, each on a connection of its own; returns what each gave or raised."""
    gate, results = threading.Barrier(len(works)), [None] * len(works)

    def run(place, work):
        gate.wait()
        try:
            results[place] = work()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_a_hundred_triggers_from_two_workers_are_one_alert(branch, leak, at):
    def trigger():
        return {raise_alert(branch, "test.leak", by=SYSTEM, at=at, subject=("thing", 1)).pk for _attempt in range(50)}

    first, second = at_once(trigger, trigger)

    assert first == second
    assert Alert.objects.count() == Deadline.objects.count() == 1
    assert Entry.objects.filter(type="alert.raised").count() == 1


def test_two_workers_escalate_once(branch, manager, head, raised, at):
    raised()

    rung = at_once(lambda: sweep_deadlines(at=at + 5 * MINUTE), lambda: sweep_deadlines(at=at + 5 * MINUTE))

    assert sum(rung) == 1
    assert Alert.objects.get().roles == ["LMA", "LM"]
    assert Entry.objects.filter(type="alert.escalated").count() == 1


def test_two_workers_escalate_overdue_tasks_once_each(branch, manager, at):
    owner = make_staff("lan", branch, RoleCode.LMA)
    for _number in range(20):
        create(owner, branch, by=manager.actor, at=at, due_at=at + MINUTE, kind=kinds.TASK, text="x")

    rung = at_once(lambda: sweep_deadlines(at=at + 60 * MINUTE), lambda: sweep_deadlines(at=at + 60 * MINUTE))

    assert sum(rung) == 20
    assert Alert.objects.filter(kind=kinds.OVERDUE).count() == 20
    assert Entry.objects.filter(type="reminder.escalated").count() == 20


def test_a_hand_resolving_while_the_cause_goes_away_is_one_resolving(branch, manager, raised, at):
    for number in range(20):
        alert = raised(number)

        by_cause, by_hand = at_once(
            lambda number=number: resolve_about(("thing", number), at=at, reason="gone"),
            lambda alert=alert: resolve(alert, by=manager.actor, at=at),
        )

        assert isinstance(by_cause, list)
        # Whoever was second found it resolved: the cause says nothing, the hand is told.
        assert isinstance(by_hand, IllegalAlertMove) is bool(by_cause)
    assert Entry.objects.filter(type="alert.resolved").count() == 20
    assert not Deadline.objects.filter(done_at=None).exists()


def test_of_two_takers_one_has_it(branch, manager, at):
    people = [make_staff(name, branch, RoleCode.LMA) for name in ("lan", "tao")]
    task = create(None, branch, by=manager.actor, at=at, due_at=at + 60 * MINUTE, kind=kinds.TASK, text="x", team="LMA")

    results = at_once(*[lambda who=who: take(task, by=who.actor, at=at) for who in people])

    assert {type(result) for result in results} == {Reminder, TakenAlready}
    assert Entry.objects.filter(type="reminder.taken").count() == 1


def test_two_starts_of_one_person_leave_one_running(branch, manager, at):
    works = [
        lambda kind=kind: start_activity(manager, branch, kind=kind, by=manager.actor, at=at)
        for kind in (ActivityKind.GUIDE, ActivityKind.PATROL)
    ]

    results = at_once(*works)

    assert {type(result) for result in results} == {Activity}
    assert Activity.objects.count() == 2
    assert Activity.objects.filter(ended_at=None).count() == 1
