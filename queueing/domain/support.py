"""Calls for support: one person after the other of the call-up list, until somebody comes.

What the call is for is a task of a peak or a request without one. Every verb takes its row first (the run's, or the
request's), so that two people who decline at once are not followed by the same third. An alert about a call is locked
after that row as well, whoever takes it.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.calendar import business_date
from lobby.branches.enums import Post
from lobby.branches.models import Branch, Service
from lobby.floor import kinds
from lobby.floor.bilingual import both
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.errors import ReasonMissing
from lobby.floor.events import AlertAccepted
from lobby.floor.models import Deadline
from lobby.live import journal
from lobby.live.events import Event
from queueing.enums.peaks import OPEN_CALLS, SUPPORT_MOVES, SupportStatus
from queueing.errors.peaks import IllegalSupportMove, SupportOver
from queueing.events.peaks import SUPPORT_NEWS, PeakEnded, SupportAsked, SupportRequested, SupportRequestEnded
from queueing.models import PeakRun, PeakTask, SupportCall, SupportRequest
from queueing.selectors.duty import next_helper
from queueing.selectors.peaks import peak_policy

SUPPORT = "peak.support"
NO_HELP = "peak.no_help"
ANSWER_CLOCK = "peak.support"

Asking = PeakTask | SupportRequest


def request_support(
    branch: Branch,
    *,
    by: Actor,
    at: dt.datetime,
    post: Post,
    reason: str,
    skill: str = "",
    people: int = 1,
) -> SupportRequest:
    """Call for help without a peak: the call-up list is asked, one person after the other. Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    assert by.staff_id is not None  # people call for help; a peak's own calls are its tasks'
    with journal.unit(by=by, at=at):
        request = SupportRequest.objects.create(
            branch=branch,
            post=post,
            skill=skill if post == Post.COUNTER else "",
            people=people,
            reason=reason.strip(),
            asked_at=at,
            asked_by_id=by.staff_id,
        )
        journal.record(SupportRequested(branch_id=branch.pk, request=request.pk, post=post.value, people=people))
        for _person in range(people):
            ask_next(request, at=at)
    return request


def end_request(request: SupportRequest, *, by: Actor, at: dt.datetime) -> SupportRequest:
    """The help is not needed any more: nobody is asked, helpers go back. Raises SupportOver."""
    with journal.unit(by=by, at=at):
        request = locked_request(request.pk)
        if request.ended_at is not None:
            raise SupportOver
        end_calls(request, at=at)
        request.ended_at = at
        request.save(update_fields=["ended_at"])
        journal.record(SupportRequestEnded(branch_id=request.branch_id, request=request.pk))
    return request


def ask_next(asking: Asking, *, at: dt.datetime) -> SupportCall | None:
    """Ask the next person of the call-up list; where nobody is left the lobby hears of it. Call it inside a unit with
    the run's or the request's row locked.
    """
    branch = asking.branch
    person = next_helper(branch, asking, at=at)
    if person is None:
        raise_alert(branch, NO_HELP, by=SYSTEM, at=at, subject=subject_of(asking), values=need_of(asking))
        return None
    which = {"task": asking} if isinstance(asking, PeakTask) else {"request": asking}
    call = SupportCall.objects.create(**which, staff=person, asked_at=at)
    answer_s = peak_policy(branch, business_date(branch, at)).support_answer_s
    raise_alert(
        branch,
        SUPPORT,
        by=SYSTEM,
        at=at,
        subject=("support-call", call.pk),
        values={**need_of(asking), "minutes": max(1, answer_s // 60)},
        roles=[],
        person=person,
    )
    due_at = at + dt.timedelta(seconds=max(1, answer_s))
    deadlines.set_deadline(ANSWER_CLOCK, branch_id=branch.pk, subject=("support-call", call.pk), due_at=due_at)
    journal.record(SupportAsked(**news_of(call)))
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
        ask_next(call.asking, at=at)
    return call


def release(call: SupportCall, *, by: Actor, at: dt.datetime) -> SupportCall:
    """The help is over. Raises IllegalSupportMove."""
    with journal.unit(by=by, at=at):
        return move(locked(call), "release", released_at=at)


def when_unanswered(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """The answer clock rang: the next one is asked."""
    call = locked(SupportCall(pk=deadline.subject_id))
    if call.status == SupportStatus.ASKED:
        answer(call, "lapse", at=at, stops_clock=False)
        ask_next(call.asking, at=at)
    return None


def end_all(run: PeakRun, *, at: dt.datetime) -> None:
    """The peak is over: nobody is asked any more, helpers go back. Call it inside a unit with the run's row locked."""
    for task in run.tasks.order_by("pk"):
        task.run = run
        end_calls(task, at=at)


def end_calls(asking: Asking, *, at: dt.datetime) -> None:
    """End what is open of a task's or a request's calls, and the alert that nobody is left."""
    for call in asking.calls.filter(status__in=OPEN_CALLS).select_related("staff").order_by("pk"):
        call.task, call.request = (asking, None) if isinstance(asking, PeakTask) else (None, asking)
        if call.status == SupportStatus.ASKED:
            answer(call, "cancel", at=at)
        else:
            move(call, "release", released_at=at)
    resolve_about(subject_of(asking), at=at, reason=PeakEnded.type, among=[NO_HELP])


def day_closed(event: Event, by: Actor, at: dt.datetime) -> None:
    """No request outlives its business day (1 query where there is none)."""
    found = SupportRequest.objects.filter(branch=event.branch_id, ended_at__isnull=True).select_related("branch")
    # Locked before they are judged: what somebody ends meanwhile is left out.
    for request in found.select_for_update(no_key=True, of=("self",)).order_by("pk"):
        if business_date(request.branch, request.asked_at) < business_date(request.branch, at):
            end_request(request, by=SYSTEM, at=at)


def alert_accepted(event: Event, by: Actor, at: dt.datetime) -> None:
    """Whoever takes the alert comes (no query for other alerts)."""
    assert isinstance(event, AlertAccepted)
    if event.kind == SUPPORT:
        call = locked(SupportCall(pk=int(event.about.removeprefix("support-call:"))))
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
    """Read the call again with the run's or request's row and its own locked (3 statements)."""
    asking = lock_asking(call.pk)
    found = (
        SupportCall.objects.select_for_update(no_key=True, of=("self",)).select_related("task", "staff").get(pk=call.pk)
    )
    if isinstance(asking, PeakRun):
        assert found.task is not None
        found.task.run = asking
    else:
        found.request = asking
    return found


def lock_asking(call_id: int) -> PeakRun | SupportRequest:
    """Lock the row that every verb about a call takes first (2 statements)."""
    run_id, request_id = SupportCall.objects.values_list("task__run", "request").get(pk=call_id)
    if run_id is None:
        return locked_request(request_id)
    return PeakRun.objects.select_for_update(no_key=True, of=("self",)).select_related("branch").get(pk=run_id)


def lock_before_alert(call_id: int) -> None:
    """What the floor locks before an alert about a call."""
    lock_asking(call_id)


def locked_request(request_id: int) -> SupportRequest:
    """Read a request again with its row locked (1 statement)."""
    return (
        SupportRequest.objects.select_for_update(no_key=True, of=("self",)).select_related("branch").get(pk=request_id)
    )


def move(call: SupportCall, verb: str, **fields: Any) -> SupportCall:
    """Take the verb's move, save it with the named fields and tell (1 statement). Raises IllegalSupportMove."""
    sources, target = SUPPORT_MOVES[verb]
    if call.status not in sources:
        raise IllegalSupportMove(status=SupportStatus(call.status).label)
    call.status = target
    for name, value in fields.items():
        setattr(call, name, value)
    call.save(update_fields=["status", *fields])
    journal.record(SUPPORT_NEWS[verb](**news_of(call), reason=call.reason))
    return call


def news_of(call: SupportCall) -> dict[str, Any]:
    """The values that every event of a call carries."""
    return {
        "branch_id": call.branch.pk,
        "peak": call.task.run_id if call.task is not None else None,
        "request": call.request_id,
        "call": call.pk,
        "staff": call.staff_id,
    }


def subject_of(asking: Asking) -> tuple[str, int]:
    """What alerts about it are about."""
    return ("peak-task" if isinstance(asking, PeakTask) else "support-request", asking.pk)


def need_of(asking: Asking) -> dict[str, Any]:
    """What support is needed for, in both languages."""
    if isinstance(asking, SupportRequest) and asking.post != Post.COUNTER:
        return {"skill": both(Post(asking.post).label)}
    service = Service.objects.filter(branch=asking.branch, code=asking.skill).first() if asking.skill else None
    return {"skill": kinds.in_both(service) if service else {"zh": "柜台", "en": "the counters"}}
