"""Acts on alerts."""

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

from lobby.branches.answers import done, invalid
from lobby.branches.models import Staff
from lobby.floor import kinds
from lobby.floor.access.alerts import alert_for
from lobby.floor.domain import alerts
from lobby.floor.enums import ALERT_MOVES
from lobby.floor.forms.handing import ReceiverForm
from lobby.floor.forms.reminders import ALERT_SNOOZE_MINUTES, AlertSnoozeForm, ResolveForm
from lobby.floor.selectors.people import colleagues
from lobby.live import journal


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


@never_cache
@login_required
@require_safe
def detail(request: HttpRequest, alert_id: int) -> HttpResponse:
    """The inside of the detail dialog: what it says, what happened to it, what can be done. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    alert = alert_for(request.user, alert_id)
    is_mine = alert.accepted_by_id == request.user.pk
    verbs = {verb for verb, (sources, _target) in ALERT_MOVES.items() if alert.status in sources}
    if not is_mine or alert.snoozed_until is not None:
        verbs.discard("snooze")
    context = {
        "alert": alert,
        "text": kinds.alert_text(alert.kind, alert.values),
        "help": kinds.alert_help(alert.kind, alert.values),
        "address": kinds.subject_address(alert.subject_type, alert.subject_id),
        "timeline": journal.timeline("alert", alert.pk, alert.branch_id, alert.raised_at),
        "verbs": verbs,
        "people": colleagues(alert.branch, besides=request.user.pk) if "hand_over" in verbs else [],
        "snooze_minutes": ALERT_SNOOZE_MINUTES,
    }
    return render(request, "floor/alerts/_alert.html", context)


@login_required
@require_POST
def hand_over(request: HttpRequest, alert_id: int) -> HttpResponse:
    """Ask one person by name. Raises NotFound, Forbidden, IllegalAlertMove, ToOneself, AlreadyTheirs, NotAtBranch."""
    assert isinstance(request.user, Staff)
    alert = alert_for(request.user, alert_id)
    form = ReceiverForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    person, reason = form.person(), form.cleaned_data["reason"]
    alerts.hand_over(alert, to=person, by=request.user.actor, at=timezone.now(), reason=reason)
    return done(request, _("Handed over to %(name)s.") % {"name": person.name}, back=page_of(alert.branch.code))


@login_required
@require_POST
def snooze(request: HttpRequest, alert_id: int) -> HttpResponse:
    """Put off what one accepted. Raises NotFound, Forbidden, IllegalAlertMove, NotYours, SnoozesUsedUp."""
    assert isinstance(request.user, Staff)
    alert = alert_for(request.user, alert_id)
    form = AlertSnoozeForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    at, minutes = timezone.now(), form.cleaned_data["minutes"]
    alerts.snooze(alert, by=request.user.actor, at=at, until=at + dt.timedelta(minutes=minutes))
    return done(request, _("Put off by %(minutes)d minutes.") % {"minutes": minutes}, back=page_of(alert.branch.code))


def page_of(code: str) -> str:
    """Where a browser without scripts goes back to."""
    return reverse("floor:floor", args=[code])
