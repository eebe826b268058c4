"""The business day: its border, its end, the clock change."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.calendar import business_date, day_bounds
from lobby.branches.models import Branch, BusinessDay
from lobby.live.models import Entry
from queueing.domain.calling import call_next
from queueing.domain.days import begun_day, close_day, sweep_days
from queueing.domain.serving import start
from queueing.errors import BranchClosed
from queueing.models import CounterSession, Ticket
from tests import factories
from tests.factories import make_session, make_ticket

DAY = dt.timedelta(days=1)


def test_the_day_changes_at_its_own_hour_not_at_midnight(branch):
    before = dt.datetime(2026, 3, 10, 19, 59, tzinfo=dt.UTC)  # 03:59 on the 11th

    assert business_date(branch, before) == dt.date(2026, 3, 10)
    assert business_date(branch, before + dt.timedelta(minutes=1)) == dt.date(2026, 3, 11)


def test_a_clock_change_makes_a_longer_and_a_shorter_day(db):
    berlin = factories.make_branch("7009", timezone="Europe/Berlin")
    hours = [
        (end - start_).total_seconds() / 3600
        for start_, end in (day_bounds(berlin, dt.date(2026, *day)) for day in ((3, 28), (10, 24), (6, 1)))
    ]

    assert hours == [23, 25, 24]


@pytest.mark.parametrize("starts", [dt.time(0), dt.time(2, 30), dt.time(4)])
@pytest.mark.parametrize("day", [dt.date(2026, 3, 29), dt.date(2026, 10, 25)], ids=["spring", "autumn"])
def test_no_moment_of_a_clock_change_belongs_to_two_days_or_none(db, starts, day):
    berlin = factories.make_branch("7009", timezone="Europe/Berlin", day_starts_at=starts)
    midnight = dt.datetime.combine(day, dt.time(0), dt.UTC)
    moments = [midnight + dt.timedelta(minutes=15 * step) for step in range(-40, 120)]

    dates = [business_date(berlin, moment) for moment in moments]

    assert dates == sorted(dates)
    assert len(set(dates)) == 3
    for moment, date in zip(moments, dates, strict=True):
        begins, ends = day_bounds(berlin, date)
        assert begins <= moment < ends


def test_tickets_before_and_after_a_clock_change_are_of_one_day(db):
    berlin = factories.make_branch("7009", timezone="Europe/Berlin")
    factories.make_hours(berlin, dt.time(0), dt.time(0), days=7)
    service = factories.make_service(berlin, "cash", "A")
    manager = factories.make_staff("heike", berlin)
    before, after = (dt.datetime(2026, 10, 25, hour, 30, tzinfo=dt.UTC) for hour in (0, 1))  # 02:30, twice

    numbers = [make_ticket(service, moment, by=manager).number for moment in (before, after)]
    next_day = make_ticket(service, dt.datetime(2026, 10, 25, 3, 0, tzinfo=dt.UTC), by=manager)

    assert (numbers, next_day.number) == (["A001", "A002"], "A001")
    assert [day.date.day for day in BusinessDay.objects.order_by("date")] == [24, 25]


def test_close_day_settles_everything_with_a_reason(branch, cash, session, teller, counter2, teller2, manager, at):
    served = make_ticket(cash, at, by=manager)
    start(call_next(session, by=teller.actor, at=at), by=teller.actor, at=at)
    called = make_ticket(cash, at, by=manager)
    call_next(make_session(counter2, teller2, at), by=teller2.actor, at=at)
    waits = make_ticket(cash, at, by=manager)

    close_day(begun_day(branch, at=at), by=manager.actor, at=at + DAY)

    states = {t.pk: (t.status, t.end_reason) for t in Ticket.objects.all()}
    assert states == {
        served.pk: ("done", "day closed"),
        called.pk: ("abandoned", "day closed"),
        waits.pk: ("abandoned", "day closed"),
    }
    assert not CounterSession.objects.filter(closed_at__isnull=True).exists()
    assert {t.visit.status for t in Ticket.objects.select_related("visit")} == {"finished", "left_early"}


def test_the_first_ticket_of_a_day_closes_what_the_sweep_has_not(branch, cash, manager, at):
    old = make_ticket(cash, at, by=manager)
    make_ticket(cash, at + DAY, by=manager)

    old.refresh_from_db()
    assert (old.status, BusinessDay.objects.get(date=at.date()).closed_at) == ("abandoned", at + DAY)


def test_the_sweep_closes_days_that_are_over_and_nothing_twice(branch, cash, manager, at):
    make_ticket(cash, at, by=manager)

    assert sweep_days(at=at + dt.timedelta(hours=3)) == 0
    assert sweep_days(at=at + DAY) == 1
    entries = Entry.objects.count()
    assert (sweep_days(at=at + DAY), Entry.objects.count()) == (0, entries)


def test_a_closed_day_issues_nothing_more(branch, cash, manager, at):
    close_day(begun_day(branch, at=at), by=manager.actor, at=at)

    with pytest.raises(BranchClosed):
        make_ticket(cash, at, by=manager)


def test_a_day_planned_ahead_begins_with_its_first_ticket_and_closes_the_one_before(branch, cash, manager, at):
    old = make_ticket(cash, at, by=manager)
    tomorrow = at + DAY
    BusinessDay.objects.create(
        branch=branch, date=tomorrow.date(), opens_at=tomorrow, closes_at=tomorrow + dt.timedelta(hours=3)
    )

    make_ticket(cash, tomorrow, by=manager)

    old.refresh_from_db()
    assert old.status == "abandoned"
    assert BusinessDay.objects.get(date=tomorrow.date()).begun_at == tomorrow
    assert list(Entry.objects.filter(type="day.begun").values_list("payload__date", flat=True)) == [
        at.date().isoformat(),
        tomorrow.date().isoformat(),
    ]


def test_a_branch_whose_day_cannot_be_closed_holds_up_no_other(branch, other_branch, at):
    begun_day(other_branch, at=at - DAY)
    begun_day(branch, at=at)
    Branch.objects.filter(pk=other_branch.pk).update(timezone="Mars/Olympus")

    assert sweep_days(at=at + DAY) == 1
    assert BusinessDay.objects.get(branch=branch).closed_at == at + DAY
