"""The competence of a branch's people: the matrix, one person with what the ratings rest on, rating."""

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
from lobby.branches.answers import done, invalid
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.branches.policies import policy_of
from lobby.floor.access.competence import people_rated, person_rated
from lobby.floor.domain import competence as domain
from lobby.floor.enums.competence import Quality
from lobby.floor.forms.know_how import RatingForm
from lobby.floor.selectors import competence
from lobby.floor.views.know_how import page_of

PERMISSION = Permission.COMPETENCE_RATE


@never_cache
@login_required
@require_safe
def matrix(request: HttpRequest, code: str) -> HttpResponse:
    """Everybody's four qualities, and the gaps that training closes. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, PERMISSION)
    date = business_date(branch, timezone.now())
    policy = policy_of(branch, date)
    profiles = competence.profiles(people_rated(branch), policy, date)
    context = page_of(request.user, branch, "competence") | {
        "qualities": Quality,
        "profiles": profiles,
        "gaps": [(one, cell) for one in profiles for cell in one.gaps],
        "threshold": policy.competence_gap_below,
    }
    return render(request, "floor/know_how/competence.html", context)


@never_cache
@login_required
@require_safe
def person(request: HttpRequest, code: str, staff_id: int) -> HttpResponse:
    """One person: the ratings that count, all of them with what they rest on. Raises UnknownBranch, Forbidden, NotFound."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, PERMISSION)
    found = person_rated(branch, staff_id)
    date = business_date(branch, timezone.now())
    context = page_of(request.user, branch, "competence") | {
        "profile": competence.profiles([found], policy_of(branch, date), date)[0],
        "history": competence.history(found),
        "form": None if found == request.user else RatingForm(initial={"rated_on": date}),
    }
    return render(request, "floor/know_how/person.html", context)


@login_required
@require_POST
def rate(request: HttpRequest, code: str, staff_id: int) -> HttpResponse:
    """Rate somebody. Raises UnknownBranch, Forbidden, NotFound, OwnCompetence and what the rating refuses."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, PERMISSION)
    found = person_rated(branch, staff_id)
    form = RatingForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    domain.rate(found, by=request.user, branch=branch, at=timezone.now(), **form.cleaned_data)
    page = reverse("floor:competence-person", args=[branch.code, found.pk])
    return done(request, _("Kept. The person sees it, with what it rests on."), redirect=page)
