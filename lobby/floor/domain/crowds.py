"""How full the zones are, and the call for help when one is over its capacity (S426)."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.models import Branch, Zone
from lobby.floor import kinds
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.domain.alerts.moving import policy_at
from lobby.floor.events.security import ZoneCounted
from lobby.floor.models import Alert, ZoneCount
from lobby.floor.occupancy import occupancy
from lobby.live import journal

CROWDED = "order.crowd"


def count_people(zone: Zone, *, by: Actor, at: dt.datetime, people: int) -> ZoneCount:
    """Note how many people without a number are in a zone; one that is over its capacity calls for help at once."""
    with journal.unit(by=by, at=at):
        count, _is_new = ZoneCount.objects.update_or_create(
            zone=zone, defaults={"people": people, "counted_at": at, "counted_by_id": by.staff_id}
        )
        journal.record(ZoneCounted(branch_id=zone.branch_id, zone=zone.pk, people=people))
        look(zone.branch, at=at)
    return count


def look(branch: Branch, *, at: dt.datetime) -> list[Zone]:
    """Hold every zone against its capacity (4 queries when all is well); returns those that called for help now.

    A zone calls once in `BranchPolicy.crowd_quiet_s`, whoever looks and how often; its alert ends when it is emptier.
    """
    people = occupancy(branch, at=at)
    zones = list(Zone.objects.filter(branch=branch).order_by("pk"))
    over = [zone for zone in zones if zone.capacity and people[zone.pk] > zone.capacity]
    with journal.unit(by=SYSTEM, at=at):
        relieve(branch, over, at=at)
        return [zone for zone in over if claim(zone, at=at) and sound(zone, people[zone.pk], at=at)]


def relieve(branch: Branch, over: list[Zone], *, at: dt.datetime) -> None:
    """End the alerts of zones that have room again (1 query)."""
    alerts = Alert.objects.filter(branch=branch, kind=CROWDED, resolved_at__isnull=True)
    for zone_id in alerts.exclude(subject_id__in=[zone.pk for zone in over]).values_list("subject_id", flat=True):
        resolve_about(("zone", zone_id), at=at, reason="room", among=[CROWDED])


def claim(zone: Zone, *, at: dt.datetime) -> bool:
    """Whether it is this caller who calls for help now: one in the quiet time (2–3 statements)."""
    ZoneCount.objects.get_or_create(zone=zone)
    quiet = dt.timedelta(seconds=policy_at(zone.branch, at).crowd_quiet_s)
    due = Q(alerted_at__isnull=True) | Q(alerted_at__lte=at - quiet)
    return ZoneCount.objects.filter(due, zone=zone).update(alerted_at=at) == 1


def sound(zone: Zone, people: int, *, at: dt.datetime) -> bool:
    """Raise the zone's alert."""
    values = {"zone": kinds.in_both(zone), "people": people, "capacity": zone.capacity}
    raise_alert(zone.branch, CROWDED, by=SYSTEM, at=at, subject=("zone", zone.pk), values=values, zone=zone)
    return True
