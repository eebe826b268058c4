"""Devices as rows of long lists: words looked up once for all rows, the worst shown and the rest counted by kind."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from devices.enums.looks import KIND_ICONS, WORST_MARKS
from devices.selectors.fleet import Seen
from lobby.branches.enums import DeviceKind
from lobby.branches.models import Branch

# So many rows are drawn anew with each news, and stand on one page of a list that is looked through.
SHOWN = 100
FILTERS = ("mark", "kind", "zone")


@dataclass(frozen=True, slots=True)
class Row:
    """A device as text in the active language; `since` is its branch's wall clock, empty when it tells nothing."""

    pk: str
    kind: str
    mark: str
    zone: str
    icon: str
    name: str
    about: str
    word: str
    fault: str
    moment: str
    since: str


@dataclass(frozen=True, slots=True)
class Fold:
    """Devices of one kind that have no row."""

    kind: DeviceKind
    count: int
    mark: str

    @property
    def icon(self) -> str:
        """The picture of the kind."""
        return KIND_ICONS[self.kind]


def rows_of(devices: Iterable[Seen], branch: Branch) -> list[Row]:
    """Devices of a branch as rows, in their order."""
    zone, word, spare = ZoneInfo(branch.timezone), cache(str), _("spare")
    level = cache(lambda n: _("level %(level)s") % {"level": n})

    def row(one: Seen) -> Row:
        device, fault = one.device, one.fault
        since = one.machine.since if one.is_watched else None
        about = [word(DeviceKind(device.kind).label), device.code]
        about += [device.zone.name] if device.zone else []
        about += [spare] if device.is_spare else []
        return Row(
            pk=str(device.pk),
            kind=device.kind,
            mark=one.mark,
            zone=str(device.zone_id or ""),
            icon=one.icon,
            name=device.name,
            about=" · ".join(about),
            word=word(one.label),
            fault=f"{word(fault.kind.label)} · {level(fault.level)}" if fault else "",
            moment=since.astimezone(zone).isoformat(timespec="seconds") if since else "",
            since=f"{since.astimezone(zone):%m-%d %H:%M}" if since else "",
        )

    return [row(one) for one in devices]


def folds_of(devices: Iterable[Seen]) -> list[Fold]:
    """Devices counted by kind, the kind with the worst first."""
    counts: Tally[str] = Tally()
    worst: dict[str, str] = {}
    for one in devices:
        counts[one.device.kind] += 1
        worst[one.device.kind] = min(worst.get(one.device.kind, one.mark), one.mark, key=WORST_MARKS.index)
    found = [Fold(DeviceKind(kind), count, worst[kind]) for kind, count in counts.items()]
    return sorted(found, key=lambda fold: (WORST_MARKS.index(fold.mark), -fold.count, fold.kind))


def filtered(devices: Iterable[Seen], wanted: Mapping[str, str]) -> list[Seen]:
    """Those that fit what is asked for by mark, kind and zone."""
    return [one for one in devices if all(value == said(one, name) for name, value in wanted.items())]


def said(one: Seen, name: str) -> str:
    """What a device says to one of the filters."""
    return {"mark": one.mark, "kind": one.device.kind, "zone": str(one.device.zone_id or "")}[name]
