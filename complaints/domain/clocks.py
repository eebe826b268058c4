"""The two clocks of a complaint: first feedback in hours, the legal one in natural days. Neither pauses (N17)."""

from __future__ import annotations

import datetime as dt

from complaints.enums.cases import ClockKind
from complaints.models import Complaint, ComplaintClock
from lobby.branches.calendar import local, midnight_after
from lobby.branches.models import Branch


def start(complaint: Complaint, *, at: dt.datetime) -> list[ComplaintClock]:
    """Start both clocks of a complaint that came in, or of one that was reopened with a new fact. Call it in a unit."""
    due = {
        ClockKind.FIRST_FEEDBACK: at + dt.timedelta(seconds=complaint.terms.first_feedback_s),
        ClockKind.LEGAL: days_after(complaint.branch, at, complaint.terms.legal_days),
    }
    return ComplaintClock.objects.bulk_create(
        ComplaintClock(complaint=complaint, kind=kind, started_at=at, due_at=due_at) for kind, due_at in due.items()
    )


def stop(complaint: Complaint, *kinds: ClockKind, at: dt.datetime, is_due: bool = True) -> None:
    """What clocks waited for has happened; with `is_due` false nothing is due any more, as after a withdrawal.

    Call it in a unit with the complaint's row locked.
    """
    for clock in complaint.clocks.filter(kind__in=kinds, stopped_at__isnull=True):
        clock.stopped_at = at
        clock.is_met = at <= clock.due_at if is_due else None
        clock.save(update_fields=["stopped_at", "is_met"])


def days_after(branch: Branch, at: dt.datetime, days: int) -> dt.datetime:
    """The end of the last of so many natural days after a moment's own day, on the branch's wall clock."""
    return midnight_after(branch, local(branch, at).date() + dt.timedelta(days=days))
