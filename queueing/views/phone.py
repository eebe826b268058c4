"""The customer's own page: no sign-in, only the unguessable link; what can be done is postpone once and leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lobby.branches.actors import CUSTOMER
from lobby.branches.answers import done
from lobby.branches.policies import policy_of
from lobby.live.pages import live_page
from lobby.live.scopes import Audience
from queueing import customer_pages
from queueing.domain import waiting
from queueing.errors import DayClosed
from queueing.models import Ticket
from queueing.selectors.outages import is_asked
from queueing.selectors.phone import MAY_CALL_HELP, is_of_today, may_leave, may_postpone, ticket_by_token
from queueing.views.customers import check_customer, options_of

View = Callable[[HttpRequest, str], HttpResponse]


def keeps_its_link(view: View) -> View:
    """The address is the secret: it goes into no referrer and no search engine, and the page into no cache.

    What is posted here the customer posts. Raises CustomerOnly for somebody signed in.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, token: str) -> HttpResponse:
        check_customer(request)
        response = never_cache(view)(request, token)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return wrapped


@keeps_its_link
@require_GET
def ticket_page(request: HttpRequest, token: str) -> HttpResponse:
    """Where the ticket stands, live; a ticket of a past day says that it has ended. Raises NotFound."""
    ticket, at = ticket_by_token(token), timezone.now()
    options = options_of(request)
    if not is_of_today(ticket, at=at):
        ended = {
            "ticket": ticket,
            "is_large": options.is_large,
            "offers": customer_pages.ticket_links(ticket),
            "after": customer_pages.after(ticket, at=at),
        }
        return render(request, "queueing/phone/ended.html", ended)
    page = live_page("ticket", ticket.branch, Audience(language=options.language, ticket=ticket.pk), at=at, token=token)
    context = {
        "ticket": ticket,
        "parts": customer_pages.parts(),
        "may_postpone": may_postpone(ticket),
        "may_leave": may_leave(ticket),
        "may_answer": is_asked(ticket),
        "may_help": ticket.status in MAY_CALL_HELP,
        "behind": policy_of(ticket.branch, ticket.day).postpone_behind,
        "offers": customer_pages.ticket_links(ticket),
        # In the address: a form with a cookie would be refused under no-referrer.
        **options.context,
    }
    return render(request, "queueing/phone/ticket.html", {**page, **context})


@keeps_its_link
@require_POST
def postpone(request: HttpRequest, token: str) -> HttpResponse:
    """Let the next ones go first. Raises NotFound, DayClosed, IllegalMove, OnceOnly."""
    at = timezone.now()
    waiting.postpone(ticket_of_today(token, at=at), by=CUSTOMER, at=at)
    return answered(request, token, _("Others go first now. Your place is kept behind them."))


@keeps_its_link
@require_POST
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Give the place up for good. Raises NotFound, DayClosed, IllegalMove."""
    at = timezone.now()
    waiting.leave(ticket_of_today(token, at=at), by=CUSTOMER, at=at, reason="customer left by phone")
    return answered(request, token, _("You have left the queue."))


def ticket_of_today(token: str, *, at: dt.datetime) -> Ticket:
    """The ticket, if its day still runs (1 query). Raises NotFound, DayClosed."""
    ticket = ticket_by_token(token)
    if not is_of_today(ticket, at=at):
        raise DayClosed
    return ticket


def answered(request: HttpRequest, token: str, message: str) -> HttpResponse:
    """The answer of a post; a browser without scripts goes back to the ticket."""
    address = reverse("queueing:ticket-page", args=[token])
    return done(request, message, back=address)
