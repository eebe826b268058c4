"""Every device of a branch as screens show it: its mark and word, the worst first, at one query for any number."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from devices.enums import SERVING_KINDS
from devices.enums.faults import IN_HAND, FaultKind, FaultStatus
from devices.enums.looks import KIND_ICONS, TROUBLE, WORST_MARKS
from devices.models.faults import Fault
from devices.selectors import Machine, machine_of
from lobby.branches.enums import DeviceKind
from lobby.branches.models import Branch, Device
from lobby.branches.prepared import Parameter, Prepared

NOT_WATCHED = _("not monitored")
# So many devices of a zone stand on the map by themselves; a zone with more has them behind its button.
ON_MAP = 4
# What lists read of a device, its state and its zone; to make objects of the rest is most of a long list's cost.
LISTED = (
    *("code", "kind", "name_zh", "name_en", "is_spare", "branch_id", "zone__name_zh", "zone__name_en"),
    *("state__status", "state__since", "state__lost", "state__told"),
)


@dataclass(frozen=True, slots=True)
class OpenFault:
    """The open fault of the highest level, the oldest of several."""

    id: int
    kind: FaultKind
    level: int
    status: FaultStatus

    @property
    def is_unfixed(self) -> bool:
        """Whether it still waits to be mended; after that it waits for its test."""
        return self.status == FaultStatus.OPEN or self.status in IN_HAND


@dataclass(frozen=True, slots=True)
class Seen:
    """A device as it is seen: a machine that nobody has reported counts as available, of other things nothing is known."""

    machine: Machine
    fault: OpenFault | None = None

    @property
    def device(self) -> Device:
        """The thing itself."""
        return self.machine.device

    @property
    def is_watched(self) -> bool:
        """Whether its state means anything."""
        return self.machine.since is not None or self.device.kind in SERVING_KINDS

    @property
    def mark(self) -> str:
        """Shape and colour of its state; a working device with a fault that nobody has mended needs attention."""
        level = self.machine.level if self.is_watched else "off"
        has_fault = self.fault is not None and self.fault.is_unfixed
        return "attention" if has_fault and level in ("fine", "info", "off") else level

    @property
    def label(self) -> str | Promise:
        """Its state in words, for screens in both languages."""
        return self.machine.status.label if self.is_watched else NOT_WATCHED

    @property
    def word(self) -> str:
        """Its state in the active language."""
        return str(self.label)

    @property
    def is_trouble(self) -> bool:
        """Whether somebody has to see to it."""
        return self.mark in TROUBLE

    @property
    def icon(self) -> str:
        """The picture of its kind."""
        return KIND_ICONS[DeviceKind(self.device.kind)]

    @property
    def rank(self) -> tuple[int, int, dt.datetime, str]:
        """The worst mark first, the highest fault, then who is in that state longest; what was never reported last."""
        since = self.machine.since or dt.datetime.max.replace(tzinfo=dt.UTC)
        return WORST_MARKS.index(self.mark), -(self.fault.level if self.fault else 0), since, self.device.code


@dataclass(frozen=True, slots=True)
class Count:
    """How many devices are out of order, need attention, and are there at all."""

    down: int
    attention: int
    all: int

    @property
    def trouble(self) -> int:
        """How many somebody has to see to."""
        return self.down + self.attention

    @property
    def mark(self) -> str:
        """The worst of them."""
        return "late" if self.down else "attention" if self.attention else "fine" if self.all else "off"


@dataclass(frozen=True, slots=True)
class Cluster:
    """The devices of one zone, worst first."""

    devices: list[Seen]

    @property
    def on_map(self) -> list[Seen]:
        """Those that stand on the map by themselves: the worst ones."""
        return self.devices[:ON_MAP]

    @property
    def hidden(self) -> int:
        """How many do not."""
        return max(0, len(self.devices) - ON_MAP)

    @property
    def single(self) -> Seen | None:
        """The only one, if there is but one."""
        return self.devices[0] if len(self.devices) == 1 else None

    @property
    def marks(self) -> list[tuple[str, int]]:
        """How many there are of each mark, worst first."""
        counts = Tally(seen.mark for seen in self.devices)
        return [(mark, counts[mark]) for mark in WORST_MARKS if counts[mark]]

    @property
    def trouble(self) -> int:
        """How many somebody has to see to."""
        return sum(seen.is_trouble for seen in self.devices)


def seen(devices: QuerySet[Device]) -> list[Seen]:
    """Devices in use as screens show them, worst first (1 query)."""
    return worst_first(with_worst(devices))


def with_worst(devices: QuerySet[Device]) -> QuerySet[Device]:
    """Devices in use with all that screens show of them."""
    open_ones = Fault.objects.filter(device=OuterRef("pk"), closed_at__isnull=True).order_by("-level", "pk")
    worst = open_ones.values(json=JSONObject(id="pk", kind="kind", level="level", status="status"))[:1]
    return devices.filter(is_active=True).select_related("state", "zone").annotate(worst=Subquery(worst))


def worst_first(devices: Iterable[Device]) -> list[Seen]:
    """Devices fetched by `with_worst`, in the order of screens."""
    return sorted(map(seen_of, devices), key=lambda one: one.rank)


def seen_of(device: Device) -> Seen:
    """A device fetched by `with_worst`."""
    told = device.worst  # type: ignore[attr-defined]  # annotated
    if told is None:
        return Seen(machine_of(device))
    fault = OpenFault(told["id"], FaultKind(told["kind"]), told["level"], FaultStatus(told["status"]))
    return Seen(machine_of(device), fault)


FLEET = Prepared(lambda: with_worst(Device.objects.filter(branch=Parameter("branch")).only(*LISTED)))


def fleet_of(branch: Branch) -> list[Seen]:
    """Every device of a branch that is in use, worst first, with what lists say of it (1 query)."""
    return worst_first(FLEET.all(branch=branch.pk))


def count_of(devices: Iterable[Seen]) -> Count:
    """Devices by how they are; one that is not in order is counted once."""
    marks = Tally(one.mark for one in devices)
    return Count(marks["late"], marks["attention"] + marks["unknown"], marks.total())


def by_zone(branch: Branch) -> dict[int | None, Cluster]:
    """The devices of each zone, worst first; those without a zone under None (1 query)."""
    found: dict[int | None, list[Seen]] = defaultdict(list)
    for one in fleet_of(branch):
        found[one.device.zone_id].append(one)
    return {zone: Cluster(devices) for zone, devices in found.items()}
