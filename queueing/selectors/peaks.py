"""Reading the peak plan: the lines, the run that is on, what it changes for others, and what is over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from lobby.branches.calendar import business_date
from lobby.branches.enums import Complexity, RoleCode
from lobby.branches.models import Branch, Staff
from queueing.enums import PriorityClass
from queueing.enums.peaks import IN_PEAK, OPEN_CALLS, Measure, SupportStatus
from queueing.estimate import waiting, waits_by_service
from queueing.models import PeakPolicy, PeakRun, PeakWatch, ServiceStep, SupportCall, Ticket

ARRIVALS_OVER = dt.timedelta(minutes=15)
WATCHED = (Measure.WAITING, Measure.WAIT, Measure.ARRIVALS)


@dataclass(frozen=True, slots=True)
class Crowd:
    """The three measures of a branch at a moment; the wait is the longest that a normal newcomer can expect."""

    waiting: int
    wait_s: int
    arrivals: int

    def value(self, measure: str) -> int:
        """One of the three."""
        return {Measure.WAITING: self.waiting, Measure.WAIT: self.wait_s, Measure.ARRIVALS: self.arrivals}[
            Measure(measure)
        ]

    def crossed(self, policy: PeakPolicy, level: str) -> Measure | None:
        """The measure that is furthest over its line, None when all are below."""
        over = [measure for measure in WATCHED if self.value(measure) >= policy.enter(measure, level)]
        return max(over, key=lambda one: self.value(one) / max(1, policy.enter(one, level)), default=None)

    def is_under(self, policy: PeakPolicy, level: str) -> bool:
        """Whether all three are under the value at which the level is left."""
        return all(self.value(measure) < policy.exit(measure, level) for measure in WATCHED)


def crowd(branch: Branch, *, at: dt.datetime) -> Crowd:
    """Measure a branch (the estimate's queries and 2)."""
    date = business_date(branch, at)
    arrived = Ticket.objects.filter(branch=branch.pk, day=date, issued_at__gt=at - ARRIVALS_OVER, issued_at__lte=at)
    # A busy desk with nobody in line is no crowd, however long its customer stays.
    waits = [wait for wait in waits_by_service(branch, at=at).values() if wait.ahead]
    return Crowd(
        waiting=waiting(branch.pk, date).count(),
        wait_s=max((wait.p50_s for wait in waits), default=0),
        arrivals=arrived.count(),
    )


def peak_policy(branch: Branch, date: dt.date) -> PeakPolicy:
    """The thresholds in force on a business day (1 query); built-in ones before the first row."""
    rows = PeakPolicy.objects.filter(branch=branch, effective_from__lte=date).order_by("-effective_from")
    return rows.first() or PeakPolicy(branch=branch, effective_from=date)


def open_run(branch_id: int) -> PeakRun | None:
    """The run that is on (1 query)."""
    runs = PeakRun.objects.filter(branch=branch_id, ended_at__isnull=True)
    return runs.select_related("branch", "started_by", "chief", "assistant").first()


def is_peak(branch: Branch) -> bool:
    """Whether the peak plan is in force: from its start until its end, not in a mere warning (1 query).

    Whoever offers something besides the customer's business asks here first (N14).
    """
    return PeakRun.objects.filter(branch=branch.pk, ended_at__isnull=True, status__in=IN_PEAK).exists()


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who gets the card of a customer: roles, and a person where the peak plan names one."""

    roles: list[str]
    person: Staff | None = None


def card_receiver(branch: Branch, priority: str, complexity: str) -> Receiver:
    """In a peak VIP and complex customers go to the chief, simple ones to the assistant (S193); else both see all
    (1 query).
    """
    run = open_run(branch.pk)
    if run is None or run.status not in IN_PEAK:
        return Receiver([RoleCode.LM, RoleCode.LMA])
    if priority == PriorityClass.VIP or complexity == Complexity.COMPLEX:
        return Receiver([RoleCode.LM], run.chief)
    return Receiver([RoleCode.LMA], run.assistant)


def watch_of(branch: Branch) -> PeakWatch | None:
    """The branch's last sample, None before the first (1 query)."""
    return PeakWatch.objects.filter(branch=branch.pk).first()


def skipped_steps(branch_id: int) -> QuerySet[ServiceStep]:
    """What is left out in a peak."""
    return ServiceStep.objects.filter(branch=branch_id, is_skipped=True)


def calls_of(run: PeakRun) -> QuerySet[SupportCall]:
    """The run's calls for support, oldest first."""
    return SupportCall.objects.filter(task__run=run).select_related("staff", "task").order_by("asked_at", "pk")


def call_to(staff_id: int, branch_id: int) -> SupportCall | None:
    """The call that waits for this person's answer, or that they follow now (1 query)."""
    here = Q(task__run__branch=branch_id) | Q(request__branch=branch_id)
    calls = SupportCall.objects.filter(here, staff=staff_id, status__in=OPEN_CALLS)
    return calls.select_related("task__run", "request").first()


@dataclass(frozen=True, slots=True)
class PastRun:
    """A row of the history."""

    run: PeakRun
    minutes: int
    support_minutes: int
    helpers: int


def past_runs(branch: Branch, *, at: dt.datetime, first: int, count: int) -> list[PastRun]:
    """Runs, newest first, with what support they had (2 queries)."""
    runs = list(
        PeakRun.objects.filter(branch=branch)
        .select_related("started_by", "stopped_by", "reviewed_by")
        .order_by("-started_at")[first : first + count]
    )
    minutes: dict[int, list[int]] = {run.pk: [] for run in runs}
    for call in SupportCall.objects.filter(task__run__in=runs, answered_at__isnull=False).select_related("task"):
        assert call.task is not None
        if call.status in {SupportStatus.ACCEPTED, SupportStatus.RELEASED}:
            minutes[call.task.run_id].append(call.minutes(at))
    return [
        PastRun(run, int(run.duration(at).total_seconds() // 60), sum(minutes[run.pk]), len(minutes[run.pk]))
        for run in runs
    ]


def tasks_by_owner(run: PeakRun) -> dict[int, int]:
    """How many of the run's tasks each person has (1 query)."""
    rows = run.tasks.filter(owner__isnull=False).order_by().values_list("owner").annotate(Count("pk"))
    return dict(rows)
