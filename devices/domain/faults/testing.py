"""How a fault ends: tested by another person, no fault, noted elsewhere; and how it comes back."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from devices.domain import states
from devices.domain.faults import calling, clocks, moving
from devices.domain.faults.moving import said
from devices.domain.faults.opening import relapse, report_incident
from devices.enums import DeviceStatus
from devices.enums.faults import ENDED_FAULT, FaultKind, FaultStatus, FaultStepKind
from devices.errors.faults import FaultOpenAlready, FixedByYou, NotADuplicate, NotSuspected
from devices.events.faults import (
    FaultCancelled,
    FaultClosed,
    FaultConfirmed,
    FaultDuplicate,
    FaultReopened,
    FaultVerified,
)
from devices.hours import open_seconds
from devices.models.faults import Fault
from lobby.branches.access import can
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden
from lobby.branches.models import Staff
from lobby.floor.domain import deadlines
from lobby.live import journal


def held(fault: Fault, *, at: dt.datetime) -> Fault:
    """Lock the machine, then the fault: whoever ends it may have to put the machine back (2 statements)."""
    states.held_status(fault.device_id, at=at)
    return moving.locked(fault)


def verify(fault: Fault, *, by: Staff, at: dt.datetime, passed: bool, text: str = "") -> Fault:
    """Another person than the mender tests: it works and is over, or it goes back to its level.

    Raises Forbidden, IllegalFaultMove, FixedByYou, NoteMissing for a failed test without a word.
    """
    text = text.strip()[:500] if passed else said(text)
    with journal.unit(by=by.actor, at=at):
        fault = held(fault, at=at)
        moving.check_move(fault, "pass_test")
        if not can(by, fault.branch, Permission.FAULT_VERIFY):
            raise Forbidden
        if fault.fixed_by_id == by.pk:
            raise FixedByYou
        if passed:
            took = open_seconds(fault.branch, fault.opened_at, at)
            moving.move(fault, "pass_test", verified_at=at, verified_by=by, repair_s=took)
            moving.add_step(fault, FaultStepKind.PASSED, by=by.actor, at=at, text=text)
            journal.record(FaultVerified(**moving.news_of(fault)))
            close(fault, by=by, at=at)
        else:
            relapse(fault, by=by.actor, at=at, tested=True, text=text)
    return fault


def close(fault: Fault, *, by: Staff, at: dt.datetime) -> None:
    """The system closes what passed its test, with the time the machine was missed. The rows must be locked."""
    with journal.unit(by=SYSTEM, at=at):
        missed = open_seconds(fault.branch, fault.down_since, fault.fixed_at or at)
        moving.move(fault, "close", closed_at=at, downtime_s=fault.downtime_s + missed)
        moving.add_step(fault, FaultStepKind.CLOSED, by=SYSTEM, at=at)
        journal.record(FaultClosed(**moving.news_of(fault), downtime_s=fault.downtime_s))
        wind_up(fault, by=by, at=at)


def wind_up(fault: Fault, *, by: Staff, at: dt.datetime) -> None:
    """Stop its clocks and alerts; a machine put out of order with it serves again when nothing else is open."""
    deadlines.stop(subject=fault.subject, at=at)
    calling.call_off(fault, at=at, reason=fault.status)
    others = Fault.objects.filter(device=fault.device_id, put_out=True).exclude(status__in=ENDED_FAULT)
    if fault.put_out and not others.exists() and states.held_status(fault.device_id, at=at) == DeviceStatus.DOWN:
        states.report(fault.device, DeviceStatus.AVAILABLE, by=by.actor, at=at)


def cancel(fault: Fault, *, by: Staff, at: dt.datetime, text: str) -> Fault:
    """It was no fault; only before anybody took it. Raises NoteMissing, Forbidden, IllegalFaultMove."""
    text = said(text)
    with journal.unit(by=by.actor, at=at):
        fault = held(fault, at=at)
        moving.check_move(fault, "cancel")
        check_handles(fault, by)
        moving.move(fault, "cancel", closed_at=at)
        moving.add_step(fault, FaultStepKind.CANCELLED, by=by.actor, at=at, text=text)
        journal.record(FaultCancelled(**moving.news_of(fault)))
        wind_up(fault, by=by, at=at)
    return fault


def withdraw(fault: Fault, *, by: Staff, at: dt.datetime) -> Fault:
    """Whoever noted it takes it back while nobody has it and nobody else saw it; otherwise it stays."""
    with journal.unit(by=by.actor, at=at):
        fault = held(fault, at=at)
        if fault.status == FaultStatus.OPEN and fault.reporter_id == by.pk and not fault.repeats:
            moving.move(fault, "cancel", closed_at=at)
            moving.add_step(fault, FaultStepKind.CANCELLED, by=by.actor, at=at)
            journal.record(FaultCancelled(**moving.news_of(fault)))
            wind_up(fault, by=by, at=at)
    return fault


def mark_duplicate(fault: Fault, *, by: Staff, at: dt.datetime, of: Fault) -> Fault:
    """It is noted elsewhere, as another fault of the same machine.

    Raises NotADuplicate, Forbidden, IllegalFaultMove.
    """
    with journal.unit(by=by.actor, at=at):
        fault = held(fault, at=at)
        moving.check_move(fault, "duplicate")
        check_handles(fault, by)
        if of.pk == fault.pk or of.device_id != fault.device_id or of.duplicate_of_id is not None:
            raise NotADuplicate
        moving.move(fault, "duplicate", closed_at=at, duplicate_of=of)
        moving.add_step(fault, FaultStepKind.DUPLICATE, by=by.actor, at=at)
        journal.record(FaultDuplicate(**moving.news_of(fault), of=of.pk))
        wind_up(fault, by=by, at=at)
    return fault


def check_handles(fault: Fault, by: Staff) -> None:
    """Only the branch says that there is no fault. Raises Forbidden."""
    if not can(by, fault.branch, Permission.FAULT_HANDLE):
        raise Forbidden


def reopen(fault: Fault, *, by: Staff, at: dt.datetime, text: str) -> Fault:
    """It is not over: back to the level it had, with its clocks and its people called anew.

    Raises NoteMissing, Forbidden, IllegalFaultMove, FaultOpenAlready.
    """
    text = said(text)
    with journal.unit(by=by.actor, at=at):
        fault = moving.locked(fault)
        moving.check_move(fault, "reopen")
        if not (can(by, fault.branch, Permission.FAULT_HANDLE) or can(by, fault.branch, Permission.FAULT_VERIFY)):
            raise Forbidden
        anew = dict.fromkeys(("fixed_at", "fixed_by", "verified_at", "verified_by", "closed_at", "handler"))
        try:
            with transaction.atomic():
                moving.move(fault, "reopen", **anew, duplicate_of=None, raised_by=None, down_since=at, level_since=at)
        except IntegrityError as error:
            raise FaultOpenAlready from error
        moving.add_step(fault, FaultStepKind.REOPENED, by=by.actor, at=at, text=text)
        journal.record(FaultReopened(**moving.news_of(fault)))
        calling.call(fault, at=at)
        clocks.start(fault, at=at)
    return fault


def confirm_tampering(fault: Fault, *, by: Staff, at: dt.datetime) -> Fault:
    """Security decides that a suspicion is true: it becomes a security incident.

    Raises Forbidden, NotSuspected, FaultOpenAlready.
    """
    with journal.unit(by=by.actor, at=at):
        fault = moving.locked(fault)
        if not can(by, fault.branch, Permission.SECURITY_VIEW):
            raise Forbidden
        if fault.kind != FaultKind.TAMPERING_SUSPECTED or not fault.is_open:
            raise NotSuspected
        try:
            with transaction.atomic():
                fault.kind = FaultKind.TAMPERING
                fault.save(update_fields=["kind"])
        except IntegrityError as error:
            raise FaultOpenAlready from error
        moving.add_step(fault, FaultStepKind.CONFIRMED, by=by.actor, at=at)
        journal.record(FaultConfirmed(**moving.news_of(fault)))
        calling.call_off(fault, at=at, reason="confirmed")
        report_incident(fault, by=by.actor, at=at)
    return fault
