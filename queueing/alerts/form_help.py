"""Help with a form (S417): a customer asks on the phone or at the kiosk, the reception hears of it."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lobby.branches.actors import Actor
from lobby.branches.enums import RoleCode
from lobby.floor import kinds
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.enums import Severity
from lobby.floor.models import Deadline
from lobby.live import journal
from lobby.live.events import Event
from queueing.domain.moving import locked
from queueing.domain.prereview import check_open
from queueing.enums import AT_COUNTER, OPEN
from queueing.models import Ticket

FORM_HELP = "form.help"
KIND = kinds.AlertKind(
    name=FORM_HELP,
    text=_("{number} asks for help with a form"),
    title=_("Help with a form"),
    help=_("{service} · fill it in together"),
    severity=Severity.ATTENTION,
    roles=(RoleCode.LM, RoleCode.LMA),
)
# What shows at once that the help is not needed any more. That the customer was called is looked for now and then, so
# that a call costs the counter nothing.
ENDINGS = ("form.completed", "form.signed", "ticket.abandoned", "ticket.cancelled")
LOOK_AGAIN = dt.timedelta(minutes=1)


def register() -> None:
    """Fill the floor's registries and follow the news."""
    kinds.register_alert(KIND)
    deadlines.register(FORM_HELP, when_asked)
    for event_type in ENDINGS:
        journal.subscribe(event_type, end_help)


def ask_help(ticket: Ticket, *, by: Actor, at: dt.datetime) -> None:
    """Call the reception to a customer who fills in a form; asking again changes nothing. Raises IllegalMove."""
    with journal.unit(by=by, at=at):
        ticket = locked(ticket)
        check_open(ticket)
        values = {"number": ticket.number, "service": kinds.in_both(ticket.service)}
        raise_alert(ticket.branch, FORM_HELP, by=by, at=at, subject=("ticket", ticket.pk), values=values)
        deadlines.set_deadline(
            FORM_HELP, branch_id=ticket.branch_id, subject=("ticket", ticket.pk), due_at=at + LOOK_AGAIN
        )


def when_asked(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """Look whether the customer is still in the hall; at the counter the teller helps (1 query, 2 at the end)."""
    ticket = Ticket.objects.get(pk=deadline.subject_id)
    if ticket.status in OPEN and ticket.status not in AT_COUNTER:
        return at + LOOK_AGAIN
    resolve_about(("ticket", ticket.pk), at=at, reason=f"ticket {ticket.status}", among=[FORM_HELP])
    return None


def end_help(event: Event, by: Actor, at: dt.datetime) -> None:
    """The form is done, or its customer has gone (1 query)."""
    resolve_about(("ticket", event.subject_id), at=at, reason=event.type, among=[FORM_HELP])
