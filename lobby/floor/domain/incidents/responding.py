"""Putting the plan in force, and the way back to normal."""

from __future__ import annotations

import datetime as dt

from lobby.branches.access import roles_with
from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.enums import Permission, RoleCode
from lobby.branches.models import Staff
from lobby.floor.domain import deadlines, reminders
from lobby.floor.domain.incidents import clocks, moves
from lobby.floor.domain.plans import plan_for
from lobby.floor.enums.incidents import LEVEL_CLOCK, IncidentKind, IncidentStatus
from lobby.floor.events.incidents import (
    IncidentActivated,
    IncidentContained,
    IncidentHandled,
    IncidentRecovered,
)
from lobby.floor.models import Incident, Reminder
from lobby.floor.selectors.incidents.duty import people_by_role
from lobby.live import journal
from lobby.live.events import Event

TASK, DRILL_TASK = "incident.task", "incident.drill_task"
QUIET_TASK, QUIET_DRILL_TASK = "security.task", "security.drill_task"
TASKS = (TASK, DRILL_TASK, QUIET_TASK, QUIET_DRILL_TASK)
# What of a task's news means that somebody has begun.
ACCEPTED = ("acknowledged", "taken", "done")
LEAD_THE_RESPONSE = {"zh": "到场指挥处置", "en": "Lead the response on the spot"}
LEAD_WITHIN_S = 5 * 60
COUNSEL = {"zh": "为受影响员工安排心理疏导谈话", "en": "Arrange a counselling talk for the staff concerned"}
COUNSEL_WITHIN = dt.timedelta(days=2)


def activate(incident: Incident, *, by: Actor, at: dt.datetime) -> Incident:
    """Put the plan of an incident of severity Ⅲ in force. Raises IllegalIncidentMove."""
    with journal.unit(by=by, at=at):
        return put_in_force(moves.locked(incident), by=by, at=at)


def put_in_force(incident: Incident, *, by: Actor, at: dt.datetime) -> Incident:
    """All tasks of the plan at once, each with an owner or a team, and a call. The row must be locked."""
    moves.check_move(incident, "activate")
    plan = plan_for(incident)
    incident.commander_id = incident.commander_id or by.staff_id
    moves.move(incident, "activate", activated_at=at, plan=plan, commander_id=incident.commander_id)
    steps = (
        [(task.role, {"zh": task.text_zh, "en": task.text_en}, task.due_s) for task in plan.tasks.all()] if plan else []
    )
    steps = steps or [(RoleCode.HEAD.value, LEAD_THE_RESPONSE, LEAD_WITHIN_S)]
    hand_out(incident, steps, at=at)
    with journal.unit(by=by, at=at):
        news = moves.news_of(incident)
        journal.record(IncidentActivated(**news, severity=incident.severity, tasks=len(steps)))
        moves.call(incident, moves.ACTIVE, at=at)
    return incident


def hand_out(incident: Incident, steps: list[tuple[str, dict[str, str], int]], *, at: dt.datetime) -> list[Reminder]:
    """Make tasks of steps: the person of the role who is there and has the fewest, else the role's team."""
    people = people_by_role(incident.branch, {role for role, _text, _due in steps} | {RoleCode.HEAD.value}, at=at)
    load: dict[int, int] = {}
    made = []
    for role, text, due_s in steps:
        role = role_that_may_see(incident, role)
        owner = min(people.get(role, []), key=lambda person: load.get(person.pk, 0), default=None)
        if owner is not None:
            load[owner.pk] = load.get(owner.pk, 0) + 1
        made.append(give_task(incident, owner, role, text, at=at, due_at=at + dt.timedelta(seconds=max(60, due_s))))
    return made


def give_task(
    incident: Incident, owner: Staff | None, team: str, text: dict[str, str], *, at: dt.datetime, due_at: dt.datetime
) -> Reminder:
    """One task about the incident."""
    return reminders.create(
        owner,
        incident.branch,
        by=SYSTEM,
        at=at,
        due_at=due_at,
        kind=task_kind(incident),
        values={"step": text, "kind": moves.kind_words(incident.kind)},
        subject=incident.subject,
        team=team,
    )


def task_kind(incident: Incident) -> str:
    """The kind of the incident's tasks: loud or silent, real or drill."""
    if incident.is_restricted:
        return QUIET_DRILL_TASK if incident.is_drill else QUIET_TASK
    return DRILL_TASK if incident.is_drill else TASK


def role_that_may_see(incident: Incident, role: str) -> str:
    """Tasks of a restricted incident go to people who may open it; others' fall to the head."""
    if incident.is_restricted and role not in roles_with(Permission.SECURITY_VIEW):
        return RoleCode.HEAD.value
    return role


def task_news(event: Event, by: Actor, at: dt.datetime) -> None:
    """The first accepted task of an activated incident: it is being handled (0–3 statements)."""
    if getattr(event, "kind", "") not in TASKS or not event.type.endswith(ACCEPTED):
        return
    task = Reminder.objects.filter(pk=event.subject_id).values_list("subject_id", flat=True).first()
    if task is None:
        return
    incident = moves.locked(Incident(pk=task))
    if incident.status == IncidentStatus.ACTIVATED:
        moves.move(incident, "handle", handled_at=at)
        journal.record(IncidentHandled(**moves.news_of(incident)))


def contain(incident: Incident, *, by: Actor, at: dt.datetime) -> Incident:
    """Everybody is safe, or service goes on another way. Raises IllegalIncidentMove."""
    with journal.unit(by=by, at=at):
        incident = moves.locked(incident)
        leader = incident.commander_id or by.staff_id
        moves.move(incident, "contain", contained_at=at, commander_id=leader)
        journal.record(IncidentContained(**moves.news_of(incident)))
    return incident


def recover(incident: Incident, *, by: Actor, at: dt.datetime) -> Incident:
    """Service is back: the level rests, the report is due. After a robbery the staff is cared for.

    Raises IllegalIncidentMove.
    """
    with journal.unit(by=by, at=at):
        incident = moves.locked(incident)
        leader = incident.commander_id or by.staff_id
        moves.move(incident, "recover", recovered_at=at, commander_id=leader)
        deadlines.stop(subject=incident.subject, kind=LEVEL_CLOCK, at=at)
        moves.call_off(incident, at=at, reason="recovered")
        clocks.start_review(incident, at=at)
        journal.record(IncidentRecovered(**moves.news_of(incident)))
        if incident.kind in (IncidentKind.ROBBERY, IncidentKind.SECURITY):
            hand_out(incident, [(RoleCode.HEAD.value, COUNSEL, int(COUNSEL_WITHIN.total_seconds()))], at=at)
    return incident
