"""Where customers are looked for and where their card is, with the ticket and place that one comes from."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from lobby.branches.models import Branch
from lobby.customers.enums.finding import Place
from queueing.models import Ticket


def query_of(ticket: Ticket | None, place: Place, **more: str) -> str:
    """The address part that keeps ticket and place."""
    kept = {"ticket": str(ticket.pk)} if ticket else {}
    return "?" + urlencode({**kept, "place": str(place), **more})


def finding_address(branch: Branch, ticket: Ticket | None, place: Place, **more: str) -> str:
    """The page where one looks for a customer."""
    return reverse("marketing:finding", args=[branch.code]) + query_of(ticket, place, **more)


def portrait_address(customer_id: int, ticket: Ticket | None, place: Place) -> str:
    """The card of a customer."""
    return reverse("marketing:portrait", args=[customer_id]) + query_of(ticket, place)
