"""The clock: the day's runs appear, somebody is told, they are missed; holidays, late openings, outages, clock changes."""

import datetime as dt
import threading

import pytest
from django.db import connection

from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, BusinessDay
from lobby.floor import checking
from lobby.floor.domain.checks import scheduling
from lobby.floor.domain.checks.answering import Answer, answer
from lobby.floor.domain.checks.running import submit
from lobby.floor.domain.checks.scheduling import DAY_CLOCK, schedule_day, sweep_branches
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.checks import CheckKind, When
from lobby.floor.models import Alert, ChecklistRun, Deadline
from lobby.live.models import Entry
from tests.factories import make_branch, make_counter, make_hours, make_policy, make_shift, make_staff, make_zone
from tests.floor.checks.making import make_item, make_version

MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def opens(at):
    """9:00 on the branch's wall clock."""
    return at - HOUR


def begin(opens):
    """The evening before, the branch is looked after for the first time."""
    sweep_branches(at=opens - 13 * HOUR)


def run_of(day, kind=CheckKind.OPENING, **fields):
    return ChecklistRun.objects.select_related("version", "branch").get(day=day, kind=kind, **fields)


def hand_in(run, by, at):
    for item in run.version.items.all():
        answer(run, item, Answer(value="ok"), by=by.actor, at=at)
    return submit(run, by=by.actor, at=at)


def test_opening_run_appears_alerts_and_is_missed(version, branch, day, opens):
    begin(opens)
    sweep_deadlines(at=opens - 46 * MINUTE)
    assert run_of(day).status == "scheduled"
    sweep_deadlines(at=opens - 45 * MINUTE)
    assert run_of(day).status == "open"
    assert not Alert.objects.exists()
    sweep_deadlines(at=opens - 30 * MINUTE)
    alert = Alert.objects.get()
    assert (alert.kind, alert.roles, alert.severity) == ("check.not_handed_in", ["LM", "HEAD"], "late")
    assert run_of(day).status == "open"
    sweep_deadlines(at=opens)
    assert (run_of(day).status, run_of(day).missed_at) == ("missed", opens)
    assert Alert.objects.count() == 1


def test_handing_it_in_ends_the_alert_and_the_clock(version, branch, day, opens, manager):
    begin(opens)
    sweep_deadlines(at=opens - 29 * MINUTE)
    run = hand_in(run_of(day), manager, opens - 28 * MINUTE)
    sweep_deadlines(at=opens + MINUTE)

    assert (run.is_late, run_of(day).status, run_of(day).missed_at) == (True, "submitted", None)
    assert Alert.objects.get().resolve_reason == "handed in"


def test_handed_in_in_time_alerts_nobody(version, branch, day, opens, manager):
    begin(opens)
    sweep_deadlines(at=opens - 45 * MINUTE)
    assert not hand_in(run_of(day), manager, opens - 31 * MINUTE).is_late
    sweep_deadlines(at=opens + HOUR)

    assert not Alert.objects.exists()


def test_a_branch_that_cannot_be_looked_after_holds_up_no_other(version, branch, other_branch, opens):
    Branch.objects.filter(pk=branch.pk).update(timezone="Mars/Olympus")

    assert sweep_branches(at=opens) == 1
    assert Deadline.objects.get(kind=DAY_CLOCK).subject_id == other_branch.pk


def test_holiday_and_weekend_have_no_run(version, branch, day, opens):
    BusinessDay.objects.create(branch=branch, date=day, is_holiday=True)
    saturday = day + 4 * DAY

    assert schedule_day(branch, day, at=opens) == []
    assert schedule_day(branch, saturday, at=opens) == []


def test_day_that_turns_out_to_be_closed_cancels_the_run(version, branch, day, opens):
    begin(opens)
    BusinessDay.objects.create(branch=branch, date=day, is_holiday=True)
    sweep_deadlines(at=opens + HOUR)

    run = run_of(day)
    assert (run.status, run.missed_at) == ("cancelled", None)
    assert not Alert.objects.exists()


def test_day_closed_after_the_run_appeared_misses_nothing(version, branch, day, opens):
    begin(opens)
    sweep_deadlines(at=opens - 45 * MINUTE)
    BusinessDay.objects.create(branch=branch, date=day, is_holiday=True)
    sweep_deadlines(at=opens + HOUR)

    run = run_of(day)
    assert (run.status, run.due_at) == ("open", None)
    assert not Alert.objects.exists()


def test_run_follows_a_day_that_opens_late(version, branch, day, opens):
    begin(opens)
    late = opens + 2 * HOUR
    BusinessDay.objects.create(branch=branch, date=day, opens_at=late, closes_at=late + 5 * HOUR)

    sweep_deadlines(at=opens)
    assert run_of(day).status == "scheduled"
    assert not Alert.objects.exists()
    sweep_deadlines(at=late - 30 * MINUTE)
    assert run_of(day).status == "open"
    assert Alert.objects.count() == 1
    sweep_deadlines(at=late)
    assert run_of(day).status == "missed"


def test_two_days_without_a_worker(version, branch, day, opens):
    """Yesterday's runs are missed without anybody being called; today's works, and there is one patrol alert."""
    patrol = make_version(CheckKind.PATROL, when=When.PATROL, signed_by="")
    make_item(patrol)
    begin(opens)
    back = opens + 2 * DAY + 2 * HOUR
    sweep_deadlines(at=back)

    assert [run.status for run in ChecklistRun.objects.filter(kind="opening").order_by("day")] == ["missed"] * 3
    assert [alert.subject_id for alert in Alert.objects.filter(kind="check.not_handed_in")] == [
        run_of(day + 2 * DAY).pk
    ]
    assert Alert.objects.filter(kind="check.patrol_missed").count() <= 1
    today = ChecklistRun.objects.filter(kind="patrol", day=day + 2 * DAY)
    assert today.get(status="open").due_at == back + 15 * MINUTE
    assert ChecklistRun.objects.filter(kind="patrol").count() <= 4
    before = Entry.objects.count()
    sweep_deadlines(at=back)
    assert Entry.objects.count() == before
    assert run_of(day + 2 * DAY).day == day + 2 * DAY


def test_patrols_follow_each_other_until_closing(branch, day, opens, manager):
    patrol = make_version(CheckKind.PATROL, when=When.PATROL, signed_by="")
    make_item(patrol)
    begin(opens)
    sweep_deadlines(at=opens)
    first = run_of(day, "patrol")
    assert (first.status, first.due_at) == ("open", opens + 15 * MINUTE)

    hand_in(first, manager, opens + 10 * MINUTE)
    second = run_of(day, "patrol", slot=2)
    assert (second.status, second.due_at) == ("open", opens + 25 * MINUTE)
    sweep_deadlines(at=opens + 25 * MINUTE)
    assert run_of(day, "patrol", slot=2).status == "missed"
    assert Alert.objects.get().kind == "check.patrol_missed"
    sweep_deadlines(at=opens + 25 * MINUTE)
    third = run_of(day, "patrol", slot=3)
    sweep_deadlines(at=opens + 41 * MINUTE)
    assert Alert.objects.count() == 1

    fourth = run_of(day, "patrol", slot=4)
    sweep_deadlines(at=opens + 41 * MINUTE)
    hand_in(run_of(day, "patrol", slot=4), manager, opens + 45 * MINUTE)
    assert Alert.objects.get().resolve_reason == "patrolled"
    assert (third.due_at, fourth.due_at) == (opens + 40 * MINUTE, opens + 56 * MINUTE)

    sweep_deadlines(at=opens + 7 * HOUR + 50 * MINUTE)
    sweep_deadlines(at=opens + 9 * HOUR)
    open_ones = ChecklistRun.objects.filter(kind="patrol", day=day, status__in=("open", "scheduled"))
    assert not open_ones.exists()
    assert all(run.due_at <= opens + 8 * HOUR for run in ChecklistRun.objects.filter(kind="patrol", day=day))


def test_patrols_come_twice_as_often_when_it_is_busy(branch, day, opens, monkeypatch):
    make_item(make_version(CheckKind.PATROL, when=When.PATROL, signed_by=""))
    monkeypatch.setattr(checking, "_busy", [lambda one: one == branch])

    (run,) = schedule_day(branch, day, at=opens)

    assert run.due_at == opens + dt.timedelta(seconds=450)


def test_closing_check_is_missed_at_the_end_of_the_day(branch, day, opens):
    make_item(make_version(CheckKind.CLOSING, when=When.CLOSING))
    begin(opens)
    closes = opens + 8 * HOUR
    sweep_deadlines(at=closes)
    assert run_of(day, "closing").status == "open"
    sweep_deadlines(at=closes + HOUR)
    assert Alert.objects.get().kind == "check.not_handed_in"
    sweep_deadlines(at=opens + 19 * HOUR)
    assert run_of(day, "closing").status == "missed"


def test_weekly_and_monthly_checks_move_to_the_next_open_day(branch, day, opens):
    weekly = make_version(CheckKind.SAFETY, when=When.WEEKLY, weekday=0)
    monthly = make_version(CheckKind.FACILITIES, when=When.MONTHLY, month_day=9)
    for version in (weekly, monthly):
        make_item(version)
    monday = day - DAY
    BusinessDay.objects.create(branch=branch, date=monday, is_holiday=True)

    days = [monday + n * DAY for n in range(-3, 4)]
    made = [[run.kind for run in schedule_day(branch, one, at=opens - 7 * DAY)] for one in days]

    assert made == [[], [], [], [], ["facilities", "safety"], [], []]


@pytest.mark.parametrize(
    ("zone", "day", "opens"),
    [
        ("Europe/Berlin", dt.date(2026, 3, 29), dt.datetime(2026, 3, 29, 7, 0, tzinfo=dt.UTC)),
        ("Europe/Berlin", dt.date(2026, 10, 25), dt.datetime(2026, 10, 25, 8, 0, tzinfo=dt.UTC)),
        ("America/New_York", dt.date(2026, 3, 8), dt.datetime(2026, 3, 8, 13, 0, tzinfo=dt.UTC)),
    ],
)
def test_clock_change(version, zone, day, opens):
    there = make_branch("7003", timezone=zone)
    make_hours(there, days=7)

    begun = opens - 2 * DAY
    sweep_branches(at=begun)
    for hour in range(48):
        sweep_deadlines(at=begun + hour * HOUR)

    run = run_of(day)
    assert (run.opens_at, run.due_at, run.lapses_at) == (opens - 45 * MINUTE, opens - 30 * MINUTE, opens)
    sweep_deadlines(at=opens + 3 * DAY)
    assert ChecklistRun.objects.filter(day__gte=day, status="missed").count() == 4


def test_check_before_the_day_begins(version):
    """A branch that is open round the clock is checked in the last hour of the day before."""
    there = make_branch("7003")
    make_hours(there, opens=dt.time(4), closes=dt.time(4), days=7)
    noon = dt.datetime(2026, 3, 10, 4, 0, tzinfo=dt.UTC)
    sweep_branches(at=noon)
    sweep_deadlines(at=noon + 12 * HOUR)

    run = run_of(dt.date(2026, 3, 11))

    assert run.opens_at == dt.datetime(2026, 3, 10, 19, 15, tzinfo=dt.UTC)


def test_branch_is_begun_once_and_what_was_due_is_left_out(version, branch, day, opens):
    assert sweep_branches(at=opens + HOUR) == 1
    assert sweep_branches(at=opens + HOUR) == 0

    assert not ChecklistRun.objects.filter(day=day).exists()
    assert Deadline.objects.filter(kind=DAY_CLOCK).count() == 1


def test_inactive_branch_is_left_alone(version, branch, opens):
    begin(opens)
    branch.is_active = False
    branch.save()
    sweep_deadlines(at=opens + 3 * DAY)

    assert not Deadline.objects.filter(kind=DAY_CLOCK, done_at__isnull=True).exists()


def test_runs_for_counters_that_the_roster_fills(branch, day, opens, cash):
    prep = make_version(CheckKind.TELLER_PREP, subject="counter", signed_by="", due_before_s=0, is_watched=False)
    make_item(prep)
    zone = make_zone(branch, "cash2")
    one, two, three = (make_counter(branch, code, zone, [cash]) for code in ("11", "12", "13"))
    early, late = (make_staff(name, branch, RoleCode.TELLER) for name in ("early", "late"))
    make_shift(early, opens, counter=one)
    make_shift(late, opens + 4 * HOUR, counter=two, hours=4)

    made = {run.subject_id: run.due_at for run in schedule_day(branch, day, at=opens - 9 * HOUR)}

    assert made == {one.pk: opens, two.pk: opens + 4 * HOUR}
    assert three.pk not in made


def test_run_today_finds_the_run_or_makes_one(branch, day, opens, counter, teller):
    assert scheduling.run_today("teller_prep", counter, by=teller.actor, at=opens) is None
    make_item(make_version(CheckKind.TELLER_PREP, subject="counter", signed_by="", is_watched=False))

    first = scheduling.run_today("teller_prep", counter, by=teller.actor, at=opens)
    again = scheduling.run_today("teller_prep", counter, by=teller.actor, at=opens + HOUR)

    assert first is not None
    assert (first.status, first.subject_id, again) == ("open", counter.pk, first)


def test_people_on_duty_are_those_of_the_roster_at_opening(version, branch, day, opens, manager, teller):
    begin(opens)
    make_shift(teller, opens)
    make_shift(manager, opens)
    sweep_deadlines(at=opens - 45 * MINUTE)

    assert sorted(run_of(day).people) == sorted([manager.pk, teller.pk])


@pytest.mark.django_db(transaction=True)
def test_two_workers_make_one_run(day, opens):
    there = make_branch("7004")
    make_hours(there)
    make_policy(there)
    make_item(make_version())
    go, made = threading.Barrier(2), []

    def work():
        go.wait()
        try:
            made.append(len(schedule_day(there, day, at=opens - 9 * HOUR)))
            sweep_branches(at=opens - 9 * HOUR)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(made) == [0, 1]
    assert ChecklistRun.objects.filter(day=day).count() == 1
    assert Deadline.objects.filter(kind=DAY_CLOCK).count() == 1


def test_same_run_again_is_not_made(version, branch, day, opens):
    assert len(schedule_day(branch, day, at=opens - HOUR)) == 1
    assert schedule_day(branch, day, at=opens - HOUR) == []
