"""What machines tell of themselves.

Reports are ordered by the machine's own clock and count, so they may come twice, late and in any order. A report that
says what the last one said writes nothing: it is noted in `devices.heard`, and one statement every few seconds keeps when
the machines of a process were heard of.
"""

from __future__ import annotations

import datetime as dt

from devices import heard
from devices.domain import faults, states
from devices.domain.states import circumstances, held, settle, told_by
from devices.enums import UP_SHARE, DeviceStatus
from devices.enums.faults import FaultKind, FaultSource
from devices.enums.reports import Word
from devices.errors.reports import ClockSkewed
from devices.mapping import LEFT_ALONE, Reading, Trouble, read, worse
from devices.models import DeviceState
from devices.reports import Report
from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.calendar import business_date, next_opening, opening
from lobby.branches.models import Device
from lobby.branches.policies import policy_of
from lobby.floor.domain import deadlines
from lobby.floor.models import Deadline
from lobby.live import journal

ONE_TICK = dt.timedelta(microseconds=1)
# Beyond these a machine's clock is wrong, or what it says is long over.
AHEAD, BEHIND = dt.timedelta(minutes=1), dt.timedelta(minutes=10)
STARTING, OPENING = "device.starting", "device.opening"
# A machine that says it goes offline is not waited for.
AWAY = (Word.OFFLINE, Word.POWER_OFF)


def tell(device: Device, report: Report, *, by: Actor, at: dt.datetime) -> bool:
    """Take a machine's report; False when it is older than what is known, which changes nothing.

    3 statements when it says something new of the same state, 7–8 for a new state beside its faults. Raises ClockSkewed.
    """
    with journal.unit(by=by, at=at):
        state = held(device.pk, at=at)
        if is_older(report, state):
            return False
        check_clock(report, at=at)
        date = business_date(device.branch, at)
        policy = policy_of(device.branch, date)
        is_open = report.device not in AWAY or opening(device.branch, date).includes(at)
        old = Reading()
        if state.told is not None and state.status not in LEFT_ALONE:
            old = read(told_by(state), circumstances(state, is_open=is_open))
        if state.by_hand == DeviceStatus.AVAILABLE and state.told != report.told:
            state.by_hand = ""
        state.told, state.reported_at, state.seq = report.told, report.at, report.seq
        state.last_seen_at, state.pending_since = at, None
        state.silent_at = None if report.device in AWAY else at + dt.timedelta(seconds=policy.heartbeat_s)
        new = read(report, circumstances(state, is_open=is_open))
        before = DeviceStatus(state.status)
        if settle(device, state, new, at=at) and new.status == DeviceStatus.STARTING:
            ring(device, STARTING, at=at + dt.timedelta(seconds=policy.starting_s))
        if not is_open and new.status == DeviceStatus.DOWN:
            look_at_opening(device, at=at)
        tell_of_faults(device, old, new, before, by=by, at=at, text=report.text)
    return True


def is_older(report: Report, state: DeviceState) -> bool:
    """Whether something newer, or this very report, is known already."""
    return state.told is not None and report.order <= max(told_by(state).order, heard.order_of(state.device_id))


def check_clock(report: Report, *, at: dt.datetime) -> None:
    """Raises ClockSkewed for a report from the future or the distant past."""
    ahead = report.at - at
    if not -BEHIND <= ahead <= AHEAD:
        raise ClockSkewed(seconds=round(ahead.total_seconds()))


def tell_of_faults(
    device: Device, old: Reading, new: Reading, before: DeviceStatus, *, by: Actor, at: dt.datetime, text: str
) -> None:
    """Open what is newly wrong; when nothing is any more, what it had told of waits for somebody's test."""
    for trouble in sorted(new.troubles - old.troubles, key=lambda one: one.kind):
        open_trouble(device, trouble, by=by, at=at, text=text)
    if not new.troubles and UP_SHARE.get(new.status) and (old.troubles or not UP_SHARE.get(before)):
        faults.telemetry_recovered(device, by=by, at=at)


def open_trouble(device: Device, trouble: Trouble, *, by: Actor, at: dt.datetime, text: str = "") -> None:
    """The machine itself says that something is wrong."""
    faults.open_fault(device, trouble.kind, by=by, at=at, source=FaultSource.TELEMETRY, text=text, level=trouble.level)


def look_at_opening(device: Device, *, at: dt.datetime) -> None:
    """A machine that is switched off while nobody misses it is looked at when the branch opens (3 statements)."""
    if opens_at := next_opening(device.branch, at):
        ring(device, OPENING, at=opens_at)


def ring(device: Device, kind: str, *, at: dt.datetime) -> None:
    """Look at a machine again at a moment (1 statement)."""
    deadlines.set_deadline(kind, branch_id=device.branch_id, subject=("device", device.pk), due_at=at)


def when_still_starting(deadline: Deadline, at: dt.datetime) -> None:
    """A machine that does not finish starting has a fault."""
    device = device_of(deadline)
    if held(device.pk, at=at).status == DeviceStatus.STARTING:
        open_trouble(device, Trouble(FaultKind.STARTING), by=SYSTEM, at=at)


def when_the_branch_opens(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """A machine that was switched off overnight and still is has a fault.

    A day that has turned into a holiday since, or opens later, is no opening yet.
    """
    device = device_of(deadline)
    state = held(device.pk, at=at)
    if state.told is None:
        return None
    reading = read(told_by(state), circumstances(state, is_open=True))
    if not reading.status == state.status == DeviceStatus.DOWN:
        return None
    opens_at = next_opening(device.branch, deadline.due_at - ONE_TICK)
    if opens_at is None or opens_at > at:
        return opens_at
    for trouble in reading.troubles:
        open_trouble(device, trouble, by=SYSTEM, at=at)
    return None


def review(device: Device, *, by: Actor, at: dt.datetime) -> Device:
    """Look again at what a machine told, because something else has changed: a planned window began or ended.

    A machine that nothing was heard of stays unknown unless the window says more. What it told while it was looked after
    was nobody's fault; what it still says afterwards is.
    """
    with journal.unit(by=by, at=at):
        state = held(device.pk, at=at)
        report = told_by(state) if state.told is not None else Report(at=at, device=Word.ONLINE)
        date = business_date(device.branch, at)
        is_open = report.device not in AWAY or opening(device.branch, date).includes(at)
        reading = read(report, circumstances(state, is_open=is_open))
        is_over = state.status == DeviceStatus.MAINTENANCE
        if state.told is not None and state.silent_at is None and report.device not in AWAY:
            reading = worse(reading, Reading(DeviceStatus.UNKNOWN))
        if is_over or reading.status == DeviceStatus.MAINTENANCE or state.told is not None:
            is_moved = settle(device, state, reading, at=at)
            if is_moved and is_over and state.told is not None:
                take_up(device, reading, is_open=is_open, by=by, at=at)
    return device


def report(device: Device, status: DeviceStatus, *, by: Actor, at: dt.datetime) -> Device:
    """Note the state that somebody sees a machine in, as `states.report`; when that ends its maintenance, take it up.

    8 statements at most beside those of its faults.
    """
    with journal.unit(by=by, at=at):
        was_looked_after = held(device.pk, at=at).status == DeviceStatus.MAINTENANCE
        states.report(device, status, by=by, at=at)
        state = held(device.pk, at=at)
        if was_looked_after and state.told is not None and state.status not in LEFT_ALONE:
            told = told_by(state)
            is_open = told.device not in AWAY or opening(device.branch, business_date(device.branch, at)).includes(at)
            take_up(device, read(told, circumstances(state, is_open=is_open)), is_open=is_open, by=by, at=at)
    return device


def take_up(device: Device, reading: Reading, *, is_open: bool, by: Actor, at: dt.datetime) -> None:
    """A machine comes back from maintenance as it is: its clocks run again, and what is wrong with it is a fault.

    When nothing is, what it had told of before waits for somebody's test.
    """
    if reading.status == DeviceStatus.STARTING:
        policy = policy_of(device.branch, business_date(device.branch, at))
        ring(device, STARTING, at=at + dt.timedelta(seconds=policy.starting_s))
    if not is_open and reading.status == DeviceStatus.DOWN:
        look_at_opening(device, at=at)
    for trouble in sorted(reading.troubles, key=lambda one: one.kind):
        open_trouble(device, trouble, by=by, at=at)
    if not reading.troubles and UP_SHARE.get(reading.status):
        faults.telemetry_recovered(device, by=by, at=at)


def device_of(deadline: Deadline) -> Device:
    """The machine that a clock is about (1 query)."""
    return Device.objects.select_related("branch", "zone").get(pk=deadline.subject_id)
