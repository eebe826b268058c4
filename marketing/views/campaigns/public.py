"""Pages without a login: the invitation of a guest, what a code leads to, and what is on at the branch."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from lobby.branches.actors import CUSTOMER
from lobby.branches.errors import LobbyError, NotFound
from lobby.customers.models import masked
from lobby.floor.models import LibraryVersion
from lobby.floor.selectors.library import in_force
from marketing.access.campaigns import code_by_token, guest_by_token, ticket_by_token
from marketing.domain import leaflets
from marketing.domain.campaigns import inviting, showing
from marketing.domain.suitability import facts_of
from marketing.enums.campaigns import EventStatus, GuestStatus
from marketing.enums.products import Surface
from marketing.errors.contacting import Silenced
from marketing.errors.suitability import Unsuitable
from marketing.models import EventGuest, MaterialCode, ScanInterest
from marketing.views.campaigns.shell import check_writing, open_page
from queueing.models import Ticket
from queueing.views.customers import check_customer, options_of

ANSWERS = {"accept": inviting.accept, "decline": inviting.decline, "no-more": inviting.refuse_offers}
# An answer that is given already is no mistake of the finger.
THERE = {
    "accept": (GuestStatus.GOING, GuestStatus.WAITING, GuestStatus.ATTENDED),
    "decline": (GuestStatus.DECLINED,),
    "no-more": (),
}
# A page is counted once in a browser's session, under its own address.
OPENED = "opened"
# Sent by browsers that fetch what might be read next.
AHEAD = ("Purpose", "Sec-Purpose", "X-Purpose", "X-Moz")
# Programs that fetch addresses for a preview or a search engine say so themselves.
MACHINE = re.compile(r"(?<!cu)bot\b|crawl|spider|preview|facebookexternalhit|whatsapp/|slack|curl/|wget/|python", re.I)
AGENT_LENGTH = 500
NOTED = _("The branch knows that this interests you.")


@open_page
@require_safe
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What a guest is invited to, and the answer. Raises TooFast."""
    return show_invitation(request, guest_by_token(token))


@open_page
@require_POST
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The guest's answer; a refusal is said on the page. Raises CustomerOnly, TooFast."""
    guest = guest_by_token(token)
    check_customer(request)
    check_writing(token)
    verb = request.POST.get("answer", "")
    if verb not in ANSWERS:
        raise NotFound
    try:
        if guest.status not in THERE[verb]:
            ANSWERS[verb](guest, by=CUSTOMER, at=timezone.now())
    except LobbyError as refusal:
        return show_invitation(request, guest_by_token(token), refusal=refusal)
    return HttpResponseRedirect(reverse("marketing:invitation", args=[token]) + options_of(request).query)


def show_invitation(request: HttpRequest, guest: EventGuest, refusal: LobbyError | None = None) -> HttpResponse:
    """The page of an invitation; without approved words it says only what, when and where."""
    at, event = timezone.now(), guest.event
    options = options_of(request)
    version = in_force(None, event.branch, at).filter(item=event.material_id).first()
    context = {
        **options.context,
        "branch": event.branch,
        "event": event,
        "guest": guest,
        "name": masked(guest.customer.name),
        "version": version,
        "refusal": refusal,
        "query": options.query,
        "is_open": event.status == EventStatus.OPEN and at < event.ends_at and version is not None,
        "is_over": event.status in (EventStatus.HELD, EventStatus.EVALUATED) or at >= event.ends_at,
        "draws": event.draws.select_related("material"),
    }
    return render(request, "marketing/campaigns/invitation.html", context, status=refusal.status if refusal else 200)


@open_page
@require_safe
def scan(request: HttpRequest, token: str) -> HttpResponse:
    """What a leaflet's code leads to; a person's opening is counted, once until the browser closes. Raises TooFast."""
    code, counts = code_by_token(token), is_opened(request)
    version = showing.scan(code, at=timezone.now(), counts=counts)
    wished = request.GET.get("ticket", "")
    response = show_scan(request, code, version, ticket_by_token(wished) if wished else None)
    if counts:
        keep_opened(response, request.path)
    return response


def show_scan(
    request: HttpRequest,
    code: MaterialCode,
    version: LibraryVersion | None,
    ticket: Ticket | None,
    refusal: LobbyError | None = None,
) -> HttpResponse:
    """The leaflet, and for whoever came from their ticket the way back and what they may say."""
    options = options_of(request)
    customer = showing.reader_of(ticket) if ticket else None
    is_asked = customer is not None and customer.consent_marketing_at is not None
    context = {
        **options.context,
        "branch": code.branch,
        "code": code,
        "version": version,
        "ticket": ticket,
        "is_asked": is_asked,
        "is_noted": is_asked and ScanInterest.objects.filter(code=code, customer=customer).exists(),
        "noted": NOTED,
        "query": options.query,
        "keep": f"&{urlencode({'ticket': ticket.page_token})}" if ticket else "",
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return render(request, "marketing/campaigns/scan.html", context, status=status)


def is_opened(request: HttpRequest) -> bool:
    """Whether somebody opens the page: not a head, a page fetched ahead or inside another, a preview, or a second look."""
    ahead = " ".join(request.headers.get(name, "") for name in AHEAD)
    if request.method != "GET" or OPENED in request.COOKIES or ahead.strip():
        return False
    if request.headers.get("Sec-Fetch-Dest", "document") != "document":
        return False
    agent = request.headers.get("User-Agent", "")[:AGENT_LENGTH]
    return MACHINE.search(agent) is None


def keep_opened(response: HttpResponse, path: str) -> None:
    """Mark the browser for this one page: nothing about whose it is, gone when it closes."""
    response.set_cookie(OPENED, "1", path=path, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)


@open_page
@require_POST
def interest(request: HttpRequest, token: str) -> HttpResponse:
    """The customer of a ticket says that it interests them; a refusal is said on the page. Raises CustomerOnly, TooFast."""
    code, at = code_by_token(token), timezone.now()
    check_customer(request)
    check_writing(token)
    ticket = ticket_by_token(request.POST.get("ticket", ""))
    try:
        showing.note_interest(code, ticket, at=at)
    except (Silenced, Unsuitable) as refusal:
        version = in_force(None, code.branch, at).filter(item=code.item_id).first()
        return show_scan(request, code, version, ticket, refusal)
    query = options_of(request).query
    return HttpResponseRedirect(f"{reverse('marketing:scan', args=[token])}{query}&ticket={ticket.page_token}")


@open_page
@require_safe
def whats_on(request: HttpRequest, token: str) -> HttpResponse:
    """The branch's leaflets for somebody who waits; what is about a product only as the gate allows. Raises TooFast."""
    ticket, at = ticket_by_token(token), timezone.now()
    codes = MaterialCode.objects.filter(branch=ticket.branch, is_active=True).select_related("item")[:40]
    approved = in_force(None, ticket.branch, at).filter(item__in={one.item_id for one in codes})
    facts = facts_of(showing.reader_of(ticket), staff=None, branch=ticket.branch, at=at, visit_id=ticket.visit_id)
    versions = {one.item_id: one for one in leaflets.shown_to(facts, approved, Surface.DEVICE)}
    shown = {one.item_id: one for one in codes if one.item_id in versions}
    context = {
        **options_of(request).context,
        "branch": ticket.branch,
        "ticket": ticket,
        "lines": [(code, versions[item]) for item, code in shown.items()],
        "query": options_of(request).query,
    }
    return render(request, "marketing/campaigns/whats_on.html", context)
