"""The head's page of the peak plan: thresholds, plans, what may be left out, history."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Staff
from queueing.domain import peak_plans
from queueing.enums.peaks import PeakLevel
from queueing.forms.peaks import SkipForm, StepForm, ThresholdForm
from queueing.models import PeakRun, PlanStep, ServiceStep
from queueing.selectors import peak_sheets, peaks

ROWS_A_PAGE = 20


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """What is prepared and what has been. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, Permission.KPI_VIEW)
    held = access.permissions_at(request.user, branch)
    found = peak_sheets.preparation_of(branch, at=at)
    pages = Paginator(PeakRun.objects.filter(branch=branch), ROWS_A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    may_plan = Permission.PEAK_PLAN in held
    context = {
        "branch": branch,
        "found": found,
        "page": shown,
        "past": peaks.past_runs(branch, at=at, first=shown.start_index() - 1 if pages.count else 0, count=ROWS_A_PAGE),
        "may_run": Permission.PEAK_RUN in held,
        "may_plan": may_plan,
        "thresholds": ThresholdForm(policy=found.policy, begins=business_date(branch, at) + dt.timedelta(days=1)),
        "step": StepForm(branch=branch) if may_plan else None,
    }
    return render(request, "queueing/peaks/plan.html", context)


@login_required
@require_POST
def set_thresholds(request: HttpRequest, code: str) -> HttpResponse:
    """Thresholds from a day on. Raises UnknownBranch, Forbidden, ThresholdsInForce."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.PEAK_PLAN)
    form = ThresholdForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    begins = form.cleaned_data["effective_from"]
    peak_plans.set_thresholds(
        branch, by=request.user.actor, at=timezone.now(), effective_from=begins, values=form.values
    )
    message = _("These thresholds count from %(day)s on.") % {"day": begins.isoformat()}
    return done(request, message, redirect=page_of(branch))


@login_required
@require_POST
def add_step(request: HttpRequest, code: str) -> HttpResponse:
    """One more step of a plan. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.PEAK_PLAN)
    form = StepForm(request.POST, branch=branch)
    if not form.is_valid():
        return invalid(request, form)
    level = PeakLevel(form.cleaned_data["level"])
    peak_plans.add_step(branch, level, by=request.user.actor, at=timezone.now(), step=form.save(commit=False))
    return done(request, _("The step is in the plan."), redirect=page_of(branch))


@login_required
@require_POST
def drop_step(request: HttpRequest, code: str, step_id: int) -> HttpResponse:
    """Take a step out. Raises UnknownBranch, Forbidden, NotFound."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.PEAK_PLAN)
    step = PlanStep.objects.select_related("plan__branch").filter(pk=step_id, plan__branch=branch).first()
    if step is None:
        raise NotFound
    peak_plans.drop_step(step, by=request.user.actor, at=timezone.now())
    return done(request, _("The step is out of the plan."), redirect=page_of(branch))


@login_required
@require_POST
def set_skipped(request: HttpRequest, code: str, step_id: int) -> HttpResponse:
    """Leave a step of serving out in a peak, or keep it. Raises UnknownBranch, Forbidden, NotFound, ComplianceStep."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.PEAK_PLAN)
    step = ServiceStep.objects.filter(pk=step_id, branch=branch).first()
    form = SkipForm(request.POST)
    if step is None:
        raise NotFound
    if not form.is_valid():
        return invalid(request, form)
    is_skipped = form.cleaned_data["is_skipped"]
    peak_plans.set_skipped(step, by=request.user.actor, at=timezone.now(), is_skipped=is_skipped)
    message = _("“%(step)s” is left out in a peak.") if is_skipped else _("“%(step)s” is kept in a peak.")
    return done(request, message % {"step": step.name}, redirect=page_of(branch))


def page_of(branch: Branch) -> str:
    """The page itself."""
    return reverse("queueing:peak-plan", args=[branch.code])
