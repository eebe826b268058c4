"""Questions that a concierge could not answer: kept without a word of who asked, answered by the library or dismissed."""

from __future__ import annotations

import datetime as dt
import re
import time

from django.db.models import F

from devices.enums.concierge import QUESTION_MOVES, QuestionStatus
from devices.errors.concierge import IllegalQuestionMove, TooManyQuestions
from devices.events.concierge import QuestionAnswered, QuestionDismissed, QuestionUnanswered
from devices.models import UnansweredQuestion
from lobby.branches.actors import Actor
from lobby.branches.api.throttles import Limiter
from lobby.branches.models import Device, Staff
from lobby.floor.domain.library import writing
from lobby.floor.domain.library.wording import Wording
from lobby.floor.enums.library import ContentKind
from lobby.floor.errors import ReasonMissing
from lobby.floor.findable import plain
from lobby.floor.models.library import LibraryVersion
from lobby.floor.wording import unfit_word
from lobby.live import journal

LONGEST, SHORTEST = 120, 2
# Numbers of cards, accounts and phones, addresses of mail, and people who say who they are: such a question is not kept.
PERSONAL = re.compile(
    r"\d[\d -]{3,}|@|我叫|我是|我姓|姓名|我的名字|身份证号|my name|i am |i'm |this is m", re.IGNORECASE
)
# As fast as somebody types, and no faster; a branch keeps no more open questions than its owner can read.
limiter = Limiter("10/min")
MOST_OPEN = 500


def note(concierge: Device, text: str, *, by: Actor, at: dt.datetime, language: str) -> UnansweredQuestion | None:
    """Keep a question that the library did not answer, or count it once more (2–3 statements).

    None for what is not kept: too short, about a person, or more than a branch can read. Raises TooManyQuestions.
    """
    if limiter.take(f"concierge:{concierge.pk}", time.monotonic()):
        raise TooManyQuestions
    words = " ".join(text.split())[:LONGEST]
    if not is_fit(words):
        return None
    with journal.unit(by=by, at=at):
        if (known := counted(concierge, words, language, at=at)) is not None:
            return known
        if UnansweredQuestion.objects.filter(branch=concierge.branch, status=QuestionStatus.OPEN).count() >= MOST_OPEN:
            return None
        question, is_new = UnansweredQuestion.objects.get_or_create(
            branch=concierge.branch,
            plain=plain(words)[:LONGEST],
            language=language,
            status=QuestionStatus.OPEN,
            defaults={"text": words, "first_at": at, "last_at": at},
        )
        if not is_new:
            return counted(concierge, words, language, at=at)
        news = QuestionUnanswered(branch_id=concierge.branch_id, question=question.pk, language=language)
        journal.record(news)
    return question


def counted(concierge: Device, words: str, language: str, *, at: dt.datetime) -> UnansweredQuestion | None:
    """The open question with these words, counted once more; None when there is none (1–2 statements)."""
    same = UnansweredQuestion.objects.filter(
        branch=concierge.branch, plain=plain(words)[:LONGEST], language=language, status=QuestionStatus.OPEN
    )
    if not same.update(count=F("count") + 1, last_at=at):
        return None
    return same.first()


def is_fit(words: str) -> bool:
    """Whether a question may be kept: some words, and none about a person."""
    is_said = any(sign.isalpha() for sign in words) and len(words) >= SHORTEST and words.isprintable()
    return is_said and not PERSONAL.search(words) and not unfit_word(words)


def answer(question: UnansweredQuestion, *, by: Staff, at: dt.datetime, wording: Wording) -> LibraryVersion:
    """Write an answer: a draft of the library, found by the question's words. It counts when somebody else approved it.

    Raises IllegalQuestionMove, TextMissing.
    """
    with journal.unit(by=by.actor, at=at):
        question = locked(question)
        check_move(question, "answer")
        version = writing.begin(
            question.branch, by=by, at=at, kind=ContentKind.FAQ, wording=wording, tags=[question.text[:40]]
        )
        end(question, "answer", by=by, at=at, item=version.item)
        journal.record(QuestionAnswered(branch_id=question.branch_id, question=question.pk, language=question.language))
    return version


def dismiss(question: UnansweredQuestion, *, by: Staff, at: dt.datetime, reason: str) -> UnansweredQuestion:
    """It needs no answer. Raises ReasonMissing, IllegalQuestionMove."""
    if not reason.strip():
        raise ReasonMissing
    with journal.unit(by=by.actor, at=at):
        question = locked(question)
        end(question, "dismiss", by=by, at=at, reason=reason.strip()[:200])
        journal.record(
            QuestionDismissed(branch_id=question.branch_id, question=question.pk, language=question.language)
        )
    return question


def end(question: UnansweredQuestion, verb: str, *, by: Staff, at: dt.datetime, **values: object) -> None:
    """Take the verb's move and save it (1 statement). Raises IllegalQuestionMove."""
    question.status = check_move(question, verb)
    question.ended_at, question.ended_by = at, by
    for name, value in values.items():
        setattr(question, name, value)
    question.save(update_fields=["status", "ended_at", "ended_by", *values])


def check_move(question: UnansweredQuestion, verb: str) -> QuestionStatus:
    """Where the verb leads. Raises IllegalQuestionMove."""
    sources, target = QUESTION_MOVES[verb]
    if question.status not in sources:
        raise IllegalQuestionMove(status=QuestionStatus(question.status).label)
    return target


def locked(question: UnansweredQuestion) -> UnansweredQuestion:
    """Read a question again with its row locked (1 statement)."""
    return (
        UnansweredQuestion.objects.select_for_update(no_key=True, of=("self",))
        .select_related("branch")
        .get(pk=question.pk)
    )
