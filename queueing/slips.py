"""What stands on a slip besides the number: the address of the ticket's own page, as a link and as a QR code."""

from __future__ import annotations

import segno
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from queueing.models import Ticket


def page_address(request: HttpRequest, ticket: Ticket) -> str:
    """The absolute address of a ticket's page, as the customer's phone reaches it."""
    return request.build_absolute_uri(reverse("queueing:ticket-page", args=[ticket.page_token]))


def qr_code(address: str) -> SafeString:
    """An address as inline SVG without any inline style; the page's style sheet gives its size."""
    code = segno.make_qr(address, error="m")
    svg = code.svg_inline(border=3, omitsize=True, dark="#000", light="#fff", svgclass="qr", lineclass=None)
    return mark_safe(svg)  # noqa: S308 - drawn by the library from the address, which it encodes and does not print
