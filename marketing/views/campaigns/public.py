"""Pages without a login: the invitation of a guest, what a code leads to, and what is on at the branch."""

from __future__ import annotations

from urllib.parse import urlencode

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
from marketing.domain.campaigns import inviting, showing
from marketing.enums.campaigns import EventStatus, GuestStatus
from marketing.errors.contacting import Silenced
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
    """What a leaflet's code leads to; the opening is counted, nobody is noted. Raises TooFast."""
    code = code_by_token(token)
    version = showing.scan(code, at=timezone.now())
    wished = request.GET.get("ticket", "")
    return show_scan(request, code, version, ticket_by_token(wished) if wished else None)


def show_scan(
    request: HttpRequest,
    code: MaterialCode,
    version: LibraryVersion | None,
    ticket: Ticket | None,
    refusal: LobbyError | None = None,
) -> HttpResponse:
    """The leaflet, and for whoever came from their ticket the way back and what they may say."""
    options = options_of(request)
    customer = ticket.visit.customer if ticket else None
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
    except Silenced as refusal:
        version = in_force(None, code.branch, at).filter(item=code.item_id).first()
        return show_scan(request, code, version, ticket, refusal)
    query = options_of(request).query
    return HttpResponseRedirect(f"{reverse('marketing:scan', args=[token])}{query}&ticket={ticket.page_token}")


@open_page
@require_safe
def whats_on(request: HttpRequest, token: str) -> HttpResponse:
    """The branch's leaflets for somebody who waits. Raises TooFast."""
    ticket, at = ticket_by_token(token), timezone.now()
    codes = MaterialCode.objects.filter(branch=ticket.branch, is_active=True).select_related("item")[:40]
    versions = {
        one.item_id: one for one in in_force(None, ticket.branch, at).filter(item__in={c.item_id for c in codes})
    }
    shown = {one.item_id: one for one in codes if one.item_id in versions}
    context = {
        **options_of(request).context,
        "branch": ticket.branch,
        "ticket": ticket,
        "lines": [(code, versions[item]) for item, code in shown.items()],
        "query": options_of(request).query,
    }
    return render(request, "marketing/campaigns/whats_on.html", context)
