"""Mystery visits: what a branch may read, what the offices above plan and release, what a visitor makes (S197c)."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from complaints.access.experience import (
    mystery_run,
    mystery_runs,
    plan_to_lead,
    plan_to_make,
    plans_for,
    run_to_release,
    visitors,
)
from complaints.domain.experience import visiting
from complaints.forms.experience import PlanForm
from complaints.selectors.experience.visits import plans_of, standing
from complaints.views.experience.journey import day_page
from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.floor.domain.checks import running
from lobby.floor.enums.checks import CheckKind
from lobby.floor.selectors.checks.runs import sheet_of
from lobby.floor.selectors.checks.scores import scores_by_group

P = Permission
RECENT = 60


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Results that this person may read; plans for whoever releases. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, P.EXPERIENCE_VIEW)
    shell, today = day_page(request.user, branch, "mystery"), business_date(branch, at)
    leads = shell["may_release"]
    context = {
        **shell,
        "runs": mystery_runs(branch, shell["held"])[:RECENT],
        "links": scores_by_group(branch, CheckKind.MYSTERY, today.replace(year=today.year - 1, day=1), today),
        "plans": plans_of(branch, at=at) if leads else [],
        "visitors": visitors(branch).exclude(pk=request.user.pk) if leads else [],
        "today": today,
    }
    return render(request, "complaints/experience/mystery.html", context)


@never_cache
@login_required
@require_safe
def result(request: HttpRequest, run_id: int) -> HttpResponse:
    """One visit line by line. Raises NotFound."""
    assert isinstance(request.user, Staff)
    run = mystery_run(request.user, run_id)
    shell = day_page(request.user, run.branch, "mystery")
    context = {
        **shell,
        "run": run,
        "sheet": sheet_of(run),
        "percent": None if run.score is None else round(100 * run.score),
        "sees_experience": P.EXPERIENCE_VIEW in shell["held"],
        "may_release": shell["may_release"] and run.submitted_by_id != request.user.pk and run.released_at is None,
    }
    return render(request, "complaints/experience/result.html", context)


@login_required
@require_POST
def release(request: HttpRequest, run_id: int) -> HttpResponse:
    """Show it to the branch. Raises NotFound, Forbidden, NotToRelease, OwnCheck."""
    assert isinstance(request.user, Staff)
    run = running.release(run_to_release(request.user, run_id), by=request.user.actor, at=timezone.now())
    page = reverse("complaints:mystery-result", args=[run.pk])
    return done(request, _("Released: the branch reads it now."), redirect=page)


@login_required
@require_POST
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Plan a visit. Raises UnknownBranch, Forbidden, NotAVisitor, PeriodUnfit."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.MYSTERY_RELEASE)
    form = PlanForm(request.POST, branch=branch)
    if not form.is_valid():
        return invalid(request, form)
    visiting.plan(branch, by=request.user, at=timezone.now(), **form.cleaned_data)
    return done(request, _("Planned. Only the visitor sees it."), redirect=reverse("complaints:mystery", args=[code]))


@login_required
@require_POST
def call_off(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Call a planned visit off. Raises NotFound, NotPlannedNow."""
    assert isinstance(request.user, Staff)
    planned = visiting.call_off(plan_to_lead(request.user, plan_id), by=request.user, at=timezone.now())
    return done(request, _("Called off."), redirect=reverse("complaints:mystery", args=[planned.branch.code]))


@never_cache
@login_required
@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    """The visitor's own list."""
    assert isinstance(request.user, Staff)
    plans = plans_for(request.user).order_by("-last", "-pk")[:RECENT]
    return render(request, "complaints/experience/visits.html", {"plans": standing(plans, at=timezone.now())})


@login_required
@require_POST
def begin(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Open the sheet of a visit. Raises NotFound, NotPlannedNow, NoMysterySheet."""
    assert isinstance(request.user, Staff)
    run = visiting.begin(plan_to_make(request.user, plan_id), by=request.user, at=timezone.now())
    return done(request, redirect=reverse("floor:check-run", args=[run.pk]))
