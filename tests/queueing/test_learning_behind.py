"""The days behind as training rows, and the trial of a model on days it has not seen."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from queueing.domain.calling import call_next
from queueing.domain.counters import close, pause, resume
from queueing.domain.serving import finish, hand_on, start
from queueing.domain.waiting import cancel, leave, miss
from queueing.enums import PauseReason, Source, TicketStatus, Trait
from queueing.estimate import waits
from queueing.estimate.engine import Estimator
from queueing.estimate.logs import CounterRow, TicketRow
from queueing.estimate.trained import estimator_of, packed, unpacked
from queueing.learning import trials
from queueing.learning.behind import days_behind
from queueing.learning.judging import Verdict, judged
from queueing.models import CounterSession, Ticket, Visit, WaitModel
from tests.factories import make_ticket

MINUTE = dt.timedelta(minutes=1)
TOMORROW = dt.date(2026, 3, 11)
MORNING = 55 * 86400 + 10 * 3600  # ten o'clock on the last of the 56 days


def test_a_day_becomes_rows_on_the_wall_clock(branch, cash, session, teller, manager, at):
    by = teller.actor
    served = make_ticket(cash, at, by=manager, traits=[Trait.ELDERLY])
    missed, left, wrong = (make_ticket(cash, at + MINUTE, by=manager) for _ in range(3))
    start(call_next(session, by=by, at=at + 2 * MINUTE), by=by, at=at + 3 * MINUTE)
    finish(Ticket.objects.get(pk=served.pk), by=by, at=at + 7 * MINUTE)
    miss(call_next(session, by=by, at=at + 8 * MINUTE), by=by, at=at + 10 * MINUTE)
    leave(left, by=manager.actor, at=at + 11 * MINUTE)
    cancel(wrong, by=manager.actor, at=at + 12 * MINUTE, reason="twice")

    rows = days_behind(branch, TOMORROW).tickets

    assert [(row.outcome, row.is_priority) for row in rows] == [
        ("served", True),
        ("noshow", False),
        ("abandoned", False),
        ("abandoned", False),
    ]
    seconds = [(row.issued_s - MORNING, row.called_s and row.called_s - MORNING, row.counter) for row in rows]
    assert seconds == [(0, 120, str(teller.pk)), (60, 480, str(teller.pk)), (60, None, ""), (60, None, "")]
    assert [(row.end_s or row.left_s) - MORNING for row in rows] == [420, 600, 660, 720]
    assert rows[0].service == str(cash.pk)
    assert missed.pk == int(rows[1].ticket)


def test_who_is_handed_on_counts_with_the_second_wait(branch, cash, personal, session, teller, manager, at):
    by = teller.actor
    ticket = make_ticket(cash, at, by=manager)
    start(call_next(session, by=by, at=at + MINUTE), by=by, at=at + MINUTE)
    hand_on(Ticket.objects.get(pk=ticket.pk), by=by, at=at + 5 * MINUTE, service=personal)
    finish(start(call_next(session, by=by, at=at + 9 * MINUTE), by=by, at=at + 9 * MINUTE), by=by, at=at + 20 * MINUTE)

    (row,) = days_behind(branch, TOMORROW).tickets

    assert (row.service, row.issued_s - MORNING, row.called_s - MORNING, row.end_s - MORNING) == (
        str(personal.pk),
        300,
        540,
        1200,
    )


def test_counters_open_close_and_pause(branch, cash, personal, session, teller, at):
    by = teller.actor
    pause(session, by=by, at=at + 5 * MINUTE, reason=PauseReason.MEAL)
    resume(session, by=by, at=at + 25 * MINUTE)
    close(session, by=by, at=at + 60 * MINUTE)

    rows = days_behind(branch, TOMORROW).counters

    skills = frozenset({str(cash.pk), str(personal.pk)})
    assert [(row.t - MORNING, row.is_open) for row in rows] == [(0, True), (300, False), (1500, True), (3600, False)]
    assert {(row.counter, row.skills) for row in rows} == {(str(teller.pk), skills)}


def test_only_ended_days_of_the_own_branch_are_read(branch, other_branch, cash, manager, at):
    make_ticket(cash, at, by=manager)

    assert days_behind(branch, at.date()).tickets == []
    assert days_behind(other_branch, TOMORROW).tickets == []
    assert days_behind(branch, at.date() + dt.timedelta(days=80)).tickets == []


@pytest.mark.parametrize("days", [1, 3])
def test_reading_the_days_costs_the_same(branch, cash, session, manager, at, days, django_assert_num_queries):
    for day in range(days):
        make_ticket(cash, at + dt.timedelta(days=day), by=manager)

    with django_assert_num_queries(4):
        days_behind(branch, TOMORROW + dt.timedelta(days=5))


def make_days(branch, service, counter, staff, at, days=6, tickets=110):
    """Whole days in the table: one counter, a ticket every few minutes, each served in turn."""
    draw = random.Random(5)
    visit = Visit.objects.create(branch=branch, day=at.date(), arrived_at=at)
    rows = []
    for day in range(days):
        begin = at - dt.timedelta(days=day + 1)
        session = CounterSession.objects.create(
            branch=branch,
            counter=counter,
            staff=staff,
            day=begin.date(),
            status="closed",
            primary_services=[service.pk],
            languages=["zh-hans"],
            opened_at=begin,
            closed_at=begin + dt.timedelta(hours=8),
        )
        free, moment = begin, begin
        for number in range(tickets):
            moment += dt.timedelta(seconds=draw.expovariate(1 / 200))
            called = max(free, moment)
            free = called + dt.timedelta(seconds=draw.lognormvariate(5, 0.6))
            rows.append(
                Ticket(
                    branch=branch,
                    day=begin.date(),
                    number=f"A{number}",
                    service=service,
                    visit=visit,
                    source=Source.KIOSK,
                    status=TicketStatus.DONE,
                    outcome="completed",
                    session=session,
                    counter=counter,
                    issued_at=moment,
                    queue_at=moment,
                    waits_since=moment,
                    long_wait_at=moment,
                    first_called_at=called,
                    called_at=called,
                    started_at=called,
                    ended_at=free,
                )
            )
    Ticket.objects.bulk_create(rows)


def test_a_model_is_tried_and_comes_into_force_when_it_is_no_worse(branch, cash, counter, teller, at):
    make_days(branch, cash, counter, teller, at)
    model = WaitModel.objects.create(branch=branch, due_at=at)

    learned = trials.train_branch(branch, at=at)

    assert (learned["samples"], learned["tried_at"]) == (550, at)
    assert learned["untrained_error_s"] > 0
    assert 0 < learned["coverage"] <= 1
    is_better = learned["error_s"] <= learned["untrained_error_s"]
    assert ("arrays" in learned) == is_better
    assert model.version == 0


GOOD, FAIR, BAD = (Verdict(error, 0.9, 100) for error in (60.0, 90.0, 120.0))


def decide(branch, at, trial, **fields):
    model = WaitModel.objects.create(branch=branch, due_at=at, **fields)
    return trials.decided(model, trial, at=at)


def trial(new, untrained, in_force=None):
    return trials.Trial(Estimator.untrained(), 500, new, untrained, in_force)


def test_a_better_model_comes_into_force(branch, at):
    learned = decide(branch, at, trial(GOOD, FAIR), version=4)

    assert (learned["version"], learned["trained_at"]) == (5, at)
    assert unpacked(learned["arrays"]).to_arrays().keys() == Estimator.untrained().to_arrays().keys()


def test_a_worse_model_stays_out_and_the_one_in_force_in(branch, at):
    learned = decide(branch, at, trial(BAD, FAIR, GOOD), version=4, arrays=packed(Estimator.untrained()))

    assert (learned["error_s"], learned["untrained_error_s"]) == (120.0, 90.0)
    assert not {"version", "arrays"} & set(learned)


def test_a_model_that_has_become_worse_than_none_is_withdrawn(branch, at):
    learned = decide(branch, at, trial(BAD, FAIR, BAD), version=4, arrays=packed(Estimator.untrained()))

    assert (learned["version"], learned["arrays"], learned["trained_at"]) == (5, None, None)


def test_a_new_version_is_read_once_and_then_kept(branch, cash, session, manager, at, django_assert_num_queries):
    make_ticket(cash, at, by=manager)
    model = WaitModel.objects.create(branch=branch, due_at=at, version=1, arrays=packed(Estimator.untrained()))

    with django_assert_num_queries(3):
        waits(branch, at=at)
    with django_assert_num_queries(2):
        waits(branch, at=at + MINUTE)
    first = estimator_of(branch.pk, 1)
    model.version = 2
    model.save()
    with django_assert_num_queries(3):
        waits(branch, at=at + 2 * MINUTE)
    assert estimator_of(branch.pk, 2) is not first


@pytest.mark.parametrize("arrays", [b"not arrays", None])
def test_an_unreadable_model_falls_back_to_the_untrained_one(branch, cash, session, manager, at, arrays):
    ticket = make_ticket(cash, at, by=manager)
    before = waits(branch, at=at)[ticket.pk]
    WaitModel.objects.create(branch=branch, due_at=at, version=3, arrays=arrays)

    assert waits(branch, at=at)[ticket.pk] == before


def test_an_estimator_is_judged_only_on_waits_since_then():
    rows = [
        TicketRow(str(n), "7", False, 86400.0 * n, 86400.0 * n + 90, 86400.0 * n + 400, None, "served", "3")
        for n in range(4)
    ]
    counters = [CounterRow(0.0, "3", True, frozenset({"7"}))]

    verdict = judged(Estimator.untrained(), rows, counters, since=2 * 86400.0, first_weekday=0)

    assert verdict is not None
    assert verdict.n == 2
    assert judged(Estimator.untrained(), rows, counters, since=9 * 86400.0, first_weekday=0) is None
