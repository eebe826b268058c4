"""What the pages of BH-8 share: the day around them, posts with a form, and limits for pages without a login."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from lobby.branches import access
from lobby.branches.answers import invalid
from lobby.branches.api.throttles import Limiter
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Staff
from lobby.floor import menu
from marketing.errors.campaigns import TooFast
from marketing.forms.campaigns import BranchForm
from queueing.views.customers import private_page

P = Permission
View = Callable[..., HttpResponse]
# A hall full of phones may share one address; nobody guesses 192 bits at this rate.
reading = Limiter("240/min")
writing = Limiter("20/min")


def staff_of(request: HttpRequest) -> Staff:
    """Who is signed in; views are behind `login_required`."""
    assert isinstance(request.user, Staff)
    return request.user


def day_page(staff: Staff, branch: Branch, part: str) -> dict[str, Any]:
    """What every page of BH-8 has: `part` is the one that is shown (2 queries)."""
    held = access.permissions_at(staff, branch)
    return {
        "branch": branch,
        "held": held,
        "part": part,
        "menu": menu.links_for(branch, held, current="campaigns"),
        "may_edit": P.CAMPAIGN_EDIT in held,
        "may_approve": P.CAMPAIGN_APPROVE in held,
        "may_see": bool(held & {P.CAMPAIGN_EDIT, P.CAMPAIGN_APPROVE, P.MARKETING_VIEW}),
        "may_share": P.BRIEFING_LEAD in held,
        "may_greet": P.CUSTOMER_FIND in held,
        "timezone": branch.timezone,
    }


def posted_at(permission: str, form_type: type[BranchForm]) -> Callable[[View], View]:
    """Hand over a post's branch and its form. Raises UnknownBranch, Forbidden."""

    def wrap(view: View) -> View:
        @login_required
        @require_POST
        @wraps(view)
        def act(request: HttpRequest, code: str) -> HttpResponse:
            staff = staff_of(request)
            branch = access.branch_for(staff, code, permission)
            form = form_type(request.POST, branch=branch)
            return view(request, staff, branch, form) if form.is_valid() else invalid(request, form)

        return act

    return wrap


def open_page(view: View) -> View:
    """A page without a login behind an unguessable address; unknown ones and too fast callers learn nothing.

    Raises TooFast.
    """

    @private_page
    @wraps(view)
    def wrapped(request: HttpRequest, token: str) -> HttpResponse:
        if reading.take(f"marketing:{request.META.get('REMOTE_ADDR', '')}", time.monotonic()):
            raise TooFast
        try:
            return view(request, token)
        except NotFound as refusal:
            return render(request, "lobby/404.html", {"refusal": refusal, "is_public": True}, status=refusal.status)

    return wrapped


def check_writing(name: str) -> None:
    """For one page. Raises TooFast."""
    if writing.take(f"marketing:{name}", time.monotonic()):
        raise TooFast
