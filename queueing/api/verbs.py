"""What happens to one ticket."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from devices.enums import CHANNELS
from lobby.branches.access import Person
from lobby.branches.api.idempotency import Answer
from lobby.branches.models import Counter, Device, Service, Staff
from lobby.live.posting import Call, PostView
from queueing import access
from queueing.api import bodies, rights
from queueing.api.answers import ticket_answer
from queueing.api.pages import pages_of
from queueing.api.shapes import TicketShape
from queueing.domain import calling, serving, undoing, waiting
from queueing.domain.moving import check_move
from queueing.enums import TicketStatus
from queueing.errors import UnknownTarget
from queueing.models import Ticket
from queueing.selectors import api as selectors


class TicketVerb(PostView):
    """One verb: how the ticket is fetched decides who may do it."""

    about = "tickets"
    answers = {200: TicketShape}
    fetch: ClassVar[Callable[[Person, int], Ticket]]
    verb: ClassVar[Callable[..., Ticket]]

    def act(self, call: Call, ticket_id: int) -> Answer:
        """Fetch, move, answer; the wait of a ticket that waits again is estimated anew."""
        ticket = self.move(type(self).fetch(call.person, ticket_id), call)
        return Answer(200, ticket_answer(ticket, *selectors.wait_of(ticket, at=call.at), pages_of(call.request)))

    def move(self, ticket: Ticket, call: Call) -> Ticket:
        """Call the verb with what the body says."""
        return type(self).verb(ticket, by=call.by, at=call.at, **call.values)


class Recall(TicketVerb):
    """Call the called customer again."""

    operation, fetch, verb = "ticket-recall", rights.ticket_to_serve, calling.recall


class Start(TicketVerb):
    """The called customer is at the counter."""

    operation, fetch, verb = "ticket-start", rights.ticket_to_serve, serving.start


class Finish(TicketVerb):
    """The service ended."""

    operation, fetch, verb = "ticket-finish", rights.ticket_to_serve, serving.finish
    body = bodies.FinishBody


class Miss(TicketVerb):
    """The called customer did not come."""

    operation, fetch, verb = "ticket-miss", rights.ticket_to_serve, waiting.miss


class Hold(TicketVerb):
    """The customer fills in or fetches something; the counter may serve others meanwhile."""

    operation, fetch, verb = "ticket-hold", rights.ticket_to_serve, serving.hold


class Resume(TicketVerb):
    """Serve a held ticket again."""

    operation, fetch = "ticket-resume", rights.ticket_to_serve

    def move(self, ticket: Ticket, call: Call) -> Ticket:
        """At the counter that put it on hold."""
        check_move(ticket, "resume")
        assert ticket.session is not None  # a ticket on hold keeps its session
        return serving.resume(ticket, by=call.by, at=call.at, session=ticket.session)


class Return(TicketVerb):
    """Something is missing: the customer completes it and comes back first, with the same number."""

    operation, fetch, verb = "ticket-return", rights.ticket_to_serve, serving.send_back
    body = bodies.ReturnBody


class Undo(TicketVerb):
    """Take back the last finish or miss, within a minute."""

    operation, fetch, verb = "ticket-undo", rights.ticket_to_serve, undoing.undo


class Reinstate(TicketVerb):
    """A missed customer came after all: back in the old place, once."""

    operation, fetch, verb = "ticket-reinstate", access.ticket_to_manage, waiting.reinstate


class Postpone(TicketVerb):
    """The customer lets the next ones go first, once."""

    operation, fetch, verb = "ticket-postpone", access.ticket_to_manage, waiting.postpone


class Divert(TicketVerb):
    """Send a waiting customer to a device."""

    operation, fetch, verb = "ticket-divert", access.ticket_to_manage, waiting.divert
    body = bodies.DivertBody

    def move(self, ticket: Ticket, call: Call) -> Ticket:
        """Look up the named machine."""
        wished = {name: value for name, value in call.values.items() if name != "device"}
        if "device" in call.values:
            wished["device"] = machine_named(ticket, call.values["device"], call.values["channel"])
        return waiting.divert(ticket, by=call.by, at=call.at, **wished)


class CompleteDiversion(TicketVerb):
    """The machine did it: the ticket is done there."""

    operation, fetch, verb = "ticket-diversion-done", access.ticket_to_manage, waiting.complete_diversion


class FallBack(TicketVerb):
    """The machine could not do it: back to the queue, first, with the first arrival time."""

    operation, fetch, verb = "ticket-diversion-failed", access.ticket_to_manage, waiting.fall_back
    body = bodies.FailBody


class Leave(TicketVerb):
    """The customer left."""

    operation, fetch, verb = "ticket-leave", rights.ticket_to_take_out, waiting.leave
    body = bodies.LeaveBody


class Cancel(TicketVerb):
    """Take a ticket out of the queue."""

    operation, fetch, verb = "ticket-cancel", rights.ticket_to_take_out, waiting.cancel
    body = bodies.CancelBody


class Transfer(TicketVerb):
    """Move a ticket to another queue, counter or person; one that is being served is handed on and waits again."""

    operation, fetch = "ticket-transfer", rights.ticket_to_take_out
    body = bodies.TransferBody

    def move(self, ticket: Ticket, call: Call) -> Ticket:
        """Handing on is for whoever serves the ticket."""
        is_own = ticket.session is not None and ticket.session.staff_id == access.staff_id(call.person)
        verb = serving.hand_on if is_own and ticket.status == TicketStatus.SERVING else waiting.transfer
        return verb(ticket, by=call.by, at=call.at, **targets(ticket, call.values))


def targets(ticket: Ticket, wished: dict[str, Any]) -> dict[str, Any]:
    """The rows that a transfer names by code (1 query each). Raises UnknownTarget for none and for unknown ones."""
    here = {"branch": ticket.branch_id, "is_active": True}
    found = {
        "service": "service" in wished and Service.objects.filter(code=wished["service"], **here).first(),
        "counter": "counter" in wished and Counter.objects.filter(code=wished["counter"], **here).first(),
        "person": "person" in wished and Staff.objects.filter(username=wished["person"], is_active=True).first(),
    }
    named = {name: row for name, row in found.items() if row is not False}
    if not named or None in named.values():
        raise UnknownTarget
    return named


def machine_named(ticket: Ticket, code: str, channel: str) -> Device:
    """The machine of the ticket's branch that does the channel (1 query). Raises UnknownTarget."""
    kinds = [kind for kind, does in CHANNELS.items() if does == channel]
    device = Device.objects.filter(branch=ticket.branch_id, code=code, kind__in=kinds, is_active=True).first()
    if device is None:
        raise UnknownTarget
    return device
