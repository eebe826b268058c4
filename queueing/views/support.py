"""The call-up list: who may be called, who was, and calling without a peak."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission, Post
from lobby.branches.models import Branch, Staff
from lobby.floor.views.day import live_day
from queueing.access import support_request_for
from queueing.domain import support
from queueing.forms.peaks import SupportForm
from queueing.panels.support import SCREEN


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """The call-up list and the calls of today. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.PEAK_RUN)
    context = live_day(request.user, branch, SCREEN, at=timezone.now(), current="support")
    return render(request, "queueing/support/page.html", {**context, "form": SupportForm(branch=branch)})


@login_required
@require_safe
def one(request: HttpRequest, request_id: int) -> HttpResponse:
    """Where an alert about a request leads: its branch's list. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    found = support_request_for(request.user, request_id)
    return redirect(page_of(found.branch))


@login_required
@require_POST
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Call for help. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.PEAK_RUN)
    form = SupportForm(request.POST, branch=branch)
    if not form.is_valid():
        return invalid(request, form)
    data = form.cleaned_data
    support.request_support(
        branch,
        by=request.user.actor,
        at=timezone.now(),
        post=Post(data["post"]),
        skill=data["skill"].code if data["skill"] else "",
        people=data["people"],
        reason=data["reason"],
    )
    return done(request, _("The call-up list is being asked."), back=page_of(branch))


@login_required
@require_POST
def end(request: HttpRequest, request_id: int) -> HttpResponse:
    """The help is not needed any more. Raises NotFound, Forbidden, SupportOver."""
    assert isinstance(request.user, Staff)
    found = support_request_for(request.user, request_id)
    support.end_request(found, by=request.user.actor, at=timezone.now())
    return done(request, _("Helpers go back; nobody is asked any more."), back=page_of(found.branch))


def page_of(branch: Branch) -> str:
    """The branch's call-up list."""
    return reverse("queueing:support", args=[branch.code])
