"""The sweep: every due row once, a bad one set aside, a busy one left for the next time."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction

from lobby.branches.actors import SYSTEM
from lobby.floor import kinds
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts import locked, raise_alert
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Alert, Deadline
from lobby.floor.tasks import sweep_deadlines as task
from lobby.live import journal
from tests.statements import statements_at_most

MINUTE = dt.timedelta(minutes=1)
rung: list[int] = []


def note(deadline, at):
    rung.append(deadline.subject_id)


def fail(deadline, at):
    rung.append(deadline.subject_id)
    raise ZeroDivisionError


def again_at_once(deadline, at):
    return at


@pytest.fixture(autouse=True)
def _kinds():
    rung.clear()
    for kind, handler in {"test.note": note, "test.fail": fail, "test.again": again_at_once}.items():
        deadlines.register(kind, handler)


def set_one(branch, thing, due_at, kind="test.note"):
    with journal.unit(by=SYSTEM, at=due_at):
        deadlines.set_deadline(kind, branch_id=branch.pk, subject=("thing", thing), due_at=due_at)
    return Deadline.objects.get(kind=kind, subject_id=thing, done_at=None)


def test_due_rows_of_all_branches_ring_once_longest_due_first(branch, other_branch, at):
    set_one(branch, 2, at + MINUTE)
    set_one(other_branch, 1, at)
    set_one(branch, 3, at + 10 * MINUTE)

    assert sweep_deadlines(at=at + MINUTE) == 2
    assert sweep_deadlines(at=at + MINUTE) == 0
    assert rung == [1, 2]
    assert Deadline.objects.filter(done_at=at + MINUTE).count() == 2


def test_more_rows_than_a_batch_are_all_handled(branch, at):
    for thing in range(5):
        set_one(branch, thing, at)

    assert sweep_deadlines(at=at, limit=2) == 5
    assert rung == [0, 1, 2, 3, 4]


def test_a_bad_row_is_parked_with_an_alert_and_stops_nobody(branch, at):
    bad = set_one(branch, 1, at, kind="test.fail")
    set_one(branch, 2, at)

    assert sweep_deadlines(at=at) == 2
    assert sweep_deadlines(at=at + MINUTE) == 0
    assert rung == [1, 2]
    bad.refresh_from_db()
    assert (bad.parked_at, bad.done_at) == (at, None)
    alert = Alert.objects.get()
    assert (alert.kind, alert.subject_id, alert.branch_id) == (kinds.PARKED, bad.pk, branch.pk)


@pytest.mark.parametrize("kind", ["test.unheard", "test.again"])
def test_unknown_kinds_and_kinds_that_never_end_are_parked(branch, at, kind):
    set_one(branch, 1, at, kind=kind)

    assert sweep_deadlines(at=at) == 1
    assert sweep_deadlines(at=at) == 0
    assert Alert.objects.get().values == {"kind": kind, "subject": "thing 1"}


def test_setting_it_again_moves_the_running_clock_and_unparks_it(branch, at):
    first = set_one(branch, 1, at, kind="test.fail")
    sweep_deadlines(at=at)

    again = set_one(branch, 1, at + MINUTE, kind="test.fail")

    assert again.pk == first.pk
    assert (again.due_at, again.parked_at) == (at + MINUTE, None)


def test_stop_ends_the_clocks_of_a_subject(branch, at):
    set_one(branch, 1, at)
    set_one(branch, 1, at, kind="test.fail")

    assert deadlines.stop(subject=("thing", 1), at=at) == 2
    assert sweep_deadlines(at=at) == 0


def test_a_sweep_with_nothing_to_do_is_one_query(branch, at):
    set_one(branch, 1, at + MINUTE)

    with statements_at_most(1):
        sweep_deadlines(at=at)


def test_the_task_reads_the_clock(branch, at):
    set_one(branch, 1, at)

    task()

    assert rung == [1]


@pytest.mark.django_db(transaction=True)
def test_a_subject_in_use_is_left_for_the_next_sweep(branch, at, leak):
    alert = raise_alert(branch, "test.leak", by=SYSTEM, at=at, subject=("thing", 1))
    found: list[int] = []

    def sweep_elsewhere():
        found.append(sweep_deadlines(at=at + 5 * MINUTE))
        connection.close()

    with transaction.atomic():
        locked(alert)
        thread = threading.Thread(target=sweep_elsewhere)
        thread.start()
        thread.join()

    assert found == [0]
    assert not Deadline.objects.filter(parked_at__isnull=False).exists()
    assert sweep_deadlines(at=at + 5 * MINUTE) == 1
