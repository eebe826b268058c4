"""The whole transition table: every verb from every state, legal and illegal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from lobby.branches.enums import Channel
from lobby.live.models import Entry
from queueing.domain import calling, serving, undoing, waiting
from queueing.enums import AT_COUNTER, ENDED, TICKET_MOVES, ReturnReason, TicketStatus
from queueing.errors import CounterBusy, IllegalMove
from queueing.models import CounterSession, Ticket
from tests.factories import make_ticket
from tests.undone import undone

LATER = dt.timedelta(seconds=40)


def verbs(session, by, at) -> dict[str, Callable[[Ticket], object]]:
    who = {"by": by, "at": at}
    return {
        "call": lambda t: calling.call_this(session, ticket=t, reason="walk", **who),
        "recall": lambda t: calling.recall(t, **who),
        "start": lambda t: serving.start(t, **who),
        "finish": lambda t: serving.finish(t, **who),
        "miss": lambda t: waiting.miss(t, **who),
        "reinstate": lambda t: waiting.reinstate(t, **who),
        "postpone": lambda t: waiting.postpone(t, **who),
        "hold": lambda t: serving.hold(t, **who),
        "resume": lambda t: serving.resume(t, session=session, **who),
        "send_back": lambda t: serving.send_back(t, reason=ReturnReason.FORM, **who),
        "transfer": lambda t: waiting.transfer(t, **who),
        "hand_on": lambda t: serving.hand_on(t, **who),
        "divert": lambda t: waiting.divert(t, channel=Channel.VTM, **who),
        "fall_back": lambda t: waiting.fall_back(t, reason="paper jam", **who),
        "complete_diversion": lambda t: waiting.complete_diversion(t, **who),
        "leave": lambda t: waiting.leave(t, **who),
        "cancel": lambda t: waiting.cancel(t, reason="wrong need", **who),
        "undo_finish": lambda t: undoing.undo(t, **who),
        "undo_miss": lambda t: undoing.undo(t, **who),
        "settle": lambda t: serving.settle(t, reason="stuck", **who),
    }


def in_state(ticket: Ticket, status: TicketStatus, session, at) -> Ticket:
    """Put a ticket into a state as the verbs would have left it."""
    ticket.status = status
    if status in {*AT_COUNTER, S.ON_HOLD, S.RETURNED, S.DONE, S.NO_SHOW}:
        ticket.session, ticket.counter = session, session.counter
        ticket.called_at, ticket.first_called_at, ticket.call_count = at, at, 1
    if status in {S.SERVING, S.ON_HOLD, S.DONE}:
        ticket.started_at = at
    if status == S.ON_HOLD:
        ticket.held_at = at
    if status in ENDED:
        ticket.ended_at = at
        ticket.end_reason = "" if status in {S.DONE, S.NO_SHOW} else "gone"
    ticket.save()
    return ticket


S = TicketStatus


@pytest.fixture
def ticket(cash, session, manager, at) -> Ticket:
    cash.channels = [Channel.COUNTER, Channel.VTM]
    cash.save()
    return make_ticket(cash, at, by=manager)


@pytest.mark.parametrize("status", TicketStatus)
def test_every_verb_from_every_state(status, ticket, session, teller, at, subtests):
    """The hall and the ticket are what costs, so all verbs are tried on one ticket."""
    in_state(ticket, status, session, at)
    for verb in TICKET_MOVES:
        with subtests.test(verb=verb), undone():
            try_verb(verb, Ticket.objects.get(), CounterSession.objects.get(), teller, at)


def try_verb(verb, ticket, session, teller, at):
    sources, target = TICKET_MOVES[verb]
    status = S(ticket.status)
    undoes_other = verb.startswith("undo_") and status in {S.DONE, S.NO_SHOW}
    before, entries = Ticket.objects.filter(pk=ticket.pk).values().get(), Entry.objects.count()
    act = verbs(session, teller.actor, at + LATER)[verb]

    if status in sources or undoes_other:
        act(ticket)
        expected = {S.DONE: S.SERVING, S.NO_SHOW: S.CALLED}[status] if undoes_other else target
        assert Ticket.objects.get(pk=ticket.pk).status == expected
        assert Entry.objects.count() == entries + 1
    else:
        # A verb that needs a free counter may find this very ticket there before it looks at the move.
        with pytest.raises((IllegalMove, CounterBusy)) as refused:
            act(ticket)
        assert refused.value.status == 409
        assert Ticket.objects.filter(pk=ticket.pk).values().get() == before
        assert Entry.objects.count() == entries
