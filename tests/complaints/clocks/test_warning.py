"""Cases that nobody touches, steps that last, and what ends all of it."""

from __future__ import annotations

import datetime as dt

import pytest

from complaints.domain.cases.moving import log, move
from complaints.enums.cases import EntryKind, Step
from complaints.enums.clocks import STEP, STEP_LATE, UNTOUCHED, UNTOUCHED_HEAD
from lobby.branches.actors import CUSTOMER
from lobby.branches.models import BusinessDay
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Alert, Deadline
from lobby.live import journal

HOUR, DAY, SECOND = dt.timedelta(hours=1), dt.timedelta(days=1), dt.timedelta(seconds=1)


def called() -> list[tuple[str, str]]:
    """Open warnings and whom each names."""
    kinds = (UNTOUCHED, UNTOUCHED_HEAD, STEP_LATE)
    found = Alert.objects.filter(kind__in=kinds, resolved_at=None).order_by("pk")
    return [(one.kind, one.person.username) for one in found]


def note(complaint, by, at) -> None:
    with journal.unit(by=by, at=at):
        log(complaint, EntryKind.NOTE, by=by, at=at, text="打了电话")


def test_untouched_counts_opening_time_and_is_told_to_owner_then_head(complaint, manager, head, at):
    Deadline.objects.filter(kind=STEP).delete()
    # Tuesday 10:00, open until 17:00; Wednesday is a holiday.
    BusinessDay.objects.create(branch=complaint.branch, date=dt.date(2026, 3, 11), is_holiday=True)

    sweep_deadlines(at=at + 4 * HOUR - SECOND)
    assert called() == []
    sweep_deadlines(at=at + 4 * HOUR)
    assert called() == [(UNTOUCHED, manager.username)]
    # Three hours are left on Tuesday, the fourth is Thursday's first.
    sweep_deadlines(at=at + 2 * DAY - SECOND)
    assert called() == [(UNTOUCHED, manager.username)]
    sweep_deadlines(at=at + 2 * DAY)
    assert called() == [(UNTOUCHED, manager.username), (UNTOUCHED_HEAD, head.username)]
    sweep_deadlines(at=at + 4 * DAY)
    assert len(called()) == 2

    # Reading is no act, an act of a person is, and it begins anew.
    with journal.unit(by=manager.actor, at=at + 4 * DAY):
        log(complaint, EntryKind.READ, by=manager.actor, at=at + 4 * DAY)
    assert len(called()) == 2
    note(complaint, CUSTOMER, at + 4 * DAY)
    assert len(called()) == 2
    monday = at + 6 * DAY
    note(complaint, manager.actor, monday)
    assert called() == []
    sweep_deadlines(at=monday + 3 * DAY)
    assert called() == [(UNTOUCHED, manager.username), (UNTOUCHED_HEAD, head.username)]
    lines = complaint.entries.filter(kind=EntryKind.ESCALATED, values__has_key="alert").order_by("pk")
    told = [(line.values["alert"], dt.datetime.fromisoformat(line.values["moment"])) for line in lines]
    assert told[2:] == [(UNTOUCHED, monday + 4 * HOUR), (UNTOUCHED_HEAD, monday + DAY)]


def test_a_step_that_lasts_is_told_once_and_over_with_the_step(complaint, manager, at):
    Deadline.objects.filter(kind=UNTOUCHED).delete()
    assert complaint.step_due_at == at + 4 * HOUR

    sweep_deadlines(at=at + 4 * HOUR)
    assert called() == [(STEP_LATE, manager.username)]
    with journal.unit(by=manager.actor, at=at + 5 * HOUR):
        move(complaint, "register", by=manager.actor, at=at + 5 * HOUR, due_at=at + 9 * HOUR)
    assert (STEP_LATE, manager.username) not in called()
    assert Deadline.objects.get(kind=STEP, done_at=None).due_at == at + 9 * HOUR


@pytest.mark.parametrize("verb", ["withdraw", "reject"])
def test_what_ends_it_ends_every_clock_that_day(complaint, manager, at, verb):
    sweep_deadlines(at=at + 13 * HOUR)
    ended = at + 14 * HOUR

    with journal.unit(by=manager.actor, at=ended):
        move(complaint, verb, by=manager.actor, at=ended)
    sweep_deadlines(at=at + 40 * DAY)

    assert {(one.stopped_at, one.is_met) for one in complaint.clocks.all()} == {(ended, None)}
    own = {"subject_type": "complaint", "subject_id": complaint.pk}
    assert not Deadline.objects.filter(**own, done_at=None)
    assert not Alert.objects.filter(**own, resolved_at=None).exclude(kind__in=["complaint.new", "complaint.major"])
    assert complaint.step in (Step.WITHDRAWN, Step.NOT_ACCEPTED)
    assert not complaint.entries.filter(at__gt=ended)
