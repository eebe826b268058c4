"""Reporting an incident and saying what it is."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.models import Branch, Staff, Zone
from lobby.floor.domain import deadlines
from lobby.floor.domain.incidents import clocks, moves
from lobby.floor.domain.incidents.levels import rise
from lobby.floor.domain.incidents.notes import add_step
from lobby.floor.domain.incidents.responding import put_in_force
from lobby.floor.enums.incidents import (
    AT_ONCE_SEVERITIES,
    CLASSIFY_CLOCK,
    IncidentKind,
    IncidentSeverity,
    IncidentStatus,
    StepKind,
)
from lobby.floor.errors import ReasonMissing
from lobby.floor.events.incidents import (
    IncidentClassified,
    IncidentFalseAlarm,
    IncidentHidden,
    IncidentNoted,
    IncidentReported,
)
from lobby.floor.models import Incident
from lobby.floor.wording import check_words
from lobby.live import journal


def report(
    branch: Branch,
    *,
    by: Actor,
    at: dt.datetime,
    kind: IncidentKind,
    zone: Zone | None = None,
    note: str = "",
    is_drill: bool = False,
) -> Incident:
    """Something happens. The same thing reported again before anybody classified it joins the first report.

    Raises AppearanceNoted (N18, N23).
    """
    note = check_words(note)
    with journal.unit(by=by, at=at):
        incident, is_new = Incident.objects.get_or_create(
            branch=branch,
            kind=kind,
            zone=zone,
            is_drill=is_drill,
            status=IncidentStatus.REPORTED,
            defaults={"note": note, "reported_at": at, "reported_by_id": by.staff_id},
        )
        if is_new:
            journal.record(IncidentReported(**moves.news_of(incident)))
            moves.call(incident, moves.REPORTED, at=at)
            clocks.start(incident, at=at)
        else:
            if note:
                add_step(incident, StepKind.OTHER, by=by, at=at, note=note)
            journal.record(IncidentNoted(**moves.news_of(incident), what="again"))
    return incident


def classify(
    incident: Incident, *, by: Actor, at: dt.datetime, severity: IncidentSeverity, kind: IncidentKind | None = None
) -> Incident:
    """Say what it is and how grave. Ⅰ and Ⅱ put their plan in force at once, Ⅰ at response level 2.

    Raises IllegalIncidentMove.
    """
    with journal.unit(by=by, at=at):
        incident = moves.locked(incident)
        moves.check_move(incident, "classify")
        was_restricted = incident.is_restricted
        moves.call_off(incident, moves.REPORTED, moves.UNCLASSIFIED, at=at, reason="classified")
        moves.move(incident, "classify", kind=kind or incident.kind, severity=severity, classified_at=at)
        deadlines.stop(subject=incident.subject, kind=CLASSIFY_CLOCK, at=at)
        journal.record(IncidentClassified(**moves.news_of(incident), severity=severity))
        if incident.is_restricted and not was_restricted:
            journal.record(IncidentHidden(branch_id=incident.branch_id, incident=incident.pk))
        if severity == IncidentSeverity.I and incident.response_level < 2:
            rise(incident, 2, by=SYSTEM, at=at, reason="severity")
        if severity in AT_ONCE_SEVERITIES:
            put_in_force(incident, by=SYSTEM, at=at)
    return incident


def call_false_alarm(incident: Incident, *, by: Actor, at: dt.datetime, reason: str) -> Incident:
    """There was nothing. Raises ReasonMissing, AppearanceNoted, IllegalIncidentMove."""
    if not reason.strip():
        raise ReasonMissing
    with journal.unit(by=by, at=at):
        incident = moves.locked(incident)
        moves.move(incident, "false_alarm", ended_at=at, ended_by_id=by.staff_id, end_reason=check_words(reason))
        deadlines.stop(subject=incident.subject, at=at)
        moves.call_off(incident, at=at, reason="false_alarm")
        journal.record(IncidentFalseAlarm(**moves.news_of(incident)))
    return incident


def start_drill(branch: Branch, *, by: Staff, at: dt.datetime, kind: IncidentKind, note: str = "") -> Incident:
    """Practise: everything says that it is a drill, and no figure counts it."""
    return report(branch, by=by.actor, at=at, kind=kind, note=note, is_drill=True)
