"""The drawing of a history: days of every length, what lasts, what lies ahead, and its table."""

from __future__ import annotations

import datetime as dt

import pytest

from devices.domain import faults
from devices.domain.states import report
from devices.enums import DeviceStatus
from devices.enums.faults import FaultKind, FaultSource
from devices.history import MOST_ROWS
from devices.models import DeviceDay, MaintenanceWindow
from devices.selectors.details import timeline_of, uptime_of
from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import business_date, day_bounds
from lobby.branches.enums import DeviceKind
from lobby.branches.models import Branch, Device
from tests import factories

D = DeviceStatus
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def machine(branch: Branch) -> Device:
    return factories.make_device(branch, "TSC1", DeviceKind.SMART_COUNTER)


def test_a_device_that_never_told_anything_has_no_history(machine: Device, branch: Branch, at: dt.datetime) -> None:
    timeline = timeline_of(machine, branch, [business_date(branch, at)], at=at)

    assert timeline.is_empty
    assert timeline.lanes[0].states == []


def test_states_stand_where_they_were_and_the_last_one_ends_now(
    machine: Device, branch: Branch, at: dt.datetime
) -> None:
    today = business_date(branch, at)
    start, _end = day_bounds(branch, today)
    report(machine, D.BUSY, by=SYSTEM, at=start - 6 * HOUR)
    report(machine, D.DOWN, by=SYSTEM, at=start + 3 * HOUR)

    timeline = timeline_of(machine, branch, [today - DAY, today], at=start + 6 * HOUR)

    newest, older = timeline.lanes
    assert [(one.status, one.x, one.width) for one in newest.states] == [
        (D.BUSY, "0.000%", "12.500%"),
        (D.DOWN, "12.500%", "12.500%"),
    ]
    assert [(one.status, one.x, one.width) for one in older.states] == [(D.BUSY, "75.000%", "25.000%")]
    assert timeline.legend == [D.BUSY, D.DOWN]
    assert [(row.mark, row.until is None) for row in timeline.rows] == [("late", True), ("info", False)]
    assert timeline.rows[0].seconds(start + 6 * HOUR) == 3 * 3600


def test_faults_and_plans_are_marked(machine: Device, branch: Branch, at: dt.datetime) -> None:
    today = business_date(branch, at)
    start, _end = day_bounds(branch, today)
    report(machine, D.AVAILABLE, by=SYSTEM, at=start - 2 * DAY)
    faults.open_fault(machine, FaultKind.SLOW, by=SYSTEM, at=start - 6 * HOUR, source=FaultSource.PERSON)
    MaintenanceWindow.objects.create(device=machine, starts_at=start + 12 * HOUR, ends_at=start + 18 * HOUR)

    newest, older = timeline_of(machine, branch, [today - DAY, today], at=start + 6 * HOUR).lanes

    assert [(one.x, one.width) for one in newest.planned] == [("50.000%", "25.000%")]
    assert [(one.x, one.width, one.begins) for one in newest.faults] == [("0.000%", "25.000%", False)]
    assert [(one.x, one.width, one.begins) for one in older.faults] == [("75.000%", "25.000%", True)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [("Europe/Berlin", dt.date(2026, 10, 24), 25), ("America/New_York", dt.date(2026, 3, 7), 23)],
)
def test_a_day_on_which_clocks_change_has_its_true_length(zone: str, day: dt.date, hours: int) -> None:
    branch = factories.make_branch("8802", timezone=zone)
    machine = factories.make_device(branch, "TSC8", DeviceKind.SMART_COUNTER)
    start, end = day_bounds(branch, day)
    assert end - start == hours * HOUR
    report(machine, D.DOWN, by=SYSTEM, at=start)
    report(machine, D.AVAILABLE, by=SYSTEM, at=end - HOUR)

    lane = timeline_of(machine, branch, [day], at=end).lanes[0]

    assert [one.width for one in lane.states] == [f"{100 * (hours - 1) / hours:.3f}%", f"{100 / hours:.3f}%"]


def test_a_machine_that_flaps_has_a_short_table(machine: Device, branch: Branch, at: dt.datetime) -> None:
    for i in range(MOST_ROWS + 5):
        report(machine, D.AVAILABLE if i % 2 else D.DOWN, by=SYSTEM, at=at + dt.timedelta(seconds=i))

    timeline = timeline_of(machine, branch, [business_date(branch, at)], at=at + HOUR)

    assert (len(timeline.rows), timeline.more) == (MOST_ROWS, 5)
    assert timeline.rows[0].until is None


def test_uptime_is_that_of_the_days_shown(machine: Device, branch: Branch, at: dt.datetime) -> None:
    today = business_date(branch, at)
    for n, up in ((0, 3000), (1, 1200), (40, 0)):
        DeviceDay.objects.create(
            branch=branch, device=machine, day=today - n * DAY, opens_at=at, scheduled_s=3600, up_s=up, partial_s=600
        )

    assert uptime_of(machine, [today]).percent == pytest.approx(91.7)
    assert uptime_of(machine, [today - DAY, today]).percent == pytest.approx(66.7)
    assert uptime_of(machine, [today - 9 * DAY]).percent is None
