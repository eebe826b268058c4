"""Who is told as a clock runs out."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from complaints.domain import clocks
from complaints.enums.cases import ClockKind, ClockState, EntryKind
from complaints.enums.clocks import LEVELS, clock_alert, clock_alerts, clock_deadline
from complaints.models import ClockNotice, ComplaintClock
from complaints.selectors.clocks import ladder, running_state, shown, state_of
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.branches.models import BusinessDay
from lobby.floor.access.alerts import asks, roles_at
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Alert, Deadline
from lobby.live import journal
from tests.complaints.clocks.conftest import received
from tests.complaints.factories import make_complaint, make_terms
from tests.factories import make_branch, make_hours, make_policy, make_staff
from tests.tables import nothing_written

HOUR, DAY, SECOND = dt.timedelta(hours=1), dt.timedelta(days=1), dt.timedelta(seconds=1)
FEEDBACK, LEGAL = ClockKind.FIRST_FEEDBACK, ClockKind.LEGAL


def clock_of(complaint, kind) -> ComplaintClock:
    return complaint.clocks.select_related("complaint__terms").get(kind=kind, stopped_at=None)


def told(clock) -> list[tuple[int, str | None]]:
    return [(one.level, one.told and one.told.username) for one in clock.notices.order_by("level")]


def test_each_level_is_told_once_and_each_to_another(complaint, manager, head, region, office, at):
    clock = clock_of(complaint, FEEDBACK)
    moments = [moment for _level, moment in ladder(clock, complaint.terms)]
    assert moments == [at + 12 * HOUR, at + 18 * HOUR, at + 24 * HOUR, at + 48 * HOUR]
    people = [manager, head, region, office]

    for number, (level, moment) in enumerate(ladder(clock, complaint.terms)):
        sweep_deadlines(at=moment - SECOND)
        assert len(told(clock)) == number
        sweep_deadlines(at=moment)
        assert told(clock)[number] == (level, people[number].username)
        alert = Alert.objects.get(kind=clock_alert(FEEDBACK, level))
        seen = [
            one.username
            for one in people
            if Alert.objects.filter(
                asks(one, complaint.branch, roles_at(one, complaint.branch), at=moment), pk=alert.pk
            )
        ]
        assert seen == [people[number].username]

    lines = complaint.entries.filter(kind=EntryKind.ESCALATED, values__clock=FEEDBACK).order_by("pk")
    assert [line.values["moment"] for line in lines] == [moment.isoformat() for moment in moments]
    assert not any(line.is_for_customer for line in lines)
    assert not Deadline.objects.filter(kind=clock_deadline(FEEDBACK), done_at=None)
    sweep_deadlines(at=moment + SECOND)
    assert len(told(clock)) == 4


def test_after_an_outage_all_levels_that_are_due_are_told_in_order(complaint, manager, head, region, office, at):
    clock, back = clock_of(complaint, LEGAL), at + 15 * DAY
    assert clock.due_at == dt.datetime(2026, 3, 26, tzinfo=ZoneInfo("Asia/Shanghai"))

    sweep_deadlines(at=back + 2 * DAY)

    assert told(clock) == [
        (level, one.username) for level, one in zip(LEVELS, (manager, head, region, office), strict=True)
    ]
    assert set(clock.notices.values_list("at", flat=True)) == {back + 2 * DAY}
    lines = complaint.entries.filter(kind=EntryKind.ESCALATED, values__clock=LEGAL).order_by("pk")
    moments = [dt.datetime.fromisoformat(line.values["moment"]) for line in lines]
    assert moments == [moment for _level, moment in ladder(clock, complaint.terms)] == sorted(moments)
    assert not Deadline.objects.filter(parked_at__isnull=False)
    with nothing_written():
        assert sweep_deadlines(at=back + 2 * DAY) == 0


def test_nobody_is_told_twice_and_never_whom_it_is_about(branch, manager, head, at):
    make_terms()
    about = make_staff("boss", None, RoleCode.BR_OPS, unit=branch.unit)
    second = make_staff("second", branch, RoleCode.HEAD)
    complaint = received(branch, manager, at, about_staff=about)
    complaint.owner = head
    complaint.save()
    clock = clock_of(complaint, FEEDBACK)

    sweep_deadlines(at=at + 3 * DAY)

    # The handler is a head: the next head is told. Of the regional branch only the one it is about is there.
    assert told(clock) == [(50, head.username), (75, second.username), (100, None), (124, None)]
    for level, role in ((100, "BR_OPS"), (124, "HO")):
        alert = Alert.objects.get(kind=clock_alert(FEEDBACK, level))
        assert (alert.roles, alert.apart_from_id) == ([RoleCode[role].value], about.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClockNotice.objects.create(clock=clock, level=75, told=manager, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClockNotice.objects.create(clock=clock, level=99, told=head, at=at)


def test_a_clock_that_stopped_tells_nobody_and_calls_are_over(complaint, manager, at):
    sweep_deadlines(at=at + 13 * HOUR)
    assert Alert.objects.filter(kind__in=clock_alerts(FEEDBACK), resolved_at=None).count() == 1

    with journal.unit(by=manager.actor, at=at + 14 * HOUR):
        clocks.stop(complaint, FEEDBACK, at=at + 14 * HOUR)
    sweep_deadlines(at=at + 4 * DAY)

    stopped = complaint.clocks.get(kind=FEEDBACK)
    assert (stopped.is_met, told(stopped)) == (True, [(50, manager.username)])
    assert not Alert.objects.filter(kind__in=clock_alerts(FEEDBACK), resolved_at=None)
    assert not Deadline.objects.filter(kind=clock_deadline(FEEDBACK), done_at=None)
    # A reopened complaint starts both anew, and its ladder from below.
    with journal.unit(by=SYSTEM, at=at + 5 * DAY):
        clocks.stop(complaint, LEGAL, at=at + 5 * DAY, is_due=False)
        clocks.start(complaint, at=at + 5 * DAY)
    sweep_deadlines(at=at + 5 * DAY + 12 * HOUR)
    again = clock_of(complaint, FEEDBACK)
    assert (again.due_at, told(again)) == (at + 6 * DAY, [(50, manager.username)])
    assert complaint.clocks.filter(kind=LEGAL, stopped_at__isnull=False).get().is_met is None
    assert [one.kind for one in shown(complaint, at + 5 * DAY)] == [FEEDBACK, LEGAL]
    assert {one.started for one in shown(complaint, at + 5 * DAY)} == {at + 5 * DAY}


def test_states_are_the_same_in_python_and_in_sql(complaint, at, django_assert_num_queries):
    clock = clock_of(complaint, FEEDBACK)
    moments = {
        at: ClockState.RUNNING,
        at + 18 * HOUR - SECOND: ClockState.RUNNING,
        at + 18 * HOUR: ClockState.AMBER,
        at + 24 * HOUR: ClockState.AMBER,
        at + 24 * HOUR + SECOND: ClockState.OVERDUE,
    }
    rows = ComplaintClock.objects.filter(pk=clock.pk)

    for moment, state in moments.items():
        assert state_of(clock, moment) == state
        assert rows.annotate(state=running_state(moment)).get().state == state
    with django_assert_num_queries(1):
        first, legal = shown(complaint, at + 6 * HOUR)
    assert (first.kind, first.percent, first.left_s, first.is_running) == (FEEDBACK, 25, 18 * 3600, True)
    assert (legal.kind, legal.state, legal.stage, legal.over_s) == (LEGAL, ClockState.RUNNING, 0, 0)
    late = shown(complaint, at + 25 * HOUR)[0]
    assert (late.state, late.percent, late.over_s) == (ClockState.OVERDUE, 100, 3600)
    for is_met, state in ((True, ClockState.MET), (False, ClockState.MISSED), (None, ClockState.ENDED)):
        clock.stopped_at, clock.is_met = at, is_met
        assert state_of(clock, at) == state


ZONES = [
    # Friday 16:30 in Shanghai: due on Saturday 16:30 and at the end of the fifteenth day after it, holiday or not.
    ("Asia/Shanghai", "2026-09-25T16:30", "2026-09-26T16:30", "2026-10-11T00:00"),
    # The night in between has 23 hours, so the clock says an hour more; days are the wall's.
    ("Europe/Berlin", "2026-03-28T16:30", "2026-03-29T17:30", "2026-04-13T00:00"),
    ("Europe/Berlin", "2026-10-24T16:30", "2026-10-25T15:30", "2026-11-09T00:00"),
    ("America/New_York", "2026-03-07T23:30", "2026-03-09T00:30", "2026-03-23T00:00"),
    ("America/New_York", "2026-10-31T23:30", "2026-11-01T22:30", "2026-11-16T00:00"),
]


def test_no_weekend_holiday_swapped_day_or_clock_change_stops_a_clock(db):
    terms = make_terms()
    for number, (zone, came, feedback, legal) in enumerate(ZONES):
        branch = make_branch(f"73{number:02}", timezone=zone)
        make_hours(branch)
        make_policy(branch)
        came, feedback, legal = (
            dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)) for text in (came, feedback, legal)
        )
        for days, is_worked in ((1, False), (2, True), (15, False)):
            date = came.date() + dt.timedelta(days=days)
            BusinessDay.objects.create(branch=branch, date=date, is_holiday=not is_worked, is_swap_workday=is_worked)
        owner = make_staff(f"lm{number}", branch, RoleCode.LM)

        complaint = make_complaint(branch, owner=owner, terms=terms, received_at=came.astimezone(dt.UTC))

        assert clock_of(complaint, FEEDBACK).due_at == feedback
        assert clock_of(complaint, LEGAL).due_at == legal
        sweep_deadlines(at=feedback.astimezone(dt.UTC) - 12 * HOUR)
        assert told(clock_of(complaint, FEEDBACK)) == [(50, owner.username)]
