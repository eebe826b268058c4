"""Moving a person who works to another counter, and with it to another zone (S136)."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date
from lobby.branches.models import Counter, Shift
from lobby.live import journal
from queueing.domain.counters import check_nobody_there, news_of, session_in, set_skills
from queueing.domain.locks import take_roster_lock
from queueing.domain.roster import assign, check_counter
from queueing.domain.roster import news_of as news_of_shift
from queueing.enums import AT_COUNTER, SessionStatus, TicketStatus
from queueing.errors import CounterNotIdle
from queueing.errors.roster import CounterPlanned, NotOfTheBranch, SameCounter
from queueing.events.roster import CounterMoved, ShiftAssigned
from queueing.models import CounterSession, Ticket


def move_session(session: CounterSession, *, by: Actor, at: dt.datetime, counter: Counter) -> CounterSession:
    """Take a running session to another counter with the skills that count there; the queue calls by them at once.

    The person's shift of now follows; where somebody else is planned for the counter later, it goes on without one.
    Raises CounterNotOpen, SameCounter, NotOfTheBranch, CounterNotIdle, CounterTaken, NoSkill.
    """
    with journal.unit(by=by, at=at):
        session = session_in(session, SessionStatus.OPEN, SessionStatus.PAUSED)
        was_at = session.counter_id
        if counter.pk == was_at:
            raise SameCounter(name=session.staff.name, counter=counter.name)
        if counter.branch_id != session.branch_id or not counter.is_active:
            raise NotOfTheBranch(name=counter.name)
        unfinished = Ticket.objects.filter(session=session, status__in=[*AT_COUNTER, TicketStatus.ON_HOLD]).first()
        if unfinished is not None:
            raise CounterNotIdle(number=unfinished.number)
        check_nobody_there(counter)
        session.counter = counter
        set_skills(session)
        session.save(update_fields=["counter", "primary_services", "secondary_services", "languages"])
        follow_with_shift(session, at=at)
        journal.record(CounterMoved(**news_of(session), was_at=was_at))
    return session


def place(shift: Shift, *, by: Actor, at: dt.datetime, counter: Counter) -> Shift:
    """Let the person of a shift work at another counter; whoever works right now goes there at once.

    Raises what `assign` and `move_session` raise.
    """
    with journal.unit(by=by, at=at):
        session = CounterSession.objects.filter(branch=shift.branch_id, staff=shift.staff_id, closed_at__isnull=True)
        running = session.first() if shift.starts_at <= at < shift.ends_at else None
        if running is not None and running.counter_id != counter.pk:
            move_session(running, by=by, at=at, counter=counter)
        return assign(shift, by=by, at=at, counter=counter)


def follow_with_shift(session: CounterSession, *, at: dt.datetime) -> None:
    """Let the shift under way say where the person is now."""
    take_roster_lock(session.branch_id)
    shifts = Shift.objects.filter(branch=session.branch, date=business_date(session.branch, at))
    running = shifts.filter(staff=session.staff, starts_at__lte=at, ends_at__gt=at, counter__isnull=False)
    for shift in running.select_related("branch", "staff"):
        shift.counter = session.counter
        try:
            check_counter(shift)
        except CounterPlanned:
            shift.counter = None
        shift.save(update_fields=["counter"])
        journal.record(ShiftAssigned(**news_of_shift(shift), post=shift.post, counter=shift.counter_id))
