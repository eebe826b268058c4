"""Saying which zones one looks after."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date
from lobby.branches.models import Staff, Zone
from lobby.floor.events.day import ZoneEntered, ZoneLeft
from lobby.floor.models import ZoneDuty
from lobby.live import journal


def enter_zone(zone: Zone, staff: Staff, *, by: Actor, at: dt.datetime) -> ZoneDuty:
    """Alerts of the zone go to this person first for the rest of the business day; saying it again changes nothing."""
    with journal.unit(by=by, at=at):
        duty, is_new = ZoneDuty.objects.get_or_create(
            staff=staff,
            zone=zone,
            date=business_date(zone.branch, at),
            until=None,
            defaults={"branch": zone.branch, "since": at},
        )
        if is_new:
            journal.record(ZoneEntered(branch_id=zone.branch_id, zone=zone.pk, staff=staff.pk))
    return duty


def leave_zone(zone: Zone, staff: Staff, *, by: Actor, at: dt.datetime) -> bool:
    """The zone is not theirs any more; False when it was not (1 statement)."""
    with journal.unit(by=by, at=at):
        open_ones = ZoneDuty.objects.filter(staff=staff, zone=zone, until__isnull=True)
        has_left = bool(open_ones.update(until=at))
        if has_left:
            journal.record(ZoneLeft(branch_id=zone.branch_id, zone=zone.pk, staff=staff.pk))
    return has_left
