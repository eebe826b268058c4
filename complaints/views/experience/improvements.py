"""Improvements from their design to their end (S197d)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from complaints.access.experience import improvement_for, improvers, problem_for
from complaints.domain.experience import improving
from complaints.enums.experience import IMPROVEMENT_MOVES, ImprovementStatus
from complaints.forms.experience import DesignForm, EvaluateForm, ReasonForm
from complaints.models import Improvement, Problem
from complaints.selectors.experience import problems as selectors
from complaints.views.experience.journey import day_page
from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Staff
from lobby.kpi import registry

P, M = Permission, ImprovementStatus
DAY = dt.timedelta(days=1)
# What is proposed: four weeks before, four weeks to do it.
FOUR_WEEKS = dt.timedelta(days=28)
LINE = (M.DESIGNED, M.IMPLEMENTED, M.EVALUATED, M.IMPROVED)


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """The improvements of a branch; with `?problem=` the form for one that answers it. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.EXPERIENCE_VIEW)
    today = business_date(branch, timezone.now())
    context = {
        **day_page(request.user, branch, "improvements"),
        "improvements": selectors.improvements(branch),
        "problem": asked_problem(request, request.user),
        "owners": improvers(branch),
        "kpis": registry.registered(),
        "before_first": today - FOUR_WEEKS,
        "before_last": today - DAY,
        "due_on": today + FOUR_WEEKS,
    }
    return render(request, "complaints/experience/improvements.html", context)


@never_cache
@login_required
@require_safe
def one(request: HttpRequest, improvement_id: int) -> HttpResponse:
    """Where an improvement stands, with its figure before and after. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    found = improvement_for(request.user, improvement_id)
    shell = day_page(request.user, found.branch, "improvements")
    context = {
        **shell,
        "told": selectors.told(found),
        "improvement": found,
        "line": line_of(found),
        "may": allowed(found, request.user) if shell["may_edit"] else set(),
        "is_own": found.owner_id == request.user.pk,
        "after_first": found.implemented_on,
        "after_last": business_date(found.branch, timezone.now()) - DAY,
    }
    return render(request, "complaints/experience/improvement.html", context)


def line_of(found: Improvement) -> list[tuple[str, bool, bool]]:
    """The four states in order: name, whether it was reached, whether it stands there now."""
    names = (*LINE[:3], M.CLOSED) if found.status == M.CLOSED else LINE
    reached = {
        M.DESIGNED: True,
        M.IMPLEMENTED: found.implemented_on is not None,
        M.EVALUATED: found.evaluated_at is not None,
    }
    return [(str(name.label), reached.get(name, found.is_over), name == found.status) for name in names]


def allowed(found: Improvement, staff: Staff) -> set[str]:
    """The verbs that this person may use now."""
    verbs = {verb for verb, (sources, _target) in IMPROVEMENT_MOVES.items() if found.status in sources}
    if found.owner_id == staff.pk:
        return verbs - {"evaluate", "improve"}
    return verbs - {"implement"} - (set() if found.after_value is None or improving.is_better(found) else {"improve"})


def asked_problem(request: HttpRequest, staff: Staff) -> Problem | None:
    """The problem that an address names (0–1 query). Raises NotFound, Forbidden."""
    wished = request.GET.get("problem") or request.POST.get("problem") or ""
    if not wished:
        return None
    if not (wished.isascii() and wished.isdigit() and len(wished) < 19):
        raise NotFound
    return problem_for(staff, int(wished))


@login_required
@require_POST
def design(request: HttpRequest, code: str) -> HttpResponse:
    """Design one. Raises UnknownBranch, NotFound, Forbidden and what the verb raises."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.EXPERIENCE_EDIT)
    problem = asked_problem(request, request.user)
    if problem is not None and problem.branch_id != branch.pk:
        raise NotFound
    form = DesignForm(request.POST, branch=branch)
    if not form.is_valid():
        return invalid(request, form)
    found = improving.design(branch, by=request.user, at=timezone.now(), problem=problem, **form.said)
    return done(request, _("Designed. Its owner says when it is implemented."), redirect=page_of(found))


@login_required
@require_POST
def act(request: HttpRequest, improvement_id: int, verb: str) -> HttpResponse:
    """Take a verb of the table. Raises NotFound, Forbidden and what the verb raises."""
    assert isinstance(request.user, Staff)
    found = improvement_for(request.user, improvement_id, P.EXPERIENCE_EDIT)
    if verb not in IMPROVEMENT_MOVES:
        raise NotFound
    form = EvaluateForm(request.POST) if verb == "evaluate" else ReasonForm(request.POST)
    if verb != "implement" and not form.is_valid():
        return invalid(request, form)
    take(found, verb, form.cleaned_data if verb != "implement" else {}, by=request.user, at=timezone.now())
    return done(request, _("Kept."), redirect=page_of(found))


def take(found: Improvement, verb: str, said: dict[str, Any], *, by: Staff, at: dt.datetime) -> None:
    """Call the verb with what was said."""
    match verb:
        case "implement":
            improving.implement(found, by=by, at=at)
        case "evaluate":
            days = said["after_first"], said["after_last"]
            improving.evaluate(found, by=by, at=at, after=days, finding=said["reason"])
        case "improve":
            improving.improve(found, by=by, at=at, ending=said["reason"])
        case _:
            improving.close(found, by=by, at=at, ending=said["reason"])


def page_of(found: Improvement) -> str:
    """The page of an improvement."""
    return reverse("complaints:improvement", args=[found.pk])
