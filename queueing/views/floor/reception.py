"""Receiving a customer: greet, triage within half a minute, number or machine."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Staff
from queueing.domain import visits
from queueing.domain.issuing import issue as issue_ticket
from queueing.enums import Source, TicketStatus
from queueing.enums.triage import OverrideReason
from queueing.forms.floor import IssueForm, NeedForm
from queueing.models import Ticket, Visit
from queueing.selectors.lines import minutes_of
from queueing.slips import next_steps, page_address, prints_large, qr_code
from queueing.triage.advice import advise


@login_required
@require_POST
def greet(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a visit; the triage clock runs by the server's time. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.TICKET_ISSUE)
    visit = visits.greet(branch, by=request.user.actor, at=timezone.now())
    leave = reverse("queueing:floor-visit-leave", args=[visit.pk])
    return JsonResponse({"visit": visit.pk, "arrived_at": visit.arrived_at.isoformat(), "leave": leave}, status=201)


@login_required
@require_POST
def leave(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Whoever was greeted goes on without a number. Raises NotFound, IllegalVisitMove."""
    assert isinstance(request.user, Staff)
    branches = access.branches_for(request.user, Permission.TICKET_ISSUE)
    visit = Visit.objects.filter(pk=visit_id, branch__in=branches).first()
    if visit is None:
        raise NotFound
    visits.leave_early(visit, by=request.user.actor, at=timezone.now(), reason="no number taken")
    return done(request)


@never_cache
@login_required
@require_safe
def advice(request: HttpRequest, code: str) -> HttpResponse:
    """The ways to serve a need, as the inside of the sheet's options. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.TICKET_ISSUE)
    form = NeedForm(request.GET, branch=branch)
    if not form.is_valid():
        return invalid(request, form)
    found = advise(
        branch,
        form.cleaned_data["service"],
        at=timezone.now(),
        traits=form.chosen_traits,
        customer=form.cleaned_data["reference"],
    )
    return render(request, "queueing/floor/_options.html", {"advice": found, "overrides": OverrideReason.choices})


@login_required
@require_POST
def issue(request: HttpRequest, code: str) -> HttpResponse:
    """Give a number; answers the inside of the sheet's result. Raises UnknownBranch, Forbidden and what issuing refuses.

    A repeat for a greeted customer who has a number shows that number again.
    """
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, Permission.TICKET_ISSUE)
    form = IssueForm(request.POST, branch=branch)
    if not form.is_valid():
        return invalid(request, form)
    visit = form.cleaned_data["visit"]
    ticket = visit.tickets.select_related("service__zone", "branch", "visit__helper").first() if visit else None
    ticket = ticket or issued(branch, form, by=request.user, at=at)
    return render(request, "queueing/floor/_issued.html", slip_of(request, ticket), status=201)


def issued(branch: Branch, form: IssueForm, *, by: Staff, at: dt.datetime) -> Ticket:
    """Issue what the form says."""
    return issue_ticket(
        branch,
        by=by.actor,
        at=at,
        service=form.cleaned_data["service"],
        source=Source.TABLET,
        traits=form.chosen_traits,
        customer=form.cleaned_data["reference"],
        language=form.language,
        greeted=form.cleaned_data["visit"],
        route=form.route(),
    )


def slip_of(request: HttpRequest, ticket: Ticket) -> dict[str, Any]:
    """What stands on the slip and beside it."""
    language = get_language() or "zh-hans"
    page = page_address(request, ticket)
    return {
        "ticket": ticket,
        "branch": ticket.branch,
        "is_at_machine": ticket.status == TicketStatus.DIVERTED,
        "minutes": None if ticket.quoted_p50_s is None else minutes_of(ticket.quoted_p50_s),
        "minutes_at_most": None if ticket.quoted_p90_s is None else minutes_of(ticket.quoted_p90_s),
        "steps": next_steps(ticket),
        "prints_large": prints_large(ticket),
        "page": page,
        "qr": qr_code(page),
        "footer": ticket.branch.ticket_footer_en if language == "en" else ticket.branch.ticket_footer_zh,
    }
