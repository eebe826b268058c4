"""The written report, the review and the closing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.actors import Actor
from lobby.floor.domain import deadlines
from lobby.floor.domain.incidents import moves
from lobby.floor.enums.incidents import REPORT_FIELDS, REVIEW_CLOCK, IncidentSeverity
from lobby.floor.errors.incidents import CommanderCloses, ReportIncomplete, TasksOpen
from lobby.floor.events.incidents import IncidentClosed, IncidentNoted, IncidentReviewed
from lobby.floor.models import Incident, IncidentReport, Reminder
from lobby.floor.wording import check_words
from lobby.live import journal


def write_report(incident: Incident, *, by: Actor, at: dt.datetime, **fields: Any) -> IncidentReport:
    """Write some of the report's fields; the others stay. Raises IncidentEnded."""
    with journal.unit(by=by, at=at):
        incident = moves.locked_open(incident)
        report = keep(incident, by=by, at=at, fields=fields)
        journal.record(IncidentNoted(**moves.news_of(incident), what="report"))
    return report


def keep(incident: Incident, *, by: Actor, at: dt.datetime, fields: dict[str, Any]) -> IncidentReport:
    """Save the named fields of the report."""
    known = {name: check_words(value) if isinstance(value, str) else value for name, value in fields.items()}
    unknown = known.keys() - set(REPORT_FIELDS)
    if unknown:
        raise TypeError(f"a report has no {sorted(unknown)}")
    report, _is_new = IncidentReport.objects.update_or_create(
        incident=incident, defaults={**known, "written_at": at, "written_by_id": by.staff_id}
    )
    return report


def review(incident: Incident, *, by: Actor, at: dt.datetime, **fields: Any) -> Incident:
    """The report is whole: cause, harm and improvement are known. Raises IllegalIncidentMove, ReportIncomplete."""
    with journal.unit(by=by, at=at):
        incident = moves.locked(incident)
        moves.check_move(incident, "review")
        missing = keep(incident, by=by, at=at, fields=fields).missing
        if missing:
            raise ReportIncomplete(fields=", ".join(missing))
        moves.move(incident, "review", reviewed_at=at)
        deadlines.stop(subject=incident.subject, kind=REVIEW_CLOCK, at=at)
        moves.call_off(incident, moves.REVIEW_LATE, at=at, reason="reviewed")
        journal.record(IncidentReviewed(**moves.news_of(incident)))
    return incident


def close(incident: Incident, *, by: Actor, at: dt.datetime) -> Incident:
    """It is over. Of severity Ⅰ not by who led it. Raises IllegalIncidentMove, TasksOpen, CommanderCloses."""
    with journal.unit(by=by, at=at):
        incident = moves.locked(incident)
        moves.check_move(incident, "close")
        if incident.severity == IncidentSeverity.I and by.staff_id in (None, incident.commander_id):
            raise CommanderCloses
        count = open_tasks(incident)
        if count:
            raise TasksOpen(count=count)
        moves.move(incident, "close", ended_at=at, ended_by_id=by.staff_id)
        deadlines.stop(subject=incident.subject, at=at)
        moves.call_off(incident, at=at, reason="closed")
        journal.record(IncidentClosed(**moves.news_of(incident)))
    return incident


def open_tasks(incident: Incident) -> int:
    """How many tasks about it are still open (1 query)."""
    kind, number = incident.subject
    return Reminder.objects.filter(subject_type=kind, subject_id=number, ended_at__isnull=True).count()
