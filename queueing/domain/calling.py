"""Calling customers to a counter. Every verb here holds the branch's call lock until it commits."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import OuterRef, Subquery

from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date
from lobby.branches.models import BranchPolicy, Service
from lobby.branches.policies import policy_of
from lobby.branches.prepared import Parameter, Prepared
from lobby.live import journal
from queueing.domain.days import begun_day
from queueing.domain.issuing import new_ticket
from queueing.domain.locks import take_call_lock
from queueing.domain.moving import check_move, locked, move, news_of
from queueing.domain.numbers import take_number
from queueing.domain.ordering import Pick, oldest_normal_id, pick
from queueing.domain.visits import visit_for_ticket
from queueing.enums import (
    AT_COUNTER,
    AnnouncementKind,
    PriorityClass,
    SessionStatus,
    Source,
    TicketStatus,
    VisitStatus,
)
from queueing.errors import (
    CounterBusy,
    CounterNotOpen,
    NoSkill,
    ReasonMissing,
    RecallsUsedUp,
    RecallTooSoon,
    ReservedElsewhere,
)
from queueing.events import TicketCalled, TicketRecalled, TicketStarted
from queueing.models import Announcement, CounterSession, Ticket

SERVICE = Prepared(lambda: Service.objects.filter(pk=Parameter("service")))
HELD = Ticket.objects.filter(session=OuterRef("pk"), status__in=AT_COUNTER).values("number")
WITH_HELD = Prepared(
    lambda: (
        CounterSession.objects.select_related("branch", "counter", "staff")
        .annotate(held=Subquery(HELD[:1]))
        .filter(pk=Parameter("session"))
    )
)
# Claims the picked ticket and counts the pass in one statement; nothing comes back when the ticket has just left.
CLAIM = """
    WITH claimed AS (UPDATE queueing_ticket SET
        status = 'called', session_id = %(session)s, counter_id = %(counter)s, called_at = %(at)s,
        first_called_at = coalesce(first_called_at, %(at)s), miss_due_at = %(miss_due_at)s, call_count = 1, passes = 0,
        customer_pause_s = customer_pause_s + CASE WHEN first_called_at IS NULL AND postponed_at IS NOT NULL
            THEN greatest(0, extract(epoch FROM %(at)s - postponed_at))::int ELSE 0 END
    WHERE id = %(ticket)s AND status IN ('waiting', 'returned')
    RETURNING *
    ), passed AS (UPDATE queueing_ticket SET passes = passes + 1 WHERE id = %(passed)s AND EXISTS (SELECT FROM claimed))
    SELECT * FROM claimed
"""


def call_next(session: CounterSession, *, by: Actor, at: dt.datetime) -> Ticket | None:
    """Call whoever is next for this counter; None when nobody it may serve waits.

    Raises CounterNotOpen, CounterBusy.
    """
    with journal.unit(by=by, at=at):
        if is_over(session, at):
            begun_day(session.branch, at=at)  # closes this session and everybody who waited, where the sweep has not
            return None
        session = session_for_call(session, at=at)
        policy = policy_of(session.branch, session.day)
        # A customer who leaves between the pick and the claim costs one more round, never an empty counter.
        while (found := pick(session, policy, at=at)) is not None:
            ticket = claim(session, found, policy, at=at)
            if ticket is not None:
                announce(ticket, AnnouncementKind.CALL, at=at)
                return ticket
    return None


def call_this(session: CounterSession, *, by: Actor, at: dt.datetime, ticket: Ticket, reason: str) -> Ticket:
    """Call a certain ticket out of order; the reason goes into the journal.

    Raises ReasonMissing, CounterNotOpen, CounterBusy, NoSkill, ReservedElsewhere, IllegalMove.
    """
    if not reason.strip():
        raise ReasonMissing
    with journal.unit(by=by, at=at):
        session = session_for_call(session, at=at)
        policy = policy_of(session.branch, session.day)
        ticket = locked(ticket)
        check_move(ticket, "call")
        check_may_serve(session, ticket)
        passed = oldest_normal_id(ticket, session, policy, at=at)
        called = claim(session, Pick(ticket.pk, passed), policy, at=at)
        assert called is not None  # the row is locked and its move was checked
        announce(called, AnnouncementKind.CALL, at=at, reason=reason.strip())
    return called


def recall(ticket: Ticket, *, by: Actor, at: dt.datetime) -> Ticket:
    """Call a called ticket again. Raises IllegalMove, RecallsUsedUp, RecallTooSoon."""
    with journal.unit(by=by, at=at):
        take_call_lock(ticket.branch_id)
        ticket = locked(ticket)
        check_move(ticket, "recall")
        policy = policy_of(ticket.branch, ticket.day)
        check_recall(ticket, policy, at)
        move(
            ticket,
            "recall",
            called_at=at,
            call_count=ticket.call_count + 1,
            miss_due_at=at + dt.timedelta(seconds=policy.no_show_after_s),
        )
        announce(ticket, AnnouncementKind.RECALL, at=at)
    return ticket


def serve_without_ticket(
    session: CounterSession, *, by: Actor, at: dt.datetime, service: Service, language: str = "zh-hans"
) -> Ticket:
    """Serve somebody who stands at the counter without a number. Raises CounterNotOpen, CounterBusy, NoSkill."""
    with journal.unit(by=by, at=at):
        session = session_for_call(session, at=at)
        if service.pk not in session.services_in_force:
            raise NoSkill(service=service.name)
        day = begun_day(session.branch, at=at)
        policy = policy_of(session.branch, day.date)
        visit = visit_for_ticket(
            session.branch,
            day=day.date,
            at=at,
            customer=None,
            greeted=None,
            traits=(),
            language=language,
            status=VisitStatus.IN_SERVICE,
        )
        ticket = new_ticket(session.branch, policy, visit, service=service, source=Source.COUNTER, traits=(), at=at)
        ticket.number = take_number(service, day.date)
        ticket.status, ticket.session, ticket.counter = TicketStatus.SERVING, session, session.counter
        ticket.first_called_at = ticket.called_at = ticket.started_at = at
        ticket.is_without_number = True
        ticket.save(force_insert=True)
        journal.record(TicketStarted(**news_of(ticket), counter=session.counter.code, without_number=True))
    return ticket


def is_over(session: CounterSession, at: dt.datetime) -> bool:
    """Whether the session's business day has ended (no query where the branch is at hand)."""
    return business_date(session.branch, at) > session.day


def session_for_call(session: CounterSession, *, at: dt.datetime) -> CounterSession:
    """Take the call lock and check that the session is open, of today, and its counter free (2 statements)."""
    take_call_lock(session.branch_id)
    # One ticket called or serving at most; a database constraint stands behind this check.
    fresh: Any = WITH_HELD.first(session=session.pk)
    if fresh.status != SessionStatus.OPEN or is_over(fresh, at):
        raise CounterNotOpen(counter=fresh.counter.name)
    if fresh.held is not None:
        raise CounterBusy(number=fresh.held)
    return fresh


def check_may_serve(session: CounterSession, ticket: Ticket) -> None:
    """The session's skills cover the ticket, and it is not reserved for somebody else."""
    if ticket.service_id not in session.services_in_force:
        raise NoSkill(service=ticket.service.name)
    is_for_other_counter = ticket.only_counter_id not in {None, session.counter_id}
    is_for_other_person = ticket.only_staff_id not in {None, session.staff_id}
    if is_for_other_counter or is_for_other_person or ticket.day != session.day:
        raise ReservedElsewhere(number=ticket.number)


def check_recall(ticket: Ticket, policy: BranchPolicy, at: dt.datetime) -> None:
    """Keep the set number of calls and the gap between them."""
    if ticket.call_count >= policy.max_calls:
        raise RecallsUsedUp(number=ticket.number, count=ticket.call_count)
    assert ticket.called_at is not None
    left = policy.recall_gap_s - (at - ticket.called_at).total_seconds()
    if left > 0:
        raise RecallTooSoon(seconds=int(left) + 1)


def claim(session: CounterSession, found: Pick, policy: BranchPolicy, *, at: dt.datetime) -> Ticket | None:
    """Put the ticket at the counter; None when it has just left the queue (1–2 statements)."""
    rows = Ticket.objects.raw(
        CLAIM,
        {
            "passed": found.passed_id,
            "ticket": found.ticket_id,
            "session": session.pk,
            "counter": session.counter_id,
            "at": at,
            "miss_due_at": at + dt.timedelta(seconds=policy.no_show_after_s),
        },
    )
    ticket = next(iter(rows), None)
    if ticket is not None:
        ticket.session, ticket.counter, ticket.branch = session, session.counter, session.branch
        ticket.service = SERVICE.all(service=ticket.service_id)[0]
    return ticket


def announce(ticket: Ticket, kind: AnnouncementKind, *, at: dt.datetime, reason: str = "") -> Announcement:
    """Write the durable row that walls speak, and the news of it."""
    assert ticket.counter is not None
    row = Announcement.objects.create(
        branch_id=ticket.branch_id, ticket=ticket, counter=ticket.counter, kind=kind, number=ticket.number, at=at
    )
    same = {**news_of(ticket), "counter": ticket.counter.code, "announcement": row.pk}
    if kind == AnnouncementKind.CALL:
        was_told = ticket.long_wait_alerted_at or ticket.companion_alerted_at or ticket.priority == PriorityClass.VIP
        journal.record(TicketCalled(**same, reason=reason, was_told=bool(was_told)))
    else:
        journal.record(TicketRecalled(**same))
    return row
