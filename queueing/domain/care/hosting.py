"""An upset customer gets one person and a quiet place (S137). Staff say so themselves; nothing is inferred (N23)."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.models import Branch, Staff, Zone
from lobby.floor import kinds
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.events import AlertAccepted
from lobby.live import journal
from lobby.live.events import Event
from queueing.alerts.care import HOST
from queueing.domain.care.companions import open_visit
from queueing.domain.care.warnings import forget_at, watch
from queueing.errors.care import AlreadyFlagged, NotFlagged
from queueing.events.care import HostAsked, Hosted, HostReleased
from queueing.models import Room, Ticket, UpsetFlag, Visit


def flag(visit: Visit, *, by: Staff, at: dt.datetime, room: Room | None = None, zone: Zone | None = None) -> UpsetFlag:
    """Ask for a host, in a room or zone away from the queue; the alert has its own accept timer. Raises VisitOver,
    AlreadyFlagged.
    """
    with journal.unit(by=by.actor, at=at):
        visit = open_visit(visit)
        found = UpsetFlag.objects.select_for_update(no_key=True).filter(visit=visit).first()
        if found is not None and found.ended_at is None:
            raise AlreadyFlagged
        asked = {
            "branch": visit.branch,
            "flagged_at": at,
            "flagged_by": by,
            "room": room,
            "zone": zone,
            "host": None,
            "hosted_at": None,
            "ended_at": None,
            "forget_at": forget_at(visit),
        }
        found, _is_new = UpsetFlag.objects.update_or_create(visit=visit, defaults=asked)
        journal.record(HostAsked(branch_id=visit.branch_id, visit=visit.pk))
        call_host(found, at=at)
        watch(visit, at=at)
    return found


def call_host(found: UpsetFlag, *, at: dt.datetime) -> None:
    """One alert, worded without a mood: it stays in the history longer than the flag does."""
    visit, place = found.visit, found.place
    values = {
        "number": number_of(visit),
        "place": kinds.in_both(place) if place else {"zh": "请选安静处", "en": "choose a quiet place"},
    }
    subject = ("visit", visit.pk)
    raise_alert(visit.branch, HOST, by=SYSTEM, at=at, subject=subject, values=values, zone=found.zone)


def release(visit: Visit, *, by: Actor, at: dt.datetime) -> UpsetFlag:
    """No host is needed any more. Raises NotFlagged."""
    with journal.unit(by=by, at=at):
        found = UpsetFlag.objects.select_for_update(no_key=True).filter(visit=visit.pk, ended_at__isnull=True).first()
        if found is None:
            raise NotFlagged
        end(found, at=at)
        watch(visit, at=at)
    return found


def end(found: UpsetFlag, *, at: dt.datetime) -> None:
    """The flag is over, and so is what it asked for. Call it inside a unit with the row locked."""
    found.ended_at = at
    found.save(update_fields=["ended_at"])
    journal.record(HostReleased(branch_id=found.branch_id, visit=found.visit_id))
    resolve_about(("visit", found.visit_id), at=at, reason="released", among=[HOST])


def alert_accepted(event: Event, by: Actor, at: dt.datetime) -> None:
    """Whoever takes the alert is the host (no query for other alerts)."""
    assert isinstance(event, AlertAccepted)
    if event.kind != HOST:
        return
    visit_id = int(event.about.removeprefix("visit:"))
    found = UpsetFlag.objects.select_for_update(no_key=True).filter(visit=visit_id, ended_at__isnull=True).first()
    if found is not None:
        found.host_id, found.hosted_at = by.staff_id, at
        found.save(update_fields=["host", "hosted_at"])
        journal.record(Hosted(branch_id=found.branch_id, visit=visit_id))


def lock_before_alert(visit_id: int) -> None:
    """What the floor locks before an alert that asks for a host: whoever releases comes from the flag to the alert."""
    UpsetFlag.objects.select_for_update(no_key=True).filter(visit=visit_id).first()


def number_of(visit: Visit) -> str:
    """The number that the customer holds (1 query)."""
    newest = Ticket.objects.filter(visit=visit.pk).order_by("-pk").values_list("number", flat=True)
    return newest.first() or "–"


def quiet_places(branch: Branch) -> tuple[list[Room], list[Zone]]:
    """Rooms and zones in which somebody can be talked to (2 queries)."""
    rooms = Room.objects.filter(branch=branch, is_active=True)
    zones = Zone.objects.filter(branch=branch).exclude(kind__in=["entrance", "cash", "waiting", "self_service"])
    return list(rooms.order_by("code")), list(zones.order_by("code"))
