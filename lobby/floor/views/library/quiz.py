"""Answering the questions on a text, and what came of it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Staff
from lobby.branches.policies import policy_of
from lobby.floor import quizzes
from lobby.floor.domain import answering
from lobby.floor.errors.library import NoQuiz
from lobby.floor.forms.know_how import AnswersForm
from lobby.floor.models.library import LibraryVersion, QuizAttempt
from lobby.floor.views.library.shelf import PERMISSION, page_of, version_in_force


@never_cache
@login_required
@require_safe
def quiz(request: HttpRequest, code: str, item_id: int) -> HttpResponse:
    """The questions on the version that counts now. Raises UnknownBranch, Forbidden, NotFound, NoQuiz."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, PERMISSION)
    version = version_in_force(branch, item_id, at=at)
    questions = questions_of(version)
    if not questions:
        raise NoQuiz
    context = page_of(request.user, branch) | {
        "version": version,
        "questions": questions,
        "needed": policy_of(branch, business_date(branch, at)).quiz_pass_percent,
    }
    return render(request, "floor/library/quiz.html", context)


@login_required
@require_POST
def answer(request: HttpRequest, code: str, item_id: int) -> HttpResponse:
    """Hand the answers in. Raises UnknownBranch, Forbidden, NotFound, NoQuiz, OtherVersion."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, PERMISSION)
    version = version_in_force(branch, item_id, at=at)
    form = AnswersForm(request.POST, questions=questions_of(version))
    if not form.is_valid():
        return invalid(request, form)
    number = form.cleaned_data["number"]
    attempt = answering.answer(version, by=request.user, branch=branch, at=at, number=number, answers=form.answers)
    return done(request, redirect=reverse("floor:library-answers", args=[branch.code, attempt.pk]))


@never_cache
@login_required
@require_safe
def answers(request: HttpRequest, code: str, attempt_id: int) -> HttpResponse:
    """What came of one's own answers, and where the right ones stand. Raises UnknownBranch, Forbidden, NotFound."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.LIBRARY_VIEW)
    attempts = QuizAttempt.objects.select_related("version__item").filter(staff=request.user, branch=branch)
    attempt = attempts.filter(pk=attempt_id).first()
    if attempt is None:
        raise NotFound
    version, questions = attempt.version, questions_of(attempt.version)
    body = version.body
    wrong = [
        {
            "question": questions[place].text,
            "given": questions[place].options[attempt.answers[place]],
            "passage": quizzes.passage(body, questions[place].step),
        }
        for place in quizzes.wrong_ones(questions, attempt.answers)
    ]
    context = page_of(request.user, branch) | {"attempt": attempt, "version": version, "wrong": wrong}
    return render(request, "floor/library/answers.html", context)


def questions_of(version: LibraryVersion) -> list[quizzes.Question]:
    """The questions in the active language."""
    return quizzes.parse(version.quiz_in(get_language() or "zh-hans"))
