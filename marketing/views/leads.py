"""Leads: the live list, LM-8, the counter's one tap, a lead in full, and every verb."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Staff
from lobby.floor import menu
from lobby.floor.views.day import live_day
from marketing.access.leads import contributions_for, lead_for
from marketing.domain import leads
from marketing.domain.leads.choosing import in_order
from marketing.domain.leads.creating import silence_of
from marketing.domain.leads.referring import refer
from marketing.enums.leads import DeclineReason, EndReason, LeadReason, LeadSource
from marketing.enums.products import Family
from marketing.forms.leads import FORMS, ReferForm
from marketing.models import Lead
from marketing.panels.leads import SCREEN
from marketing.selectors.leads import Allowed, steps_of
from queueing.models import Ticket

P = Permission
TICKETS = Ticket.objects.select_related("visit__customer", "service")
# What a verb is, and what its page says afterwards.
VERBS: dict[str, tuple[Callable[..., Lead], str | Promise]] = {
    "offer": (leads.offer, gettext_lazy("Offered. The clock runs.")),
    "accept": (leads.accept, gettext_lazy("It is yours. Speak to the customer next.")),
    "decline": (leads.decline, gettext_lazy("Declined. The head finds somebody else.")),
    "contact": (leads.contact, gettext_lazy("The contact is noted.")),
    "assess": (leads.assess, gettext_lazy("Assessed. Propose what suits.")),
    "propose": (leads.propose, gettext_lazy("Proposed.")),
    "win": (leads.win, gettext_lazy("Won. The split is drafted.")),
    "lose": (leads.lose, gettext_lazy("Noted as lost.")),
    "withdraw": (leads.withdraw, gettext_lazy("Withdrawn. Nobody goes on with it.")),
}


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """What was referred to the person, what they work on and noted, the head's pool; live. Raises UnknownBranch."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.LEAD_CREATE)
    context = live_day(request.user, branch, SCREEN.name, at=timezone.now())
    return render(request, "marketing/leads/leads.html", context)


@never_cache
@login_required
@require_safe
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """LM-8: a lead from a visit or a ticket, in three taps. Raises UnknownBranch, Forbidden, NotFound."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, P.LEAD_CREATE)
    ticket = ticket_of(branch, ticket=request.GET.get("ticket", ""), visit=request.GET.get("visit", ""))
    customer = ticket.visit.customer
    context = {
        **day_of(request.user, branch),
        "ticket": ticket,
        "customer": customer,
        "silence": silence_of(customer, visit=ticket.visit, at=at) if customer else None,
        "families": Family.choices,
        "reasons": LeadReason.choices,
        "receivers": in_order(branch, customer, Family.WEALTH, at=at) if customer else [],
    }
    return render(request, "marketing/leads/new.html", context)


@login_required
@require_POST
def note(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Note it and hand it on, from LM-8 or in one tap from the counter. Raises NotFound and what `refer` raises."""
    assert isinstance(request.user, Staff)
    staff, at = request.user, timezone.now()
    ticket = TICKETS.select_related("branch").filter(pk=ticket_id).first()
    if ticket is None:
        raise NotFound
    branch = access.branch_for(staff, ticket.branch.code, P.LEAD_CREATE)
    if ticket.visit.customer is None:
        raise NotFound
    form = ReferForm(request.POST, branch=branch)
    if not form.is_valid():
        return invalid(request, form)
    is_counter = request.POST.get("place") == "counter"
    lead, is_new = refer(
        branch,
        by=staff,
        at=at,
        customer=ticket.visit.customer,
        ticket=ticket,
        source=LeadSource.TELLER if is_counter else LeadSource.LOBBY,
        is_on_site=ticket.visit.ended_at is None,
        **form.cleaned_data,
    )
    undo = reverse("marketing:lead-undo", args=[lead.pk]) if is_new else ""
    ways = {"redirect": "" if is_counter else reverse("marketing:leads", args=[branch.code])}
    return done(request, words_about(lead, is_new), undo=undo, **ways)


def words_about(lead: Lead, is_new: bool) -> str:
    """What became of it."""
    if not is_new:
        return _("This interest was noted already: it is the same lead.")
    if lead.receiver is None:
        return _("Noted. Nobody is there to take it; the branch head hears of it.")
    return _("Referred to {name}.").format(name=lead.receiver.name)


@login_required
@require_POST
def undo(request: HttpRequest, lead_id: int) -> HttpResponse:
    """Take a lead back that nobody has taken yet. Raises NotFound, IllegalLeadMove, Forbidden."""
    assert isinstance(request.user, Staff)
    lead = lead_for(request.user, lead_id)
    leads.withdraw(lead, by=request.user, at=timezone.now(), reason=EndReason.NOTED_BY_MISTAKE)
    return done(request, _("Taken back."))


@never_cache
@login_required
@require_safe
def one(request: HttpRequest, lead_id: int) -> HttpResponse:
    """A lead in full with what the person may do next. Raises NotFound."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    lead = lead_for(request.user, lead_id)
    context = {**day_of(request.user, lead.branch), **shown(lead, request.user, at=at)}
    context["contribution"] = contributions_for(request.user).filter(lead=lead).first()
    return render(request, "marketing/leads/lead.html", context)


@never_cache
@login_required
@require_safe
def card(request: HttpRequest, lead_id: int) -> HttpResponse:
    """The inside of the tablet's detail dialog. Raises NotFound."""
    assert isinstance(request.user, Staff)
    lead = lead_for(request.user, lead_id)
    return render(request, "marketing/leads/_card.html", shown(lead, request.user, at=timezone.now()))


def shown(lead: Lead, staff: Staff, *, at: dt.datetime) -> dict[str, Any]:
    """A lead, its history, and the forms of what may be done (3–6 queries)."""
    allowed = Allowed.of(lead, staff, access.permissions_at(staff, lead.branch)).verbs
    return {
        "lead": lead,
        "branch": lead.branch,
        "steps": steps_of(lead),
        "allowed": allowed,
        "forms": {verb: FORMS[verb](lead=lead, at=at) for verb in allowed if verb in FORMS},
        "reasons": DeclineReason.choices,
        "at": at,
    }


@login_required
@require_POST
def act(request: HttpRequest, lead_id: int, verb: str) -> HttpResponse:
    """One verb. Raises NotFound and what the verb raises."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    lead, (call, message) = lead_for(request.user, lead_id), VERBS[verb]
    form = FORMS[verb](request.POST, lead=lead, at=at)
    if not form.is_valid():
        return invalid(request, form)
    call(lead, by=request.user, at=at, **form.values)
    stays = request.POST.get("place") == "list"
    return done(request, message, redirect="" if stays else reverse("marketing:lead", args=[lead.pk]))


def ticket_of(branch: Branch, *, ticket: str, visit: str) -> Ticket:
    """The ticket that an address names, or the newest of the visit (1 query). Raises NotFound."""
    wished = ticket or visit
    if not (wished.isascii() and wished.isdigit() and len(wished) < 19):
        raise NotFound
    rows = TICKETS.filter(branch=branch, **({"pk": int(ticket)} if ticket else {"visit": int(visit)}))
    found = rows.order_by("-issued_at").first()
    if found is None:
        raise NotFound
    return found


def day_of(staff: Staff, branch: Branch) -> dict[str, Any]:
    """What a page of the day shows around itself (2 queries)."""
    held = access.permissions_at(staff, branch)
    return {"branch": branch, "held": held, "me": staff, "menu": menu.links_for(branch, held, current=SCREEN.name)}
