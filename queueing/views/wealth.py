"""A customer manager's calendar (WM-2)."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lobby.branches import access
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.live.pages import live_page
from lobby.live.scopes import Audience
from queueing import calendar_parts


@never_cache
@login_required
@require_safe
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """Two weeks of own slots and appointments, live. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, Permission.COUNTER_WORK)
    held = access.permissions_at(request.user, branch)
    audience = Audience(language=get_language() or "zh-hans", person=request.user.pk, permissions=frozenset(held))
    context = {**live_page("wealth", branch, audience, at=at), "calendar_parts": calendar_parts.parts(held)}
    return render(request, "queueing/appointments/calendar.html", context)
