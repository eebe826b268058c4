"""Questions without an answer, for who writes the library."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from devices.domain import concierge
from devices.forms.concierge import AnswerForm, DismissForm
from devices.models import UnansweredQuestion
from devices.selectors.concierge import ended_questions, open_questions
from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Staff
from lobby.floor.domain.library.wording import Wording


@never_cache
@login_required
@require_safe
def questions(request: HttpRequest, code: str) -> HttpResponse:
    """What was asked and not answered, the most asked first (4 queries). Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.LIBRARY_WRITE)
    context = {"branch": branch, "questions": open_questions(branch), "ended": ended_questions(branch)}
    return render(request, "devices/concierge/questions.html", context)


@never_cache
@login_required
@require_safe
def question(request: HttpRequest, question_id: int) -> HttpResponse:
    """One question with the form that answers it. Raises NotFound."""
    assert isinstance(request.user, Staff)
    found = question_of(request.user, question_id)
    name = "title_en" if found.language == "en" else "title_zh"
    context: dict[str, Any] = {
        "branch": found.branch,
        "question": found,
        "form": AnswerForm(initial={name: found.text[:80]}),
    }
    return render(request, "devices/concierge/question.html", context)


@login_required
@require_POST
def answer(request: HttpRequest, question_id: int) -> HttpResponse:
    """Write the answer as a draft of the library. Raises NotFound, IllegalQuestionMove."""
    assert isinstance(request.user, Staff)
    found = question_of(request.user, question_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    wording = Wording(**form.cleaned_data)
    version = concierge.answer(found, by=request.user, at=timezone.now(), wording=wording)
    draft = reverse("floor:library-version", args=[found.branch.code, version.pk])
    return done(request, _("Kept as a draft. Hand it in; when it is approved, the concierge knows it."), redirect=draft)


@login_required
@require_POST
def dismiss(request: HttpRequest, question_id: int) -> HttpResponse:
    """It needs no answer. Raises NotFound, IllegalQuestionMove."""
    assert isinstance(request.user, Staff)
    found = question_of(request.user, question_id)
    form = DismissForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    concierge.dismiss(found, by=request.user, at=timezone.now(), reason=form.cleaned_data["reason"])
    return done(request, _("Taken off the list."), redirect=reverse("devices:questions", args=[found.branch.code]))


def question_of(staff: Staff, question_id: int) -> UnansweredQuestion:
    """A question of a branch whose library the person writes for (1 query). Raises NotFound."""
    branches = access.branches_for(staff, Permission.LIBRARY_WRITE)
    found = UnansweredQuestion.objects.filter(pk=question_id, branch__in=branches).select_related("branch").first()
    if found is None:
        raise NotFound
    return found
