"""What taking complaints down registers: the clock of drafts, the ways in, the address that takes pictures."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.domain import drafting
from lobby.branches import landing
from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.floor.domain.attachments import LIMIT_BYTES
from lobby.floor.registrations.attachments import OVERHEAD_BYTES
from lobby.live.serving import body
from queueing import customer_pages, offers
from queueing.models import Ticket, Visit

PICTURES = "/complaint-pictures/"


def register() -> None:
    """Fill the registries."""
    drafting.register()
    offers.register(
        offers.Offer(
            name="complaint",
            title=_("Take down a complaint"),
            icon="message-square-warning",
            address=from_visit,
            ticket_address=from_ticket,
            permission=Permission.COMPLAINT_CAPTURE,
        )
    )
    customer_pages.register_for_ticket(
        customer_pages.TicketWay(
            name="complaint", title=_("Something was not right"), icon="message-square-warning", address=from_page
        )
    )
    landing.register(
        landing.Tile(
            name="complaint-capture",
            title=_("Take down a complaint"),
            note=_("Listen first, then write it down and hand out the receipt"),
            icon="message-square-warning",
            address=without_number,
            place=63,
            permission=Permission.COMPLAINT_CAPTURE,
            unless=Permission.COMPLAINT_VIEW,
        )
    )
    body.allow_upload(PICTURES, LIMIT_BYTES + OVERHEAD_BYTES)


def without_number(branch: Branch) -> str:
    """LM-10 without a ticket."""
    return reverse("complaints:capture", args=[branch.code])


def from_visit(visit: Visit) -> str:
    """LM-10 for a visit: its newest ticket."""
    return f"{reverse('complaints:capture', args=[visit.branch.code])}?visit={visit.pk}"


def from_ticket(ticket: Ticket) -> str:
    """LM-10 for a ticket."""
    return f"{reverse('complaints:capture', args=[ticket.branch.code])}?ticket={ticket.pk}"


def from_page(ticket: Ticket) -> str:
    """The customer's own way, from the page of the ticket."""
    return reverse("complaints:intake", args=[ticket.page_token])
