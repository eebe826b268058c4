"""The two clocks of a complaint: first feedback in hours, the legal one in natural days. Neither pauses (N17)."""

from __future__ import annotations

import datetime as dt

from complaints.domain.clocks.basis import watch_basis
from complaints.domain.clocks.dues import feedback_due, legal_due
from complaints.enums.cases import ClockKind
from complaints.enums.clocks import clock_alerts, clock_deadline
from complaints.models import Complaint, ComplaintClock
from complaints.selectors.clocks import first_moment
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts import resolve_about


def start(complaint: Complaint, *, at: dt.datetime) -> list[ComplaintClock]:
    """Start both clocks of a complaint that came in, or of one that was reopened with a new fact (4 statements).

    Call it in a unit. Nobody starts a clock that runs already: the database refuses it.
    """
    due = {
        ClockKind.FIRST_FEEDBACK: feedback_due(complaint.terms, at),
        ClockKind.LEGAL: legal_due(complaint.branch, complaint.terms, at),
    }
    clocks = ComplaintClock.objects.bulk_create(
        ComplaintClock(complaint=complaint, kind=kind, started_at=at, due_at=due_at) for kind, due_at in due.items()
    )
    for clock in clocks:
        deadlines.set_deadline(
            clock_deadline(clock.kind),
            branch_id=complaint.branch_id,
            subject=complaint.subject,
            due_at=first_moment(clock),
        )
    watch_basis(complaint.branch, at=at)
    return clocks


def stop(complaint: Complaint, *kinds: ClockKind, at: dt.datetime, is_due: bool = True) -> None:
    """What clocks waited for has happened; with `is_due` false nothing is due any more, as after a withdrawal.

    Nobody is told any further, and what called for people about them ends. Call it in a unit with the complaint's row
    locked (1 query, 3 statements and those of open alerts for each clock that ran).
    """
    for clock in complaint.clocks.filter(kind__in=kinds, stopped_at__isnull=True):
        clock.stopped_at = at
        clock.is_met = at <= clock.due_at if is_due else None
        clock.save(update_fields=["stopped_at", "is_met"])
        deadlines.stop(subject=complaint.subject, kind=clock_deadline(clock.kind), at=at)
        resolve_about(complaint.subject, at=at, reason="stopped", among=clock_alerts(clock.kind))
