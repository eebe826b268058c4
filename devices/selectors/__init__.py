"""Which machines stand in a branch, what each can do now, and which of them somebody may be sent to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from devices.enums import CHANNELS, LEVELS, ROUTED, SERVING_KINDS, DeviceStatus
from devices.enums.reports import Part, Word
from devices.selectors.functions import able
from lobby.branches.enums import Channel, DeviceKind
from lobby.branches.models import Branch, Device, Service
from lobby.branches.prepared import Parameter, Prepared


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine with its state; `since` is None for one that was never reported."""

    device: Device
    status: DeviceStatus = DeviceStatus.AVAILABLE
    since: dt.datetime | None = None
    lost: tuple[Part, ...] = ()
    is_in_use: bool = False

    @property
    def channel(self) -> Channel:
        """Which channel of the catalogue it is."""
        return CHANNELS[DeviceKind(self.device.kind)]

    @property
    def is_usable(self) -> bool:
        """Whether a customer may be sent to it, for one of its services at least."""
        return is_routed(self.status, self.lost) and not self.device.is_spare

    @property
    def services(self) -> list[str]:
        """Codes of the services it can do now, in order; only of devices fetched by `with_services`."""
        found: list[str] = self.device.able  # type: ignore[attr-defined]  # annotated
        return found if self.is_usable else []

    @property
    def level(self) -> str:
        """How its state is marked."""
        return LEVELS[self.status]

    @property
    def word(self) -> str:
        """Its state in the active language."""
        return str(self.status.label)


def is_routed(status: DeviceStatus, lost: Sequence[str]) -> bool:
    """Whether a machine in a state does anything; of a partly working one somebody must have told which parts it lost."""
    return ROUTED[status] and (status != DeviceStatus.PARTIAL or bool(lost))


def machine_of(device: Device) -> Machine:
    """A device whose state, if it has one, is at hand."""
    state = getattr(device, "state", None)
    if state is None:
        return Machine(device)
    status = DeviceStatus(state.status)
    is_in_use = status == DeviceStatus.BUSY or (state.told or {}).get("device") == Word.DEVICE_BUSY
    return Machine(device, status, state.since, tuple(Part(part) for part in state.lost), is_in_use)


def with_services(devices: QuerySet[Device]) -> QuerySet[Device]:
    """Devices with their states, and with what the parts they have left let them do."""
    return devices.select_related("state").annotate(able=able())


def serving() -> QuerySet[Device]:
    """The machines of one branch that serve customers, as `MACHINES` asks for them."""
    found = Device.objects.filter(branch=Parameter("branch"), is_active=True, kind__in=SERVING_KINDS)
    return with_services(found).select_related("zone").order_by("code")


MACHINES = Prepared(serving)


def machines(branch: Branch) -> list[Machine]:
    """The machines of a branch that serve customers, with what they can do, in order of their codes (1 query)."""
    return [machine_of(device) for device in MACHINES.all(branch=branch.pk)]


def usable(branch: Branch, service: Service | None = None) -> list[Machine]:
    """Those of them that somebody may be sent to, for a certain service where one is given (1 query)."""
    found = [machine for machine in machines(branch) if machine.is_usable]
    return found if service is None else [machine for machine in found if service.code in machine.services]
