"""Answering: graded by the server, by the share that is needed on the day; passing acknowledges."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from lobby.branches.models import BranchPolicy
from lobby.floor.domain import unread
from lobby.floor.domain.library import writing
from lobby.floor.enums.library import ContentKind
from lobby.floor.errors.library import AnswersInvalid, NoQuiz, OtherVersion, QuizAsked
from lobby.floor.models import Alert
from lobby.floor.models.library import NoticeAck, QuizAttempt
from lobby.floor.selectors import notices
from lobby.live.models import Entry
from tests.floor.know_how.conftest import HALF, RIGHT, WRONG, asking
from tests.floor.library.conftest import DAY, bring, words


def test_passing_acknowledges(plan, take, teller, branch, at):
    attempt = take(plan, teller)

    assert (attempt.right, attempt.asked, attempt.needed_percent, attempt.is_passed) == (2, 2, 80, True)
    assert notices.to_acknowledge(teller, branch, at) == []
    assert Entry.objects.filter(type="library.acknowledged", branch_id=branch.pk).count() == 1


@pytest.mark.parametrize("answers", [HALF, WRONG])
def test_failing_is_kept_and_told_to_nobody(plan, take, teller, branch, at, answers):
    before = Entry.objects.count()

    attempt = take(plan, teller, answers=answers)

    assert (attempt.is_passed, attempt.answers) == (False, answers)
    assert not NoticeAck.objects.exists()
    assert notices.to_acknowledge(teller, branch, at) == [plan]
    assert Entry.objects.count() == before


def test_the_share_is_that_of_the_day(plan, take, teller, manager, branch, at):
    BranchPolicy.objects.create(branch=branch, effective_from=dt.date(2026, 3, 11), quiz_pass_percent=50)

    assert not take(plan, teller, answers=HALF).is_passed
    later = take(plan, teller, answers=HALF, when=at + DAY)
    assert (later.is_passed, later.needed_percent) == (True, 50)


def test_a_failed_attempt_takes_nothing_away(plan, take, teller, branch, at):
    take(plan, teller)
    take(plan, teller, answers=WRONG, when=at + DAY)

    assert notices.to_acknowledge(teller, branch, at + DAY) == []
    assert NoticeAck.objects.get().at == at
    assert QuizAttempt.objects.count() == 2


def test_reading_alone_does_not_acknowledge_what_has_questions(plan, teller, branch, at):
    with pytest.raises(QuizAsked):
        unread.acknowledge(plan, by=teller, branch=branch, at=at)


def test_what_is_refused(plan, make, take, teller):
    with pytest.raises(NoQuiz):
        take(make(wording=words(must_acknowledge=True)), teller)
    with pytest.raises(OtherVersion):
        take(plan, teller, number=2)
    with pytest.raises(AnswersInvalid):
        take(plan, teller, answers=[1])
    assert not QuizAttempt.objects.exists()


def test_a_new_version_is_answered_anew(plan, take, teller, manager, reviewer, branch, at):
    take(plan, teller)
    newer = writing.revise(plan.item, by=manager, at=at, wording=asking(title_en="Robbery, new"))
    newer = bring(newer, "published", by=manager, reviewer=reviewer, at=at)

    assert notices.to_acknowledge(teller, branch, at) == [newer]


def test_the_last_one_to_pass_ends_the_heads_alert(plan, take, teller, manager, branch, at):
    unread.tell_head(branch, at=at)
    take(plan, teller)
    assert Alert.objects.get().resolved_at is None

    take(plan, manager)
    assert Alert.objects.get().resolved_at == at


def test_the_row_cannot_say_passed_against_its_share(plan, take, teller):
    attempt = take(plan, teller, answers=HALF)

    for fields in ({"is_passed": True}, {"right": 2}, {"right": 3}, {"asked": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            QuizAttempt.objects.filter(pk=attempt.pk).update(**fields)


@pytest.mark.parametrize("count", [1, 3])
def test_what_answering_costs(plan, take, teller, manager, make, count, django_assert_num_queries):
    for _ in range(count):
        make(kind=ContentKind.EMERGENCY_CARD, wording=asking())
        take(plan, manager)

    with django_assert_num_queries(17):
        take(plan, teller, answers=RIGHT)
