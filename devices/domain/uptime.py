"""How long machines serve: opening time without planned maintenance, and how much of it they were up (K09, S129)."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from django.db import transaction

from devices.enums import SERVING_KINDS, UP_SHARE, DeviceStatus
from devices.models import DeviceDay, Fault, MaintenanceWindow
from devices.selectors.spans import spans
from lobby.branches.calendar import Opening, business_date, openings
from lobby.branches.models import Branch, Device
from lobby.floor.domain.sweeping import apart

Time = tuple[dt.datetime, dt.datetime]
DAY = dt.timedelta(days=1)
# After an outage the days that nobody summed up are made good, so far back.
MOST_DAYS = 14
SUMMED = ("opens_at", "scheduled_s", "up_s", "partial_s")


@dataclass(slots=True)
class Times:
    """What happened to one machine while its branch was open; times are cut to the opening."""

    states: list[tuple[dt.datetime, dt.datetime, DeviceStatus]] = field(default_factory=list)
    planned: list[Time] = field(default_factory=list)
    broken: list[Time] = field(default_factory=list)


def sum_up_all(*, at: dt.datetime) -> int:
    """Every branch's machines; one branch that fails stops no other."""
    branches = Branch.objects.filter(is_active=True, devices__kind__in=SERVING_KINDS).distinct().order_by("pk")
    return sum(apart(partial(add_up, branch, at=at), failed="uptime_failed", branch=branch.pk) for branch in branches)


def add_up(branch: Branch, *, at: dt.datetime) -> bool:
    """One branch in its own transaction; whether there was anything to write."""
    with transaction.atomic():
        return sum_up(branch, at=at) > 0


def sum_up(branch: Branch, *, at: dt.datetime) -> int:
    """Write the days of a branch's machines from the last one written to today; returns how many rows (8 statements a day).

    Twice is as good as once, and writes nothing. Spare machines and those that nothing is known of are left out.
    """
    today = business_date(branch, at)
    last = DeviceDay.objects.filter(branch=branch).order_by("-day").values_list("day", flat=True).first()
    first = max(last or today, today - MOST_DAYS * DAY)
    ahead = openings(branch, first, (today - first).days + 1)
    return sum(write_day(branch, day, opening, at=at) for day, opening in ahead.items())


def write_day(branch: Branch, day: dt.date, opening: Opening, *, at: dt.datetime) -> int:
    """One business day as far as it has gone (6 statements, none while it was closed); rows that stand already are left."""
    if opening.opens_at is None or opening.closes_at is None or opening.opens_at >= at:
        return 0
    time = opening.opens_at, min(opening.closes_at, at)
    machines = Device.objects.filter(branch=branch, is_active=True, is_spare=False, kind__in=SERVING_KINDS)
    ids = list(machines.filter(state__isnull=False).order_by("pk").values_list("pk", flat=True))
    times = times_of(ids, time)
    standing = set(DeviceDay.objects.filter(branch=branch, day=day).values_list("device", *SUMMED))
    rows = [row_of(branch, device_id, day, time, times[device_id]) for device_id in ids]
    rows = [row for row in rows if (row.device_id, *(getattr(row, name) for name in SUMMED)) not in standing]
    DeviceDay.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["device", "day"],
        update_fields=SUMMED,
    )
    return len(rows)


def times_of(ids: list[int], time: Time) -> dict[int, Times]:
    """States, planned maintenance and faults of machines within a time (3 queries)."""
    since, until = time
    found: dict[int, Times] = defaultdict(Times)
    for span in spans(ids, since, until):
        found[span.device_id].states.append((*cut(span.starts_at, span.ends_at, time), DeviceStatus(span.status)))
    for window in MaintenanceWindow.objects.filter(device__in=ids, starts_at__lt=until, ends_at__gt=since):
        found[window.device_id].planned.append(cut(window.starts_at, window.ends_at, time))
    broken = Fault.objects.filter(device__in=ids, opened_at__lt=until).exclude(fixed_at__lt=since)
    for fault in broken.exclude(closed_at__lt=since):
        found[fault.device_id].broken.append(cut(fault.opened_at, fault.fixed_at or fault.closed_at, time))
    return found


def cut(starts_at: dt.datetime, ends_at: dt.datetime | None, time: Time) -> Time:
    """What of a stretch lies within a time; it may be empty."""
    return max(starts_at, time[0]), min(ends_at or time[1], time[1])


def row_of(branch: Branch, device_id: int, day: dt.date, time: Time, times: Times) -> DeviceDay:
    """The seconds of one machine on one day."""
    scheduled = up = partly = 0.0
    for since, until in slices(time, times):
        seconds = (until - since).total_seconds()
        status = next((one for begins, ends, one in times.states if begins <= since < ends), DeviceStatus.AVAILABLE)
        if is_excused(since, status, times):
            continue
        scheduled += seconds
        share = UP_SHARE.get(status, 0.0)
        up += seconds if share == 1.0 else 0.0
        partly += seconds if 0.0 < share < 1.0 else 0.0
    return DeviceDay(
        branch=branch,
        device_id=device_id,
        day=day,
        opens_at=time[0],
        scheduled_s=round(scheduled),
        up_s=int(up),
        partial_s=int(partly),
    )


def slices(time: Time, times: Times) -> Iterable[Time]:
    """The time cut wherever anything begins or ends."""
    moments = {*time}
    states = [(begins, ends) for begins, ends, _status in times.states]
    for begins, ends in (*states, *times.planned, *times.broken):
        moments |= {begins, ends}
    points = sorted(one for one in moments if time[0] <= one <= time[1])
    return itertools.pairwise(points)


def is_excused(moment: dt.datetime, status: DeviceStatus, times: Times) -> bool:
    """Whether a moment does not count: a planned window, or maintenance that is no repair of an open fault."""
    if any(begins <= moment < ends for begins, ends in times.planned):
        return True
    is_repair = any(begins <= moment < ends for begins, ends in times.broken)
    return status == DeviceStatus.MAINTENANCE and not is_repair
