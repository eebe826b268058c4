"""Every kind of deadline across closing time, a holiday, clock changes and a two-day outage; two sweeps; a bad row.

The kinds are read from the registry: one that is added later fails here until it has a case of its own.
"""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connection

from lobby.branches import calendar
from lobby.floor import kinds
from lobby.floor.domain import deadlines
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Alert, Deadline
from tests.complaints.capture import deadline_cases as capture_cases
from tests.complaints.clocks import deadline_cases as complaint_cases
from tests.complaints.follow import deadline_cases as follow_cases
from tests.devices.smart import deadline_cases as smart_cases
from tests.floor.deadlines import cash_cases, floor_cases, keeping_cases, machine_cases, video_cases
from tests.floor.deadlines.stages import (
    CLOCK_CHANGES,
    CLOSING,
    DAY,
    HOLIDAY,
    MINUTE,
    PLAIN,
    SECOND,
    Case,
    Stage,
    clock_of,
    set_stage,
)
from tests.marketing.leads import deadline_cases as lead_cases
from tests.queueing import deadline_cases
from tests.tables import nothing_written

PARTS = (
    floor_cases,
    keeping_cases,
    cash_cases,
    machine_cases,
    video_cases,
    smart_cases,
    deadline_cases,
    complaint_cases,
    capture_cases,
    follow_cases,
    lead_cases,
)
CASES = {kind: case for part in PARTS for kind, case in part.CASES.items()}
# Kinds that only tests know are registered by them, after this was read.
KINDS = sorted(deadlines.registered())
every_kind = pytest.mark.parametrize("kind", [kind for kind in KINDS if kind in CASES])


def test_every_registered_kind_has_a_case():
    missing = [kind for kind in KINDS if kind not in CASES]

    assert not missing, f"give this kind a case in one of PARTS: {', '.join(missing)}"
    assert sorted(CASES) == KINDS


def stage_for(case: Case, days, code="7101") -> Stage:
    """The stage, with its holidays not known before the subject is made where the kind is called off by them."""
    return set_stage(days, code, closed=case.calls_off is ...).earlier(case.early)


def quiet_sweep(at) -> None:
    """A second sweep changes nothing."""
    with nothing_written():
        assert sweep_deadlines(at=at) == 0


def fires_when_due(kind, days) -> Stage:
    """Pending until a second before, done when it is due, and nothing more after that."""
    case = CASES[kind]
    stage = stage_for(case, days)
    subject = case.make(stage)
    stage.close_holidays()
    due_at = case.due(stage)
    assert clock_of(kind, subject).due_at == due_at

    sweep_deadlines(at=due_at - SECOND)
    assert case.seen(stage, subject[1]) == case.expected(stage, "pending")
    sweep_deadlines(at=due_at)
    is_off = days.holidays and case.calls_off is not ...
    assert case.seen(stage, subject[1]) == case.expected(stage, "calls_off" if is_off else "fired")
    assert not Deadline.objects.filter(parked_at__isnull=False).exists()
    quiet_sweep(due_at)
    return stage


def is_open(stage, at) -> bool:
    return calendar.opening(stage.branch, calendar.business_date(stage.branch, at)).includes(at)


@every_kind
def test_due_while_the_branch_is_closed(db, kind):
    stage = fires_when_due(kind, CLOSING)

    assert CASES[kind].is_at_work or not is_open(stage, CASES[kind].due(stage))


@every_kind
def test_due_around_a_holiday(db, kind):
    fires_when_due(kind, HOLIDAY)


@every_kind
@pytest.mark.parametrize("change", CLOCK_CHANGES)
def test_due_across_a_clock_change(db, kind, change):
    fires_when_due(kind, CLOCK_CHANGES[change])


@every_kind
def test_two_days_without_a_worker(db, kind):
    """Done late and once, with one alert an episode."""
    case = CASES[kind]
    stage = stage_for(case, PLAIN)
    subject = case.make(stage)
    back = case.due(stage) + 2 * DAY

    sweep_deadlines(at=back)

    assert case.seen(stage, subject[1]) == case.expected(stage, "late")
    one_alert_an_episode()
    quiet_sweep(back)


def one_alert_an_episode() -> None:
    open_ones = Alert.objects.filter(resolved_at=None).values_list("branch", "kind", "subject_type", "subject_id")
    assert len(set(open_ones)) == len(open_ones)
    assert not Deadline.objects.filter(parked_at__isnull=False).exists()


@pytest.fixture
def rung(monkeypatch):
    """Which deadlines were handled, in order: every handler notes its row when it is through."""
    noted: list[int] = []

    def noting(handler):
        def ring(deadline, at):
            next_at = handler(deadline, at)
            noted.append(deadline.pk)
            return next_at

        return ring

    for kind in KINDS:
        monkeypatch.setitem(deadlines.registered(), kind, noting(deadlines.handler_of(kind)))
    return noted


def make_all(days) -> dt.datetime:
    """A subject of every kind in one branch, each with its deadline pending; returns two days after the last is due."""
    stage = set_stage(days)
    for kind in KINDS:
        CASES[kind].make(stage.earlier(CASES[kind].early))
    return max(CASES[kind].due(stage.earlier(CASES[kind].early)) for kind in KINDS) + 2 * DAY


def due_in_order(at) -> list[int]:
    due = Deadline.objects.filter(due_at__lte=at, done_at=None, parked_at=None)
    return list(due.order_by("due_at", "pk").values_list("pk", flat=True))


def test_after_an_outage_all_kinds_are_done_in_due_order(db, leak, rung):
    back = make_all(PLAIN)
    due = due_in_order(back)
    rung.clear()

    sweep_deadlines(at=back)

    # What is done first may end what was due later; what it sets off comes after all that was due.
    first = [pk for pk in rung if pk in set(due)]
    assert first == [pk for pk in due if pk in set(first)]
    assert len(set(rung)) == len(rung)
    assert len(first) >= len(KINDS)
    one_alert_an_episode()
    quiet_sweep(back)


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_do_it_once(leak, rung):
    back = make_all(PLAIN)
    due = due_in_order(back)
    rung.clear()
    start = threading.Barrier(2)

    def sweep() -> None:
        start.wait()
        sweep_deadlines(at=back)
        connection.close()

    threads = [threading.Thread(target=sweep) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    # What one of them left because the other had its subject is still due, and done now.
    sweep_deadlines(at=back)
    assert not due_in_order(back)
    assert len(set(rung)) == len(rung)
    assert len(set(rung) & set(due)) >= len(KINDS)
    one_alert_an_episode()


@every_kind
def test_a_bad_row_is_parked_and_holds_up_no_other(db, leak, kind, monkeypatch):
    case = CASES[kind]
    bad_stage, stage = (stage_for(case, PLAIN, code) for code in ("7101", "7102"))
    bad, subject = (clock_of(kind, case.make(one)) for one in (bad_stage, stage))
    due_at = case.due(stage)
    handler = deadlines.handler_of(kind)

    def failing(deadline, at):
        if deadline.pk == bad.pk:
            raise ZeroDivisionError
        return handler(deadline, at)

    monkeypatch.setitem(deadlines.registered(), kind, failing)

    for minutes in range(2):
        sweep_deadlines(at=due_at + minutes * MINUTE)

    bad.refresh_from_db()
    assert (bad.parked_at, bad.done_at) == (due_at, None)
    alert = Alert.objects.get(kind=kinds.PARKED)
    assert (alert.branch_id, alert.subject_id) == (bad_stage.branch.pk, bad.pk)
    assert case.seen(bad_stage, bad.subject_id) == case.expected(bad_stage, "pending")
    assert case.seen(stage, subject.subject_id) == case.expected(stage, "fired")
