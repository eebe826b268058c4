"""What every verb on an incident shares: the lock, the move, the news, the call for people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.floor.bilingual import both
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.enums.incidents import ENDED_INCIDENT, INCIDENT_MOVES, IncidentKind, IncidentStatus
from lobby.floor.errors.incidents import IllegalIncidentMove, IncidentEnded
from lobby.floor.models import Incident

REPORTED, UNCLASSIFIED, ACTIVE = "incident.reported", "incident.unclassified", "incident.active"
LEVEL, SUPPORT, REVIEW_LATE = "incident.level", "incident.support", "incident.review_late"
DRILL, TASK_LATE = "incident.drill", "incident.task_late"
ALERTS = (REPORTED, UNCLASSIFIED, ACTIVE, LEVEL, SUPPORT, REVIEW_LATE)
# The silent kind that calls only security and the head, and what a drill says instead.
QUIET = {
    REPORTED: "security.silent",
    UNCLASSIFIED: "security.unclassified",
    ACTIVE: "security.active",
    LEVEL: "security.level",
    SUPPORT: "security.support",
    REVIEW_LATE: "security.review_late",
    DRILL: "security.drill",
    TASK_LATE: "security.task_late",
}


def locked(incident: Incident) -> Incident:
    """Read the incident again with its row locked (1 statement)."""
    rows = Incident.objects.select_for_update(no_key=True, of=("self",)).select_related("branch", "zone")
    return rows.get(pk=incident.pk)


def locked_open(incident: Incident) -> Incident:
    """The same for what is written down about it. Raises IncidentEnded."""
    incident = locked(incident)
    if incident.status in ENDED_INCIDENT:
        raise IncidentEnded
    return incident


def check_move(incident: Incident, verb: str) -> IncidentStatus:
    """Return the state the verb leads to; raises IllegalIncidentMove when the table does not list it."""
    sources, target = INCIDENT_MOVES[verb]
    if incident.status not in sources:
        raise IllegalIncidentMove(status=IncidentStatus(incident.status).label)
    return target


def move(incident: Incident, verb: str, **fields: Any) -> Incident:
    """Take the verb's move and save it with the named fields (1 statement). The row must be locked."""
    incident.status = check_move(incident, verb)
    for name, value in fields.items():
        setattr(incident, name, value)
    incident.save(update_fields=["status", *(name.removesuffix("_id") for name in fields)])
    return incident


def news_of(incident: Incident) -> dict[str, Any]:
    """The values that every incident event carries."""
    return {
        "branch_id": incident.branch_id,
        "incident": incident.pk,
        "kind": incident.kind,
        "status": incident.status,
        "is_drill": incident.is_drill,
    }


def call(incident: Incident, kind: str, *, at: dt.datetime, roles: Iterable[RoleCode] | None = None) -> None:
    """Call people: for a drill with one alert that says so, for a restricted incident without a sound."""
    kind, roles = (DRILL, None) if incident.is_drill else (kind, roles)
    if incident.is_restricted:
        kind = QUIET[kind]
    values = {"kind": kind_words(incident.kind), "level": incident.response_level, "zone": zone_words(incident)}
    raise_alert(
        incident.branch,
        kind,
        by=SYSTEM,
        at=at,
        subject=incident.subject,
        values=values,
        zone=incident.zone,
        roles=[role.value for role in roles] if roles is not None else None,
    )


def call_off(incident: Incident, *kinds: str, at: dt.datetime, reason: str) -> None:
    """End the alerts of these kinds, or all of them, loud and silent: the kind may have changed meanwhile."""
    among = [*kinds, *(QUIET[kind] for kind in kinds)] if kinds else None
    resolve_about(incident.subject, at=at, reason=reason, among=among)


def kind_words(kind: str) -> dict[str, str]:
    """A kind's name in both languages, to stand inside an alert or task."""
    return both(IncidentKind(kind).label)


def zone_words(incident: Incident) -> dict[str, str]:
    """Where, in both languages; a dash where nobody said."""
    zone = incident.zone
    return {"zh": zone.name_zh, "en": zone.name_en} if zone else {"zh": "—", "en": "—"}
