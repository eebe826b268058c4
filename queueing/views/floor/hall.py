"""The hall: counters that somebody forgot to close, and whether numbers are issued."""

from __future__ import annotations

from urllib.parse import urlencode

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
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Staff
from queueing.domain import counters, days
from queueing.enums import AT_COUNTER, TicketStatus
from queueing.forms.floor import ReasonForm
from queueing.models import CounterSession, Ticket


def session_for(staff: Staff, session_id: int, permission: str) -> CounterSession:
    """A session at one of the person's branches (1–2 queries). Raises NotFound, Forbidden."""
    sessions = CounterSession.objects.select_related("counter", "branch", "staff").filter(pk=session_id)
    session = sessions.filter(branch__in=access.branches_for(staff, permission)).first()
    if session is not None:
        return session
    if sessions.filter(branch__in=access.branches_for(staff, Permission.FLOOR_VIEW)).exists():
        raise Forbidden
    raise NotFound


@never_cache
@login_required
@require_safe
def session(request: HttpRequest, session_id: int) -> HttpResponse:
    """The inside of the detail dialog for a counter somebody works at. Raises NotFound."""
    assert isinstance(request.user, Staff)
    found = session_for(request.user, session_id, Permission.FLOOR_VIEW)
    tickets = Ticket.objects.filter(session=found, status__in=(*AT_COUNTER, TicketStatus.ON_HOLD))
    context = {
        "session": found,
        "tickets": tickets.select_related("service").order_by("called_at"),
        "may_end": found.closed_at is None and access.can(request.user, found.branch, Permission.COUNTER_MANAGE),
    }
    return render(request, "queueing/floor/_session.html", context)


@login_required
@require_POST
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """End somebody's session with a reason. Raises NotFound, Forbidden, CounterNotOpen."""
    assert isinstance(request.user, Staff)
    found = session_for(request.user, session_id, Permission.COUNTER_MANAGE)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    counters.end_stuck(found, by=request.user.actor, at=timezone.now(), reason=form.cleaned_data["reason"])
    message = _("%(counter)s is closed.") % {"counter": found.counter.name}
    return done(request, message, back=reverse("floor:floor", args=[found.branch.code]))


@login_required
@require_POST
def stop_issuing(request: HttpRequest, code: str) -> HttpResponse:
    """Issue no more numbers today. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.COUNTER_MANAGE)
    form = ReasonForm(request.POST or request.GET)
    if not form.is_valid():
        return invalid(request, form)
    days.stop_issuing(branch, by=request.user.actor, at=timezone.now(), reason=form.cleaned_data["reason"])
    undo = reverse("queueing:floor-issuing-resume", args=[branch.code])
    return done(request, _("No more numbers are issued."), undo=undo, back=reverse("floor:floor", args=[branch.code]))


@login_required
@require_POST
def resume_issuing(request: HttpRequest, code: str) -> HttpResponse:
    """Issue numbers again. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.COUNTER_MANAGE)
    at = timezone.now()
    before = days.begun_day(branch, at=at).stopped_reason
    days.resume_issuing(branch, by=request.user.actor, at=at)
    undo = (
        f"{reverse('queueing:floor-issuing-stop', args=[branch.code])}?{urlencode({'reason': before})}"
        if before
        else ""
    )
    return done(request, _("Numbers are issued again."), undo=undo, back=reverse("floor:floor", args=[branch.code]))
