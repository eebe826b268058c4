"""TL-3 and LM-7: who stands at the counter, and whose ticket the tablet shows, as hints that need no purpose."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse

from lobby.branches import access
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.customers.enums.finding import Place
from lobby.live import panels
from lobby.live.scopes import Scope
from marketing.portrait_addresses import finding_address, portrait_address
from marketing.selectors.portrait import hints_of
from queueing.enums import AT_COUNTER, OPEN
from queueing.models import Ticket
from queueing.panels.teller import COUNTER_NEWS, DESK_NEWS

# What changes who stands there and what may be said to them; not every number that is taken in the hall.
OF_CUSTOMERS = (
    "ticket.identified",
    "ticket.separated",
    "customer.consent_given",
    "customer.consent_withdrawn",
    "contact.held",
    "contact.released",
    "care.host_asked",
    "care.host_released",
)
TICKETS = Ticket.objects.select_related("branch", "visit", "customer__branch", "customer__owner")
PANEL = panels.Panel(
    name="counter-customer",
    screens=("counter",),
    template="marketing/portrait/_desk.html",
    context=lambda scope: at_counter(scope),
    dirtied_by=(*DESK_NEWS, *COUNTER_NEWS, *OF_CUSTOMERS),
    audience="person",
    permission=Permission.CUSTOMER_FIND,
)


def at_counter(scope: Scope) -> dict[str, Any]:
    """Who stands at the person's own counter: hints, or the way to find out (1 query, 5 for somebody known)."""
    own = {"session__staff": scope.audience_id, "session__closed_at": None, "branch": scope.branch_id}
    ticket = TICKETS.filter(**own, status__in=AT_COUNTER).first()
    return {**about(ticket, Place.COUNTER, at=scope.at), "may_view": True} if ticket else {"ticket": None}


def of_ticket(ticket: Ticket, staff: Staff, at: dt.datetime) -> dict[str, Any] | None:
    """The same for the dialog of a ticket on the tablet (6 queries, none for somebody unknown); nothing once that is over."""
    if ticket.customer_id is None:
        return about(ticket, Place.TABLET, at=at) if ticket.status in OPEN else None
    may_view = access.can(staff, ticket.branch, Permission.CUSTOMER_VIEW)
    return {**about(TICKETS.get(pk=ticket.pk), Place.TABLET, at=at), "may_view": may_view}


def about(ticket: Ticket, place: Place, *, at: dt.datetime) -> dict[str, Any]:
    """Hints of a ticket's customer, and where the card is opened or the customer looked for."""
    if ticket.customer is None:
        return {"ticket": ticket, "hints": None, "address": finding_address(ticket.branch, ticket, place)}
    return {
        "ticket": ticket,
        "place": place,
        "hints": hints_of(ticket.customer, at=at, visit=ticket.visit),
        "address": portrait_address(ticket.customer.pk, ticket, place),
        "opens": reverse("marketing:portrait-open", args=[ticket.customer.pk]),
    }
