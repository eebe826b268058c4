"""Moving a teller who works to another counter: the queue calls by the new skills at once (S136)."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.live.models import Entry
from queueing.domain.calling import call_next
from queueing.domain.posting import move_session
from queueing.domain.roster import plan_shift
from queueing.errors import CounterNotIdle, CounterTaken, NoSkill
from queueing.errors.roster import NotOfTheBranch, SameCounter
from queueing.estimate import waits_by_service
from tests import factories
from tests.factories import make_session, make_ticket
from tests.statements import statements_at_most


@pytest.fixture
def noncash(branch, zone, personal):
    return factories.make_counter(branch, "5", zone, [personal])


@pytest.fixture
def only_cash(branch, zone, cash):
    return factories.make_counter(branch, "6", zone, [cash])


def test_a_teller_moved_to_cash_changes_what_cash_waits(
    branch, cash, noncash, only_cash, teller, teller2, manager, head, at
):
    make_session(only_cash, teller2, at)
    session = make_session(noncash, teller, at)
    for _ in range(6):
        make_ticket(cash, at, by=manager)
    before = waits_by_service(branch, at=at)[cash.pk]
    free = factories.make_counter(branch, "7", only_cash.zone, [cash])

    with statements_at_most(14):
        moved = move_session(session, by=head.actor, at=at, counter=free)

    assert moved.primary_services == [cash.pk]
    assert waits_by_service(branch, at=at)[cash.pk].p50_s < before.p50_s
    called = call_next(moved, by=teller.actor, at=at)
    assert called is not None
    assert called.service == cash
    entry = Entry.objects.get(type="counter.moved")
    assert (entry.subject_id, entry.payload["was_at"], entry.by_name) == (free.pk, noncash.pk, head.name)


def test_the_shift_of_now_follows(branch, session, shift, counter2, head, at):
    move_session(session, by=head.actor, at=at, counter=counter2)

    shift.refresh_from_db()
    assert shift.counter == counter2


def test_the_shift_goes_on_without_a_counter_where_somebody_else_is_planned(session, shift, shift2, counter2, head, at):
    move_session(session, by=head.actor, at=at, counter=counter2)

    shift.refresh_from_db()
    assert shift.counter is None


def test_a_counter_that_is_taken_busy_foreign_or_without_skill_is_refused(
    branch, session, counter, counter2, teller2, other_branch, cash, manager, head, at
):
    zone = factories.make_zone(other_branch)
    elsewhere = factories.make_counter(other_branch, "1", zone, [])
    nothing = factories.make_counter(branch, "9", counter.zone, [])
    make_session(counter2, teller2, at)

    for target, error in [
        (counter, SameCounter),
        (counter2, CounterTaken),
        (elsewhere, NotOfTheBranch),
        (nothing, NoSkill),
    ]:
        with pytest.raises(error):
            move_session(session, by=head.actor, at=at, counter=target)

    session.refresh_from_db()
    assert session.counter == counter


def test_nobody_is_moved_away_from_a_customer(branch, session, cash, counter2, teller, manager, head, at):
    make_ticket(cash, at, by=manager)
    call_next(session, by=teller.actor, at=at)

    with pytest.raises(CounterNotIdle):
        move_session(session, by=head.actor, at=at, counter=counter2)


def test_a_closed_branch_still_plans(branch, teller, counter, head, at):
    shift = plan_shift(
        branch,
        by=head.actor,
        at=at,
        staff=teller,
        date=dt.date(2026, 3, 15),
        starts_at=at + dt.timedelta(days=5),
        ends_at=at + dt.timedelta(days=5, hours=2),
        counter=counter,
    )

    assert shift.pk
