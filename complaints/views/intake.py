"""A complaint that the customer writes on the page of the ticket."""

from __future__ import annotations

import datetime as dt
import secrets

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from complaints.domain.cases import receive
from complaints.enums.cases import ReceiptChannel
from complaints.errors.pages import EnoughFromTicket
from complaints.forms.receipt import IntakeForm
from complaints.models import Complaint
from complaints.views.limits import check_writing
from complaints.views.receipt import secret_page
from lobby.branches.actors import CUSTOMER
from lobby.branches.api.idempotency import Answer, first_answer
from lobby.branches.errors import LobbyError
from lobby.live import journal
from queueing.access import TICKETS
from queueing.models import Ticket
from queueing.selectors.phone import ticket_by_token
from queueing.views.customers import check_customer, language, options_of

MOST_FROM_TICKET = 3
ONE_FLOW_ONE_COMPLAINT = "one complaint of a flow"


@secret_page
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: HttpRequest, token: str) -> HttpResponse:
    """The form, and what it sends. Raises TooManyCalls, CustomerOnly."""
    ticket = ticket_by_token(token)
    if request.method != "POST":
        return show(request, ticket, IntakeForm(initial={"flow": secrets.token_urlsafe(16)}))
    check_customer(request)
    form = IntakeForm(request.POST)
    if not form.is_valid():
        return show(request, ticket, form, status=400)
    try:
        check_writing(token)
        address = complain_once(ticket, form, at=timezone.now())
    except LobbyError as refusal:
        return show(request, ticket, form, refusal=refusal.detail, status=refusal.status)
    return HttpResponseRedirect(f"{address}{options_of(request).query}&done=received")


def complain_once(ticket: Ticket, form: IntakeForm, *, at: dt.datetime) -> str:
    """The address of the receipt of the flow's one complaint. Raises EnoughFromTicket and what `receive` raises."""

    def work() -> Answer:
        # Those who press at the same moment wait here for each other.
        held = TICKETS.select_for_update(no_key=True, of=("self",)).get(pk=ticket.pk)
        sent = Complaint.objects.filter(ticket=held, receipt_channel=ReceiptChannel.PAGE)
        if sent.count() >= MOST_FROM_TICKET:
            raise EnoughFromTicket
        words = {name: form.cleaned_data[name] for name in ("content", "complainant", "contact")}
        complaint = receive(
            held.branch,
            by=CUSTOMER,
            at=at,
            channel=ReceiptChannel.PAGE,
            ticket=held,
            language=language(),
            **words,
        )
        return Answer(201, {"complaint": complaint.pk})

    with journal.unit(by=CUSTOMER, at=at):
        answer = first_answer(f"complain:{ticket.pk}", form.cleaned_data["flow"], ONE_FLOW_ONE_COMPLAINT, work, at=at)
    made = Complaint.objects.values_list("token", flat=True).get(pk=answer.body["complaint"])
    return reverse("complaints:receipt", args=[made])


def show(
    request: HttpRequest, ticket: Ticket, form: IntakeForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    """The page with what was typed."""
    context = {
        "ticket": ticket,
        "branch": ticket.branch,
        "form": form,
        "refusal": refusal,
        **options_of(request).context,
    }
    return render(request, "complaints/receipt/intake.html", context, status=status)
