"""Calls for support: one person after the other of the call-up list, until somebody comes.

Every verb takes the run's row first, so that two people who decline at once are not followed by the same third.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.calendar import business_date
from lobby.branches.models import Service
from lobby.floor import kinds
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.errors import ReasonMissing
from lobby.floor.events import AlertAccepted
from lobby.floor.models import Deadline
from lobby.live import journal
from lobby.live.events import Event
from queueing.domain.peak_news import news_of
from queueing.enums.peaks import SUPPORT_MOVES, SupportStatus
from queueing.errors.peaks import IllegalSupportMove
from queueing.events.peaks import SUPPORT_NEWS, PeakEnded, SupportAsked
from queueing.models import PeakRun, PeakTask, SupportCall
from queueing.selectors.duty import next_helper
from queueing.selectors.peaks import peak_policy

SUPPORT = "peak.support"
NO_HELP = "peak.no_help"
ANSWER_CLOCK = "peak.support"


def ask_next(task: PeakTask, *, at: dt.datetime) -> SupportCall | None:
    """Ask the next person of the call-up list; where nobody is left the lobby hears of it. Call it inside a unit with
    the run's row locked.
    """
    run = task.run
    person = next_helper(run.branch, task, at=at)
    if person is None:
        raise_alert(run.branch, NO_HELP, by=SYSTEM, at=at, subject=("peak-task", task.pk), values=skill_of(task))
        return None
    call = SupportCall.objects.create(task=task, staff=person, asked_at=at)
    answer_s = peak_policy(run.branch, business_date(run.branch, at)).support_answer_s
    raise_alert(
        run.branch,
        SUPPORT,
        by=SYSTEM,
        at=at,
        subject=("support-call", call.pk),
        values={**skill_of(task), "minutes": max(1, answer_s // 60)},
        roles=[],
        person=person,
    )
    due_at = at + dt.timedelta(seconds=max(1, answer_s))
    deadlines.set_deadline(ANSWER_CLOCK, branch_id=run.branch_id, subject=("support-call", call.pk), due_at=due_at)
    journal.record(SupportAsked(**news_of(run), call=call.pk, staff=person.pk))
    return call


def accept(call: SupportCall, *, by: Actor, at: dt.datetime) -> SupportCall:
    """The person comes; minutes of support count from now. Raises IllegalSupportMove."""
    with journal.unit(by=by, at=at):
        return answer(locked(call), "accept", at=at)


def decline(call: SupportCall, *, by: Actor, at: dt.datetime, reason: str) -> SupportCall:
    """The person cannot come; the next one is asked. Raises ReasonMissing, IllegalSupportMove."""
    if not reason.strip():
        raise ReasonMissing
    with journal.unit(by=by, at=at):
        call = answer(locked(call), "decline", at=at, reason=reason.strip())
        ask_next(call.task, at=at)
    return call


def release(call: SupportCall, *, by: Actor, at: dt.datetime) -> SupportCall:
    """The help is over. Raises IllegalSupportMove."""
    with journal.unit(by=by, at=at):
        return move(locked(call), "release", released_at=at)


def when_unanswered(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """The answer clock rang: the next one is asked."""
    call = locked(SupportCall.objects.get(pk=deadline.subject_id))
    if call.status == SupportStatus.ASKED:
        answer(call, "lapse", at=at, stops_clock=False)
        ask_next(call.task, at=at)
    return None


def end_all(run: PeakRun, *, at: dt.datetime) -> None:
    """The peak is over: nobody is asked any more, helpers go back. Call it inside a unit with the run's row locked."""
    for call in SupportCall.objects.filter(task__run=run).select_related("task").order_by("pk"):
        call.task.run = run
        if call.status == SupportStatus.ASKED:
            answer(call, "cancel", at=at)
        elif call.status == SupportStatus.ACCEPTED:
            move(call, "release", released_at=at)
    for task in run.tasks.order_by("pk"):
        resolve_about(("peak-task", task.pk), at=at, reason=PeakEnded.type, among=[NO_HELP])


def alert_accepted(event: Event, by: Actor, at: dt.datetime) -> None:
    """Whoever takes the alert comes (no query for other alerts)."""
    assert isinstance(event, AlertAccepted)
    if event.kind == SUPPORT:
        call = locked(SupportCall.objects.get(pk=int(event.about.removeprefix("support-call:"))))
        if call.status == SupportStatus.ASKED:
            answer(call, "accept", at=at)


def answer(call: SupportCall, verb: str, *, at: dt.datetime, reason: str = "", stops_clock: bool = True) -> SupportCall:
    """End the asking: the clock stops and the alert is over."""
    move(call, verb, answered_at=at, reason=reason)
    if stops_clock:
        deadlines.stop(subject=("support-call", call.pk), at=at)
    resolve_about(("support-call", call.pk), at=at, reason=SUPPORT_NEWS[verb].type, among=[SUPPORT])
    return call


def locked(call: SupportCall) -> SupportCall:
    """Read the call again with the run's row and its own locked (3 statements)."""
    run_id = PeakTask.objects.values_list("run_id", flat=True).get(calls=call.pk)
    run = PeakRun.objects.select_for_update(of=("self",)).select_related("branch").get(pk=run_id)
    found = SupportCall.objects.select_for_update(of=("self",)).select_related("task", "staff").get(pk=call.pk)
    found.task.run = run
    return found


def move(call: SupportCall, verb: str, **fields: Any) -> SupportCall:
    """Take the verb's move, save it with the named fields and tell (1 statement). Raises IllegalSupportMove."""
    sources, target = SUPPORT_MOVES[verb]
    if call.status not in sources:
        raise IllegalSupportMove(status=SupportStatus(call.status).label)
    call.status = target
    for name, value in fields.items():
        setattr(call, name, value)
    call.save(update_fields=["status", *fields])
    journal.record(SUPPORT_NEWS[verb](**news_of(call.task.run), call=call.pk, staff=call.staff_id, reason=call.reason))
    return call


def skill_of(task: PeakTask) -> dict[str, Any]:
    """What support is needed for, in both languages."""
    service = Service.objects.filter(branch=task.run.branch_id, code=task.skill).first() if task.skill else None
    return {"skill": kinds.in_both(service) if service else {"zh": "柜台", "en": "the counters"}}
