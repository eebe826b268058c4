"""When clocks are due: by the terms that count for a complaint, on its branch's wall clock. Nothing is read."""

from __future__ import annotations

import datetime as dt

from complaints.models import ComplaintTerms
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
