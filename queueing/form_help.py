"""Help with a form (S417): a customer asks on the phone or at the kiosk, the reception hears of it."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lobby.branches.actors import Actor
from lobby.branches.enums import RoleCode
from lobby.floor import kinds
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.enums import Severity
from lobby.live import journal
from lobby.live.events import Event
from queueing.domain.moving import locked
from queueing.domain.prereview import check_open
from queueing.models import Ticket

FORM_HELP = "form.help"
KIND = kinds.AlertKind(
    name=FORM_HELP,
    text=_("{number} asks for help with a form"),
    help=_("{service} · fill it in together"),
    severity=Severity.ATTENTION,
    roles=(RoleCode.LM, RoleCode.LMA),
)
# What shows that the help is not needed any more.
ENDINGS = ("form.completed", "form.signed", "ticket.abandoned", "ticket.cancelled")


def register() -> None:
    """Fill the floor's registries and follow the news."""
    kinds.register_alert(KIND)
    for event_type in ENDINGS:
        journal.subscribe(event_type, end_help)


def ask_help(ticket: Ticket, *, by: Actor, at: dt.datetime) -> None:
    """Call the reception to a customer who fills in a form; asking again changes nothing. Raises IllegalMove."""
    with journal.unit(by=by, at=at):
        ticket = locked(ticket)
        check_open(ticket)
        values = {"number": ticket.number, "service": kinds.in_both(ticket.service)}
        raise_alert(ticket.branch, FORM_HELP, by=by, at=at, subject=("ticket", ticket.pk), values=values)


def end_help(event: Event, by: Actor, at: dt.datetime) -> None:
    """The form is done, or its customer has gone (1 query)."""
    resolve_about(("ticket", event.subject_id), at=at, reason=event.type, among=[FORM_HELP])
