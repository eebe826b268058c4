"""A fault begins, is seen again, and what the machine itself tells afterwards."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from devices.domain.faults import calling, clocks, moving
from devices.domain.faults.raising import rise
from devices.enums.faults import (
    ENDED_FAULT,
    SECURITY_KINDS,
    UNFIXED,
    FaultKind,
    FaultSource,
    FaultStatus,
    FaultStepKind,
)
from devices.events.faults import FaultOpened, FaultRecovered, FaultRelapsed, FaultRepeated
from devices.models.faults import Fault
from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date
from lobby.branches.models import Device
from lobby.floor.domain import deadlines
from lobby.floor.domain.incidents import reporting
from lobby.floor.enums.incidents import IncidentKind
from lobby.live import journal


def open_fault(
    device: Device,
    kind: FaultKind | str,
    *,
    by: Actor,
    at: dt.datetime,
    source: FaultSource | str,
    text: str = "",
    level: int = 1,
    put_out: bool = False,
) -> Fault:
    """Something is wrong with a machine. More signs of the same attach to the open fault and call nobody again.

    Call it when a machine changes, not with every message. `level` 2 calls the regional branch at once; a sign of a
    higher level raises an open fault. `put_out` says that the machine was put out of order with it and comes back when the fault closes.
    """
    kind, source = FaultKind(kind), FaultSource(source)
    with journal.unit(by=by, at=at):
        fault, is_new = open_or_new(
            device,
            kind,
            {
                "branch_id": device.branch_id,
                "source": source,
                "level": level,
                "text": text.strip()[:300],
                "reporter_id": by.staff_id,
                "put_out": put_out,
                "day": business_date(device.branch, at),
                "last_seen_at": at,
                "opened_at": at,
                "down_since": at,
                "level_since": at,
            },
        )
        if is_new:
            begin(fault, by=by, at=at)
        else:
            attach(fault, by=by, at=at, level=level, text=text.strip(), put_out=put_out)
    return fault


def open_or_new(device: Device, kind: FaultKind, fields: dict[str, object]) -> tuple[Fault, bool]:
    """The open fault of the kind with its row locked, else a new one; of two who note it at once one attaches."""
    open_ones = Fault.objects.filter(device=device, kind=kind).exclude(status__in=ENDED_FAULT)
    open_ones = open_ones.select_for_update(no_key=True, of=("self",)).select_related(
        "branch", "device", "device__zone"
    )
    if (fault := open_ones.first()) is not None:
        return fault, False
    try:
        with transaction.atomic():
            return Fault.objects.create(device=device, kind=kind, **fields), True
    except IntegrityError:
        return open_ones.get(), False


def begin(fault: Fault, *, by: Actor, at: dt.datetime) -> None:
    """Tell about a new fault, call its people and start its clocks; tampering opens a security incident."""
    moving.add_step(fault, FaultStepKind.OPENED, by=by, at=at, text=fault.text)
    journal.record(FaultOpened(**moving.news_of(fault), source=fault.source))
    if fault.kind == FaultKind.TAMPERING:
        report_incident(fault, by=by, at=at)
    calling.call(fault, at=at)
    clocks.start(fault, at=at)


def report_incident(fault: Fault, *, by: Actor, at: dt.datetime) -> None:
    """Security and the head hear of it without a sound, by the incident that only they open (S302)."""
    words = calling.fault_words(fault.kind)
    note = f"{fault.device.code}: {words['zh']} / {words['en']}"
    reporting.report(fault.branch, by=by, at=at, kind=IncidentKind.SECURITY, zone=fault.device.zone, note=note)


def attach(fault: Fault, *, by: Actor, at: dt.datetime, level: int, text: str, put_out: bool) -> None:
    """The same again: counted, and back from its test when it was thought mended. The row must be locked."""
    fault.repeats += 1
    fault.last_seen_at = max(fault.last_seen_at, at)
    fault.put_out = fault.put_out or put_out
    fault.save(update_fields=["repeats", "last_seen_at", "put_out"])
    if text and by.staff_id is not None:
        moving.add_step(fault, FaultStepKind.NOTED, by=by, at=at, text=text[:500])
    journal.record(FaultRepeated(**moving.news_of(fault)))
    if fault.status == FaultStatus.FIXED:
        relapse(fault, by=by, at=at)
    if level > fault.level and fault.status in UNFIXED and fault.kind not in SECURITY_KINDS:
        rise(fault, by=by, at=at, since=at, level=level)
        clocks.start(fault, at=at)


def relapse(fault: Fault, *, by: Actor, at: dt.datetime, tested: bool = False, text: str = "") -> None:
    """Back to its level: the machine failed again, or the test did. The row must be locked."""
    moving.move(fault, "fail_test" if tested else "relapse", fixed_at=None, fixed_by=None)
    kind = FaultStepKind.FAILED if tested else FaultStepKind.RELAPSED
    moving.add_step(fault, kind, by=by, at=at, text=text)
    journal.record(FaultRelapsed(**moving.news_of(fault), tested=tested))
    calling.call_off(fault, at=at, reason="failed", among=[calling.TEST])
    clocks.start(fault, at=at)


def telemetry_recovered(device: Device, *, by: Actor, at: dt.datetime) -> list[Fault]:
    """The machine says that it works again: what it had told of waits for a person's test (1 query when there is none).

    Nothing closes by itself, and the alert of a fault that nobody has taken stays: somebody has to go and look.
    """
    told = Fault.objects.filter(device=device, source=FaultSource.TELEMETRY, status__in=UNFIXED)
    told = (
        told.exclude(kind__in=SECURITY_KINDS)
        .select_for_update(no_key=True, of=("self",))
        .select_related("branch", "device")
    )
    with journal.unit(by=by, at=at):
        faults = list(told.order_by("pk"))
        for fault in faults:
            moving.move(fault, "recover", fixed_at=at, fixed_by=None)
            deadlines.stop(subject=fault.subject, at=at)
            moving.add_step(fault, FaultStepKind.RECOVERED, by=by, at=at)
            journal.record(FaultRecovered(**moving.news_of(fault)))
    return faults
