"""Touches, and the one clock of a session: it calls for help when nobody touches the screen, then ends the session.

A touch writes the moment alone; the clock reads it when it rings and sets itself anew. So a screen that is used costs no
clock, and a browser that died is cleaned up all the same.
"""

from __future__ import annotations

import datetime as dt

from devices.domain.smart.ending import abort
from devices.domain.smart.moving import SUBJECT, check_customer, check_note, illegal, locked
from devices.domain.smart.stalls import calm, stall
from devices.domain.smart.telling import news_of
from devices.enums.smart import LIVE, TOUCH_EVERY_S, SmartEnd, StallKind
from devices.events.smart import SmartWentOn
from devices.models.smart import SmartSession
from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.policies import policy_of
from lobby.floor.domain import deadlines
from lobby.floor.models import Deadline
from lobby.live import journal

REST = "smart.rest"


def start_clock(session: SmartSession, *, at: dt.datetime) -> None:
    """Wait for the next touch (2 statements)."""
    policy = policy_of(session.branch, session.day)
    after = dt.timedelta(seconds=min(policy.stalled_s, policy.machine_idle_wipe_s))
    subject = (SUBJECT, session.pk)
    deadlines.set_deadline(REST, branch_id=session.branch_id, subject=subject, due_at=at + after)


def touch(session: SmartSession, *, by: Actor, at: dt.datetime) -> None:
    """The customer is there (1 statement; more when this ends a stall). Raises CustomerOperates, IllegalSmartMove."""
    check_customer(session, by)
    check_note(session, "touch")
    if session.stall == StallKind.SILENT:
        go_on(session, by=by, at=at)
        return
    seen = SmartSession.objects.filter(pk=session.pk, status__in=LIVE)
    if at - session.touched_at >= dt.timedelta(seconds=TOUCH_EVERY_S) and not seen.update(touched_at=at):
        session.refresh_from_db(fields=["status"])
        raise illegal(session)


def go_on(session: SmartSession, *, by: Actor, at: dt.datetime) -> None:
    """The customer touches the screen again: nobody needs to come."""
    with journal.unit(by=by, at=at):
        session = locked(session)
        check_note(session, "touch")
        if session.stall == StallKind.SILENT and calm(session, at=at):
            journal.record(SmartWentOn(**news_of(session)))
        session.touched_at = at
        session.save(update_fields=["touched_at", "stalled_at", "stall"])
        start_clock(session, at=at)


def ask_help(session: SmartSession, *, by: Actor, at: dt.datetime) -> SmartSession:
    """The customer calls somebody. Raises CustomerOperates, IllegalSmartMove."""
    with journal.unit(by=by, at=at):
        session = locked(session)
        check_customer(session, by)
        check_note(session, "ask_help")
        session.touched_at = at
        session.save(update_fields=["touched_at"])
        stall(session, StallKind.ASKED, at=at)
    return session


def when_it_rests(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """Call for help, or end the session; late after an outage it ends at once and nobody is called any more."""
    session = locked(SmartSession(pk=deadline.subject_id, **subject_of(deadline)), with_subject=True)
    if not session.is_live:
        return None
    policy = policy_of(session.branch, session.day)
    idle_at = session.touched_at + dt.timedelta(seconds=policy.machine_idle_wipe_s)
    stall_at = session.touched_at + dt.timedelta(seconds=policy.stalled_s)
    if at >= idle_at:
        abort(session, by=SYSTEM, at=at, reason=SmartEnd.IDLE)
        return None
    if at < stall_at:
        return min(stall_at, idle_at)
    stall(session, StallKind.SILENT, at=at)
    return idle_at


def subject_of(deadline: Deadline) -> dict[str, object]:
    """What the session belongs to, so that it is locked first (1 query)."""
    named = SmartSession.objects.filter(pk=deadline.subject_id).values("subject_type", "subject_id")
    return dict(named.get())
