"""The questions on an item for programs: asking them without the answers, and handing answers in."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BooleanField, CharField, DateTimeField, IntegerField, ListField

from lobby.branches.api.authentication import person_of, staff_of
from lobby.branches.api.bodies import Body, Whole
from lobby.branches.api.idempotency import Answer
from lobby.branches.api.views import ApiView
from lobby.floor import quizzes
from lobby.floor.api.library import branch_of, version_of
from lobby.floor.domain import answering
from lobby.floor.errors.library import NoQuiz
from lobby.floor.models.library import LibraryVersion, QuizAttempt
from lobby.live.posting import Call, PostView


class LibraryQuestionShape(serializers.Serializer[Any]):
    """A question in both languages; the options stand in the same order in both."""

    text_zh = CharField()
    text_en = CharField()
    options_zh = ListField(child=CharField())
    options_en = ListField(child=CharField())


class LibraryQuizShape(serializers.Serializer[Any]):
    """The questions on the version that counts now."""

    version = IntegerField(min_value=1)
    questions = LibraryQuestionShape(many=True)


class LibraryWrongAnswerShape(serializers.Serializer[Any]):
    """A question that was answered wrongly."""

    question = IntegerField(min_value=0, help_text="Its place, from 0")
    step = IntegerField(allow_null=True, help_text="The numbered step of the text where the right answer stands")


class LibraryQuizResultShape(serializers.Serializer[Any]):
    """What came of the answers."""

    passed = BooleanField(help_text="Passing acknowledges the item")
    right = IntegerField(min_value=0)
    asked = IntegerField(min_value=1)
    needed_percent = IntegerField(min_value=1, max_value=100)
    wrong = LibraryWrongAnswerShape(many=True)
    valid_until = DateTimeField(allow_null=True, help_text="When it must be renewed; null when not passed or never")


class LibraryAnswersBody(Body):
    """The place of the chosen option for each question, in their order."""

    version = Whole(min_value=1, max_value=32767, help_text="Whose questions were shown")
    answers = ListField(child=Whole(min_value=0, max_value=quizzes.MOST_OPTIONS - 1), max_length=quizzes.MOST_QUESTIONS)


class AnswerQuestions(PostView):
    """Hand in answers to all questions on an item; the server grades them, and passing acknowledges the item."""

    about = "library"
    operation = "library-quiz-answer"
    body = LibraryAnswersBody
    answers = {200: LibraryQuizResultShape}

    def act(self, call: Call, item_id: int) -> Answer:
        """For members of staff."""
        staff = staff_of(call.person)
        version = version_of(staff, item_id, at=call.at)
        branch = version.item.branch or branch_of(staff)
        given = call.values
        attempt = answering.answer(
            version, by=staff, branch=branch, at=call.at, number=given["version"], answers=given["answers"]
        )
        return Answer(200, result_answer(attempt, version))


class LibraryQuestions(ApiView):
    """The questions on an item, without saying what is right."""

    about = "library"
    operation = "library-quiz"
    answers = {200: LibraryQuizShape}

    def get(self, request: Request, item_id: int) -> Response:
        """For whoever reads the library of its branch; 409 `no_quiz` where nothing is asked."""
        version = version_of(person_of(request), item_id, at=timezone.now())
        zh, en = quizzes.parse(version.quiz_zh), quizzes.parse(version.quiz_en)
        if not zh:
            raise NoQuiz
        questions = [
            {"text_zh": one.text, "text_en": two.text, "options_zh": one.options, "options_en": two.options}
            for one, two in zip(zh, en, strict=True)
        ]
        return Response({"version": version.number, "questions": questions})


def result_answer(attempt: QuizAttempt, version: LibraryVersion) -> dict[str, Any]:
    """What came of the answers as JSON."""
    questions = quizzes.parse(version.quiz_zh)
    until = attempt.at + version.holds_for if attempt.is_passed and version.holds_for else None
    return {
        "passed": attempt.is_passed,
        "right": attempt.right,
        "asked": attempt.asked,
        "needed_percent": attempt.needed_percent,
        "wrong": [
            {"question": place, "step": questions[place].step or None}
            for place in quizzes.wrong_ones(questions, attempt.answers)
        ],
        "valid_until": until.isoformat() if until else None,
    }
