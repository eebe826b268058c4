"""Tampering: security and the head hear of it without a sound, by an incident that others do not see."""

from __future__ import annotations

import datetime as dt

import pytest

from devices.domain import faults
from devices.enums.faults import FaultKind, FaultSource
from devices.errors.faults import IllegalFaultMove, NotByHand, NotSuspected
from devices.models import Fault
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.branches.errors import Forbidden
from lobby.branches.models import Branch, Device, Staff
from lobby.floor.enums.incidents import IncidentKind
from lobby.floor.models import Alert, Deadline, Incident
from lobby.live.models import Entry
from tests import factories

K = FaultKind


def told(machine: Device, kind: FaultKind, at: dt.datetime) -> Fault:
    return faults.open_fault(machine, kind, by=machine.actor, at=at, source=FaultSource.TELEMETRY)


def test_tampering_opens_a_security_incident(machine: Device, head: Staff, at: dt.datetime) -> None:
    told(machine, K.TAMPERING, at)
    told(machine, K.TAMPERING, at)

    incident = Incident.objects.get()
    assert (incident.kind, incident.zone, incident.is_restricted) == (IncidentKind.SECURITY, machine.zone, True)
    assert [alert.kind for alert in Alert.objects.all()] == ["security.silent"]
    assert not Deadline.objects.filter(subject_type="fault").exists()
    assert {entry.type.partition(".")[0] for entry in Entry.objects.all()} == {"fault", "security"}


def test_a_suspicion_is_decided_by_security(
    branch: Branch, machine: Device, manager: Staff, head: Staff, at: dt.datetime
) -> None:
    fault = told(machine, K.TAMPERING_SUSPECTED, at)
    alert = Alert.objects.get()
    assert (alert.kind, alert.roles) == ("security.machine", [RoleCode.SEC, RoleCode.HEAD])
    assert not Incident.objects.exists()

    with pytest.raises(Forbidden):
        faults.confirm_tampering(fault, by=manager, at=at)
    guard = factories.make_staff("bao", branch, RoleCode.SEC)
    fault = faults.confirm_tampering(fault, by=guard, at=at)

    assert fault.kind == K.TAMPERING
    assert Incident.objects.get().kind == IncidentKind.SECURITY
    alert.refresh_from_db()
    assert alert.resolved_at == at
    with pytest.raises(NotSuspected):
        faults.confirm_tampering(fault, by=guard, at=at)


def test_a_false_suspicion_is_taken_off(machine: Device, head: Staff, at: dt.datetime) -> None:
    fault = faults.cancel(told(machine, K.TAMPERING_SUSPECTED, at), by=head, at=at, text="清洁贴纸")

    assert not fault.is_open
    assert not Incident.objects.exists()


def test_security_goes_to_no_other_office(machine: Device, manager: Staff, at: dt.datetime) -> None:
    fault = told(machine, K.TAMPERING, at)

    with pytest.raises(IllegalFaultMove):
        faults.escalate(fault, by=manager, at=at, text="交上级")


def test_a_person_reports_tampering_as_an_incident(machine: Device, manager: Staff, at: dt.datetime) -> None:
    with pytest.raises(NotByHand):
        faults.report(machine, K.TAMPERING, by=manager, at=at)


def test_telemetry_takes_no_suspicion_back(machine: Device, at: dt.datetime) -> None:
    told(machine, K.TAMPERING, at)

    assert faults.telemetry_recovered(machine, by=SYSTEM, at=at) == []
