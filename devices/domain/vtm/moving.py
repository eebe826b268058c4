"""The one way in which a video session changes its state, with the clocks that belong to each state."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q

from devices import callers
from devices.enums.vtm import ENDED, LINKED, SILENT_S, VTM_MOVES, VTM_NOTES, VtmStatus
from devices.errors.vtm import CustomerActs, IllegalVtmMove, NotYourSession
from devices.events.vtm import (
    VtmCancelled,
    VtmCompleted,
    VtmConnected,
    VtmDeskNews,
    VtmDropped,
    VtmEvent,
    VtmFailed,
    VtmMoved,
    VtmNoted,
    VtmQueued,
    VtmRequested,
    VtmResumed,
)
from devices.models.vtm import VtmSession, VtmStep
from lobby.branches import access
from lobby.branches.actors import Actor
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Staff
from lobby.branches.policies import policy_of
from lobby.floor.domain import deadlines
from lobby.floor.domain.joined import forget_stale
from lobby.live import journal

SUBJECT = "vtm_session"
LATE, UNANSWERED, RESUME, SILENCE, RATING = "vtm.late", "vtm.unanswered", "vtm.resume", "vtm.silence", "vtm.rating"
S = VtmStatus
# The clocks that a state starts, with the column of the branch's policy that says how long each runs.
CLOCKS: dict[str, tuple[tuple[str, str], ...]] = {
    S.QUEUED: ((LATE, "vtm_queue_target_s"), (UNANSWERED, "vtm_unanswered_s")),
    S.DROPPED: ((RESUME, "vtm_resume_s"),),
    S.RATING: ((RATING, "machine_idle_wipe_s"),),
}
NEWS: dict[str, type[VtmEvent]] = {
    "queue_up": VtmQueued,
    "connect": VtmConnected,
    "resume": VtmResumed,
    "complete": VtmCompleted,
}
WITH_REASON: dict[str, type[VtmDropped | VtmFailed | VtmCancelled]] = {
    S.DROPPED: VtmDropped,
    S.FAILED: VtmFailed,
    S.CANCELLED: VtmCancelled,
}
# What other desks list: who waits for an agent, and what waits for a second person.
LISTED = (S.QUEUED, S.AUTHORISING)


def locked(session: VtmSession, *, with_subject: bool = False) -> VtmSession:
    """Read the session again with its row locked (1 statement); with its subject, that is locked first (1 more)."""
    if with_subject:
        callers.hold(session.subject)
    rows = VtmSession.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("branch", "device", "service", "agent", "authoriser", "escort").get(pk=session.pk)
    forget_stale(found, "agent", "authoriser", "escort")
    return found


def check_move(session: VtmSession, verb: str) -> VtmStatus:
    """Return the state the verb leads to; raises IllegalVtmMove when the table does not list it."""
    sources, target = VTM_MOVES[verb]
    if session.status not in sources:
        raise illegal(session)
    return target or VtmStatus(session.resumes_to)


def check_note(session: VtmSession, verb: str) -> None:
    """Raises IllegalVtmMove when nothing of the kind can be written in the session's state."""
    if session.status not in VTM_NOTES[verb]:
        raise illegal(session)


def illegal(session: VtmSession) -> IllegalVtmMove:
    """The refusal that names the state."""
    return IllegalVtmMove(status=VtmStatus(session.status).label)


def check_agent(session: VtmSession, by: Actor) -> None:
    """Raises NotYourSession unless the session's own agent acts."""
    if by.staff_id is None or by.staff_id != session.agent_id:
        raise NotYourSession


def check_customer(session: VtmSession, by: Actor) -> None:
    """Raises CustomerActs unless it is done on the session's own machine (N11)."""
    if by.kind != "device" or by.id != session.device_id:
        raise CustomerActs


def move(session: VtmSession, verb: str, *, by: Actor, at: dt.datetime, **fields: Any) -> VtmSession:
    """Take the verb's move, save it with the named fields and note the step (2–8 statements). The row must be locked."""
    before, target = session.status, check_move(session, verb)
    step = new_step(session, verb, before, target, by=by, at=at)
    session.status, session.since = target, at
    if target in ENDED:
        fields["ended_at"] = at
    for name, value in fields.items():
        setattr(session, name, value)
    session.save(update_fields=["status", "since", *fields])
    step.save()
    run_clocks(session, before, at=at)
    journal.record(event_of(session, verb))
    if before in LISTED or target in LISTED:
        tell_desks(session)
    return session


def new_step(session: VtmSession, verb: str, before: str, status: str, *, by: Actor, at: dt.datetime) -> VtmStep:
    """An unsaved step; a clock that went back counts as no time."""
    seconds = max(0, int((at - session.since).total_seconds())) if before else 0
    return VtmStep(
        session=session,
        verb=verb,
        before=before,
        status=status,
        seconds=seconds,
        by_name=by.name,
        by_staff_id=by.staff_id,
        at=at,
    )


def run_clocks(session: VtmSession, before: str, *, at: dt.datetime) -> None:
    """Stop the clocks of the state before and start those of the new one (0–4 statements)."""
    if before in LINKED and session.status in LINKED:
        return
    subject = (SUBJECT, session.pk)
    if before in LINKED or before in CLOCKS:
        deadlines.stop(subject=subject, at=at)
    if session.status in LINKED:
        expect_sign_of_life(session, at=at)
    clocks = CLOCKS.get(session.status, ())
    if clocks:
        policy = policy_of(session.branch, session.day)
        for kind, column in clocks:
            due_at = at + dt.timedelta(seconds=getattr(policy, column))
            deadlines.set_deadline(kind, branch_id=session.branch_id, subject=subject, due_at=due_at, policy=policy)


def expect_sign_of_life(session: VtmSession, *, at: dt.datetime) -> None:
    """The machine says now and then that it is there (1 statement)."""
    due_at = at + dt.timedelta(seconds=SILENT_S)
    deadlines.set_deadline(SILENCE, branch_id=session.branch_id, subject=(SUBJECT, session.pk), due_at=due_at)


def event_of(session: VtmSession, verb: str) -> VtmEvent:
    """The news of a move."""
    told = WITH_REASON.get(session.status)
    if told is not None:
        return told(**news_of(session), reason=session.end_reason)
    return NEWS.get(verb, VtmMoved)(**news_of(session))


def note(session: VtmSession, what: str, *fields: str) -> VtmSession:
    """Save what was written without a move, and tell it (1 statement)."""
    session.save(update_fields=fields)
    journal.record(VtmNoted(**news_of(session), what=what))
    return session


def begun(session: VtmSession, *, by: Actor, at: dt.datetime) -> None:
    """Note that a session exists (1 statement)."""
    new_step(session, "request", "", session.status, by=by, at=at).save()
    journal.record(VtmRequested(**news_of(session)))


def news_of(session: VtmSession) -> dict[str, Any]:
    """The values that every event of a session carries."""
    return {
        "branch_id": session.branch_id,
        "vtm_session": session.pk,
        "device": session.device_id,
        "code": session.device.code,
        "service": session.service.code,
        "status": str(session.status),
        "agent": session.agent_id,
        "about_type": session.subject_type,
        "about_id": session.subject_id,
    }


def tell_desks(session: VtmSession) -> None:
    """Agents and authorisers sit in other branches: each of those hears of it too (2 queries)."""
    for desk in desks_over(session.branch):
        if desk != session.branch_id:
            journal.record(
                VtmDeskNews(
                    branch_id=desk, vtm_session=session.pk, home=session.branch.code, status=str(session.status)
                )
            )


def desks_over(branch: Branch) -> list[int]:
    """Ids of the branches in which those sit who serve or authorise the video sessions of a branch (2 queries)."""
    roles = {*access.roles_with(Permission.VTM_WORK), *access.roles_with(Permission.VTM_AUTHORISE)}
    here = Q(grants__branch=branch) | Q(grants__unit__in=access.units_above(branch))
    people = Staff.objects.filter(here, is_active=True, home_branch__isnull=False, grants__role__in=roles)
    return list(people.order_by("home_branch").values_list("home_branch", flat=True).distinct())
