"""VA-1 the agent's queue, VA-2 the agent's session, VA-3 the authoriser's list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from devices.access.vtm import check_desk, session_for
from devices.domain import vtm
from devices.enums.vtm import LiveCheck, VtmDocument
from devices.errors.vtm import NoDesk, NotYourSession
from devices.forms import vtm as forms
from devices.models.vtm import VtmSession
from devices.views.cameras import media_root, with_camera
from lobby.branches import access
from lobby.branches.actors import Actor
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Staff
from lobby.live.pages import live_page
from lobby.live.scopes import Audience

Act = Callable[[VtmSession, dict[str, Any], Actor, dt.datetime], object]
Decide = Callable[[VtmSession, dict[str, Any], Staff, dt.datetime], object]


def staff_with(request: HttpRequest, permission: str) -> Staff:
    """Whoever is signed in, if they hold the permission anywhere (1 query). Raises Forbidden."""
    assert isinstance(request.user, Staff)
    check_desk(request.user, permission)
    return request.user


def page_of(staff: Staff, branch: Branch) -> dict[str, Any]:
    """What makes a desk live for a person (2 queries)."""
    held = frozenset(access.permissions_at(staff, branch))
    audience = Audience(language=get_language() or "zh-hans", person=staff.pk, permissions=held)
    return {**live_page("vtm", branch, audience, at=timezone.now()), "branch": branch}


def home_of(staff: Staff) -> Branch:
    """The branch at which somebody sits: its news carry theirs. Raises NoDesk."""
    if staff.home_branch is None:
        raise NoDesk
    return staff.home_branch


@never_cache
@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Who waits, longest first; the next call with the space bar. Raises Forbidden, NoDesk."""
    staff = staff_with(request, Permission.VTM_WORK)
    return render(request, "devices/vtm/queue.html", page_of(staff, home_of(staff)))


@login_required
@require_POST
def set_status(request: HttpRequest, status: str) -> HttpResponse:
    """Sign on, step away, sign off. Raises Forbidden, NotCertified, NoDesk."""
    staff = staff_with(request, Permission.VTM_WORK)
    verbs = {"online": vtm.go_online, "away": vtm.go_away, "offline": vtm.go_offline}
    if status not in verbs:
        raise NotFound
    verbs[status](staff, at=timezone.now())
    return done(request, back=reverse("devices:vtm-queue"))


@login_required
@require_POST
def call_next(request: HttpRequest) -> HttpResponse:
    """Take the call that has waited longest. Raises Forbidden and what `connect_next` does."""
    staff = staff_with(request, Permission.VTM_WORK)
    session = vtm.connect_next(staff, at=timezone.now())
    if session is None:
        return done(request, _("Nobody waits for you now."), back=reverse("devices:vtm-queue"))
    return done(request, redirect=reverse("devices:vtm-session", args=[session.pk]))


@login_required
@require_POST
def call_one(request: HttpRequest, session_id: int) -> HttpResponse:
    """Take one call. Raises NotFound, Forbidden and what `connect` does."""
    staff = staff_with(request, Permission.VTM_WORK)
    session = vtm.connect(session_for(staff, session_id, Permission.VTM_WORK), agent=staff, at=timezone.now())
    return done(request, redirect=reverse("devices:vtm-session", args=[session.pk]))


@never_cache
@login_required
@require_safe
def session(request: HttpRequest, session_id: int) -> HttpResponse:
    """The session with the customer. Raises NotFound, Forbidden, NotYourSession."""
    staff = staff_with(request, Permission.VTM_WORK)
    one = session_for(staff, session_id, Permission.VTM_WORK)
    if one.agent_id != staff.pk:
        raise NotYourSession
    context = {"session_id": one.pk, "documents": VtmDocument.choices, "live_checks": LiveCheck.choices}
    return with_camera(
        render(request, "devices/vtm/session.html", {**page_of(staff, one.branch), **media_root(), **context})
    )


ACTS: dict[str, tuple[type[forms.forms.Form], Act]] = {
    "identity": (forms.IdentityForm, lambda one, said, by, at: vtm.check_identity(one, by=by, at=at, **said)),
    "accept": (forms.NothingForm, lambda one, said, by, at: vtm.accept_identity(one, by=by, at=at)),
    "refuse": (forms.ReasonForm, lambda one, said, by, at: vtm.refuse_identity(one, by=by, at=at, **said)),
    "describe": (forms.MatterForm, lambda one, said, by, at: vtm.describe(one, by=by, at=at, **said)),
    "read-out": (forms.NothingForm, lambda one, said, by, at: vtm.read_out(one, by=by, at=at)),
    "begin": (forms.NothingForm, lambda one, said, by, at: vtm.begin_business(one, by=by, at=at)),
    "authorise": (forms.NoteForm, lambda one, said, by, at: vtm.ask_authorisation(one, by=by, at=at, **said)),
    "signature": (forms.NothingForm, lambda one, said, by, at: vtm.ask_signature(one, by=by, at=at)),
    "resume": (forms.NothingForm, lambda one, said, by, at: vtm.resume(one, by=by, at=at)),
    "end": (forms.ReasonForm, lambda one, said, by, at: vtm.end_early(one, by=by, at=at, **said)),
}


@login_required
@require_POST
def act(request: HttpRequest, session_id: int, verb: str) -> HttpResponse:
    """What the session's agent does. Raises NotFound, Forbidden, NotYourSession and what the verb raises."""
    staff = staff_with(request, Permission.VTM_WORK)
    if verb not in ACTS:
        raise NotFound
    one = session_for(staff, session_id, Permission.VTM_WORK)
    kind, carry_out = ACTS[verb]
    form = kind(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    carry_out(one, form.cleaned_data, staff.actor, timezone.now())
    return done(request, back=reverse("devices:vtm-session", args=[session_id]))


@never_cache
@login_required
@require_safe
def approvals(request: HttpRequest) -> HttpResponse:
    """What waits for a second person. Raises Forbidden, NoDesk."""
    staff = staff_with(request, Permission.VTM_AUTHORISE)
    return render(request, "devices/vtm/approvals.html", page_of(staff, home_of(staff)))


DECISIONS: dict[str, tuple[type[forms.forms.Form], Decide]] = {
    "approve": (forms.NothingForm, lambda one, said, staff, at: vtm.approve(one, authoriser=staff, at=at)),
    "correct": (forms.ReasonForm, lambda one, said, staff, at: vtm.correct(one, authoriser=staff, at=at, **said)),
    "refuse": (forms.ReasonForm, lambda one, said, staff, at: vtm.refuse(one, authoriser=staff, at=at, **said)),
}


DECIDED: dict[str, Promise] = {
    "approve": gettext_lazy("Approved: the customer signs now."),
    "correct": gettext_lazy("Sent back: the agent reads your reason."),
    "refuse": gettext_lazy("Refused: the session ends, the customer is served first at a counter."),
}


@login_required
@require_POST
def decide(request: HttpRequest, session_id: int, verb: str) -> HttpResponse:
    """Approve, send back or refuse. Raises NotFound, Forbidden, SameAuthoriser and what the verb raises."""
    staff = staff_with(request, Permission.VTM_AUTHORISE)
    if verb not in DECISIONS:
        raise NotFound
    one = session_for(staff, session_id, Permission.VTM_AUTHORISE)
    kind, carry_out = DECISIONS[verb]
    form = kind(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    carry_out(one, form.cleaned_data, staff, timezone.now())
    return done(request, str(DECIDED[verb]), back=reverse("devices:vtm-approvals"))
