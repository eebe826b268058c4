"""One customer from the door to the end of service, and what each verb costs."""

import datetime as dt

from lobby.live import journal
from queueing.domain.calling import call_next
from queueing.domain.issuing import issue
from queueing.domain.serving import finish, start
from queueing.enums import Source, TicketStatus, VisitStatus
from tests.factories import make_ticket
from tests.statements import statements_at_most


def test_a_customer_is_issued_called_served_and_finished(branch, cash, session, teller, manager, at):
    ticket = make_ticket(cash, at, by=manager)
    called = call_next(session, by=teller.actor, at=at + dt.timedelta(minutes=4))
    start(called, by=teller.actor, at=at + dt.timedelta(minutes=5))
    done = finish(called, by=teller.actor, at=at + dt.timedelta(minutes=9))

    assert (ticket.number, done.pk, done.status) == ("A001", ticket.pk, TicketStatus.DONE)
    assert done.visit.status == VisitStatus.FINISHED
    assert done.waited_s(at) == 240
    types = [entry.type for entry in journal.timeline("ticket", ticket.pk, branch.pk, at)]
    assert types == ["ticket.issued", "ticket.called", "ticket.started", "ticket.finished"]


def test_verbs_cost_few_statements(branch, cash, session, teller, manager, kiosk, at):
    make_ticket(cash, at, by=manager)

    with statements_at_most(10):
        issue(branch, by=kiosk.actor, at=at, service=cash, source=Source.KIOSK)
    with statements_at_most(8):
        ticket = call_next(session, by=teller.actor, at=at)
    with statements_at_most(8):
        start(ticket, by=teller.actor, at=at)
    with statements_at_most(8):
        finish(ticket, by=teller.actor, at=at)
