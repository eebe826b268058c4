"""From a visit in the hall: a campaign's small gift, and mobile banking that the customer set up (S162, S168)."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches.answers import done, invalid
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.floor.enums.stock import Purpose
from marketing.access.campaigns import visit_for
from marketing.domain.campaigns import activating, prizes
from marketing.enums.campaigns import ActivationHelp
from marketing.forms.campaigns import ActivationForm, VisitGiftForm
from marketing.models import Activation, PrizeIssue
from marketing.selectors.campaigns.lists import gifts_of, running
from marketing.views.campaigns.shell import day_page, staff_of

P = Permission


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, visit_id: int) -> HttpResponse:
    """What may be given in this visit, and whether mobile banking was set up. Raises NotFound, Forbidden."""
    staff, at = staff_of(request), timezone.now()
    visit = visit_for(staff, visit_id, P.CARE_GIVE)
    branch = visit.branch
    context = {
        **day_page(staff, branch, "visit"),
        "visit": visit,
        "numbers": " · ".join(visit.tickets.order_by("pk").values_list("number", flat=True)),
        "campaigns": running(branch, business_date(branch, at)),
        "gifts": [(one, n) for one, n in gifts_of(branch, at=at) if n],
        "purposes": Purpose.choices,
        "given": PrizeIssue.objects.filter(visit=visit).select_related("material", "campaign"),
        "activation": Activation.objects.filter(customer=visit.customer).first() if visit.customer else None,
        "helps": ActivationHelp.choices,
    }
    return render(request, "marketing/campaigns/visit.html", context)


@login_required
@require_POST
def give(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Give a gift. Raises NotFound, Forbidden and what the verb raises."""
    staff = staff_of(request)
    visit = visit_for(staff, visit_id, P.CARE_GIVE)
    form = VisitGiftForm(request.POST, branch=visit.branch)
    if not form.is_valid():
        return invalid(request, form)
    said = form.cleaned_data
    prizes.give_in_visit(
        said["campaign"], visit, said["material"], by=staff, at=timezone.now(), purpose=said["purpose"]
    )
    return done(request, _("Given. The stock has one less."), redirect=reverse("marketing:visit", args=[visit.pk]))


@login_required
@require_POST
def activate(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Mobile banking was set up. Raises NotFound where no customer is known, Forbidden and what the verb raises."""
    staff = staff_of(request)
    visit = visit_for(staff, visit_id, P.CARE_GIVE)
    if visit.customer is None:
        raise NotFound
    form = ActivationForm(request.POST, branch=visit.branch)
    if not form.is_valid():
        return invalid(request, form)
    activating.activate(
        visit.branch,
        visit.customer,
        by=staff,
        at=timezone.now(),
        help=ActivationHelp(form.cleaned_data["help"]),
        is_by_customer=form.cleaned_data["is_by_customer"],
        visit=visit,
    )
    return done(request, _("Counted once for this customer."), redirect=reverse("marketing:visit", args=[visit.pk]))
