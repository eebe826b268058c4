"""Acts on the own counter."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from queueing.access import counter_for
from queueing.domain import calling
from queueing.domain import counters as verbs
from queueing.enums import PauseReason
from queueing.forms.teller import CallNumberForm, PauseForm, ServeForm
from queueing.models import CounterSession
from queueing.views.teller.own import on_session, staff_of


@login_required
@require_POST
def open_counter(request: HttpRequest, counter_id: int) -> HttpResponse:
    """Begin to work at a counter."""
    staff = staff_of(request)
    counter = counter_for(staff, counter_id, Permission.COUNTER_WORK)
    verbs.open_counter(counter, by=staff.actor, at=timezone.now(), staff=staff)
    return done(request, redirect=reverse("queueing:teller-desk"))


@on_session
def pause(request: HttpRequest, staff: Staff, session: CounterSession) -> HttpResponse:
    """Take a pause."""
    form = PauseForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    verbs.pause(session, by=staff.actor, at=timezone.now(), reason=PauseReason(form.cleaned_data["reason"]))
    return done(request, back=reverse("queueing:teller-desk"))


@on_session
def resume(request: HttpRequest, staff: Staff, session: CounterSession) -> HttpResponse:
    """End the pause."""
    verbs.resume(session, by=staff.actor, at=timezone.now())
    return done(request, back=reverse("queueing:teller-desk"))


@on_session
def close(request: HttpRequest, staff: Staff, session: CounterSession) -> HttpResponse:
    """End the session."""
    verbs.close(session, by=staff.actor, at=timezone.now())
    return done(request, redirect=reverse("queueing:teller-desk"))


@on_session
def call_next(request: HttpRequest, staff: Staff, session: CounterSession) -> HttpResponse:
    """Call whoever is next."""
    ticket = calling.call_next(session, by=staff.actor, at=timezone.now())
    message = "" if ticket else _("Nobody waits for you just now.")
    return done(request, message, back=reverse("queueing:teller-desk"))


@on_session
def call_number(request: HttpRequest, staff: Staff, session: CounterSession) -> HttpResponse:
    """Call a number that the teller has typed or scanned, with a reason."""
    form = CallNumberForm(request.POST, session=session)
    if not form.is_valid():
        return invalid(request, form)
    ticket, reason = form.cleaned_data["number"], form.cleaned_data["reason"]
    calling.call_this(session, by=staff.actor, at=timezone.now(), ticket=ticket, reason=reason)
    return done(request, back=reverse("queueing:teller-desk"))


@on_session
def serve(request: HttpRequest, staff: Staff, session: CounterSession) -> HttpResponse:
    """Serve somebody who has no number."""
    form = ServeForm(request.POST, branch=session.branch)
    if not form.is_valid():
        return invalid(request, form)
    calling.serve_without_ticket(session, by=staff.actor, at=timezone.now(), service=form.cleaned_data["service"])
    return done(request, back=reverse("queueing:teller-desk"))
