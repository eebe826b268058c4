"""Saying what changes a day's flow, and taking it back."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Staff
from queueing.domain.flow import factors
from queueing.forms.flow import FactorForm, FactorKeyForm


@login_required
@require_POST
def set_factor(request: HttpRequest, code: str) -> HttpResponse:
    """Change a day's forecast. Raises UnknownBranch, Forbidden, FactorOutOfRange, DayIsOver."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.ROSTER_EDIT)
    form = FactorForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    factor = factors.set_factor(
        branch,
        by=request.user.actor,
        at=timezone.now(),
        date=form.cleaned_data["date"],
        cause=form.chosen,
        factor=form.factor,
        note=form.cleaned_data["note"],
    )
    words = {"cause": factor.get_cause_display(), "percent": f"{100 * factor.factor:.0f}"}
    return done(
        request, _("%(cause)s: %(percent)s %% of the usual customers.") % words, back=board(branch, factor.date)
    )


@login_required
@require_POST
def clear_factor(request: HttpRequest, code: str) -> HttpResponse:
    """Take it back. Raises UnknownBranch, Forbidden, DayIsOver."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.ROSTER_EDIT)
    form = FactorKeyForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    date = form.cleaned_data["date"]
    factors.clear_factor(branch, by=request.user.actor, at=timezone.now(), date=date, cause=form.chosen)
    message = _("%(cause)s no longer counts.") % {"cause": form.chosen.label}
    return done(request, message, back=board(branch, date))


def board(branch: Branch, date: dt.date) -> str:
    """The forecast board of a day."""
    return f"{reverse('queueing:forecast-board', args=[branch.code])}?day={date:%Y-%m-%d}"
