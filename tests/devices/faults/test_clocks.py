"""The clocks of faults: accept in opening hours, level after level, across nights, holidays, clock changes, outages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from devices.domain import faults
from devices.enums.faults import ACCEPT_CLOCK, LEVEL_CLOCK, FaultKind, FaultSource, FaultStatus, FaultStepKind
from devices.hours import open_seconds, open_until
from devices.models import Fault
from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import opening
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, BusinessDay, Device, OpeningHours, Staff
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Alert, Deadline

S, K = FaultStatus, FaultKind
MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def broken(machine: Device, at: dt.datetime, level: int = 1) -> Fault:
    return faults.open_fault(machine, K.FREEZE, by=SYSTEM, at=at, source=FaultSource.TELEMETRY, level=level)


def due(fault: Fault, kind: str) -> dt.datetime:
    return Deadline.objects.get(kind=kind, subject_id=fault.pk, done_at=None).due_at


def test_nobody_takes_it_and_the_head_hears_of_it(
    machine: Device, manager: Staff, head: Staff, at: dt.datetime
) -> None:
    broken(machine, at)

    sweep_deadlines(at=at + 5 * MINUTE)

    alert = Alert.objects.get()
    assert alert.roles == [RoleCode.LM, RoleCode.TECH, RoleCode.HEAD]
    assert Fault.objects.get().level == 1


def test_unmended_it_goes_up_level_by_level(
    machine: Device, manager: Staff, tech: Staff, office: Staff, at: dt.datetime
) -> None:
    fault = faults.accept(broken(machine, at), by=tech, at=at + MINUTE)

    sweep_deadlines(at=at + 14 * MINUTE)
    before = Fault.objects.get().level
    sweep_deadlines(at=at + 15 * MINUTE)
    second = Fault.objects.get()
    sweep_deadlines(at=at + 74 * MINUTE)
    still = Fault.objects.get().level
    sweep_deadlines(at=at + 75 * MINUTE)
    third = Fault.objects.get()
    sweep_deadlines(at=at + 9 * DAY)

    assert before == 1
    assert (second.level, second.status, second.handler, still) == (2, S.L2_HANDLING, None, 2)
    assert (third.level, third.status) == (3, S.L3_HANDLING)
    assert Fault.objects.get().level == 3
    open_alert = Alert.objects.get(resolved_at=None)
    assert open_alert.kind == "fault.level"
    assert open_alert.roles == [RoleCode.HO, RoleCode.BR_OPS, RoleCode.HEAD]
    assert fault.steps.filter(kind=FaultStepKind.ESCALATED).count() == 2


def test_an_untaken_one_goes_up_and_stays_open(machine: Device, office: Staff, at: dt.datetime) -> None:
    fault = broken(machine, at)

    sweep_deadlines(at=at + 15 * MINUTE)
    fault.refresh_from_db()

    assert (fault.status, fault.level) == (S.OPEN, 2)
    assert faults.accept(fault, by=office, at=at + 16 * MINUTE).status == S.L2_HANDLING


def test_after_two_days_of_outage_everything_due_is_done_once(machine: Device, at: dt.datetime) -> None:
    broken(machine, at)

    sweep_deadlines(at=at + 2 * DAY)
    sweep_deadlines(at=at + 2 * DAY)

    fault = Fault.objects.get()
    assert fault.level == 3
    assert fault.steps.filter(kind=FaultStepKind.ESCALATED).count() == 2
    assert Alert.objects.filter(resolved_at=None).count() == 1


def test_what_is_mended_goes_nowhere(brought: Callable[..., Fault], at: dt.datetime) -> None:
    brought(S.FIXED)

    sweep_deadlines(at=at + 2 * DAY)

    assert Fault.objects.get().level == 1


def test_flapping_gains_no_time(machine: Device, at: dt.datetime) -> None:
    fault = broken(machine, at)
    for n in range(1, 7):
        faults.telemetry_recovered(machine, by=SYSTEM, at=at + 2 * n * MINUTE)
        broken(machine, at + 2 * n * MINUTE + MINUTE)

    assert due(fault, LEVEL_CLOCK) == at + 15 * MINUTE


def test_at_night_the_clocks_wait_for_opening(branch: Branch, machine: Device, at: dt.datetime) -> None:
    opens_at = opening(branch, (at + DAY).date()).opens_at
    assert opens_at is not None

    fault = broken(machine, opens_at - 6 * HOUR)

    assert due(fault, ACCEPT_CLOCK) == opens_at + 5 * MINUTE
    assert due(fault, LEVEL_CLOCK) == opens_at + 15 * MINUTE


def test_over_closing_time_the_rest_is_tomorrows(branch: Branch, machine: Device, at: dt.datetime) -> None:
    closes_at = opening(branch, at.date()).closes_at
    opens_at = opening(branch, (at + DAY).date()).opens_at
    assert closes_at is not None
    assert opens_at is not None

    fault = broken(machine, closes_at - 2 * MINUTE)

    assert due(fault, ACCEPT_CLOCK) == opens_at + 3 * MINUTE
    assert due(fault, LEVEL_CLOCK) == opens_at + 13 * MINUTE


def test_a_holiday_does_not_count(branch: Branch, machine: Device, at: dt.datetime) -> None:
    closes_at = opening(branch, at.date()).closes_at
    assert closes_at is not None
    BusinessDay.objects.create(branch=branch, date=(at + DAY).date(), opens_at=None, closes_at=None)
    opens_at = opening(branch, (at + 2 * DAY).date()).opens_at
    assert opens_at is not None

    assert due(broken(machine, closes_at + MINUTE), ACCEPT_CLOCK) == opens_at + 5 * MINUTE


def test_a_day_that_closes_afterwards_does_not_count_either(
    branch: Branch, machine: Device, head: Staff, at: dt.datetime
) -> None:
    closes_at = opening(branch, at.date()).closes_at
    assert closes_at is not None
    fault = broken(machine, closes_at + MINUTE)
    planned = due(fault, ACCEPT_CLOCK)
    BusinessDay.objects.create(branch=branch, date=(at + DAY).date(), opens_at=None, closes_at=None)

    sweep_deadlines(at=planned + HOUR)

    assert RoleCode.HEAD not in Alert.objects.get().roles
    assert due(fault, ACCEPT_CLOCK) == planned + DAY
    assert due(fault, LEVEL_CLOCK) == planned + DAY + 10 * MINUTE
    sweep_deadlines(at=planned + DAY)
    assert RoleCode.HEAD in Alert.objects.get().roles


@pytest.mark.parametrize(
    ("zone", "date"), [("Europe/Berlin", dt.date(2026, 3, 29)), ("America/New_York", dt.date(2026, 11, 1))]
)
def test_a_clock_change_moves_no_opening_time(branch: Branch, zone: str, date: dt.date) -> None:
    branch.timezone = zone
    branch.save()
    OpeningHours.objects.filter(branch=branch).delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(branch=branch, weekday=day, opens_at=dt.time(9), closes_at=dt.time(17)) for day in range(7)
    )
    before, after = opening(branch, date - DAY), opening(branch, date)
    assert before.closes_at is not None
    assert after.opens_at is not None

    reached = open_until(branch, before.closes_at - HOUR, 2 * 3600)

    assert reached == after.opens_at + HOUR
    assert open_seconds(branch, before.closes_at - HOUR, reached) == 2 * 3600


def test_a_branch_that_never_opens_counts_plain_time(branch: Branch, at: dt.datetime) -> None:
    OpeningHours.objects.filter(branch=branch).delete()

    assert open_until(branch, at, 300) == at + 5 * MINUTE
    assert open_seconds(branch, at, at + DAY) == 0


def test_level_two_from_the_start_has_its_own_time(machine: Device, at: dt.datetime) -> None:
    fault = broken(machine, at, level=2)

    assert due(fault, LEVEL_CLOCK) == at + HOUR
    assert not Deadline.objects.filter(kind=ACCEPT_CLOCK).exists()


def test_by_hand_the_next_level_has_its_full_time(brought: Callable[..., Fault], tech: Staff, at: dt.datetime) -> None:
    fault = faults.escalate(brought(S.L1_HANDLING), by=tech, at=at + 10 * MINUTE, text="交上级")

    assert due(fault, LEVEL_CLOCK) == at + 70 * MINUTE
