"""AD-5's page of who may sell what (N13)."""

from __future__ import annotations

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
from lobby.branches.calendar import local
from lobby.branches.enums import Permission, QualificationKind
from lobby.branches.models import Staff
from marketing.access.suitability import colleagues, qualification_at
from marketing.domain import qualifying
from marketing.forms.products import EndForm, QualificationForm
from marketing.selectors import products as selectors
from marketing.views.products import page_of

P = Permission


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Who may sell what, and until when. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.MARKETING_VIEW)
    today, people = local(branch, timezone.now()).date(), colleagues(branch)
    context = {
        **page_of(request.user, branch, "qualifications"),
        "today": today,
        "qualifications": selectors.qualifications(people),
        "people": people.exclude(pk=request.user.pk),
        "licences": QualificationKind.choices,
    }
    return render(request, "marketing/products/qualifications.html", context)


@login_required
@require_POST
def grant(request: HttpRequest, code: str) -> HttpResponse:
    """Enter one. Raises UnknownBranch, Forbidden, QualifiesSelf, QualificationOver, QualifiedAlready."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.PRODUCT_EDIT)
    form = QualificationForm(request.POST, branch=branch)
    if not form.is_valid():
        return invalid(request, form)
    said = dict(form.cleaned_data)
    qualifying.grant(said.pop("staff"), branch=branch, by=request.user, at=timezone.now(), **said)
    return done(request, _("Kept."), redirect=reverse("marketing:qualifications", args=[branch.code]))


@login_required
@require_POST
def end(request: HttpRequest, code: str, qualification_id: int) -> HttpResponse:
    """End one. Raises UnknownBranch, Forbidden, NotFound, QualifiesSelf, QualificationOver."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.PRODUCT_EDIT)
    found, form = qualification_at(branch, qualification_id), EndForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    qualifying.end(found, branch=branch, by=request.user, at=timezone.now(), **form.cleaned_data)
    return done(request, _("Kept."), redirect=reverse("marketing:qualifications", args=[branch.code]))
