"""BH-6: the splits of won leads, what people and pairs are credited with, and every verb."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
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
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.forms import DayField
from lobby.branches.models import Staff
from marketing.access.leads import contribution_for
from marketing.domain import contributions
from marketing.domain.contributions import pairs
from marketing.forms.contributions import FORMS, PairForm
from marketing.models import Contribution, Pair
from marketing.selectors import contributions as selectors
from marketing.views.leads import day_of

P = Permission
EARLIEST = dt.date(2000, 1, 1)
VERBS: dict[str, tuple[Callable[..., Contribution], str | Promise]] = {
    "dispute": (contributions.dispute, gettext_lazy("Disputed. The head hears both sides.")),
    "change": (contributions.change, gettext_lazy("The parts are set anew.")),
    "approve": (contributions.approve, gettext_lazy("Approved.")),
    "claw_back": (contributions.claw_back, gettext_lazy("Taken back: nobody earns anything by it.")),
    "reinstate": (contributions.reinstate, gettext_lazy("Open again: decide about it.")),
}


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """A month of splits; `?month=2026-03`, else the one that runs. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.MARKETING_VIEW)
    today = business_date(branch, timezone.now())
    first, last = month_of(request.GET.get("month", ""), today)
    day = day_of(request.user, branch)
    day["menu"] = selectors.menu_of(branch, day["held"])
    context = {
        **day,
        "may_decide": P.LEAD_MANAGE in day["held"],
        "waiting": selectors.waiting(branch),
        "rows": selectors.of_days(branch, first=first, last=last),
        "credits": selectors.credits(branch, first=first, last=last),
        "pairs": selectors.pair_totals(branch, first=first, last=last),
        "first": first,
        "before": first - dt.timedelta(days=1),
        "after": last + dt.timedelta(days=1) if last < today else None,
        "form": PairForm(branch=branch, today=today),
        "at": timezone.now(),
    }
    return render(request, "marketing/contributions/contributions.html", context)


def month_of(wished: str, today: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the month that an address names, else of today's."""
    try:
        first = DayField(input_formats=["%Y-%m"]).clean(wished)
    except ValidationError:
        first = today.replace(day=1)
    if not EARLIEST <= first <= today:
        first = today.replace(day=1)
    after = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return first, after - dt.timedelta(days=1)


@never_cache
@login_required
@require_safe
def one(request: HttpRequest, contribution_id: int) -> HttpResponse:
    """A split with its history and what the person may do. Raises NotFound."""
    assert isinstance(request.user, Staff)
    found = contribution_for(request.user, contribution_id)
    at = timezone.now()
    day = day_of(request.user, found.branch)
    if P.MARKETING_VIEW in day["held"]:
        day["menu"] = selectors.menu_of(found.branch, day["held"])
    allowed = selectors.allowed(found, request.user, day["held"], at=at)
    context = {
        **day,
        "contribution": found,
        "lines": selectors.lines_of(found),
        "is_own": request.user.pk in found.parties,
        "forms": {verb: FORMS[verb](contribution=found, auto_id=f"{verb}-%s") for verb in allowed},
    }
    return render(request, "marketing/contributions/contribution.html", context)


@login_required
@require_POST
def act(request: HttpRequest, contribution_id: int, verb: str) -> HttpResponse:
    """One verb. Raises NotFound and what the verb raises."""
    assert isinstance(request.user, Staff)
    found, (call, message) = contribution_for(request.user, contribution_id), VERBS[verb]
    form = FORMS[verb](request.POST, contribution=found)
    if not form.is_valid():
        return invalid(request, form)
    call(found, by=request.user, at=timezone.now(), **form.values)
    return done(request, message, redirect=reverse("marketing:contribution", args=[found.pk]))


@login_required
@require_POST
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Two become a pair. Raises UnknownBranch, Forbidden and what `join` raises."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, P.LEAD_MANAGE)
    form = PairForm(request.POST, branch=branch, today=business_date(branch, at))
    if not form.is_valid():
        return invalid(request, form)
    pairs.join(branch, by=request.user, at=at, **form.cleaned_data)
    return done(request, _("They are a pair."), redirect=reverse("marketing:contributions", args=[branch.code]))


@login_required
@require_POST
def part(request: HttpRequest, pair_id: int) -> HttpResponse:
    """The pair's time ends today. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    seen = access.branches_for(request.user, P.MARKETING_VIEW)
    pair = Pair.objects.select_related("branch").filter(pk=pair_id, branch__in=seen).first()
    if pair is None:
        raise NotFound
    pairs.part(pair, by=request.user, at=timezone.now())
    return done(
        request, _("Their time ends today."), redirect=reverse("marketing:contributions", args=[pair.branch.code])
    )
