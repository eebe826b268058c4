"""Home visits: the list, one visit, and what is done with it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.access import staff_with_role
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission, RoleCode
from lobby.branches.models import Branch, Staff
from lobby.floor import menu
from lobby.floor.access.care import home_visit_for
from lobby.floor.domain import home_visits as verbs
from lobby.floor.enums.care import HOME_VISIT_MOVES, HomeVisitNeed
from lobby.floor.forms.attachments import uploads_in
from lobby.floor.forms.care import PlanForm, RequestForm, ResultForm, WhyForm
from lobby.floor.selectors import care as selectors


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """What is asked for, planned and under way, and the last ones made. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.CARE_GIVE)
    ahead, past = selectors.home_visits(branch)
    context = {
        "branch": branch,
        "menu": menu.links_for(branch, access.permissions_at(request.user, branch), current="home-visits"),
        "ahead": ahead,
        "past": past,
        "needs": HomeVisitNeed.choices,
    }
    return render(request, "floor/care/home_visits.html", context)


@never_cache
@login_required
@require_safe
def detail(request: HttpRequest, visit_id: int) -> HttpResponse:
    """The inside of the detail dialog for a home visit. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    visit = home_visit_for(request.user, visit_id)
    context = {
        "visit": visit,
        "branch": visit.branch,
        "verbs": [verb for verb, (sources, _to) in HOME_VISIT_MOVES.items() if visit.status in sources],
        "people": staff_with_role(visit.branch, RoleCode.values).order_by("name"),
        "papers": selectors.papers_of(visit),
    }
    return render(request, "floor/care/_home_visit.html", context)


@login_required
@require_POST
def request_visit(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody asks for a visit. Raises UnknownBranch, Forbidden, ContactMissing, AppearanceNoted."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.CARE_GIVE)
    form = RequestForm(request.POST, branch=branch)
    if not form.is_valid():
        return invalid(request, form)
    asked = {
        **form.cleaned_data,
        "wished_at": form.moment("wished_at"),
        "need": HomeVisitNeed(form.cleaned_data["need"]),
    }
    verbs.request(branch, by=request.user, at=timezone.now(), **asked)
    return done(request, _("Written down. Name two people and a time."), redirect=address(branch))


@login_required
@require_POST
def plan(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Two people and a time. Raises NotFound, Forbidden, TwoPeopleNeeded, VisitTimePast, IllegalHomeVisitMove."""
    assert isinstance(request.user, Staff)
    visit = home_visit_for(request.user, visit_id)
    form = PlanForm(request.POST, branch=visit.branch)
    if not form.is_valid():
        return invalid(request, form)
    starts_at = form.moment("starts_at")
    assert starts_at is not None
    people = (form.cleaned_data["first"], form.cleaned_data["second"])
    note = form.cleaned_data["route_note"]
    verbs.plan(visit, by=request.user.actor, at=timezone.now(), starts_at=starts_at, people=people, route_note=note)
    return done(request, _("Planned. Both are reminded an hour before."), redirect=address(visit.branch))


@login_required
@require_POST
def begin(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Both are on their way. Raises NotFound, Forbidden, IllegalHomeVisitMove."""
    assert isinstance(request.user, Staff)
    visit = home_visit_for(request.user, visit_id)
    verbs.begin(visit, by=request.user.actor, at=timezone.now())
    return done(request, _("Under way."), redirect=address(visit.branch))


@login_required
@require_POST
def finish(request: HttpRequest, visit_id: int) -> HttpResponse:
    """What came of it, signed. Raises NotFound, Forbidden, ResultUnsigned, AttachmentUnknown, IllegalHomeVisitMove."""
    assert isinstance(request.user, Staff)
    visit = home_visit_for(request.user, visit_id)
    form = ResultForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    verbs.finish(
        visit,
        by=request.user,
        at=timezone.now(),
        result=form.cleaned_data["result"],
        attachments=uploads_in(request.POST),
    )
    return done(request, _("Done, with the signed result."), redirect=address(visit.branch))


@login_required
@require_POST
def cancel(request: HttpRequest, visit_id: int) -> HttpResponse:
    """It does not take place. Raises NotFound, Forbidden, ReasonMissing, IllegalHomeVisitMove."""
    assert isinstance(request.user, Staff)
    visit = home_visit_for(request.user, visit_id)
    form = WhyForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    verbs.cancel(visit, by=request.user.actor, at=timezone.now(), reason=form.cleaned_data["reason"])
    return done(request, _("Cancelled."), redirect=address(visit.branch))


def address(branch: Branch) -> str:
    """The list of a branch."""
    return reverse("floor:home-visits", args=[branch.code])
