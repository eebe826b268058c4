"""Acts on alerts."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lobby.branches.answers import done, invalid
from lobby.branches.models import Staff
from lobby.floor.access.alerts import alert_for
from lobby.floor.domain import alerts
from lobby.floor.forms.reminders import ResolveForm


@login_required
@require_POST
def accept(request: HttpRequest, alert_id: int) -> HttpResponse:
    """Take care of it oneself. Raises NotFound, Forbidden, IllegalAlertMove."""
    assert isinstance(request.user, Staff)
    alert = alert_for(request.user, alert_id)
    alerts.accept(alert, by=request.user.actor, at=timezone.now())
    return done(request, _("It is yours now."), back=page_of(alert.branch.code))


@login_required
@require_POST
def resolve(request: HttpRequest, alert_id: int) -> HttpResponse:
    """Say that it is over. Raises NotFound, Forbidden, IllegalAlertMove."""
    assert isinstance(request.user, Staff)
    alert = alert_for(request.user, alert_id)
    form = ResolveForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    alerts.resolve(alert, by=request.user.actor, at=timezone.now(), reason=form.cleaned_data["reason"])
    undo = reverse("floor:alert-reopen", args=[alert.pk])
    return done(request, _("Done with it."), undo=undo, back=page_of(alert.branch.code))


@login_required
@require_POST
def reopen(request: HttpRequest, alert_id: int) -> HttpResponse:
    """Take one's own resolving back. Raises NotFound, Forbidden, IllegalAlertMove, TooLate."""
    assert isinstance(request.user, Staff)
    alert = alert_for(request.user, alert_id)
    alerts.reopen(alert, by=request.user.actor, at=timezone.now())
    return done(request, _("It is open again."), back=page_of(alert.branch.code))


def page_of(code: str) -> str:
    """Where a browser without scripts goes back to."""
    return reverse("floor:floor", args=[code])
