"""Machines as programs are told of them: with their state, what they can do and their open fault."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from devices.models.faults import Fault
from devices.selectors import machine_of, with_services
from lobby.branches.api.moments import moment
from lobby.branches.models import Branch, Device
from lobby.branches.prepared import Parameter, Prepared


def told(devices: QuerySet[Device]) -> QuerySet[Device]:
    """Devices with all that an answer says of them."""
    open_ones = Fault.objects.filter(device=OuterRef("pk"), closed_at__isnull=True).order_by("-level", "pk")
    worst = open_ones.values(json=JSONObject(id="pk", kind="kind", level="level", status="status"))[:1]
    return with_services(devices).select_related("branch", "zone").annotate(fault=Subquery(worst))


ONE = Prepared(lambda: told(Device.objects.filter(pk=Parameter("device"), is_active=True)))


def one(device_id: int) -> Device | None:
    """A device in use by id, as it is told of (1 query)."""
    return ONE.first(device=device_id)


def fleet(branch: Branch) -> list[Device]:
    """Every device of a branch in use, in order of their codes (1 query)."""
    return list(told(Device.objects.filter(branch=branch, is_active=True)).order_by("code"))


def state_answer(device: Device) -> dict[str, Any]:
    """What a report is answered with; the fault is the open one of the highest level, the oldest of several."""
    machine = machine_of(device)
    return {
        "code": device.code,
        "state": machine.status.value,
        "services": machine.services,
        "fault": device.fault,  # type: ignore[attr-defined]  # annotated
    }


def fleet_answer(device: Device) -> dict[str, Any]:
    """A device of the list of a branch."""
    return {
        **state_answer(device),
        "kind": device.kind,
        "name": device.name,
        "zone": device.zone.code if device.zone else None,
        "since": moment(machine_of(device).since),
    }
