"""Plans with questions, in force, and the right answers to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.floor.domain import answering
from lobby.floor.domain.library.wording import Wording
from lobby.floor.enums.library import ContentKind
from lobby.floor.models.library import LibraryVersion, QuizAttempt
from tests.floor.library.conftest import Make, make, office, reviewer

__all__ = ["make", "office", "reviewer"]
QUIZ_ZH = "? 先做什么\n- 跑\n+ 报警\n@ 2\n\n? 打几\n+ 110\n- 119\n- 120"
QUIZ_EN = "? What comes first\n- Run\n+ Call the police\n@ 2\n\n? Which number\n+ 110\n- 119\n- 120"
RIGHT, HALF, WRONG = [1, 0], [1, 2], [0, 1]
Take = Callable[..., QuizAttempt]


def asking(**fields: Any) -> Wording:
    """A plan of two steps with two questions."""
    given = {
        "title_zh": "抢劫",
        "title_en": "Robbery",
        "body_zh": "1. 保护人身安全\n2. 拨打 110",
        "body_en": "1. Protect people\n2. Call 110",
        "quiz_zh": QUIZ_ZH,
        "quiz_en": QUIZ_EN,
    }
    return Wording(**{**given, **fields})


@pytest.fixture
def plan(make: Make, teller: Staff) -> LibraryVersion:
    """An emergency plan that tellers and the lobby manager have to know."""
    return make(kind=ContentKind.EMERGENCY_CARD, wording=asking(), roles=[RoleCode.TELLER, RoleCode.LM], days=1000)


@pytest.fixture
def take(branch: Branch, at: dt.datetime) -> Take:
    """Answer the questions on a version, rightly unless told otherwise."""

    def answer(version: LibraryVersion, by: Staff, *, when: dt.datetime = at, **fields: Any) -> QuizAttempt:
        given = {"number": version.number, "answers": RIGHT, "branch": branch, **fields}
        return answering.answer(version, by=by, at=when, **given)

    return answer
