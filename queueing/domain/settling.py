"""What the end of a business day does to everything still open."""

from __future__ import annotations

import datetime as dt

from lobby.branches.models import BusinessDay
from lobby.live import journal
from queueing.domain.moving import news_of, was_booked
from queueing.enums import OPEN_VISITS, UNFINISHED, Outcome, SessionStatus, TicketStatus, VisitStatus
from queueing.events import CounterClosed, TicketAbandoned, TicketFinished
from queueing.models import CounterSession, Ticket, Visit

DAY_END = "day closed"


def settle_tickets(day: BusinessDay, *, at: dt.datetime) -> int:
    """Served customers are done with an unknown outcome, everyone else has left. Returns how many were open."""
    open_ones = Ticket.objects.filter(branch=day.branch_id, day=day.date, status__in=UNFINISHED)
    # Locked first and read afterwards: a ticket just handed on to another service would fall out of a join.
    ids = list(open_ones.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    tickets = list(Ticket.objects.filter(pk__in=ids).select_related("service", "counter").order_by("pk"))
    serving = [ticket for ticket in tickets if ticket.status in {TicketStatus.SERVING, TicketStatus.ON_HOLD}]
    gone = [ticket for ticket in tickets if ticket not in serving]
    same = {"ended_at": at, "end_reason": DAY_END}
    Ticket.objects.filter(pk__in=[ticket.pk for ticket in serving]).update(
        status=TicketStatus.DONE, outcome=Outcome.UNKNOWN, **same
    )
    Ticket.objects.filter(pk__in=[ticket.pk for ticket in gone]).update(status=TicketStatus.ABANDONED, **same)
    for ticket in serving:
        counter = ticket.counter.code if ticket.counter else ""
        journal.record(
            TicketFinished(
                **news_of(ticket),
                counter=counter,
                outcome=Outcome.UNKNOWN.value,
                reason=DAY_END,
                was_booked=was_booked(ticket),
            )
        )
    for ticket in gone:
        was_at_machine = ticket.status == TicketStatus.DIVERTED
        journal.record(TicketAbandoned(**news_of(ticket), reason=DAY_END, was_at_machine=was_at_machine))
    return len(tickets)


def settle_sessions(day: BusinessDay, *, at: dt.datetime) -> None:
    """Close the counters that nobody closed."""
    sessions = CounterSession.objects.filter(branch=day.branch_id, day=day.date, closed_at__isnull=True)
    for session in sessions.select_related("counter"):
        journal.record(
            CounterClosed(
                branch_id=day.branch_id,
                counter=session.counter_id,
                code=session.counter.code,
                staff=session.staff_id,
                reason=DAY_END,
            )
        )
    sessions.update(status=SessionStatus.CLOSED, closed_at=at, close_reason=DAY_END)


def settle_visits(day: BusinessDay, *, at: dt.datetime) -> None:
    """A visit in which somebody was served is finished, any other has left early."""
    visits = Visit.objects.filter(branch=day.branch_id, day=day.date, status__in=OPEN_VISITS)
    served = Ticket.objects.filter(branch=day.branch_id, day=day.date, status=TicketStatus.DONE).values("visit")
    visits.filter(pk__in=served).update(status=VisitStatus.FINISHED, ended_at=at)
    visits.update(status=VisitStatus.LEFT_EARLY, ended_at=at, leave_reason=DAY_END)
