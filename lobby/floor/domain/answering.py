"""Answering the questions on a text: graded here, never by the page; passing is the acknowledgement (S430, S176a, S174c)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Staff
from lobby.branches.policies import policy_of
from lobby.floor import quizzes
from lobby.floor.domain.unread import note_acknowledgement
from lobby.floor.errors.library import NoQuiz, OtherVersion
from lobby.floor.models.library import LibraryVersion, QuizAttempt
from lobby.live import journal


def answer(
    version: LibraryVersion, *, by: Staff, branch: Branch, at: dt.datetime, number: int, answers: Sequence[int]
) -> QuizAttempt:
    """Grade one person's answers to all questions of a version; with the share that is needed it is acknowledged.

    `number` is the version whose questions were shown; `answers` are the places of the options. Failed attempts are kept
    but are no news: they concern the person alone. Raises NoQuiz, OtherVersion, AnswersInvalid.
    """
    if not version.quiz_zh:
        raise NoQuiz
    if number != version.number:
        raise OtherVersion
    questions = quizzes.parse(version.quiz_zh)
    right = len(questions) - len(quizzes.wrong_ones(questions, answers))
    needed = policy_of(branch, business_date(branch, at)).quiz_pass_percent
    with journal.unit(by=by.actor, at=at):
        attempt = QuizAttempt.objects.create(
            staff=by,
            version=version,
            branch=branch,
            at=at,
            answers=list(answers),
            right=right,
            asked=len(questions),
            needed_percent=needed,
            is_passed=right * 100 >= needed * len(questions),
        )
        if attempt.is_passed:
            note_acknowledgement(version, by=by, branch=branch, at=at)
    return attempt
