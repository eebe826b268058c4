"""The register of machines (AD-9): what stands in a branch and what is known of it.

Every change leaves what was and what is in the journal: that is the machine's history. What a change takes from or gives
to customers (its functions, a spare, in use or not) is told as a change of the machine's state is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from django.db import IntegrityError, transaction

from devices.domain.states import held
from devices.enums import SERVING_KINDS, DeviceStatus
from devices.errors.register import CodeTaken, HasSpares, NotOfTheBranch, SpareUnfit
from devices.events import DeviceStatusChanged
from devices.events.register import DeviceChanged, DeviceRegistered
from devices.models import DeviceFunction
from devices.selectors import is_routed
from lobby.branches.actors import Actor
from lobby.branches.enums import DeviceKind
from lobby.branches.models import Branch, Device, Service, Zone
from lobby.floor.domain.joined import forget_stale
from lobby.live import journal

Needs = Mapping[Service, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Details:
    """What the register says of a machine. `functions` maps the services it does to the parts each needs."""

    name_zh: str
    name_en: str
    kind: DeviceKind
    zone: Zone | None = None
    model: str = ""
    serial: str = ""
    vendor: str = ""
    is_accessible: bool = False
    is_spare: bool = False
    spare_for: Device | None = None
    is_active: bool = True
    functions: Needs = field(default_factory=dict)

    @property
    def columns(self) -> dict[str, Any]:
        """The values of the device's own row."""
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name != "functions"}


def add(branch: Branch, code: str, details: Details, *, by: Actor, at: dt.datetime) -> Device:
    """Register a machine (3 statements, one more with functions).

    Raises CodeTaken, NotOfTheBranch, SpareUnfit.
    """
    check(branch, details)
    with journal.unit(by=by, at=at):
        try:
            with transaction.atomic():
                device = Device.objects.create(branch=branch, code=code, **details.columns)
        except IntegrityError as error:
            raise CodeTaken(device=code) from error
        put_functions(device, details.functions)
        journal.record(
            DeviceRegistered(branch_id=branch.pk, device=device.pk, code=device.code, kind=str(details.kind))
        )
    return device


def change(device: Device, details: Details, *, by: Actor, at: dt.datetime) -> Device:
    """Correct what is known of a machine; one that says nothing new changes and tells nothing.

    Raises NotOfTheBranch, SpareUnfit, HasSpares.
    """
    check(device.branch, details, device=device)
    with journal.unit(by=by, at=at):
        device = locked(device.pk)
        changes = differences(device, details)
        if not changes:
            return device
        check_spares(device, details)
        before = services_of(device, at=at)
        for name, value in details.columns.items():
            setattr(device, name, value)
        device.save(update_fields=list(details.columns))
        if "functions" in changes:
            put_functions(device, details.functions)
        news = DeviceChanged(
            branch_id=device.branch_id, device=device.pk, code=device.code, kind=str(device.kind), changes=changes
        )
        journal.record(news)
        tell_of_services(device, before, at=at)
    return device


def check(branch: Branch, details: Details, *, device: Device | None = None) -> None:
    """What it is put with belongs to its branch, and a spare to its kind (no query). Raises NotOfTheBranch, SpareUnfit."""
    if details.zone is not None and details.zone.branch_id != branch.pk:
        raise NotOfTheBranch
    if any(service.branch_id != branch.pk for service in details.functions):
        raise NotOfTheBranch
    if not fits(branch, details, device=device):
        raise SpareUnfit


def fits(branch: Branch, details: Details, *, device: Device | None = None) -> bool:
    """Whether it may stand in for what it is said to stand in for: one machine, which is no spare itself."""
    other = details.spare_for
    if other is None:
        return True
    is_like = (other.branch_id, other.kind) == (branch.pk, details.kind)
    return details.is_spare and is_like and not other.is_spare and (device is None or other.pk != device.pk)


def check_spares(device: Device, details: Details) -> None:
    """While others stand in for it, it is neither of another kind nor a spare itself (1 query). Raises HasSpares."""
    spare = Device.objects.filter(spare_for=device).first()
    if spare is not None and (details.kind != device.kind or details.is_spare):
        raise HasSpares(spare=spare.code)


def differences(device: Device, details: Details) -> dict[str, list[Any]]:
    """For each value that differs what it was and what it is to be (1 query)."""
    changes = {}
    for name, value in details.columns.items():
        if getattr(device, name) != value:
            changes[name] = [worded(getattr(device, name)), worded(value)]
    was, is_to_be = functions_of(device), needs_by_code(details.functions)
    if was != is_to_be:
        changes["functions"] = [worded_functions(was), worded_functions(is_to_be)]
    return changes


def worded(value: Any) -> Any:
    """A value as the journal keeps it: things by their codes."""
    return value.code if isinstance(value, (Device, Zone)) else (value if isinstance(value, bool) else str(value or ""))


def worded_functions(needs: Mapping[str, tuple[str, ...]]) -> str:
    """Functions in one line, as the table of a file says them: `cash:dispenser+acceptor; card:card`."""
    return "; ".join(f"{code}:{'+'.join(parts)}" if parts else code for code, parts in sorted(needs.items()))


def needs_by_code(functions: Needs) -> dict[str, tuple[str, ...]]:
    """Services by code with the parts they need, in order."""
    return {service.code: tuple(sorted(str(part) for part in needs)) for service, needs in functions.items()}


def functions_of(device: Device) -> dict[str, tuple[str, ...]]:
    """What the register says that a machine does (1 query, none where the rows are at hand)."""
    rows = device.functions.all() if is_prefetched(device) else device.functions.select_related("service")
    return {row.service.code: tuple(sorted(row.needs)) for row in rows}


def is_prefetched(device: Device) -> bool:
    """Whether the functions came with the device."""
    return "functions" in getattr(device, "_prefetched_objects_cache", {})


def put_functions(device: Device, functions: Needs) -> None:
    """Write what a machine does anew (2 statements)."""
    DeviceFunction.objects.filter(device=device).delete()
    DeviceFunction.objects.bulk_create(
        DeviceFunction(device=device, service=service, needs=sorted(str(part) for part in needs))
        for service, needs in functions.items()
    )


def services_of(device: Device, *, at: dt.datetime) -> list[str]:
    """What customers can do at it now; its state is held until commit (1 statement, none for what serves nobody)."""
    if not device.is_active or device.is_spare or device.kind not in SERVING_KINDS:
        return []
    state: Any = held(device.pk, at=at)
    return list(state.able) if is_routed(DeviceStatus(state.status), state.lost) else []


def tell_of_services(device: Device, before: list[str], *, at: dt.datetime) -> None:
    """Whoever sends customers hears at once when the register gives or takes a service (1–2 statements)."""
    services = services_of(device, at=at)
    if services == before:
        return
    status = held(device.pk, at=at).status
    journal.record(
        DeviceStatusChanged(
            branch_id=device.branch_id,
            device=device.pk,
            code=device.code,
            kind=device.kind,
            before=status,
            status=status,
            services=services,
            refills=[],
        )
    )


def locked(device_id: int) -> Device:
    """Read a machine again with its row locked (1 statement)."""
    devices = Device.objects.select_for_update(of=("self",), no_key=True)
    found = devices.select_related("branch", "zone", "spare_for").get(pk=device_id)
    forget_stale(found, "zone", "spare_for")
    return found
