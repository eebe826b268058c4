"""The tablet."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lobby.branches import access
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden
from lobby.branches.models import Staff
from lobby.floor import shell
from lobby.floor.forms.reminders import SNOOZE_MINUTES
from lobby.floor.selectors.feed import wants_sound
from lobby.floor.views.day import live_day


@login_required
@require_safe
def floor_home(request: HttpRequest) -> HttpResponse:
    """Go to the person's own branch, else to the first whose floor they see. Raises Forbidden."""
    assert isinstance(request.user, Staff)
    mine = access.branches_for(request.user, Permission.FLOOR_VIEW)
    branch = mine.filter(staff=request.user).first() or mine.first()
    if branch is None:
        raise Forbidden
    return redirect("floor:floor", code=branch.code)


@never_cache
@login_required
@require_safe
def floor(request: HttpRequest, code: str) -> HttpResponse:
    """The lobby manager's tablet. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, Permission.FLOOR_VIEW)
    context = live_day(request.user, branch, shell.SCREEN, at=at)
    context.update(shell.page_of(branch, context["held"], at=at))
    return render(
        request,
        "floor/floor.html",
        {**context, "snooze_minutes": SNOOZE_MINUTES, "sound_on": wants_sound(request.user.pk)},
    )
