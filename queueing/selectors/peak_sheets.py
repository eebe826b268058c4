"""What people read of a run and of the plan: the sheet on the tablet and the head's page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lobby.branches.calendar import business_date
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Service, Staff
from lobby.floor.access.alerts import roles_at
from lobby.floor.enums import REMINDER_MOVES, ReminderStatus
from queueing.enums.peaks import PeakLevel
from queueing.models import Helper, PeakPolicy, PeakRun, PeakTask, PeakWatch, PlanStep, ServiceStep, SupportCall
from queueing.selectors import peaks

MARKS = {
    ReminderStatus.ACKNOWLEDGED: "info",
    ReminderStatus.SNOOZED: "info",
    ReminderStatus.DONE: "fine",
    ReminderStatus.CANCELLED: "off",
    ReminderStatus.OVERDUE: "late",
    ReminderStatus.ESCALATED: "late",
}


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task with the state of its reminder; what its owner may do when it is the reader's own."""

    task: PeakTask
    mark: str
    may_take: bool
    may_finish: bool

    @property
    def word(self) -> str:
        """The state in words."""
        reminder = self.task.reminder
        return str(ReminderStatus(reminder.status).label) if reminder else ""


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call for support with its minutes of help."""

    call: SupportCall
    minutes: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A run as one person reads it."""

    tasks: list[TaskLine]
    calls: list[CallLine]
    skipped: list[ServiceStep]
    support_minutes: int
    may_seat: bool


def sheet_of(run: PeakRun, staff: Staff, *, at: dt.datetime) -> Sheet:
    """Tasks, calls and what is left out (5 queries)."""
    tasks = run.tasks.select_related("owner", "reminder").order_by("-level", "position", "pk")
    calls = [CallLine(call, call.minutes(at)) for call in peaks.calls_of(run)]
    return Sheet(
        tasks=[task_line(task, staff) for task in sorted(tasks, key=lambda task: task.level == PeakLevel.WARNING)],
        calls=calls,
        skipped=list(peaks.skipped_steps(run.branch_id)),
        support_minutes=sum(line.minutes for line in calls),
        may_seat=RoleCode.TELLER_LEAD in roles_at(staff, run.branch),
    )


def task_line(task: PeakTask, staff: Staff) -> TaskLine:
    """One task as a person reads it."""
    reminder = task.reminder
    if reminder is None:
        return TaskLine(task, "late", may_take=False, may_finish=False)
    is_own = task.owner_id == staff.pk
    return TaskLine(
        task,
        MARKS.get(ReminderStatus(reminder.status), "attention"),
        may_take=is_own and reminder.status in REMINDER_MOVES["acknowledge"][0],
        may_finish=is_own and reminder.status in REMINDER_MOVES["finish"][0],
    )


@dataclass(frozen=True, slots=True)
class LevelPlan:
    """The steps of one level."""

    level: PeakLevel
    steps: list[PlanStep]


@dataclass(frozen=True, slots=True)
class Preparation:
    """What a branch has prepared, and how it stands now."""

    policy: PeakPolicy
    coming: list[PeakPolicy]
    watch: PeakWatch | None
    run: PeakRun | None
    plans: list[LevelPlan]
    service_steps: list[ServiceStep]
    helpers: list[Helper]
    services: list[Service]


def preparation_of(branch: Branch, *, at: dt.datetime) -> Preparation:
    """Everything on the head's page but the history (8 queries)."""
    today = business_date(branch, at)
    steps = list(PlanStep.objects.filter(plan__branch=branch).select_related("plan").order_by("position", "pk"))
    return Preparation(
        policy=peaks.peak_policy(branch, today),
        coming=list(PeakPolicy.objects.filter(branch=branch, effective_from__gt=today).order_by("effective_from")),
        watch=peaks.watch_of(branch),
        run=peaks.open_run(branch.pk),
        plans=[LevelPlan(level, [step for step in steps if step.plan.level == level]) for level in PeakLevel],
        service_steps=list(ServiceStep.objects.filter(branch=branch)),
        helpers=list(Helper.objects.filter(branch=branch).select_related("staff")),
        services=list(Service.objects.filter(branch=branch, is_active=True)),
    )
