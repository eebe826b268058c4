"""The problem list, what may still be linked to a problem, and the improvements of a branch."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from complaints.access.experience import low_ratings, mystery_issues, open_ideas, visible_complaints
from complaints.enums.experience import LISTED, RUNNING, Evidence, ProblemStatus
from complaints.models import Improvement, Problem
from complaints.selectors.experience.clusters import free
from lobby.branches.models import Branch, Staff
from lobby.kpi import registry
from lobby.kpi.enums import Direction
from lobby.kpi.readings import FEW
from lobby.kpi.registry import Kpi

CANDIDATES = 40
RECENT = 60


def problems(branch: Branch) -> QuerySet[Problem]:
    """Problems with `n`, what they rest on, and `score` = n × severity; the highest score first (1 query)."""
    rows = Problem.objects.filter(branch=branch).select_related("service")
    counted = rows.annotate(
        n=Count("links", distinct=True),
        tries=Count("improvements", filter=Q(improvements__status__in=RUNNING), distinct=True),
    )
    return counted.annotate(score=F("n") * F("severity")).order_by("-score", "-severity", "noted_at", "pk")


def listed(branch: Branch, *, limit: int | None = None) -> list[Problem]:
    """Those somebody should do something about (1 query)."""
    return list(problems(branch).filter(status__in=LISTED)[:limit])


def settled(branch: Branch) -> list[Problem]:
    """Those that are solved or left alone, the newest first (1 query)."""
    return list(problems(branch).exclude(status__in=LISTED).order_by("-since", "-pk")[:RECENT])


def candidates(problem: Problem, staff: Staff) -> list[tuple[Evidence, list[tuple[int, str]]]]:
    """What the person could link to it by hand, the newest of each kind (4 queries)."""
    branch = problem.branch
    complaints = free(visible_complaints(staff, branch), "complaint").order_by("-received_at")[:CANDIDATES]
    ratings = free(low_ratings(branch), "rating").select_related("service").order_by("-given_at")[:CANDIDATES]
    ideas = free(open_ideas(branch), "idea").order_by("-at")[:CANDIDATES]
    lines = free(mystery_issues(branch), "answer").select_related("item", "run").order_by("-answered_at")[:CANDIDATES]
    groups = [
        (Evidence.COMPLAINT, [(one.pk, f"{one.number} · {one.get_local_cause_display()}") for one in complaints]),
        (Evidence.RATING, [(one.pk, f"{one.number} · {one.score} · {one.service.name}") for one in ratings]),
        (Evidence.IDEA, [(one.pk, one.text[:60]) for one in ideas]),
        (Evidence.MYSTERY, [(one.pk, f"{one.run.day.isoformat()} · {one.item.text}") for one in lines]),
    ]
    return [(kind, rows) for kind, rows in groups if rows]


def is_listed(problem: Problem) -> bool:
    """Whether something is to be done about it."""
    return problem.status in (ProblemStatus.OPEN, ProblemStatus.IN_WORK)


@dataclass(frozen=True, slots=True)
class Told:
    """An improvement with its figure before and after in words."""

    improvement: Improvement
    kpi: Kpi | None

    @property
    def name(self) -> str:
        """Code and name of the figure; the code alone when nobody computes it any more."""
        return f"{self.improvement.kpi_code} {self.kpi.name}" if self.kpi else self.improvement.kpi_code

    @property
    def unit(self) -> str:
        """What it is told in."""
        return str(self.kpi.unit.label) if self.kpi else ""

    @property
    def change(self) -> Decimal | None:
        """After less before, None before it is evaluated."""
        one = self.improvement
        return None if one.after_value is None else one.after_value - one.before_value

    @property
    def verdict(self) -> str:
        """What the two figures say, "" before it is evaluated."""
        if self.change is None or self.kpi is None:
            return ""
        if self.change == 0:
            return _("no change")
        return _("better") if self.is_better else _("worse")

    @property
    def is_better(self) -> bool:
        """Whether the figure went to its better side."""
        if not self.change or self.kpi is None:
            return False
        return (self.change < 0) == (self.kpi.direction == Direction.LOW)

    @property
    def is_thin(self) -> bool:
        """Whether one of both figures has too few rows to prove anything."""
        return self.improvement.before_n < FEW or (self.improvement.after_n or FEW) < FEW


def told(improvement: Improvement) -> Told:
    """An improvement as pages show it; no query."""
    known = {kpi.code: kpi for kpi in registry.registered()}
    return Told(improvement, known.get(improvement.kpi_code))


def improvements(branch: Branch, *, limit: int = RECENT) -> list[Told]:
    """The improvements of a branch, those under way first (1 query)."""
    rows = Improvement.objects.filter(branch=branch).select_related("owner", "problem", "evaluated_by")
    ordered = rows.annotate(is_running=Q(status__in=RUNNING)).order_by("-is_running", "due_on", "-designed_at", "-pk")
    return [told(one) for one in ordered[:limit]]
