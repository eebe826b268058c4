"""What finding customers and their portraits register: pages of the day, parts of desk and dialogs, the customer's way."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches import demo
from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.customers.enums.finding import Place
from lobby.floor import menu
from lobby.live import panels
from marketing.demo import portrait as demo_data
from marketing.panels import portrait
from queueing import customer_pages, desk_parts, offers
from queueing.models import Ticket, Visit

P = Permission


def register() -> None:
    """Fill the registries."""
    panels.register(portrait.PANEL)
    desk_parts.register(desk_parts.DeskPart(panel=portrait.PANEL.name, place=10, permission=P.CUSTOMER_FIND))
    desk_parts.register_for_ticket(
        desk_parts.TicketPart(
            name="portrait",
            template="marketing/portrait/_ticket.html",
            place=10,
            context=portrait.of_ticket,
            permission=P.CUSTOMER_FIND,
        )
    )
    offers.register(
        offers.Offer(
            name="customer",
            title=_("Who is the customer"),
            icon="contact-round",
            address=from_visit,
            permission=P.CUSTOMER_FIND,
        )
    )
    customer_pages.register_for_ticket(
        customer_pages.TicketWay(
            name="consents", title=_("What the bank may do"), icon="shield-check", address=from_page
        )
    )
    menu.register(
        menu.Entry(
            name="customers",
            title=_("Find a customer"),
            icon="contact-round",
            address=finding,
            place=101,
            permission=P.CUSTOMER_FIND,
        )
    )
    menu.register(
        menu.Entry(
            name="looks",
            title=_("Looks at cards"),
            icon="eye",
            address=looks,
            place=195,
            permission=P.JOURNAL_VIEW,
        )
    )
    demo.register(demo_data.write)


def finding(branch: Branch) -> str:
    """Where one looks for a customer."""
    return reverse("marketing:finding", args=[branch.code])


def looks(branch: Branch) -> str:
    """The log of looks."""
    return reverse("marketing:looks", args=[branch.code])


def from_visit(visit: Visit) -> str:
    """The card of a visit's customer, else where one looks for them."""
    if visit.customer_id is not None:
        return reverse("marketing:portrait", args=[visit.customer_id]) + f"?place={Place.TABLET}"
    return f"{finding(visit.branch)}?visit={visit.pk}"


def from_page(ticket: Ticket) -> str:
    """The customer's own consents, from the page of the ticket; nothing for somebody unknown, or by a typed number alone."""
    return reverse("marketing:phone-consents", args=[ticket.page_token]) if ticket.visit.is_proven else ""
