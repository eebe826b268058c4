"""Emergency plans: which one counts, installing what is shipped, and editing, which makes a new version."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Prefetch, QuerySet

from lobby.branches.actors import Actor
from lobby.branches.models import Branch
from lobby.floor.domain.shipped_plans import PLANS
from lobby.floor.enums.incidents import IncidentKind, IncidentSeverity
from lobby.floor.errors.incidents import LastTask
from lobby.floor.models import Incident, PlanTask, PlanTemplate
from lobby.live import journal


@dataclass(frozen=True, slots=True)
class Step:
    """One task of a plan as it is written."""

    role: str
    text_zh: str
    text_en: str
    due_s: int


def current_plans(branch: Branch) -> QuerySet[PlanTemplate]:
    """Plans that count at a branch with their tasks: its own before the bank's (2 queries)."""
    plans = PlanTemplate.objects.filter(branch=branch) | PlanTemplate.objects.filter(branch=None)
    tasks = Prefetch("tasks", queryset=PlanTask.objects.order_by("position"))
    return plans.filter(is_current=True).prefetch_related(tasks).order_by(F("branch").asc(nulls_last=True), "pk")


def plan_for(incident: Incident) -> PlanTemplate | None:
    """The plan of its kind and severity; without one the kind's nearest, then what counts for anything (2 queries)."""
    found = list(current_plans(incident.branch).filter(kind__in=(incident.kind, IncidentKind.OTHER)))
    severities = list(IncidentSeverity.values)

    def distance(plan: PlanTemplate) -> tuple[bool, int, bool]:
        gap = abs(severities.index(plan.severity) - severities.index(incident.severity))
        return plan.kind != incident.kind, gap, plan.branch_id is None

    return min(found, key=distance, default=None)


def install(*, by: Actor, at: dt.datetime) -> int:
    """Write the shipped plans that are not there yet, for the whole bank; returns how many (safe to run again)."""
    made = 0
    with journal.unit(by=by, at=at):
        there = set(PlanTemplate.objects.filter(branch=None).values_list("kind", "severity"))
        for (kind, severity), tasks in PLANS.items():
            if (kind, severity) not in there:
                steps = [Step(role, zh, en, minutes * 60) for role, minutes, zh, en in tasks]
                write(None, kind, severity, steps, version=1, by=by, at=at)
                made += 1
    return made


def write(
    branch: Branch | None, kind: str, severity: str, steps: list[Step], *, version: int, by: Actor, at: dt.datetime
) -> PlanTemplate:
    """Write one version with its tasks (2 statements)."""
    plan = PlanTemplate.objects.create(
        branch=branch, kind=kind, severity=severity, version=version, made_at=at, made_by_id=by.staff_id
    )
    PlanTask.objects.bulk_create(
        PlanTask(
            plan=plan,
            position=position,
            role=step.role,
            text_zh=step.text_zh,
            text_en=step.text_en,
            due_s=step.due_s,
        )
        for position, step in enumerate(steps)
    )
    return plan


def edit(plan: PlanTemplate, *, by: Actor, at: dt.datetime, branch: Branch, steps: list[Step]) -> PlanTemplate:
    """The branch's next version, from the bank's plan or its own; incidents under way keep theirs. Raises LastTask."""
    if not steps:
        raise LastTask
    with journal.unit(by=by, at=at):
        Branch.objects.select_for_update(no_key=True).get(pk=branch.pk)
        mine = PlanTemplate.objects.filter(branch=branch, kind=plan.kind, severity=plan.severity)
        newest = mine.order_by("-version").values_list("version", flat=True).first() or plan.version
        mine.filter(is_current=True).update(is_current=False)
        return write(branch, plan.kind, plan.severity, steps, version=newest + 1, by=by, at=at)


def steps_of(plan: PlanTemplate) -> list[Step]:
    """The tasks of a plan as they are written (1 query)."""
    return [Step(task.role, task.text_zh, task.text_en, task.due_s) for task in plan.tasks.all()]
