"""Acts of security and order."""

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
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Staff, Zone
from lobby.floor.access.incidents import silent_alert_for, suspicion_for
from lobby.floor.domain import alerts, crowds
from lobby.floor.domain import security as domain
from lobby.floor.forms.incidents import CountForm, OrderForm, OutcomeForm, SuspicionForm

P = Permission


@login_required
@require_POST
def report_suspicion(request: HttpRequest, code: str) -> HttpResponse:
    """Tell security without a sound. Raises UnknownBranch, Forbidden, AppearanceNoted."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.INCIDENT_REPORT)
    form = SuspicionForm(request.POST, branch=branch)
    if not form.is_valid():
        return invalid(request, form)
    domain.report_suspicion(branch, by=request.user.actor, at=timezone.now(), **form.cleaned_data)
    # Nothing on the screen says what was sent: the person may be looking.
    return done(request, back=reverse("floor:incidents", args=[branch.code]))


@login_required
@require_POST
def clear_up(request: HttpRequest, suspicion_id: int) -> HttpResponse:
    """Note what came of it. Raises NotFound, IllegalSuspicionMove, AppearanceNoted."""
    assert isinstance(request.user, Staff)
    found = suspicion_for(request.user, suspicion_id)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    domain.clear_up(found, by=request.user.actor, at=timezone.now(), outcome=form.cleaned_data["outcome"])
    return done(request, _("Noted."), back=security_of(found.branch))


@login_required
@require_POST
def open_case(request: HttpRequest, suspicion_id: int) -> HttpResponse:
    """Make it a security incident. Raises NotFound, IllegalSuspicionMove."""
    assert isinstance(request.user, Staff)
    found = suspicion_for(request.user, suspicion_id)
    domain.open_case(found, by=request.user.actor, at=timezone.now())
    return done(request, _("A case is open."), back=security_of(found.branch))


@login_required
@require_POST
def accept_alert(request: HttpRequest, alert_id: int) -> HttpResponse:
    """Take care of a silent alert. Raises NotFound, IllegalAlertMove."""
    assert isinstance(request.user, Staff)
    alert = silent_alert_for(request.user, alert_id)
    alerts.accept(alert, by=request.user.actor, at=timezone.now())
    return done(request, _("It is yours now."), back=security_of(alert.branch))


@login_required
@require_POST
def resolve_alert(request: HttpRequest, alert_id: int) -> HttpResponse:
    """End a silent alert. Raises NotFound, IllegalAlertMove."""
    assert isinstance(request.user, Staff)
    alert = silent_alert_for(request.user, alert_id)
    alerts.resolve(alert, by=request.user.actor, at=timezone.now())
    return done(request, _("Done with it."), back=security_of(alert.branch))


@login_required
@require_POST
def log_order(request: HttpRequest, code: str) -> HttpResponse:
    """Keep an order event. Raises UnknownBranch, Forbidden, AppearanceNoted."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.INCIDENT_REPORT)
    form = OrderForm(request.POST, branch=branch)
    if not form.is_valid():
        return invalid(request, form)
    domain.log_order(branch, by=request.user.actor, at=timezone.now(), **form.cleaned_data)
    return done(request, _("The event is kept."), back=reverse("floor:incidents", args=[branch.code]))


@login_required
@require_POST
def count_people(request: HttpRequest, code: str, zone_id: int) -> HttpResponse:
    """Say how many people without a number are in a zone. Raises UnknownBranch, Forbidden, NotFound."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.INCIDENT_REPORT)
    zone = Zone.objects.filter(pk=zone_id, branch=branch).select_related("branch").first()
    if zone is None:
        raise NotFound
    form = CountForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    crowds.count_people(zone, by=request.user.actor, at=timezone.now(), people=form.cleaned_data["people"])
    return done(request, _("Counted."), back=reverse("floor:incidents", args=[branch.code]))


def security_of(branch: Branch) -> str:
    """Where a browser without scripts goes back to."""
    return reverse("floor:security", args=[branch.code])
