"""What ships: questions on every plan, on the banknotes and on information safety, right about the text they ask of."""

import re

import pytest

from lobby.floor import quizzes
from lobby.floor.domain.library.shipped import SHIPPED
from lobby.floor.domain.library.shipped.questions import QUESTIONS
from lobby.floor.enums.library import USUAL_VALID_DAYS

CHINESE = re.compile("[一-鿿]")
ASKING = [one for one in SHIPPED if one.quiz[0]]


def test_every_plan_banknote_card_and_training_asks_and_lapses():
    assert {one.code for one in SHIPPED if one.kind in USUAL_VALID_DAYS} == {one.code for one in ASKING}
    assert set(QUESTIONS) < {one.code for one in ASKING}
    assert all(one.must_acknowledge for one in ASKING)


@pytest.mark.parametrize("one", ASKING, ids=lambda one: one.code)
def test_both_languages_ask_the_same_of_a_step_that_is_there(one):
    quizzes.check_both(*one.quiz, bodies=one.body)
    zh, en = quizzes.parse(one.quiz[0]), quizzes.parse(one.quiz[1])

    assert len(zh) >= 2
    assert all(CHINESE.search(question.text) for question in zh)
    assert not any(CHINESE.search(words) for question in en for words in (question.text, *question.options))
    assert len({question.right for question in zh}) > 1


def test_the_right_option_is_not_always_at_one_place():
    places = [question.right for one in ASKING for question in quizzes.parse(one.quiz[0])]

    assert all(places.count(place) >= len(places) / 5 for place in range(3))
