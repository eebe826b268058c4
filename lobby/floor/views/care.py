"""Lending to a place in the hall, and having things back."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.floor.access.care import loan_for
from lobby.floor.domain import loans
from lobby.floor.forms.care import LendForm
from lobby.floor.views.alerts import page_of


@login_required
@require_POST
def lend(request: HttpRequest, code: str) -> HttpResponse:
    """Lend one piece. Raises UnknownBranch, Forbidden, NotForLending, NothingLeftToLend."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.CARE_GIVE)
    form = LendForm(request.POST, branch=branch)
    if not form.is_valid():
        return invalid(request, form)
    material, label = form.cleaned_data["material"], form.cleaned_data["label"]
    loans.lend(material, by=request.user, at=timezone.now(), label=label)
    return done(request, _("Lent: %(thing)s.") % {"thing": material.name}, back=page_of(branch.code))


@login_required
@require_POST
def give_back(request: HttpRequest, loan_id: int) -> HttpResponse:
    """It is back. Raises NotFound, Forbidden, AlreadyReturned."""
    assert isinstance(request.user, Staff)
    loan = loan_for(request.user, loan_id)
    loans.give_back(loan, by=request.user.actor, at=timezone.now())
    undo = reverse("floor:loan-out", args=[loan.pk])
    message = _("Back: %(thing)s.") % {"thing": loan.material.name}
    return done(request, message, undo=undo, back=page_of(loan.branch.code))


@login_required
@require_POST
def still_out(request: HttpRequest, loan_id: int) -> HttpResponse:
    """It is not back after all. Raises NotFound, Forbidden, NothingLeftToLend."""
    assert isinstance(request.user, Staff)
    loan = loan_for(request.user, loan_id)
    loans.take_back_return(loan, by=request.user.actor, at=timezone.now())
    return done(request, _("Still out: %(thing)s.") % {"thing": loan.material.name}, back=page_of(loan.branch.code))
