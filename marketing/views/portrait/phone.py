"""What customers agree to and take back themselves, on a page of their ticket: no sign-in, no name, no script needed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from lobby.branches.errors import Invalid, LobbyError, NotFound
from marketing.domain.deciding import decide, may_agree
from marketing.forms.portrait import ConsentForm
from marketing.views.portrait.card import consents_of
from queueing.access import TICKETS
from queueing.models import Ticket
from queueing.views.customers import check_customer, options_of, private_page


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def consents(request: HttpRequest, token: str) -> HttpResponse:
    """How the customer's consents stand, and what changes them. Raises NotFound, CustomerOnly.

    Whoever typed somebody's phone number at a kiosk learns nothing about them and takes nothing back for them.
    """
    ticket = TICKETS.select_related("customer").filter(page_token=token, customer__isnull=False).first()
    if ticket is None or not ticket.visit.is_proven:
        raise NotFound
    if request.method != "POST":
        return show(request, ticket)
    check_customer(request)
    form, at = ConsentForm(request.POST), timezone.now()
    try:
        if not form.is_valid():
            raise Invalid(reason="")
        decide(ticket, at=at, **form.cleaned_data)
    except LobbyError as refusal:
        return show(request, ticket, refusal=refusal.detail, status=refusal.status)
    return HttpResponseRedirect(f"{request.path}{options_of(request).query}&done=1")


def show(request: HttpRequest, ticket: Ticket, *, refusal: str = "", status: int = 200) -> HttpResponse:
    """The page."""
    assert ticket.customer is not None
    context: dict[str, Any] = {
        "ticket": ticket,
        "branch": ticket.branch,
        "consents": consents_of(ticket.customer),
        "may_agree": may_agree(ticket, at=timezone.now()),
        "is_done": request.GET.get("done") == "1",
        "refusal": refusal,
        "query": options_of(request).query,
        **options_of(request).context,
    }
    return render(request, "marketing/portrait/phone.html", context, status=status)
