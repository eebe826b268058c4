"""Counters: who is there, opening and closing, and calling customers."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from lobby.branches.access import branch_for
from lobby.branches.api.authentication import person_of, staff_of
from lobby.branches.api.idempotency import Answer
from lobby.branches.api.views import ApiView
from lobby.branches.enums import Permission
from lobby.live.posting import Call, PostView
from queueing import access
from queueing.api import bodies, rights
from queueing.api.answers import counter_answer, ticket_answer
from queueing.api.pages import pages_of
from queueing.api.shapes import CounterShape, TicketShape
from queueing.api.tickets import service_of
from queueing.domain import calling, counters
from queueing.errors import CounterNotOpen
from queueing.models import CounterSession, Ticket
from queueing.selectors import api as selectors


class BranchCounters(ApiView):
    """Every counter of a branch with its session and customer."""

    about = "counters"
    operation = "counter-list"
    answers = {200: CounterShape(many=True)}

    def get(self, request: Request, code: str) -> Response:
        """List counters in the branch's order."""
        branch = branch_for(person_of(request), code, Permission.FLOOR_VIEW)
        return Response([counter_answer(now) for now in selectors.counters_now(branch)])


class CounterVerb(PostView):
    """A verb that answers the counter."""

    about = "counters"
    answers = {200: CounterShape}

    def act(self, call: Call, counter_id: int) -> Answer:
        """Change the session and answer its counter."""
        session = self.change(call, counter_id)
        return Answer(200, counter_answer(selectors.counter_now(session.counter, session)))

    def change(self, call: Call, counter_id: int) -> CounterSession:
        """Fetch through the person and call one verb."""
        raise NotImplementedError


class Open(CounterVerb):
    """Begin a session of the key's own member of staff."""

    operation = "counter-open"

    def change(self, call: Call, counter_id: int) -> CounterSession:
        """Skills in force are the counter's services that the teller masters."""
        counter = access.counter_for(call.person, counter_id, Permission.COUNTER_WORK)
        return counters.open_counter(counter, by=call.by, at=call.at, staff=staff_of(call.person))


class Pause(CounterVerb):
    """Take a pause."""

    operation = "counter-pause"
    body = bodies.PauseBody

    def change(self, call: Call, counter_id: int) -> CounterSession:
        """Pause the own session."""
        session = rights.own_session(call.person, counter_id)
        return counters.pause(session, by=call.by, at=call.at, **call.values)


class ResumeCounter(CounterVerb):
    """Serve again after a pause."""

    operation = "counter-resume"

    def change(self, call: Call, counter_id: int) -> CounterSession:
        """Resume the own session."""
        return counters.resume(rights.own_session(call.person, counter_id), by=call.by, at=call.at)


class Close(CounterVerb):
    """End one's own session."""

    operation = "counter-close"

    def change(self, call: Call, counter_id: int) -> CounterSession:
        """Close the own session."""
        return counters.close(rights.own_session(call.person, counter_id), by=call.by, at=call.at)


class End(CounterVerb):
    """A manager ends somebody's session; its tickets are settled with the same reason."""

    operation = "counter-end"
    body = bodies.EndBody

    def change(self, call: Call, counter_id: int) -> CounterSession:
        """End whatever session the counter has."""
        counter = access.counter_for(call.person, counter_id, Permission.COUNTER_MANAGE)
        session = rights.SESSIONS.filter(counter=counter, closed_at__isnull=True).first()
        if session is None:
            raise CounterNotOpen(counter=counter.name)
        return counters.end_stuck(session, by=call.by, at=call.at, **call.values)


class CallVerb(PostView):
    """A verb that brings a customer to the caller's own counter and answers the ticket."""

    about = "counters"
    answers = {200: TicketShape}

    def act(self, call: Call, counter_id: int) -> Answer:
        """Call, answer the ticket or 204."""
        ticket = self.bring(call, rights.own_session(call.person, counter_id))
        return Answer(200, ticket_answer(ticket, None, "", pages_of(call.request))) if ticket else Answer(204)

    def bring(self, call: Call, session: CounterSession) -> Ticket | None:
        """Call one verb."""
        raise NotImplementedError


class CallNext(CallVerb):
    """Call whoever is next for this counter; 204 when nobody waits whom it may serve."""

    operation = "counter-call-next"
    answers = {200: TicketShape, 204: None}

    def bring(self, call: Call, session: CounterSession) -> Ticket | None:
        """In calling order."""
        return calling.call_next(session, by=call.by, at=call.at)


class CallThis(CallVerb):
    """Call a certain ticket out of order; the reason goes into the journal."""

    operation = "counter-call"
    body = bodies.CallBody

    def bring(self, call: Call, session: CounterSession) -> Ticket:
        """A ticket of the caller's floor."""
        ticket = access.ticket_for(call.person, call.values["ticket"])
        return calling.call_this(session, by=call.by, at=call.at, ticket=ticket, reason=call.values["reason"])


class Serve(CallVerb):
    """Serve somebody who stands at the counter without a number."""

    operation = "counter-serve"
    body = bodies.ServeBody

    def bring(self, call: Call, session: CounterSession) -> Ticket:
        """A ticket that is being served at once."""
        service = service_of(session.branch, call.values["service"])
        return calling.serve_without_ticket(
            session, by=call.by, at=call.at, service=service, language=call.values["language"]
        )
