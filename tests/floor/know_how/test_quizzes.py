"""How questions are written: what is read, and every way to write them wrongly."""

import pytest
from django.db import IntegrityError, transaction

from lobby.floor import quizzes
from lobby.floor.domain.library import reviewing, writing
from lobby.floor.domain.library.wording import wording_of
from lobby.floor.errors.library import (
    AnswersInvalid,
    IllegalContentMove,
    OwnWork,
    QuizInvalid,
    TextRefused,
    ValidDaysInvalid,
)
from lobby.floor.models.library import LibraryVersion
from tests.floor.know_how.conftest import QUIZ_EN, QUIZ_ZH, asking
from tests.floor.library.conftest import words

OPTIONS = "\n+ a\n- b"


def test_questions_options_the_right_one_and_its_step_are_read():
    first, second = quizzes.parse(QUIZ_EN)

    assert (first.text, first.options, first.right, first.step) == (
        "What comes first",
        ["Run", "Call the police"],
        1,
        2,
    )
    assert (second.options, second.right, second.step) == (["110", "119", "120"], 0, 0)


def test_nothing_written_asks_nothing():
    assert quizzes.parse("") == quizzes.parse(" \n\n ") == []


@pytest.mark.parametrize(
    "written",
    [
        "+ a\n- b",
        "@ 1",
        "? q",
        "? q\n+ a",
        "? q\n- a\n- b",
        "? q\n+ a\n+ b",
        "? q\n+ a\n- a",
        "? q\n+ a\n- b\nwords",
        "? q\n+ a\n- b\n@ two",
        "? q\n+ a\n- b\n@ 100",
        "? q\n+ a\n- b\n@ -1",
        "? q\n+ a\n- b\n@ ²",
        "?\n+ a\n- b",
        "? " + "x" * 201 + OPTIONS,
        "? q\n+ a" + "".join(f"\n- {n}" for n in range(6)),
        "\n".join(f"? q{n}{OPTIONS}" for n in range(21)),
        "? q\n+ {a}\n+ {0}",
        "{q}\n+ a",
    ],
)
def test_what_is_written_wrongly_is_refused_in_words(written):
    with pytest.raises(QuizInvalid) as refusal:
        quizzes.parse(written)

    assert refusal.value.detail


@pytest.mark.parametrize(
    "fields",
    [
        {"quiz_en": ""},
        {"quiz_zh": ""},
        {"quiz_en": QUIZ_EN + "\n? More\n+ a\n- b"},
        {"quiz_en": QUIZ_EN.replace("- 119\n", "")},
        {"quiz_en": QUIZ_EN.replace("+ 110\n- 119", "- 110\n+ 119")},
        {"quiz_en": QUIZ_EN.replace("@ 2", "@ 1")},
        {"quiz_zh": QUIZ_ZH.replace("@ 2", "@ 3"), "quiz_en": QUIZ_EN.replace("@ 2", "@ 3")},
    ],
)
def test_both_languages_ask_the_same_about_the_text(make, fields):
    with pytest.raises(QuizInvalid):
        make("draft", wording=asking(**fields))


@pytest.mark.parametrize("days", [0, -1, 1099, 40_000])
def test_days_that_make_no_sense_are_refused(make, days):
    with pytest.raises(ValidDaysInvalid):
        make("draft", wording=asking(valid_days=days))


def test_whoever_is_asked_has_to_acknowledge(make):
    assert make("draft", wording=asking(must_acknowledge=False)).must_acknowledge


def test_the_row_cannot_ask_in_one_language(make):
    version = make("draft", wording=words())

    for fields in ({"quiz_zh": QUIZ_ZH, "must_acknowledge": True}, {"quiz_zh": QUIZ_ZH, "quiz_en": QUIZ_EN}):
        with pytest.raises(IntegrityError), transaction.atomic():
            LibraryVersion.objects.filter(pk=version.pk).update(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        LibraryVersion.objects.filter(pk=version.pk).update(valid_days=0)


def test_questions_are_approved_with_the_version_by_somebody_else(make, manager, reviewer, at):
    version = make("in_review", wording=asking())
    approval = {"at": at, "number": "C-2", "expires_at": version.created_at.replace(year=2027)}

    with pytest.raises(OwnWork):
        reviewing.approve(version, by=manager, **approval)
    with pytest.raises(IllegalContentMove):
        writing.edit(version, by=manager, at=at, wording=asking(quiz_zh="", quiz_en=""))
    assert reviewing.approve(version, by=reviewer, **approval).quiz_zh == QUIZ_ZH


def test_checks_of_words_read_questions(make):
    bad = {"quiz_zh": QUIZ_ZH.replace("- 跑", "- 看他的穿着"), "quiz_en": QUIZ_EN}

    with pytest.raises(TextRefused):
        make("in_review", wording=asking(**bad))


def test_the_next_version_goes_on_with_the_questions(plan, manager, at):
    newer = writing.revise(plan.item, by=manager, at=at, wording=wording_of(plan))

    assert (newer.quiz_zh, newer.quiz_en) == (QUIZ_ZH, QUIZ_EN)


@pytest.mark.parametrize("answers", [[], [1], [1, 0, 0], [1, 3], [2, 0], [-1, 0]])
def test_every_question_is_answered_with_one_of_its_options(answers):
    with pytest.raises(AnswersInvalid):
        quizzes.wrong_ones(quizzes.parse(QUIZ_ZH), answers)


def test_the_passage_is_the_step_of_the_text():
    body = "1. one\n2. two\n12. twelve"

    assert [quizzes.passage(body, step) for step in (1, 2, 12, 3)] == ["1. one", "2. two", "12. twelve", ""]
    assert quizzes.passage("1、先\n2、后", 2) == "2、后"
