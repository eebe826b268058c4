"""The day's list of runs, what waits for a signature, and the patrol that is on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from lobby.branches.models import Branch, Counter
from lobby.floor.enums.checks import CheckKind, CheckStatus, CheckSubject, CheckValue, When
from lobby.floor.models import ChecklistRun

LEVELS: dict[CheckStatus, str] = {
    CheckStatus.SCHEDULED: "off",
    CheckStatus.OPEN: "info",
    CheckStatus.IN_PROGRESS: "info",
    CheckStatus.SUBMITTED: "fine",
    CheckStatus.SIGNED_OFF: "fine",
    CheckStatus.REJECTED: "attention",
    CheckStatus.MISSED: "late",
    CheckStatus.CANCELLED: "off",
}
TO_DO_FIRST = (
    CheckStatus.REJECTED,
    CheckStatus.MISSED,
    CheckStatus.IN_PROGRESS,
    CheckStatus.OPEN,
    CheckStatus.SCHEDULED,
    CheckStatus.SUBMITTED,
    CheckStatus.SIGNED_OFF,
    CheckStatus.CANCELLED,
)


def level_of(run: ChecklistRun) -> str:
    """How a run's state is marked."""
    status = CheckStatus(run.status)
    return "late" if run.missed_at and status != CheckStatus.SIGNED_OFF else LEVELS[status]


@dataclass(frozen=True, slots=True)
class Listed:
    """A run as a line of a list."""

    run: ChecklistRun
    subject: str
    answered: int
    issues: int

    @property
    def level(self) -> str:
        """How its state is marked."""
        return level_of(self.run)

    @property
    def status(self) -> CheckStatus:
        """Its state as a word."""
        return CheckStatus(self.run.status)

    @property
    def rank(self) -> tuple[int, dt.datetime, int]:
        """What needs somebody first, then by time."""
        return TO_DO_FIRST.index(self.status), self.run.due_at or self.run.opens_at, self.run.pk


def runs_of_day(branch: Branch, day: dt.date, *, kind: str = "") -> list[Listed]:
    """The runs of a business day but for patrols, unless those are asked for (2 queries)."""
    runs = ChecklistRun.objects.filter(branch=branch, day=day)
    runs = runs.filter(kind=kind) if kind else runs.exclude(version__when=When.PATROL)
    return listed(branch, runs)


def listed(branch: Branch, runs: QuerySet[ChecklistRun]) -> list[Listed]:
    """Runs as lines, what needs somebody first (2 queries)."""
    counted = runs.select_related("version", "template", "submitted_by", "second_by", "decided_by").annotate(
        answered=Count("results"), issues=Count("results", filter=Q(results__value=CheckValue.ISSUE))
    )
    names = {counter.pk: counter.name for counter in Counter.objects.filter(branch=branch)}
    lines = [
        Listed(
            run,
            names.get(run.subject_id or 0, "") if run.subject_type == CheckSubject.COUNTER else "",
            run.answered,
            run.issues,
        )
        for run in counted
    ]
    return sorted(lines, key=lambda line: line.rank)


def subject_of(run: ChecklistRun) -> str:
    """The name of what a run is about; empty for the branch itself (1 query for a counter's)."""
    if run.subject_type != CheckSubject.COUNTER:
        return ""
    counter = Counter.objects.filter(branch=run.branch_id, pk=run.subject_id or 0).first()
    return counter.name if counter else ""


def to_sign(branch: Branch, *, since: dt.date) -> list[Listed]:
    """What waits for somebody's signature, the longest handed in first (2 queries)."""
    waiting = ChecklistRun.objects.filter(branch=branch, day__gte=since, status=CheckStatus.SUBMITTED)
    asked = waiting.filter(~Q(version__signed_by="") | Q(version__needs_two=True, second_by__isnull=True))
    return sorted(listed(branch, asked), key=lambda line: line.run.submitted_at or line.run.opens_at)


@dataclass(frozen=True, slots=True)
class Patrols:
    """The day's patrols: the one that is on, and how many were made and missed."""

    current: ChecklistRun | None
    done: int
    missed: int


def patrols_of_day(branch: Branch, day: dt.date) -> Patrols:
    """How the hall is patrolled on a business day (2 queries)."""
    runs = ChecklistRun.objects.filter(branch=branch, day=day, kind=CheckKind.PATROL)
    counts = runs.aggregate(done=Count("pk", filter=Q(submitted_at__isnull=False, missed_at__isnull=True)),
                            missed=Count("pk", filter=Q(missed_at__isnull=False)))  # fmt: skip
    on = runs.filter(status__in=(CheckStatus.OPEN, CheckStatus.IN_PROGRESS), missed_at__isnull=True)
    return Patrols(on.select_related("version").order_by("due_at").first(), counts["done"], counts["missed"])
