"""A call at a video teller as the hall sees it: who waits, and letting the customer go to a counter instead."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from devices.access.vtm import session_for
from devices.domain import vtm
from devices.enums.vtm import UNANSWERED, VtmEnd
from devices.selectors.vtm import wait_of
from lobby.branches.answers import done
from lobby.branches.enums import Permission
from lobby.branches.models import Staff


@never_cache
@login_required
@require_safe
def detail(request: HttpRequest, session_id: int) -> HttpResponse:
    """The inside of the detail dialog. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    session = session_for(request.user, session_id, Permission.ASSIST_GIVE)
    is_waiting = session.status in UNANSWERED and session.queued_at is not None
    wait = wait_of(session, timezone.now()) if is_waiting else None
    return render(request, "devices/vtm/_floor.html", {"session": session, "wait": wait})


@login_required
@require_POST
def let_go(request: HttpRequest, session_id: int) -> HttpResponse:
    """The customer does not wait any longer; a number goes to the front. Raises NotFound, Forbidden, IllegalVtmMove."""
    assert isinstance(request.user, Staff)
    session = session_for(request.user, session_id, Permission.ASSIST_GIVE)
    vtm.cancel(session, by=request.user.actor, at=timezone.now(), reason=VtmEnd.LEFT)
    message = _("%(number)s is back in the queue") % {"number": session.number} if session.number else _("Call ended")
    return done(request, message, back=reverse("floor:floor", args=[session.branch.code]))
