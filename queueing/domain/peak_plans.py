"""Preparing for a peak: the standard plan of a new branch, thresholds by date, steps, what may be left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db.models import Max

from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date
from lobby.branches.models import Branch
from lobby.live import journal
from queueing.domain.peak_standard import SERVICE_STEPS, STEPS
from queueing.enums.peaks import COMPLIANCE_KINDS, PeakLevel
from queueing.errors.peaks import ComplianceStep, ThresholdsInForce
from queueing.events.peaks import PeakPlanChanged
from queueing.models import PeakPlan, PeakPolicy, PlanStep, ServiceStep


def prepare(branch: Branch, *, by: Actor, at: dt.datetime) -> None:
    """Write the standard plan and the list of steps where the branch has none; a second time changes nothing."""
    with journal.unit(by=by, at=at):
        for level, steps in STEPS.items():
            plan, is_new = PeakPlan.objects.get_or_create(branch=branch, level=level)
            if is_new:
                for position, step in enumerate(steps):
                    PlanStep.objects.create(plan=plan, position=position, **step)
        for position, (code, kind, name_zh, name_en, is_skipped) in enumerate(SERVICE_STEPS):
            ServiceStep.objects.get_or_create(
                branch=branch,
                code=code,
                defaults={
                    "kind": kind,
                    "name_zh": name_zh,
                    "name_en": name_en,
                    "is_compliance": kind in COMPLIANCE_KINDS,
                    "is_skipped": is_skipped,
                    "position": position,
                },
            )


def set_thresholds(
    branch: Branch, *, by: Actor, at: dt.datetime, effective_from: dt.date, values: Mapping[str, int]
) -> PeakPolicy:
    """New thresholds from a day on; the running day keeps its own, but for a branch's very first row.

    Raises ThresholdsInForce.
    """
    with journal.unit(by=by, at=at):
        rows = PeakPolicy.objects.select_for_update(no_key=True).filter(branch=branch)
        if effective_from <= business_date(branch, at) and rows.exists():
            raise ThresholdsInForce
        policy, _ = rows.update_or_create(branch=branch, effective_from=effective_from, defaults=dict(values))
        tell(branch, "thresholds", effective_from.isoformat())
    return policy


def add_step(branch: Branch, level: PeakLevel, *, by: Actor, at: dt.datetime, step: PlanStep) -> PlanStep:
    """Put an unsaved step at the end of a plan."""
    with journal.unit(by=by, at=at):
        step.plan, _ = PeakPlan.objects.select_for_update(no_key=True).get_or_create(branch=branch, level=level)
        last = PlanStep.objects.filter(plan=step.plan).aggregate(last=Max("position"))["last"]
        step.position = 0 if last is None else last + 1
        step.save(force_insert=True)
        tell(branch, "plan", f"{level}: +{step.kind}")
    return step


def drop_step(step: PlanStep, *, by: Actor, at: dt.datetime) -> None:
    """Take a step out of a plan; runs keep their own copy."""
    with journal.unit(by=by, at=at):
        step.delete()
        tell(step.plan.branch, "plan", f"{step.plan.level}: -{step.kind}")


def set_skipped(step: ServiceStep, *, by: Actor, at: dt.datetime, is_skipped: bool) -> ServiceStep:
    """Leave a step of serving out in a peak, or keep it. Raises ComplianceStep for the law's steps (N12)."""
    with journal.unit(by=by, at=at):
        step = ServiceStep.objects.select_for_update(no_key=True, of=("self",)).select_related("branch").get(pk=step.pk)
        if is_skipped and (step.is_compliance or step.kind in COMPLIANCE_KINDS):
            raise ComplianceStep(step=step.name)
        step.is_skipped = is_skipped
        step.save(update_fields=["is_skipped"])
        tell(step.branch, "skipped", f"{step.code}: {is_skipped}")
    return step


def tell(branch: Branch, what: str, detail: str) -> None:
    """Note in the journal what was changed."""
    journal.record(PeakPlanChanged(branch_id=branch.pk, what=what, detail=detail))
