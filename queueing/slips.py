"""What stands on a slip besides the number: what comes next, and the address of the ticket's own page with its QR code."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lobby.branches.enums import Complexity
from queueing.enums import PriorityClass, TicketStatus
from queueing.models import RoutingDecision, Ticket


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, with the icon that says where or what."""

    icon: str
    text: str


def next_steps(ticket: Ticket) -> list[Step]:
    """What the customer does next, in order and in the active language (1–2 queries for a diverted or cared-for one)."""
    documents = ticket.service.documents(get_language() or "zh-hans")
    ready = (
        [Step("file-text", _("Please have ready: {papers}").format(papers=" · ".join(documents)))] if documents else []
    )
    if ticket.status == TicketStatus.DIVERTED:
        return [*to_the_machine(ticket), *ready, Step("undo-2", _("If it does not work, you go first at the counter."))]
    steps = []
    if ticket.service.zone:
        steps.append(Step("map-pin", _("Please wait here: {zone}").format(zone=ticket.service.zone.name)))
    if ticket.visit.helper:
        steps.append(Step("hand-helping", _("{name} helps you.").format(name=ticket.visit.helper.name)))
    steps += ready
    if ticket.service.complexity == Complexity.COMPLEX:
        steps.append(Step("clock", _("It takes about {n} min.").format(n=ticket.service.standard_minutes)))
    return [*steps, Step("megaphone", _("When your number is called, go to the counter shown on the screen."))]


def to_the_machine(ticket: Ticket) -> list[Step]:
    """Which machine, and who goes along (1 query)."""
    decisions = RoutingDecision.objects.filter(ticket=ticket).select_related("device__zone", "escort")
    decision = decisions.order_by("-pk").first()
    if decision is None or decision.device is None:
        return []
    places = [decision.device.name, *([decision.device.zone.name] if decision.device.zone else [])]
    steps = [Step("map-pin", _("Please go to: {place}").format(place=" · ".join(places)))]
    if decision.escort:
        steps.append(Step("users", _("{name} goes along.").format(name=decision.escort.name)))
    return steps


def prints_large(ticket: Ticket) -> bool:
    """Whether the slip is set in large print: for everybody with a claim to care (S145)."""
    return ticket.priority == PriorityClass.CARE


def page_address(request: HttpRequest, ticket: Ticket) -> str:
    """The absolute address of a ticket's page, as the customer's phone reaches it."""
    return request.build_absolute_uri(reverse("queueing:ticket-page", args=[ticket.page_token]))


def qr_code(address: str) -> SafeString:
    """An address as inline SVG without any inline style; the page's style sheet gives its size."""
    code = segno.make_qr(address, error="m")
    svg = code.svg_inline(border=3, omitsize=True, dark="#000", light="#fff", svgclass="qr", lineclass=None)
    return mark_safe(svg)  # noqa: S308 - drawn by the library from the address, which it encodes and does not print
