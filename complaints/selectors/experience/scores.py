"""Scores of touchpoints and stages over some business days, for every segment at once: one statement for each source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, FloatField, Q, QuerySet, Sum

from complaints.enums.cases import LocalCause
from complaints.enums.experience import CAUSE_AT, TOUCHPOINTS, Segment, Stage, Touchpoint
from complaints.models import Complaint
from complaints.selectors.experience.source import Source
from complaints.selectors.experience.sources import SOURCES
from lobby.branches.enums import ServiceFamily
from lobby.customers.enums import Tier
from lobby.kpi.periods import Period
from lobby.kpi.readings import FEW, NONE, rounded
from queueing.enums import Trait

# From this score on a touchpoint is fine, below the second one something has to be done.
GOOD, POOR = 90, 75
# Where complaints of a segment are counted.
OF_COMPLAINTS: dict[Segment, Q] = {
    Segment.ALL: Q(),
    Segment.VIP: Q(visit__customer__tier=Tier.VIP),
    Segment.ELDERLY: Q(visit__traits__contains=[Trait.ELDERLY]),
    Segment.CORPORATE: Q(service__family=ServiceFamily.CORPORATE),
}


@dataclass(frozen=True, slots=True)
class Part:
    """What one source says: `n` rows and the sum of their measure."""

    source: Source
    n: int
    total: float

    @property
    def score(self) -> Decimal | None:
        """0 to 100, None without rows."""
        return rounded(100 * self.total / self.n) if self.n else None

    @property
    def text(self) -> str:
        """The same to be read."""
        return NONE if self.score is None else str(self.score)

    @property
    def is_thin(self) -> bool:
        """Whether there are too few rows to judge by."""
        return self.n < FEW


@dataclass(frozen=True, slots=True)
class Score:
    """The score of a touchpoint or stage with the sources it is made of and the complaints about it."""

    parts: list[Part]
    complaints: int = 0

    @property
    def n(self) -> int:
        """Rows of all sources together."""
        return sum(part.n for part in self.parts)

    @property
    def value(self) -> Decimal | None:
        """100 times the mean of the sources' means by their weights; None where no source has rows."""
        known = [part for part in self.parts if part.n]
        weights = sum(part.source.weight for part in known)
        if not weights:
            return None
        return rounded(100 * sum(part.source.weight * part.total / part.n for part in known) / weights)

    @property
    def text(self) -> str:
        """The same to be read."""
        return NONE if self.value is None else str(self.value)

    @property
    def is_thin(self) -> bool:
        """Whether there are too few rows to judge by."""
        return self.n < FEW

    @property
    def level(self) -> str:
        """How it is marked; thin scores are not judged."""
        if self.value is None or self.is_thin:
            return "off"
        return "fine" if self.value >= GOOD else "attention" if self.value >= POOR else "late"


@dataclass(frozen=True, slots=True)
class StageScores:
    """A stage with its touchpoints; its own score is made of all its sources."""

    stage: Stage
    score: Score
    touchpoints: list[tuple[Touchpoint, Score]]


def journey(period: Period, segment: Segment) -> list[StageScores]:
    """Every stage and touchpoint of a segment (1 query for each source that knows it, and 1)."""
    parts = [measured(source, period, segment) for source in SOURCES]
    complaints = complaints_at(period, segment)
    stages = []
    for stage in Stage:
        mine = [part for part in parts if part.source.stage == stage]
        touchpoints = [
            (where, Score([part for part in mine if part.source.touchpoint == where], complaints.get(where, 0)))
            for where in TOUCHPOINTS[stage]
        ]
        stages.append(
            StageScores(stage, Score(mine, sum(score.complaints for _where, score in touchpoints)), touchpoints)
        )
    return stages


def measured(source: Source, period: Period, segment: Segment) -> Part:
    """What a source says about a segment (1 query, none where it knows no segments)."""
    condition = source.of(segment)
    if condition is None:
        return Part(source, 0, 0.0)
    rows = source.rows(period).filter(condition).order_by().annotate(measure=source.measure(period))
    sums: dict[str, Any] = rows.aggregate(n=Count("pk"), total=Sum("measure", output_field=FloatField()))
    return Part(source, sums["n"], sums["total"] or 0.0)


def rows_of(source: Source, period: Period, segment: Segment) -> QuerySet[Any]:
    """The rows behind a source with their `measure`, the worst first, then the newest."""
    condition = source.of(segment)
    rows = source.rows(period).annotate(measure=source.measure(period)).order_by("measure", f"-{source.moment}", "-pk")
    return rows.filter(condition) if condition is not None else rows.none()


def complaints_at(period: Period, segment: Segment) -> dict[Touchpoint, int]:
    """How many complaints of the period arose at which touchpoint (1 query); those without a cause at none."""
    rows = Complaint.objects.filter(OF_COMPLAINTS[segment], **period.of_branch_and_days).exclude(local_cause="")
    found = rows.order_by().values("local_cause").annotate(n=Count("pk"))
    return added((CAUSE_AT[LocalCause(row["local_cause"])], row["n"]) for row in found)


def added(pairs: Iterable[tuple[Touchpoint, int]]) -> dict[Touchpoint, int]:
    """Counts by touchpoint."""
    counts: dict[Touchpoint, int] = {}
    for where, n in pairs:
        counts[where] = counts.get(where, 0) + n
    return counts
