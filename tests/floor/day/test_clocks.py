"""Every timer of the day across closing time, a holiday, a clock change and a worker that was down for two days."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from lobby.branches.enums import RoleCode
from lobby.branches.models import BusinessDay
from lobby.floor import kinds
from lobby.floor.domain.activities import start_activity
from lobby.floor.domain.alerts import accept, snooze
from lobby.floor.domain.reminders import create
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums import ReminderStatus
from lobby.floor.enums.activities import ActivityKind
from lobby.floor.models import Activity, Alert, Deadline, Reminder
from lobby.live.models import Entry
from tests.factories import make_branch, make_hours, make_policy, make_staff

MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def berlin(db):
    branch = make_branch("7003", timezone="Europe/Berlin")
    make_hours(branch)
    make_policy(branch)
    return branch


def test_timers_run_on_over_closing_time_and_a_holiday(branch, manager, head, assistant, raised, at):
    closing = dt.datetime(2026, 3, 10, 9, 0, tzinfo=dt.UTC)
    BusinessDay.objects.create(branch=branch, date=dt.date(2026, 3, 11), is_holiday=True)
    task = create(
        assistant, branch, by=manager.actor, at=at, due_at=closing + 10 * MINUTE, kind=kinds.TASK, text="close the safe"
    )

    sweep_deadlines(at=closing + 10 * MINUTE)
    task.refresh_from_db()
    assert task.status == ReminderStatus.OVERDUE
    sweep_deadlines(at=closing + DAY)
    assert Alert.objects.get(kind=kinds.OVERDUE).roles == ["LM"]


def test_a_worker_down_for_two_days_does_all_of_it_once_late_and_in_order(branch, manager, head, assistant, raised, at):
    alert = raised()
    put_off = accept(raised(2), by=assistant.actor, at=at)
    snooze(put_off, by=assistant.actor, at=at, until=at + 30 * MINUTE)
    first = create(assistant, branch, by=manager.actor, at=at, due_at=at + 20 * MINUTE, text="a")
    second = create(assistant, branch, by=manager.actor, at=at, due_at=at + 40 * MINUTE, kind=kinds.TASK, text="b")
    start_activity(assistant, branch, kind=ActivityKind.GUIDE, by=assistant.actor, at=at)
    before = Entry.objects.count()

    late = at + 2 * DAY
    assert sweep_deadlines(at=late) == 5
    assert sweep_deadlines(at=late) == 0

    told = [(entry.type, entry.subject_id) for entry in Entry.objects.order_by("seq")[before:]]
    overdue = {one.subject_id: one.pk for one in Alert.objects.filter(kind=kinds.OVERDUE)}
    assert told == [
        ("alert.escalated", alert.pk),
        ("reminder.due", first.pk),
        ("reminder.overdue", first.pk),
        ("reminder.escalated", first.pk),
        ("alert.raised", overdue[first.pk]),
        ("alert.woken", put_off.pk),
        ("reminder.overdue", second.pk),
        ("reminder.escalated", second.pk),
        ("alert.raised", overdue[second.pk]),
        ("activity.ended", Activity.objects.get().pk),
    ]
    assert Activity.objects.get().ended_at == dt.datetime(2026, 3, 10, 9, 0, tzinfo=dt.UTC)
    # The role above hears of everything after its own time, not at once.
    assert sweep_deadlines(at=late + 5 * MINUTE) == 3
    assert Alert.objects.get(pk=alert.pk).roles == ["LMA", "LM", "HEAD"]
    assert not Deadline.objects.filter(parked_at__isnull=False).exists()


@pytest.mark.parametrize(
    ("night", "hours"), [(dt.date(2026, 3, 29), 1), (dt.date(2026, 10, 25), 3)], ids=["spring", "autumn"]
)
def test_a_clock_change_neither_shortens_nor_stretches_a_timer(berlin, night, hours):
    staff = make_staff("anna", berlin, RoleCode.LM)
    at = dt.datetime.combine(night, dt.time(1, 0), BERLIN).astimezone(dt.UTC)
    three = dt.datetime.combine(night, dt.time(3, 0), BERLIN).astimezone(dt.UTC)
    assert three - at == dt.timedelta(hours=hours)
    task = create(staff, berlin, by=staff.actor, at=at, due_at=three, kind=kinds.TASK, text="x")

    sweep_deadlines(at=three - MINUTE)
    task.refresh_from_db()
    assert task.status == ReminderStatus.DUE
    sweep_deadlines(at=three)
    task.refresh_from_db()
    assert task.status == ReminderStatus.OVERDUE


@pytest.mark.parametrize("night", [dt.date(2026, 3, 28), dt.date(2026, 10, 24)], ids=["spring", "autumn"])
def test_work_after_closing_ends_with_the_business_day_across_a_clock_change(berlin, night):
    staff = make_staff("anna", berlin, RoleCode.LM)
    at = dt.datetime.combine(night, dt.time(22, 0), BERLIN).astimezone(dt.UTC)

    start_activity(staff, berlin, kind=ActivityKind.PREP, by=staff.actor, at=at)
    sweep_deadlines(at=at + 2 * DAY)

    ended_at = Activity.objects.get().ended_at
    assert ended_at.astimezone(BERLIN) == dt.datetime.combine(night + DAY, dt.time(4, 0), BERLIN)


def test_a_reminder_far_beyond_an_outage_is_left_alone(branch, manager, at):
    create(manager, branch, by=manager.actor, at=at, due_at=at + 30 * DAY, kind=kinds.TASK, text="x")

    assert sweep_deadlines(at=at + 2 * DAY) == 0
    assert Reminder.objects.get().status == ReminderStatus.DUE
