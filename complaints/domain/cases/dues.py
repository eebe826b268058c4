"""When a step is due. Every step has a moment by which its owner should have done it (S186)."""

from __future__ import annotations

import datetime as dt

from complaints.domain import clocks
from complaints.enums.cases import ClockKind, Step
from complaints.models import Complaint


def due_of(complaint: Complaint, step: Step, *, since: dt.datetime) -> dt.datetime | None:
    """When a step that began at a moment is due, None for one that ends a complaint (0 queries, 1 for resolving).

    What is to be resolved is due with the legal clock, and so moves with its extensions.
    """
    terms = complaint.terms
    if step == Step.RECEIVED:
        return since + dt.timedelta(seconds=terms.register_s)
    if step == Step.RESOLVING:
        running = complaint.clocks.filter(kind=ClockKind.LEGAL, stopped_at__isnull=True)
        return running.values_list("due_at", flat=True).first()
    days = {
        Step.REGISTERED: terms.analyse_days,
        Step.ANALYSING: terms.analyse_days,
        Step.PLANNED: terms.plan_days,
        Step.FOLLOWUP: terms.callback_days,
        Step.IN_REVIEW: terms.review_days,
    }.get(step)
    return None if days is None else clocks.days_after(complaint.branch, since, days)
