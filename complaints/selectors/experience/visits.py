"""Mystery visits as those who plan, make or read them see them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from complaints.enums.experience import PlanStatus
from complaints.models import MysteryPlan
from lobby.branches.calendar import business_date
from lobby.branches.models import Branch
from lobby.floor.enums.checks import HANDED_IN

RECENT = 60


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan with how it stands."""

    plan: MysteryPlan
    status: PlanStatus
    may_begin: bool
    may_call_off: bool

    @property
    def level(self) -> str:
        """How its state is marked."""
        return {PlanStatus.OVERDUE: "late", PlanStatus.UNDER_WAY: "info", PlanStatus.HANDED_IN: "attention",
                PlanStatus.RELEASED: "fine"}.get(self.status, "off")  # fmt: skip


def plans_of(branch: Branch, *, at: dt.datetime) -> list[Planned]:
    """The plans of a branch, the latest first (1 query)."""
    rows = MysteryPlan.objects.filter(branch=branch).select_related("branch", "run", "visitor", "planned_by")
    return standing(rows.order_by("-last", "-pk")[:RECENT], at=at)


def standing(plans: Iterable[MysteryPlan], *, at: dt.datetime) -> list[Planned]:
    """Plans with how they stand."""
    return [stands(plan, business_date(plan.branch, at)) for plan in plans]


def stands(plan: MysteryPlan, today: dt.date) -> Planned:
    """How one plan stands on a business day."""
    waits = plan.run is None and plan.cancelled_at is None
    under_way = plan.run is not None and plan.run.status not in HANDED_IN
    may_begin = under_way or (waits and plan.first <= today <= plan.last)
    return Planned(plan, status_of(plan, today), may_begin, waits)


def status_of(plan: MysteryPlan, today: dt.date) -> PlanStatus:
    """The state of a plan in one word."""
    if plan.cancelled_at is not None:
        return PlanStatus.CANCELLED
    if plan.run is None:
        return PlanStatus.OVERDUE if plan.last < today else PlanStatus.PLANNED
    if plan.run.status not in HANDED_IN:
        return PlanStatus.UNDER_WAY
    return PlanStatus.RELEASED if plan.run.released_at else PlanStatus.HANDED_IN
