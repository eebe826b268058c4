"""Questions on a text: how they are written down, and what is read from that.

One line for each thing: `? ` begins a question, `+ ` is its right option, `- ` another one, `@ 2` says that the answer
stands in step 2 of the text. Empty lines mean nothing. Both languages hold the same questions in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lobby.floor.errors.library import AnswersInvalid, QuizInvalid

MOST_QUESTIONS = 20
LEAST_OPTIONS, MOST_OPTIONS = 2, 6
LONGEST = 200
MOST_STEPS = 99


@dataclass(slots=True)
class Question:
    """One question in one language; `right` is the place of the right option, `step` is 0 for the text as a whole."""

    text: str
    options: list[str] = field(default_factory=list)
    right: int = -1
    step: int = 0

    @property
    def shape(self) -> tuple[int, int, int]:
        """What is the same in both languages."""
        return len(self.options), self.right, self.step


def parse(written: str) -> list[Question]:
    """The questions of one language. Raises QuizInvalid."""
    questions: list[Question] = []
    for line in written.splitlines():
        sign, words = line.strip()[:1], line.strip()[1:].strip()
        if sign:
            take(questions, sign, words)
    for question in questions:
        check(question)
    if len(questions) > MOST_QUESTIONS:
        raise refused(_("{most} questions at most."), most=MOST_QUESTIONS)
    return questions


def take(questions: list[Question], sign: str, words: str) -> None:
    """One line more. Raises QuizInvalid."""
    if not words or len(words) > LONGEST:
        raise refused(_("every line has 1 to {longest} characters behind its sign."), longest=LONGEST)
    if sign == "?":
        questions.append(Question(words))
    elif not questions:
        raise refused(_("a question with “?” comes first."))
    elif sign in "+-":
        add_option(questions[-1], words, is_right=sign == "+")
    elif sign == "@" and words.isascii() and words.isdecimal() and int(words) <= MOST_STEPS:
        questions[-1].step = int(words)
    else:
        raise refused(_("“{words}” begins with none of ? + - @."), words=f"{sign}{words}"[:40])


def add_option(question: Question, words: str, *, is_right: bool) -> None:
    """One option more. Raises QuizInvalid."""
    if is_right and question.right >= 0:
        raise refused(_("“{words}” has two right options."), words=question.text[:40])
    if is_right:
        question.right = len(question.options)
    question.options.append(words)


def check(question: Question) -> None:
    """A question has options that differ, one of them right. Raises QuizInvalid."""
    words = question.text[:40]
    if not LEAST_OPTIONS <= len(question.options) <= MOST_OPTIONS:
        raise refused(
            _("“{words}” needs {least} to {most} options."), words=words, least=LEAST_OPTIONS, most=MOST_OPTIONS
        )
    if question.right < 0:
        raise refused(_("“{words}” has no right option, marked with “+”."), words=words)
    if len(set(question.options)) < len(question.options):
        raise refused(_("“{words}” has the same option twice."), words=words)


def check_both(zh: str, en: str, bodies: tuple[str, str]) -> None:
    """Both languages ask the same, and each step named is one of the text. Raises QuizInvalid."""
    questions = parse(zh)
    if [one.shape for one in questions] != [one.shape for one in parse(en)]:
        raise refused(
            _("the two languages do not ask the same: as many questions, options, the same place of the right one.")
        )
    for one in questions:
        if one.step and not all(passage(body, one.step) for body in bodies):
            raise refused(_("step {step} is not in the text."), step=one.step)


def refused(why: Promise | str, **values: object) -> QuizInvalid:
    """The refusal with its reason in the active language."""
    return QuizInvalid(why=str(why).format(**values))


def passage(body: str, step: int) -> str:
    """The line of a text that a question is about, empty where there is none."""
    return next((line for line in body.splitlines() if line.startswith((f"{step}.", f"{step}、"))), "")


def wrong_ones(questions: Sequence[Question], answers: Sequence[int]) -> list[int]:
    """The places of the questions that were answered wrongly. Raises AnswersInvalid unless each has one of its options."""
    if len(answers) != len(questions):
        raise AnswersInvalid
    if any(not 0 <= answer < len(one.options) for one, answer in zip(questions, answers, strict=True)):
        raise AnswersInvalid
    return [place for place, one in enumerate(questions) if answers[place] != one.right]
