"""The idea box: its page and the acts on ideas."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count
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
from lobby.floor.access.incidents import ideas_for
from lobby.floor.domain import ideas as domain
from lobby.floor.enums.ideas import OPEN_IDEA
from lobby.floor.forms.ideas import AnswerForm, IdeaForm, MergeForm
from lobby.floor.models import Idea, IdeaVote

P = Permission
ROWS = 100
DECISIONS = ("triage", "adopt", "decline", "merge")


@never_cache
@login_required
@require_safe
def ideas(request: HttpRequest, code: str) -> HttpResponse:
    """The ideas of a branch, most voices first, and one's own wherever they are. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.INCIDENT_REPORT)
    held = access.permissions_at(request.user, branch)
    seen = ideas_for(request.user).filter(branch=branch) | ideas_for(request.user).filter(author=request.user)
    found = list(seen.annotate(voices=Count("votes", distinct=True)).order_by("-voices", "-at", "-pk")[:ROWS])
    context = {
        "branch": branch,
        "menu": menu.links_for(branch, held, current="ideas"),
        "form": IdeaForm(),
        "open": [one for one in found if one.status in OPEN_IDEA],
        "ended": [one for one in found if one.status not in OPEN_IDEA],
        "voted": set(IdeaVote.objects.filter(staff=request.user).values_list("idea", flat=True)),
        "may_decide": P.BRIEFING_LEAD in held,
    }
    return render(request, "floor/ideas/ideas.html", context)


@login_required
@require_POST
def submit(request: HttpRequest, code: str) -> HttpResponse:
    """Hand one in. Raises UnknownBranch, Forbidden, AppearanceNoted."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.INCIDENT_REPORT)
    form = IdeaForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    domain.submit(branch, by=request.user, at=timezone.now(), **form.cleaned_data)
    return done(request, _("Thank you. You see here what becomes of it."), redirect=page_of(branch))


@login_required
@require_POST
def vote(request: HttpRequest, idea_id: int) -> HttpResponse:
    """Give or take back one's voice. Raises NotFound, OwnIdea."""
    assert isinstance(request.user, Staff)
    idea = idea_of(request.user, idea_id)
    domain.vote(idea, by=request.user, at=timezone.now())
    return done(request, redirect=page_of(idea.branch))


@login_required
@require_POST
def decide(request: HttpRequest, idea_id: int, verb: str) -> HttpResponse:
    """Decide about it. Raises NotFound, Forbidden, OwnIdea, IllegalIdeaMove."""
    assert isinstance(request.user, Staff)
    idea = idea_of(request.user, idea_id)
    access.branch_for(request.user, idea.branch.code, P.BRIEFING_LEAD)
    if verb not in DECISIONS:
        raise NotFound
    values: dict[str, Any] = {}
    if verb != "triage":
        form = MergeForm(request.POST, branch=idea.branch) if verb == "merge" else AnswerForm(request.POST)
        if not form.is_valid():
            return invalid(request, form)
        values = form.cleaned_data
    getattr(domain, verb)(idea, by=request.user.actor, at=timezone.now(), **values)
    return done(request, _("Decided; the author sees it."), redirect=page_of(idea.branch))


def idea_of(staff: Staff, idea_id: int) -> Idea:
    """An idea that the person sees (1 query). Raises NotFound."""
    idea = ideas_for(staff).filter(pk=idea_id).first()
    if idea is None:
        raise NotFound
    return idea


def page_of(branch: Branch) -> str:
    """The box of a branch."""
    return reverse("floor:ideas", args=[branch.code])
