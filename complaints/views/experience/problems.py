"""The problem list, and one problem with what it rests on (S187b)."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from complaints.access.experience import links_seen, problem_for
from complaints.domain.experience import problems as domain
from complaints.enums.cases import LocalCause
from complaints.enums.experience import Touchpoint, Weight
from complaints.forms.experience import ClusterForm, LinkForm, ReasonForm, TitleForm
from complaints.models import Problem
from complaints.selectors.experience import problems as selectors
from complaints.selectors.experience.clusters import suggestions
from complaints.views.experience.journey import day_page
from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Service, Staff

P = Permission
CHOICES = {"touchpoints": Touchpoint.choices, "causes": LocalCause.choices, "weights": Weight.choices}
REASONED = ("dismiss", "reopen")


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """The list in order of score, and what could be taken up. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.EXPERIENCE_VIEW)
    shell = day_page(request.user, branch, "problems")
    context = {
        **shell,
        **CHOICES,
        "problems": selectors.listed(branch),
        "settled": selectors.settled(branch),
        "suggestions": suggestions(branch, request.user, at=timezone.now()) if shell["may_edit"] else [],
        "services": Service.objects.filter(branch=branch, is_active=True) if shell["may_edit"] else [],
    }
    return render(request, "complaints/experience/problems.html", context)


@never_cache
@login_required
@require_safe
def one(request: HttpRequest, problem_id: int) -> HttpResponse:
    """What a problem rests on and what is being tried. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    problem = problem_for(request.user, problem_id)
    shell = day_page(request.user, problem.branch, "problems")
    links, n = list(links_seen(request.user, problem)), problem.links.count()
    context = {
        **shell,
        **CHOICES,
        "problem": problem,
        "n": n,
        "score": n * problem.severity,
        "links": links,
        "hidden": n - len(links),
        "is_listed": selectors.is_listed(problem),
        "tries": [selectors.told(one) for one in problem.improvements.select_related("owner").order_by("-pk")],
        "candidates": selectors.candidates(problem, request.user) if shell["may_edit"] else [],
    }
    return render(request, "complaints/experience/problem.html", context)


@login_required
@require_POST
def note(request: HttpRequest, code: str) -> HttpResponse:
    """Write one down by hand. Raises UnknownBranch, Forbidden and what the verb raises."""
    return written(request, code, is_suggested=False)


@login_required
@require_POST
def take_up(request: HttpRequest, code: str) -> HttpResponse:
    """Take a suggestion up. Raises UnknownBranch, Forbidden, NothingToLink."""
    return written(request, code, is_suggested=True)


def written(request: HttpRequest, code: str, *, is_suggested: bool) -> HttpResponse:
    """A new problem, with the rows of its cluster or without any."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.EXPERIENCE_EDIT)
    form = ClusterForm(request.POST, branch=branch)
    if not form.is_valid():
        return invalid(request, form)
    verb = domain.take_up if is_suggested else domain.note
    problem = verb(branch, by=request.user, at=timezone.now(), **form.said)
    return done(request, _("It is on the problem list."), redirect=page_of(problem))


@login_required
@require_POST
def weigh(request: HttpRequest, problem_id: int) -> HttpResponse:
    """Say anew what it is and how bad. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    problem, form = problem_for(request.user, problem_id, P.EXPERIENCE_EDIT), TitleForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    domain.weigh(problem, by=request.user, at=timezone.now(), **form.cleaned_data)
    return done(request, _("Kept."), redirect=page_of(problem))


@login_required
@require_POST
def decide(request: HttpRequest, problem_id: int, verb: str) -> HttpResponse:
    """Leave it alone, or open it again. Raises NotFound, Forbidden, IllegalProblemMove."""
    assert isinstance(request.user, Staff)
    problem = problem_for(request.user, problem_id, P.EXPERIENCE_EDIT)
    if verb not in REASONED:
        raise NotFound
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    act = domain.dismiss if verb == "dismiss" else domain.reopen
    act(problem, by=request.user, at=timezone.now(), reason=form.cleaned_data["reason"])
    return done(request, _("Kept."), redirect=page_of(problem))


@login_required
@require_POST
def link(request: HttpRequest, problem_id: int) -> HttpResponse:
    """Link one thing that it rests on. Raises NotFound, Forbidden, NothingToLink."""
    assert isinstance(request.user, Staff)
    problem, form = problem_for(request.user, problem_id, P.EXPERIENCE_EDIT), LinkForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    domain.link(problem, *form.pair, by=request.user, at=timezone.now())
    return done(request, _("Linked."), redirect=page_of(problem))


@login_required
@require_POST
def unlink(request: HttpRequest, problem_id: int, link_id: int) -> HttpResponse:
    """Take one thing away. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    problem = problem_for(request.user, problem_id, P.EXPERIENCE_EDIT)
    found = links_seen(request.user, problem).filter(pk=link_id).first()
    if found is None:
        raise NotFound
    domain.unlink(found, by=request.user, at=timezone.now())
    return done(request, pgettext("complaints", "Taken away."), redirect=page_of(problem))


def page_of(problem: Problem) -> str:
    """The page of a problem."""
    return reverse("complaints:problem", args=[problem.pk])
