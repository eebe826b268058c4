"""Things that customers leave behind: the log and the acts on them."""

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

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Staff
from lobby.floor import menu
from lobby.floor.access.found import found_for
from lobby.floor.domain import found as domain
from lobby.floor.domain.alerts import policy_at
from lobby.floor.enums.found import ENDS, FoundStatus
from lobby.floor.forms.found import FoundForm, OutcomeForm
from lobby.floor.models import FoundItem

ENDED_ROWS = 30


@never_cache
@login_required
@require_safe
def found(request: HttpRequest, code: str) -> HttpResponse:
    """What lies here, longest first, and what has left lately (9 queries). Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.FOUND_KEEP)
    held, at = access.permissions_at(request.user, branch), timezone.now()
    rows = FoundItem.objects.filter(branch=branch).select_related("device", "zone", "found_by", "ended_by")
    context = {
        "branch": branch,
        "menu": menu.links_for(branch, held, current="found"),
        "form": FoundForm(branch=branch, device=request.GET.get("device", "")),
        "kept": rows.filter(status=FoundStatus.KEPT).order_by("found_at", "pk"),
        "ended": rows.exclude(status=FoundStatus.KEPT).order_by("-ended_at", "-pk")[:ENDED_ROWS],
        "undo_since": at - dt.timedelta(seconds=policy_at(branch, at).undo_within_s),
    }
    return render(request, "floor/found/found.html", context)


@login_required
@require_POST
def log(request: HttpRequest, code: str) -> HttpResponse:
    """Log a found thing. Raises UnknownBranch, Forbidden, AppearanceNoted."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.FOUND_KEEP)
    form = FoundForm(request.POST, branch=branch)
    if not form.is_valid():
        return invalid(request, form)
    domain.log(branch, by=request.user, at=timezone.now(), **form.cleaned_data)
    return done(request, _("Logged. Whoever asks for it is found here."), redirect=page_of(branch))


@login_required
@require_POST
def end(request: HttpRequest, found_id: int, verb: str) -> HttpResponse:
    """Give back, hand on or destroy; the list offers to take it back. Raises NotFound, Forbidden, IllegalFoundMove, FinderActsAlone."""
    assert isinstance(request.user, Staff)
    item = found_for(request.user, found_id)
    if verb not in ENDS:
        raise NotFound
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    item = getattr(domain, verb)(item, by=request.user, at=timezone.now(), **form.cleaned_data)
    message = _("%(thing)s: %(state)s.") % {"thing": item.get_kind_display(), "state": item.get_status_display()}
    return done(request, message, redirect=page_of(item.branch))


@login_required
@require_POST
def keep_on(request: HttpRequest, found_id: int) -> HttpResponse:
    """It is still here. Raises NotFound, Forbidden, IllegalFoundMove, TooLateToKeepOn."""
    assert isinstance(request.user, Staff)
    item = domain.keep_on(found_for(request.user, found_id), by=request.user, at=timezone.now())
    return done(request, _("It is still kept here."), redirect=page_of(item.branch))


def page_of(branch: Branch) -> str:
    """The log of a branch."""
    return reverse("floor:found", args=[branch.code])
