"""Mystery visits: planned by the offices above, made by a visitor, unknown to the branch until released (S197c)."""

from __future__ import annotations

import datetime as dt

from complaints.access.experience import visitors
from complaints.errors.experience import NoMysterySheet, NotAVisitor, NotPlannedNow, PeriodUnfit
from complaints.events.experience import MysteryPlanned
from complaints.models import MysteryPlan
from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Staff
from lobby.floor.domain.checks.scheduling import start_by_hand
from lobby.floor.enums.checks import CheckKind
from lobby.floor.models import ChecklistRun
from lobby.floor.selectors.checks import template_of
from lobby.live import journal


def plan(branch: Branch, *, by: Staff, at: dt.datetime, visitor: Staff, first: dt.date, last: dt.date) -> MysteryPlan:
    """Send a visitor between two business days. Raises NotAVisitor, PeriodUnfit."""
    if visitor.pk == by.pk or not visitors(branch).filter(pk=visitor.pk).exists():
        raise NotAVisitor(name=visitor.name)
    if first > last or last < business_date(branch, at):
        raise PeriodUnfit
    with journal.unit(by=by.actor, at=at):
        planned = MysteryPlan.objects.create(
            branch=branch, visitor=visitor, first=first, last=last, planned_by=by, planned_at=at
        )
        journal.record(MysteryPlanned(branch_id=branch.pk, mystery_plan=planned.pk, what="plan"))
    return planned


def call_off(planned: MysteryPlan, *, by: Staff, at: dt.datetime) -> MysteryPlan:
    """It is not made. Raises NotPlannedNow."""
    with journal.unit(by=by.actor, at=at):
        planned = locked(planned)
        if planned.run_id is not None or planned.cancelled_at is not None:
            raise NotPlannedNow
        planned.cancelled_at, planned.cancelled_by = at, by
        planned.save(update_fields=["cancelled_at", "cancelled_by"])
        journal.record(MysteryPlanned(branch_id=planned.branch_id, mystery_plan=planned.pk, what="call_off"))
    return planned


def begin(planned: MysteryPlan, *, by: Staff, at: dt.datetime) -> ChecklistRun:
    """The visitor opens the sheet; asked again it is the same one. Raises NotPlannedNow, NoMysterySheet."""
    with journal.unit(by=by.actor, at=at):
        planned = locked(planned)
        if planned.run is not None:
            return planned.run
        today = business_date(planned.branch, at)
        if planned.cancelled_at is not None or not planned.first <= today <= planned.last:
            raise NotPlannedNow
        version = template_of(CheckKind.MYSTERY, planned.branch, today)
        if version is None:
            raise NoMysterySheet
        planned.run = start_by_hand(version, planned.branch, by=by.actor, at=at)
        planned.save(update_fields=["run"])
    return planned.run


def locked(planned: MysteryPlan) -> MysteryPlan:
    """Read the plan again with its row locked (1 statement)."""
    rows = MysteryPlan.objects.select_for_update(no_key=True, of=("self",)).select_related("branch", "run")
    return rows.get(pk=planned.pk)
