"""Alerts of care: no companion, an early warning, a host wanted, a VIP to greet, a slow hour; and what ends them."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.enums import RoleCode
from lobby.floor import kinds
from lobby.floor.domain.alerts import raise_alert
from lobby.floor.enums import Severity
from lobby.live import journal
from lobby.live.events import Event
from queueing.alerts.tickets import COMPANION, GREETING, RECEPTION, active
from queueing.enums import PriorityClass
from queueing.events import TicketIdentified, TicketIssued
from queueing.models import Ticket
from queueing.selectors.peaks import card_receiver

WARNING = "care.warning"
HOST = "care.host"
SLOW = "care.throughput"

ALERT_KINDS = (
    kinds.AlertKind(
        name=COMPANION,
        text=_("{number} waits without a companion"),
        title=_("Waiting without a companion"),
        help=_("{service} · name somebody who goes along from start to end"),
        severity=Severity.ATTENTION,
        roles=RECEPTION,
    ),
    kinds.AlertKind(
        name=WARNING,
        text=_("{number}: look after this customer before it becomes a complaint"),
        title=_("Customer to look after"),
        help=_("{signals}"),
        severity=Severity.LATE,
        roles=RECEPTION,
    ),
    kinds.AlertKind(
        name=HOST,
        text=_("Host wanted for {number}: {place}"),
        title=_("Host wanted"),
        help=_("One person, away from the queue: listen first, then the facts."),
        severity=Severity.LATE,
        roles=RECEPTION,
        accept_within="upset_accept_s",
    ),
    kinds.AlertKind(
        name=GREETING,
        text=_("Greet the VIP with {number}"),
        title=_("VIP to greet"),
        help=_("{service} · go there at once"),
        severity=Severity.ATTENTION,
        roles=(RoleCode.LM,),
        accept_within="vip_accept_s",
    ),
    kinds.AlertKind(
        name=SLOW,
        text=_("Windows are slow: {percent} % of the usual"),
        title=_("Windows slow"),
        help=_("{now} customers an open window-hour, usually {usual}. Look at queue order, papers and devices."),
        severity=Severity.ATTENTION,
        roles=(RoleCode.LM, RoleCode.TELLER_LEAD),
    ),
)


def register() -> None:
    """Fill the floor's registries and follow the queue's news."""
    for alert in ALERT_KINDS:
        kinds.register_alert(alert)
    kinds.register_subject("visit", visit_address)
    for event_type, handler in SUBSCRIPTIONS:
        journal.subscribe(event_type, handler)


def visit_address(visit_id: int) -> str:
    """The inside of the tablet's detail dialog for a visit."""
    return reverse("queueing:care-visit", args=[visit_id])


def vip_has_come(event: Event, by: Actor, at: dt.datetime) -> None:
    """A VIP has come, by the level of the core system alone (N02): the owner and the lobby manager are asked (S133).

    In a peak the chief is. No query for anybody else; 6 for a VIP.
    """
    assert isinstance(event, TicketIssued | TicketIdentified)
    if event.priority != PriorityClass.VIP:
        return
    rows = Ticket.objects.select_related("branch", "service__zone", "customer__owner")
    ticket = rows.get(pk=event.subject_id)
    to = card_receiver(ticket.branch, ticket.priority, ticket.service.complexity)
    owner = active(ticket.customer.owner if ticket.customer else None)
    raise_alert(
        ticket.branch,
        GREETING,
        by=SYSTEM,
        at=at,
        subject=("ticket", ticket.pk),
        values={"number": ticket.number, "service": kinds.in_both(ticket.service)},
        zone=ticket.service.zone,
        person=owner or to.person,
        at_once=owner is not None,
    )


def tell_of_companion(ticket: Ticket, *, at: dt.datetime) -> None:
    """One alert for the reception; in a peak for the chief."""
    to = card_receiver(ticket.branch, ticket.priority, ticket.service.complexity)
    raise_alert(
        ticket.branch,
        COMPANION,
        by=SYSTEM,
        at=at,
        subject=("ticket", ticket.pk),
        values={"number": ticket.number, "service": kinds.in_both(ticket.service)},
        zone=ticket.service.zone,
        roles=to.roles,
        person=to.person,
    )


SUBSCRIPTIONS = (("ticket.issued", vip_has_come), ("ticket.identified", vip_has_come))
