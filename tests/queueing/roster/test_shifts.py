"""Planning shifts: one at a time for a person and a counter, only people and counters of the branch."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from lobby.branches.enums import Post, RosterTemplate
from lobby.branches.models import Shift
from lobby.live.models import Entry
from queueing.domain.roster import assign, cancel_shift, plan_shift
from queueing.errors.roster import (
    CounterPlanned,
    NotOfTheBranch,
    ShiftBegun,
    ShiftOver,
    ShiftOverlaps,
    SkillMissing,
    TimesWrong,
)
from tests import factories
from tests.factories import make_shift
from tests.statements import statements_at_most

HOUR = dt.timedelta(hours=1)


def planned(branch, staff, head, at, *, begins=HOUR, hours=4, **fields):
    times = {"starts_at": at + begins, "ends_at": at + begins + hours * HOUR}
    return plan_shift(branch, by=head.actor, at=at, **{"staff": staff, "date": dt.date(2026, 3, 10), **times, **fields})


def test_plan_writes_the_shift_and_tells(branch, teller, head, counter, at):
    with statements_at_most(12):
        shift = planned(branch, teller, head, at, counter=counter)

    assert Shift.objects.get() == shift
    entry = Entry.objects.get(type="roster.shift_planned")
    assert (entry.subject_id, entry.by_name, entry.payload["counter"]) == (shift.pk, head.name, counter.pk)


@pytest.mark.parametrize(("begins", "hours"), [(HOUR, 0), (HOUR, -1), (-12 * HOUR, 2), (17 * HOUR, 4)])
def test_times_outside_the_business_day_or_backwards_are_refused(branch, teller, head, at, begins, hours):
    with pytest.raises(TimesWrong):
        planned(branch, teller, head, at, begins=begins, hours=hours)


def test_a_shift_that_is_over_is_not_planned(branch, teller, head, at):
    with pytest.raises(ShiftOver):
        planned(branch, teller, head, at, begins=-4 * HOUR, hours=3)


def test_people_and_counters_of_other_branches_are_refused(branch, other_branch, stranger, teller, head, at):
    zone = factories.make_zone(other_branch)
    elsewhere = factories.make_counter(other_branch, "1", zone, [])

    with pytest.raises(NotOfTheBranch):
        planned(branch, stranger, head, at)
    with pytest.raises(NotOfTheBranch):
        planned(branch, teller, head, at, counter=elsewhere)


def test_a_counter_where_the_person_can_serve_nothing_is_refused(branch, manager, head, counter, at):
    with pytest.raises(SkillMissing):
        planned(branch, manager, head, at, counter=counter)


def test_a_person_has_one_shift_at_a_time(branch, shift, teller, head, at):
    with pytest.raises(ShiftOverlaps) as refused:
        planned(branch, teller, head, at)

    assert "09:00" in refused.value.detail


def test_shifts_may_touch_and_the_peak_template_may_overlap(branch, shift, teller, head, at):
    planned(branch, teller, head, at, begins=7 * HOUR, hours=1)
    planned(branch, teller, head, at, post=Post.LOBBY, template=RosterTemplate.PEAK)

    assert Shift.objects.count() == 3


def test_a_counter_has_one_person_at_a_time(branch, shift, teller2, counter, head, at):
    with pytest.raises(CounterPlanned) as refused:
        planned(branch, teller2, head, at, counter=counter)

    assert "Ling" in refused.value.detail


def test_the_database_refuses_an_overlap_as_well(shift, teller, teller2, counter, at):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_shift(teller, at)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_shift(teller2, at, counter=counter)


def test_only_a_shift_that_has_not_begun_is_taken_back(branch, shift, teller2, head, at):
    coming = planned(branch, teller2, head, at)

    cancel_shift(coming, by=head.actor, at=at)
    with pytest.raises(ShiftBegun):
        cancel_shift(shift, by=head.actor, at=at)
    with pytest.raises(ShiftOver):
        cancel_shift(coming, by=head.actor, at=at)

    assert list(Shift.objects.all()) == [shift]


def test_assign_takes_a_shift_to_another_counter(shift, shift2, counter2, branch, zone, cash, head, at):
    free = factories.make_counter(branch, "3", zone, [cash])

    assign(shift, by=head.actor, at=at, counter=free)
    with pytest.raises(CounterPlanned):
        assign(shift, by=head.actor, at=at, counter=counter2)
    with pytest.raises(ShiftOver):
        assign(shift, by=head.actor, at=at + 9 * HOUR, counter=free)

    shift.refresh_from_db()
    assert shift.counter == free
