"""What can be said about more time for a complaint."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from complaints.domain.clocks import legal_due
from complaints.enums.cases import ClockKind
from complaints.enums.clocks import LAST_STAGE
from complaints.models import Complaint, ComplaintClock, Extension
from lobby.branches.calendar import local

INSTANT = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class MoreTime:
    """The last day that counts, the one that an extension would bring, and what is asked for and not over yet.

    People read the end of a day better than the midnight after it.
    """

    stage: int
    last_day: dt.date
    new_last_day: dt.date
    asked: Extension | None

    @property
    def is_further(self) -> bool:
        """Whether an office above the branch approves."""
        return self.stage > 1


def more_time(complaint: Complaint) -> MoreTime | None:
    """More time for the clock that runs (2 queries); None when none runs or there is no more to be had."""
    clock = complaint.clocks.filter(kind=ClockKind.LEGAL, stopped_at__isnull=True).first()
    if clock is None or clock.stage >= LAST_STAGE:
        return None
    stage = clock.stage + 1
    new_due = legal_due(complaint.branch, complaint.terms, clock.started_at, stage)
    last, new_last = (local(complaint.branch, due - INSTANT).date() for due in (clock.due_at, new_due))
    return MoreTime(stage, last, new_last, pending(clock))


def pending(clock: ComplaintClock) -> Extension | None:
    """What is asked for and not over: to be decided, or approved and not told (1 query)."""
    return clock.extensions.filter(told_at__isnull=True).exclude(is_approved=False).select_related("asked_by").first()
