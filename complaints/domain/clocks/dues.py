"""When everything about a complaint is due: by the terms that count for it, on its branch's wall clock. Nothing is read."""

from __future__ import annotations

import datetime as dt

from complaints.enums.cases import ClockKind, Step
from complaints.models import Complaint, ComplaintTerms
from lobby.branches.calendar import local, midnight_after
from lobby.branches.models import Branch


def days_after(branch: Branch, at: dt.datetime, days: int) -> dt.datetime:
    """The end of the last of so many natural days after a moment's own day, on the branch's wall clock."""
    return midnight_after(branch, local(branch, at).date() + dt.timedelta(days=days))


def feedback_due(terms: ComplaintTerms, started_at: dt.datetime) -> dt.datetime:
    """When the customer must have heard something, in hours that pass on holidays as well (S184)."""
    return started_at + dt.timedelta(seconds=max(1, terms.first_feedback_s))


def legal_due(branch: Branch, terms: ComplaintTerms, started_at: dt.datetime, stage: int = 0) -> dt.datetime:
    """When the decision must have been told, with so many extensions; all are counted from the start (R01)."""
    more = (0, terms.extension_days, terms.extension_days + terms.further_extension_days)
    return days_after(branch, started_at, terms.legal_days + more[stage])


def step_due(
    complaint: Complaint, step: Step | str, at: dt.datetime, legal_at: dt.datetime | None = None
) -> dt.datetime | None:
    """When a step that begins at `at` is due; None for steps that nothing is due in.

    The step that decides is due with the legal clock, which is read unless `legal_at` says it (0–1 query). Somebody has
    to begin with what was registered within the time of the first feedback.
    """
    terms = complaint.terms
    match Step(step):
        case Step.RECEIVED:
            return at + dt.timedelta(seconds=terms.register_s)
        case Step.REGISTERED:
            return feedback_due(terms, at)
        case Step.RESOLVING:
            return legal_at or running_due(complaint)
        case Step.ANALYSING:
            days = terms.analyse_days
        case Step.PLANNED:
            days = terms.plan_days
        case Step.FOLLOWUP:
            days = terms.callback_days
        case Step.IN_REVIEW:
            days = terms.review_days
        case _:
            return None
    return days_after(complaint.branch, at, days)


def running_due(complaint: Complaint) -> dt.datetime | None:
    """When the legal clock that runs is due (1 query)."""
    running = complaint.clocks.filter(kind=ClockKind.LEGAL, stopped_at__isnull=True)
    return running.values_list("due_at", flat=True).first()
