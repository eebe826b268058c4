"""Opening, pausing and closing counters. One open session per counter and one per teller, in any branch."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.actors import Actor
from lobby.branches.enums import Rank, SkillKind
from lobby.branches.models import Counter, Skill, Staff
from lobby.floor.enums.checks import CheckKind
from lobby.floor.selectors.checks import has_template, is_handed_in
from lobby.live import journal
from queueing.domain.days import begun_day
from queueing.domain.locks import take_call_lock
from queueing.domain.serving import settle
from queueing.domain.waiting import leave, miss
from queueing.enums import AT_COUNTER, PauseReason, SessionStatus, TicketStatus
from queueing.errors import (
    CounterBusy,
    CounterNotIdle,
    CounterNotOpen,
    CounterTaken,
    DayClosed,
    NoSkill,
    PrepMissing,
    ReasonMissing,
    TellerElsewhere,
)
from queueing.events import CounterClosed, CounterOpened, CounterPaused, CounterResumed
from queueing.models import CounterSession, Ticket


def open_counter(counter: Counter, *, by: Actor, at: dt.datetime, staff: Staff) -> CounterSession:
    """Begin a session with the skills in force: the counter's services ∩ the teller's skills.

    Raises CounterTaken, TellerElsewhere, NoSkill, DayClosed, PrepMissing.
    """
    with journal.unit(by=by, at=at):
        take_call_lock(counter.branch_id)
        day = begun_day(counter.branch, at=at)
        if day.closed_at is not None:
            raise DayClosed
        check_prepared(counter, day.date)
        # The teller's row is locked as well: two branches could otherwise both find the teller free.
        Staff.objects.select_for_update(no_key=True).get(pk=staff.pk)
        check_nobody_there(counter)
        check_not_elsewhere(staff)
        session = CounterSession(branch=counter.branch, counter=counter, staff=staff, day=day.date, opened_at=at)
        set_skills(session)
        session.save(force_insert=True)
        journal.record(CounterOpened(**news_of(session)))
    return session


def pause(session: CounterSession, *, by: Actor, at: dt.datetime, reason: PauseReason) -> CounterSession:
    """Take a pause with a reason; a customer at the counter is finished first. Raises CounterNotOpen, CounterBusy."""
    with journal.unit(by=by, at=at):
        session = session_in(session, SessionStatus.OPEN)
        held = at_counter(session)
        if held is not None:
            raise CounterBusy(number=held.number)
        session.status, session.paused_at, session.pause_reason = SessionStatus.PAUSED, at, reason
        session.save(update_fields=["status", "paused_at", "pause_reason"])
        journal.record(CounterPaused(**news_of(session), reason=reason))
    return session


def resume(session: CounterSession, *, by: Actor, at: dt.datetime) -> CounterSession:
    """Serve again after a pause. Raises CounterNotOpen when it is not paused."""
    with journal.unit(by=by, at=at):
        session = session_in(session, SessionStatus.PAUSED)
        assert session.paused_at is not None
        session.paused_s += int((at - session.paused_at).total_seconds())
        session.status, session.paused_at, session.pause_reason = SessionStatus.OPEN, None, ""
        session.save(update_fields=["status", "paused_at", "pause_reason", "paused_s"])
        journal.record(CounterResumed(**news_of(session)))
    return session


def close(session: CounterSession, *, by: Actor, at: dt.datetime) -> CounterSession:
    """End one's own session. Raises CounterNotIdle with a customer called, serving or on hold; CounterNotOpen twice."""
    with journal.unit(by=by, at=at):
        session = session_in(session, SessionStatus.OPEN, SessionStatus.PAUSED)
        unfinished = Ticket.objects.filter(session=session, status__in=[*AT_COUNTER, TicketStatus.ON_HOLD]).first()
        if unfinished is not None:
            raise CounterNotIdle(number=unfinished.number)
        end_session(session, at=at, reason="")
    return session


def end_stuck(session: CounterSession, *, by: Actor, at: dt.datetime, reason: str) -> CounterSession:
    """A manager ends somebody's session; its tickets are settled with the same reason.

    Raises ReasonMissing, CounterNotOpen.
    """
    if not reason.strip():
        raise ReasonMissing
    with journal.unit(by=by, at=at):
        session = session_in(session, SessionStatus.OPEN, SessionStatus.PAUSED)
        for ticket in Ticket.objects.filter(session=session, status__in=[*AT_COUNTER, TicketStatus.ON_HOLD]):
            settle_stuck(ticket, by=by, at=at, reason=reason.strip())
        end_session(session, at=at, reason=reason.strip())
    return session


def settle_stuck(ticket: Ticket, *, by: Actor, at: dt.datetime, reason: str) -> None:
    """Whoever was served is done (outcome unknown), a called one missed, one on hold has left."""
    if ticket.status == TicketStatus.SERVING:
        settle(ticket, by=by, at=at, reason=reason)
    elif ticket.status == TicketStatus.CALLED:
        miss(ticket, by=by, at=at)
    else:
        leave(ticket, by=by, at=at, reason=reason)


def end_session(session: CounterSession, *, at: dt.datetime, reason: str) -> None:
    """Close the row and tell everyone."""
    if session.paused_at is not None:
        session.paused_s += int((at - session.paused_at).total_seconds())
    session.status, session.closed_at, session.close_reason = SessionStatus.CLOSED, at, reason
    session.paused_at = None
    session.save(update_fields=["status", "closed_at", "close_reason", "paused_at", "paused_s"])
    journal.record(CounterClosed(**news_of(session), reason=reason))


def session_in(session: CounterSession, *states: SessionStatus) -> CounterSession:
    """Take the call lock and return the session locked, in one of the states (2 statements)."""
    take_call_lock(session.branch_id)
    fresh = CounterSession.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "counter", "branch", "staff"
    )
    found = fresh.get(pk=session.pk)
    if found.status not in states:
        raise CounterNotOpen(counter=found.counter.name)
    return found


def at_counter(session: CounterSession) -> Ticket | None:
    """The ticket called or serving at the session's counter (1 query)."""
    return Ticket.objects.filter(session=session, status__in=AT_COUNTER).select_related("service").first()


def check_prepared(counter: Counter, date: dt.date) -> None:
    """Refuse a counter whose preparation of the day is not handed in (S322); a branch without such a checklist gates
    nothing (1–2 queries). Raises PrepMissing.
    """
    subject = ("counter", counter.pk)
    if not is_handed_in(CheckKind.TELLER_PREP, subject, date) and has_template(CheckKind.TELLER_PREP, counter.branch):
        raise PrepMissing(counter=counter.name)


def check_nobody_there(counter: Counter) -> None:
    """Refuse a second sign-in by name."""
    there = CounterSession.objects.filter(counter=counter, closed_at__isnull=True).select_related("staff").first()
    if there is not None:
        raise CounterTaken(name=there.staff.name, counter=counter.name)


def check_not_elsewhere(staff: Staff) -> None:
    """Refuse a teller who has a session somewhere else."""
    open_one = CounterSession.objects.filter(staff=staff, closed_at__isnull=True).select_related("counter", "branch")
    session = open_one.first()
    if session is not None:
        raise TellerElsewhere(name=staff.name, counter=session.counter.name, branch=session.branch.name)


def set_skills(session: CounterSession) -> None:
    """Write the skills in force (2 queries). Raises NoSkill when nothing is left to serve."""
    ranks = {(skill.kind, skill.code): skill.rank for skill in Skill.objects.filter(staff=session.staff)}
    services = session.counter.services.filter(is_active=True).values_list("pk", "code")
    able = {pk: ranks.get((SkillKind.SERVICE, code)) for pk, code in services}
    session.primary_services = [pk for pk, rank in able.items() if rank == Rank.PRIMARY]
    session.secondary_services = [pk for pk, rank in able.items() if rank == Rank.SECONDARY]
    session.languages = ["zh-hans", *(code for kind, code in ranks if kind == SkillKind.LANGUAGE and code != "zh-hans")]
    if not session.services_in_force:
        raise NoSkill(service=session.counter.name)


def news_of(session: CounterSession) -> dict[str, Any]:
    """The values that every counter event carries."""
    return {
        "branch_id": session.branch_id,
        "counter": session.counter_id,
        "code": session.counter.code,
        "staff": session.staff_id,
    }
