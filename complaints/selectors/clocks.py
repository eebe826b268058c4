"""How clocks stand at a moment: for pages, the API and the customer's page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, CharField, DateTimeField, DurationField, ExpressionWrapper, F, Value, When
from django.db.models.lookups import LessThanOrEqual

from complaints.enums.cases import HANDLER_LEVEL, HEAD_LEVEL, HEAD_OFFICE_LEVEL, REGION_LEVEL, ClockKind, ClockState
from complaints.models import Complaint, ComplaintClock, ComplaintTerms

# Full at the due; what is over goes no further.
FULL = 100


@dataclass(frozen=True, slots=True)
class ShownClock:
    """A clock as screens show it: what it waits for, how it stands, and what of its time is gone in per cent."""

    kind: ClockKind
    state: ClockState
    due: dt.datetime
    started: dt.datetime
    stage: int
    percent: int
    left_s: int

    @property
    def is_running(self) -> bool:
        """Whether it still waits."""
        return self.state in (ClockState.RUNNING, ClockState.AMBER, ClockState.OVERDUE)

    @property
    def over_s(self) -> int:
        """Seconds since it was due."""
        return max(0, -self.left_s)


def state_of(clock: ComplaintClock, at: dt.datetime, terms: ComplaintTerms | None = None) -> ClockState:
    """How a clock stands. Without `terms` its complaint's are read, which lists select with it."""
    if clock.stopped_at is not None:
        return {True: ClockState.MET, False: ClockState.MISSED, None: ClockState.ENDED}[clock.is_met]
    if at > clock.due_at:
        return ClockState.OVERDUE
    terms = terms or clock.complaint.terms
    return ClockState.AMBER if at >= moment_of(clock, terms.amber_percent) else ClockState.RUNNING


def shown(complaint: Complaint, at: dt.datetime) -> list[ShownClock]:
    """The clock of each kind that counts now, first feedback first (1 query; none with `clocks` prefetched)."""
    newest: dict[str, ComplaintClock] = {}
    for clock in complaint.clocks.all():
        if clock.kind not in newest or clock.started_at > newest[clock.kind].started_at:
            newest[clock.kind] = clock
    return [as_shown(newest[kind], at, complaint.terms) for kind in ClockKind if kind in newest]


def as_shown(clock: ComplaintClock, at: dt.datetime, terms: ComplaintTerms) -> ShownClock:
    """One clock; one that has stopped stands as it stood then."""
    seen_at = clock.stopped_at or at
    gone = (seen_at - clock.started_at) / (clock.due_at - clock.started_at)
    return ShownClock(
        kind=ClockKind(clock.kind),
        state=state_of(clock, at, terms),
        due=clock.due_at,
        started=clock.started_at,
        stage=clock.stage,
        percent=max(0, min(FULL, int(gone * FULL))),
        left_s=int((clock.due_at - seen_at).total_seconds()),
    )


def moment_of(clock: ComplaintClock, percent: int) -> dt.datetime:
    """When so much of a clock's time has gone."""
    return clock.started_at + (clock.due_at - clock.started_at) * percent / FULL


def ladder(clock: ComplaintClock, terms: ComplaintTerms) -> list[tuple[int, dt.datetime]]:
    """At which level somebody is told, and when, in order."""
    shares = [(level, moment_of(clock, level)) for level in (HANDLER_LEVEL, HEAD_LEVEL, REGION_LEVEL)]
    return [*shares, (HEAD_OFFICE_LEVEL, clock.due_at + dt.timedelta(seconds=terms.head_office_after_s))]


def first_moment(clock: ComplaintClock) -> dt.datetime:
    """When the first person is told of a clock that has just begun."""
    return moment_of(clock, HANDLER_LEVEL)


def running_state(at: dt.datetime, prefix: str = "") -> Case:
    """The same state in SQL for clocks that run, to count and to filter lists by; `prefix` leads to the clock."""
    started, due = F(f"{prefix}started_at"), F(f"{prefix}due_at")
    share = ExpressionWrapper(
        (due - started) * F(f"{prefix}complaint__terms__amber_percent") / FULL, output_field=DurationField()
    )
    amber_at = ExpressionWrapper(started + share, output_field=DateTimeField())
    return Case(
        When(**{f"{prefix}due_at__lt": at}, then=Value(ClockState.OVERDUE.value)),
        When(LessThanOrEqual(amber_at, Value(at)), then=Value(ClockState.AMBER.value)),
        default=Value(ClockState.RUNNING.value),
        output_field=CharField(),
    )
