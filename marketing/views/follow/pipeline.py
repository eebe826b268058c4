"""WM-1: appointment marketing in four stages (S177–S179)."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Service, Staff
from lobby.customers.models import Customer
from marketing.domain.inviting import invite as invite_customer
from marketing.forms.follow import InviteForm
from marketing.selectors.pipeline import pipeline_of
from marketing.views.follow.pages import day_page
from queueing.selectors.slots import next_free, rules_of

P = Permission
CHOICES = 12


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """The four stages of whoever looks. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.ADVICE_GIVE)
    context = {
        **day_page(request.user, branch, "pipeline"),
        "pipeline": pipeline_of(branch, request.user, at=timezone.now()),
    }
    return render(request, "marketing/follow/pipeline.html", context)


@never_cache
@login_required
@require_safe
def invitation(request: HttpRequest, code: str, customer_id: int) -> HttpResponse:
    """The inside of the detail dialog that invites one of the own customers. Raises UnknownBranch, Forbidden, NotFound."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, P.ADVICE_GIVE)
    customer = own_customer(branch, request.user, customer_id)
    services = {rule.service_id: rule.service for rule in rules_of(branch, staff=request.user)}.values()
    free = [
        (service, next_free(branch, service, at=at, since=at, staff=request.user, most=CHOICES)) for service in services
    ]
    context = {"customer": customer, "branch": branch, "free": [pair for pair in free if pair[1]]}
    return render(request, "marketing/follow/invitation.html", context)


@login_required
@require_POST
def invite(request: HttpRequest, code: str, customer_id: int) -> HttpResponse:
    """Invite the customer. Raises UnknownBranch, Forbidden, NotFound, Silenced and what booking refuses."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.ADVICE_GIVE)
    customer = own_customer(branch, request.user, customer_id)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    service_code, start = form.cleaned_data["choice"].split(" ")
    service = Service.objects.filter(branch=branch, code=service_code, is_active=True).first()
    if service is None:
        raise NotFound
    invite_customer(
        customer,
        by=request.user,
        at=timezone.now(),
        service=service,
        starts_at=dt.datetime.fromtimestamp(int(start), dt.UTC),
        value=form.cleaned_data["value"],
    )
    return done(request, _("Invited."), back=reverse("marketing:pipeline", args=[branch.code]))


def own_customer(branch: Branch, staff: Staff, pk: int) -> Customer:
    """A customer whom the person looks after (1 query). Raises NotFound."""
    found = Customer.objects.filter(pk=pk, branch=branch, owner=staff, closed_on=None).select_related("branch").first()
    if found is None:
        raise NotFound
    return found
