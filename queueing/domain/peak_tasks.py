"""The plan's steps as tasks with owners: handed out at once, passed up when nobody takes them, taken back at the end."""

from __future__ import annotations

import datetime as dt

from lobby.branches.access import first_with_role
from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.enums import Duty, RoleCode
from lobby.branches.models import Staff
from lobby.floor.bilingual import both
from lobby.floor.domain import deadlines, reminders
from lobby.floor.enums import REMINDER_MOVES, ReminderStatus
from lobby.floor.models import Deadline, Reminder
from lobby.live import journal
from queueing.domain import support
from queueing.domain.peak_news import news_of
from queueing.enums.peaks import ROLE_ABOVE, PeakLevel, StepKind
from queueing.events.peaks import PeakEnded, PeakReviewed, PeakTaskPassedOn
from queueing.models import PeakRun, PeakTask, PlanStep
from queueing.selectors.duty import owner_for
from queueing.selectors.peaks import tasks_by_owner
from queueing.selectors.roster import lobby_team

TASK = "peak.task"
REVIEW = "peak.review"
ACCEPT_CLOCK = "peak.accept"
REVIEW_WITHIN = dt.timedelta(hours=24)
DUTIES: dict[str, str] = {StepKind.CHIEF: Duty.CHIEF, StepKind.ASSISTANT: Duty.ASSISTANT}
NOT_TAKEN = (ReminderStatus.SCHEDULED, ReminderStatus.DUE)


def hand_out(run: PeakRun, level: PeakLevel, *, at: dt.datetime) -> list[PeakTask]:
    """Make the level's steps tasks of people who are there. Call it inside a unit with the run's row locked."""
    steps = PlanStep.objects.filter(plan__branch=run.branch_id, plan__level=level).order_by("position", "pk")
    load = tasks_by_owner(run)
    return [begin(run, step, position, level, at=at, load=load) for position, step in enumerate(steps)]


def begin(
    run: PeakRun, step: PlanStep, position: int, level: PeakLevel, *, at: dt.datetime, load: dict[int, int]
) -> PeakTask:
    """Give one step an owner, remind them, and call for support where the step asks for it."""
    role, owner = owner_of(run, step, at=at, load=load)
    task = PeakTask.objects.create(
        run=run,
        level=level,
        position=position,
        kind=step.kind,
        text_zh=step.text_zh,
        text_en=step.text_en,
        role=role,
        skill=step.skill,
        people=step.people,
        accept_s=step.accept_s,
        due_at=at + dt.timedelta(seconds=step.due_s),
        owner=owner,
    )
    if owner is not None:
        load[owner.pk] = load.get(owner.pk, 0) + 1
        remind(task, at=at)
        name_on_run(task)
        start_clock(task, at=at)
    if step.kind == StepKind.CALL_SUPPORT:
        for _person in range(step.people):
            support.ask_next(task, at=at)
    return task


def owner_of(run: PeakRun, step: PlanStep, *, at: dt.datetime, load: dict[int, int]) -> tuple[str, Staff | None]:
    """Whom the roster makes chief or assistant at peak (S193), else whoever holds the step's role and is there."""
    if step.kind in DUTIES:
        team = lobby_team(run.branch, at, is_peak=True).get(DUTIES[step.kind])
        if team:
            return step.role, team[0]
    return owner_for(run.branch, step.role, at=at, load=load)


def remind(task: PeakTask, *, at: dt.datetime) -> None:
    """Tell the owner."""
    assert task.owner is not None
    task.reminder = reminders.create(
        task.owner,
        task.run.branch,
        by=SYSTEM,
        at=at,
        due_at=max(task.due_at, at + dt.timedelta(seconds=task.accept_s)),
        kind=TASK,
        values={"step": both(lambda: task.words)},
        subject=("peak-task", task.pk),
    )
    task.save(update_fields=["owner", "role", "reminder"])


def start_clock(task: PeakTask, *, at: dt.datetime) -> None:
    """Pass the task on when its owner does not take it in time."""
    due_at = at + dt.timedelta(seconds=task.accept_s)
    deadlines.set_deadline(ACCEPT_CLOCK, branch_id=task.run.branch_id, subject=("peak-task", task.pk), due_at=due_at)


def name_on_run(task: PeakTask) -> None:
    """Chief and assistant are known to whoever sends them customers (S193)."""
    field = {StepKind.CHIEF.value: "chief", StepKind.ASSISTANT.value: "assistant"}.get(task.kind)
    if field is not None:
        setattr(task.run, field, task.owner)
        task.run.save(update_fields=[field])


def when_not_taken(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """The accept clock rang: whoever is above has the task now, until the head has."""
    task = PeakTask.objects.select_related("run__branch", "reminder", "owner").get(pk=deadline.subject_id)
    run = PeakRun.objects.select_for_update(no_key=True, of=("self",)).select_related("branch").get(pk=task.run_id)
    reminder = task.reminder and reminders.locked(task.reminder)
    if run.ended_at is not None or reminder is None or reminder.status not in NOT_TAKEN:
        return None
    role, owner = next_owner(task, run, at=at)
    if owner is None:
        return None
    reminders.cancel(reminder, by=SYSTEM, at=at, reason=PeakTaskPassedOn.type)
    task.run, task.role, task.owner = run, role, owner
    deadline.escalated_at = at
    remind(task, at=at)
    name_on_run(task)
    journal.record(PeakTaskPassedOn(**news_of(run), task=task.pk, owner=owner.pk))
    return at + dt.timedelta(seconds=task.accept_s) if role in ROLE_ABOVE else None


def next_owner(task: PeakTask, run: PeakRun, *, at: dt.datetime) -> tuple[str, Staff | None]:
    """Somebody else with the task's role, else somebody above."""
    been = Reminder.objects.filter(subject_type="peak-task", subject_id=task.pk).values_list("owner_id", flat=True)
    return owner_for(run.branch, task.role, at=at, load=tasks_by_owner(run), without=set(been))


def take_back(run: PeakRun, *, at: dt.datetime) -> None:
    """The peak is over: what is not done is not needed any more."""
    for task in run.tasks.filter(reminder__ended_at__isnull=True, reminder__isnull=False).order_by("pk"):
        deadlines.stop(subject=("peak-task", task.pk), at=at, kind=ACCEPT_CLOCK)
        reminders.cancel_about(("peak-task", task.pk), at=at, reason=PeakEnded.type, kind=TASK)


def ask_for_review(run: PeakRun, *, at: dt.datetime) -> Reminder | None:
    """Remind the head, else the lobby manager, to write what came of the peak; None where there is neither."""
    owner = first_with_role(run.branch, RoleCode.HEAD, RoleCode.LM)
    if owner is None:
        return None
    due_at, subject = at + REVIEW_WITHIN, ("peak-run", run.pk)
    return reminders.create(owner, run.branch, by=SYSTEM, at=at, due_at=due_at, kind=REVIEW, subject=subject)


def end_review(run: PeakRun, *, by: Actor, at: dt.datetime) -> None:
    """The review is written: its reminder is done."""
    sources, _target = REMINDER_MOVES["finish"]
    asked = Reminder.objects.filter(subject_type="peak-run", subject_id=run.pk, kind=REVIEW, ended_at__isnull=True)
    for reminder in asked.order_by("pk"):
        if reminder.status in sources:
            reminders.finish(reminder, by=by, at=at)
        else:
            reminders.cancel(reminder, by=by, at=at, reason=PeakReviewed.type)


def finish_step(run: PeakRun, kind: StepKind, *, by: Actor, at: dt.datetime) -> None:
    """What a step of this kind asked for has happened: its reminders are done."""
    sources, _target = REMINDER_MOVES["finish"]
    for task in run.tasks.filter(kind=kind, reminder__status__in=sources).select_related("reminder").order_by("pk"):
        assert task.reminder is not None
        reminders.finish(task.reminder, by=by, at=at)
