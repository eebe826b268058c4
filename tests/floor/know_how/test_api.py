"""GET /library/{id}/quiz/, POST /library/{id}/answers/: what they tell, whom, and what they refuse."""

import pytest
import time_machine

from lobby.floor.models.library import NoticeAck, QuizAttempt
from tests.callers import Caller
from tests.floor.know_how.conftest import RIGHT, WRONG
from tests.floor.library.conftest import DAY, words

NASTY = [
    {},
    {"version": 1},
    {"answers": [1, 0]},
    {"version": 0, "answers": [1, 0]},
    {"version": "1", "answers": [1, 0]},
    {"version": 1, "answers": "10"},
    {"version": 1, "answers": [True, False]},
    {"version": 1, "answers": ["1", "0"]},
    {"version": 1, "answers": [1.0, 0]},
    {"version": 1, "answers": [1, -1]},
    {"version": 1, "answers": [1, 6]},
    {"version": 1, "answers": [1]},
    {"version": 1, "answers": [1, 2, 0]},
    {"version": 1, "answers": [1] * 21},
    {"version": 1, "answers": [{"a": 1}, None]},
    {"version": 2**70, "answers": [1, 0]},
]


@pytest.fixture(autouse=True)
def now(at):
    with time_machine.travel(at, tick=False):
        yield


@pytest.fixture
def caller(teller, at):
    return Caller(teller, at)


def test_questions_come_without_the_answers(plan, caller):
    answer = caller.get(f"/library/{plan.item_id}/quiz/").json()

    assert answer == {
        "version": 1,
        "questions": [
            {
                "text_zh": "先做什么",
                "text_en": "What comes first",
                "options_zh": ["跑", "报警"],
                "options_en": ["Run", "Call the police"],
            },
            {
                "text_zh": "打几",
                "text_en": "Which number",
                "options_zh": ["110", "119", "120"],
                "options_en": ["110", "119", "120"],
            },
        ],
    }
    item = caller.get(f"/library/{plan.item_id}/").json()
    assert (item["has_questions"], item["valid_days"]) == (True, 365)
    assert "quiz" not in str(item)


def test_answers_are_graded(plan, caller, at):
    path = f"/library/{plan.item_id}/answers/"

    failed = caller.post(path, {"version": 1, "answers": WRONG}).json()
    passed = caller.post(path, {"version": 1, "answers": RIGHT}).json()

    assert failed == {
        "passed": False,
        "right": 0,
        "asked": 2,
        "needed_percent": 80,
        "wrong": [{"question": 0, "step": 2}, {"question": 1, "step": None}],
        "valid_until": None,
    }
    assert (passed["passed"], passed["valid_until"]) == (True, (at + 365 * DAY).isoformat())
    assert NoticeAck.objects.count() == 1


def test_a_repeat_with_the_same_key_is_one_attempt(plan, caller):
    for _ in range(3):
        caller.post(f"/library/{plan.item_id}/answers/", {"version": 1, "answers": RIGHT}, key="k1")

    assert QuizAttempt.objects.count() == 1


@pytest.mark.parametrize("body", NASTY)
def test_hostile_answers_are_refused(plan, caller, body):
    assert caller.post(f"/library/{plan.item_id}/answers/", body).status_code == 400
    assert not QuizAttempt.objects.exists()


def test_what_is_refused_by_its_state(plan, make, caller):
    plain = make(wording=words(must_acknowledge=True))
    body = {"version": 1, "answers": RIGHT}

    found = [
        caller.post(f"/library/{plan.item_id}/acknowledge/").json()["code"],
        caller.post(f"/library/{plan.item_id}/answers/", body | {"version": 2}).json()["code"],
        caller.post(f"/library/{plain.item_id}/answers/", body).json()["code"],
        caller.get(f"/library/{plain.item_id}/quiz/").json()["code"],
    ]

    assert found == ["quiz_asked", "other_version", "no_quiz", "no_quiz"]


def test_strangers_and_devices(plan, stranger, kiosk, at):
    body = {"version": 1, "answers": RIGHT}

    outside, device = Caller(stranger, at), Caller(kiosk, at)
    assert outside.get(f"/library/{plan.item_id}/quiz/").status_code == 404
    assert outside.post(f"/library/{plan.item_id}/answers/", body).status_code == 404
    assert device.post(f"/library/{plan.item_id}/answers/", body).status_code == 403
