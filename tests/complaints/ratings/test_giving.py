"""One rating for each ticket, whichever way it comes; a low one is looked after at once."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from complaints.domain import ratings
from complaints.domain.ratings.recovering import LOW_RATING, RECOVERY, due_of
from complaints.enums.ratings import RatingSource, Recovery
from complaints.errors.ratings import (
    AlreadyRated,
    MarkInvalid,
    NotLow,
    NotServed,
    OwnService,
    RatingClosed,
    RatingStands,
)
from complaints.models import Rating
from lobby.branches.actors import CUSTOMER
from lobby.floor.domain import reminders
from lobby.floor.models import Alert, Reminder
from lobby.live.models import Entry
from queueing.domain.care.warnings import sweep_warnings
from queueing.domain.serving import finish
from queueing.domain.undoing import undo
from queueing.errors import FinishWasRated
from queueing.models import CounterSession, EarlyWarning, Ticket
from tests import factories
from tests.complaints.ratings.conftest import MINUTE, serve
from tests.floor.deadlines.stages import CLOCK_CHANGES, CLOSING, HOLIDAY, PLAIN, set_stage
from tests.statements import statements_at_most

PHONE, CALL = RatingSource.PHONE, RatingSource.CALL


def test_a_ticket_is_rated_once_and_only_what_was_served(served, cash, session, teller, manager, head, at):
    now = at + 6 * MINUTE
    with statements_at_most(8):
        rating = ratings.give(served, by=CUSTOMER, at=now, score=5, source=PHONE, nps=9, comment=" 很快 ")

    assert (rating.score, rating.nps, rating.comment, rating.served_by, rating.day) == (
        5,
        9,
        "很快",
        teller,
        served.day,
    )
    assert "很快" not in str(Rating.objects.extra(select={"raw": "comment"}).values_list("raw", flat=True))
    entry = Entry.objects.get(type="rating.given")
    assert (entry.payload["score"], "很快" in str(entry.payload)) == (5, False)
    for source, by in ((RatingSource.KIOSK, CUSTOMER), (CALL, head.actor)):
        with pytest.raises(AlreadyRated):
            ratings.give(served, by=by, at=now, score=1, source=source)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(**{**values_of(rating), "score": 4})
    assert Rating.objects.count() == 1

    waiting = factories.make_ticket(cash, at, by=manager)
    with pytest.raises(NotServed):
        ratings.give(waiting, by=CUSTOMER, at=now, score=5, source=PHONE)
    for outcome in ("not_possible", "referred", "unknown"):
        Ticket.objects.filter(pk=waiting.pk).update(status="done", outcome=outcome, ended_at=at)
        with pytest.raises(NotServed):
            ratings.give(waiting, by=CUSTOMER, at=now, score=5, source=PHONE)
    Ticket.objects.filter(pk=waiting.pk).update(outcome="partly", session=session)
    for score, nps in ((0, None), (6, None), (3, 11), (3, -1)):
        with pytest.raises(MarkInvalid):
            ratings.give(waiting, by=CUSTOMER, at=now, score=score, source=PHONE, nps=nps)
    with pytest.raises(OwnService):
        ratings.give(waiting, by=teller.actor, at=now, score=5, source=CALL)
    with pytest.raises(RatingClosed):
        ratings.give(waiting, by=CUSTOMER, at=at + dt.timedelta(days=1, seconds=1), score=5, source=PHONE)
    last = ratings.give(waiting, by=head.actor, at=at + dt.timedelta(days=1), score=3, source=CALL)
    assert (last.given_by, last.day) == (head, at.date() + dt.timedelta(days=1))
    assert not Reminder.objects.exists()


def values_of(rating):
    fields = ("branch_id", "day", "ticket_id", "visit_id", "service_id", "source", "given_at")
    return {name: getattr(rating, name) for name in fields}


def test_rows_themselves_refuse_what_must_never_be(served, teller, at):
    good = {**values_of(ratings.give(served, by=CUSTOMER, at=at + 6 * MINUTE, score=5, source=PHONE)), "score": 4}
    Rating.objects.all().delete()
    wrong = (
        {"score": 0},
        {"score": 6},
        {"nps": 11},
        {"ticket_id": None, "visit_id": None},
        {"source": "call"},
        {"given_by_id": teller.pk},
        {"source": "call", "given_by_id": teller.pk, "served_by_id": teller.pk},
        {"recovery": "talked"},
        {"recovery": "talked", "recovered_at": at, "recovered_by_id": teller.pk, "served_by_id": teller.pk},
        {"source": "machine"},
    )
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Rating.objects.create(**{**good, **values})
    assert Rating.objects.create(**good)


def test_a_low_rating_calls_for_the_lobby_manager_until_somebody_looked_after_it(served, teller, manager, head, at):
    now = at + 6 * MINUTE
    rating = ratings.give(served, by=CUSTOMER, at=now, score=2, source=PHONE)

    task, alert = Reminder.objects.get(kind=RECOVERY), Alert.objects.get(kind=LOW_RATING)
    assert (task.owner, task.due_at, task.status) == (manager, now + 15 * MINUTE, "due")
    assert (task.subject_type, task.subject_id) == ("rating", rating.pk)
    assert (alert.person, alert.raised_at, alert.resolved_at) == (manager, now, None)
    assert Entry.objects.get(type="rating.given").at == Entry.objects.get(type="reminder.scheduled").at

    with pytest.raises(OwnService):
        ratings.recover(rating, by=teller, at=now + MINUTE, how=Recovery.TALKED)
    ratings.recover(rating, by=head, at=now + MINUTE, how=Recovery.TALKED, note="道歉并解释")
    task.refresh_from_db()
    alert.refresh_from_db()
    rating.refresh_from_db()
    assert (task.status, alert.resolved_at, rating.recovered_by) == ("done", now + MINUTE, head)
    with pytest.raises(NotLow):
        ratings.recover(rating, by=head, at=now + MINUTE, how=Recovery.SOLVED)


def test_a_task_done_from_the_own_list_ends_the_alert_and_a_snoozed_one_ends_with_the_rating(
    served, cash, session, manager, head, at
):
    now = at + 6 * MINUTE
    rating = ratings.give(served, by=CUSTOMER, at=now, score=1, source=PHONE)
    reminders.finish(Reminder.objects.get(), by=manager.actor, at=now + MINUTE, outcome="谈过了")
    rating.refresh_from_db()
    assert (rating.recovery, rating.recovered_by) == ("task", manager)
    assert not Alert.objects.filter(kind=LOW_RATING, resolved_at__isnull=True).exists()

    second = ratings.give(serve(cash, session, manager, now), by=CUSTOMER, at=now + 6 * MINUTE, score=1, source=PHONE)
    task = Reminder.objects.get(ended_at__isnull=True)
    reminders.snooze(task, by=manager.actor, at=now + 7 * MINUTE, until=now + 9 * MINUTE)
    ratings.recover(second, by=head, at=now + 8 * MINUTE, how=Recovery.SOLVED)
    task.refresh_from_db()
    assert task.status == "cancelled"


def test_the_head_looks_after_what_the_manager_served_and_the_team_after_what_comes_at_night(
    served, session, manager, head, at
):
    CounterSession.objects.update(staff=manager)
    first = ratings.give(served, by=CUSTOMER, at=at + 6 * MINUTE, score=1, source=PHONE)
    assert (Reminder.objects.get().owner, first.served_by) == (head, manager)
    ratings.take_back(first, by=CUSTOMER, at=at + 6 * MINUTE)

    evening = at + dt.timedelta(hours=12)
    ratings.give(served, by=CUSTOMER, at=evening, score=1, source=PHONE)

    task = Reminder.objects.get(ended_at__isnull=True)
    assert (task.owner, task.team) == (None, "LM")
    assert task.due_at == at + dt.timedelta(hours=23) + 15 * MINUTE  # nine o'clock of the next morning


def test_within_a_minute_the_customer_takes_it_back_and_may_answer_again(served, head, at):
    now = at + 6 * MINUTE
    rating = ratings.give(served, by=CUSTOMER, at=now, score=1, source=PHONE)
    ratings.add(rating, by=CUSTOMER, at=now, nps=3)
    with pytest.raises(AlreadyRated):
        ratings.add(rating, by=CUSTOMER, at=now, nps=4)
    ratings.take_back(rating, by=CUSTOMER, at=now + dt.timedelta(seconds=60))

    assert not Rating.objects.exists()
    assert not Reminder.objects.filter(ended_at__isnull=True).exists()
    assert not Alert.objects.filter(kind=LOW_RATING, resolved_at__isnull=True).exists()
    again = ratings.give(served, by=CUSTOMER, at=now + 2 * MINUTE, score=4, source=PHONE)
    ratings.add(again, by=CUSTOMER, at=now + 2 * MINUTE, comment="谢谢")
    with pytest.raises(RatingStands):
        ratings.take_back(again, by=CUSTOMER, at=now + 2 * MINUTE + dt.timedelta(seconds=61))
    with pytest.raises(RatingStands):
        ratings.take_back(rating, by=CUSTOMER, at=now)


def test_a_rated_finish_cannot_be_taken_back(served, session, teller, at):
    now = at + 5 * MINUTE + dt.timedelta(seconds=20)
    rating = ratings.give(served, by=CUSTOMER, at=now, score=4, source=PHONE)
    with pytest.raises(FinishWasRated):
        undo(served, by=teller.actor, at=now)
    served.refresh_from_db()
    assert served.status == "done"

    ratings.take_back(rating, by=CUSTOMER, at=now)
    served.session = session
    with statements_at_most(8):
        undo(served, by=teller.actor, at=now)
    with statements_at_most(8):
        finish(served, by=teller.actor, at=now)


def test_a_low_rating_is_the_fourth_signal_and_stays_on_the_list_until_looked_after(served, head, at):
    """Long wait and low rating: one entry, and no second alert beside the rating's own."""
    now = at + 6 * MINUTE
    Ticket.objects.filter(pk=served.pk).update(long_wait_at=at)
    rating = ratings.give(served, by=CUSTOMER, at=now, score=2, source=PHONE)

    assert EarlyWarning.objects.get().signals == ["long_wait", "low_rating"]
    assert list(Alert.objects.values_list("kind", flat=True)) == [LOW_RATING]
    sweep_warnings(at=now + MINUTE)
    assert EarlyWarning.objects.get().ended_at is None
    ratings.recover(rating, by=head, at=now + 2 * MINUTE, how=Recovery.EXPLAINED)
    sweep_warnings(at=now + 3 * MINUTE)
    assert EarlyWarning.objects.get().ended_at == now + 3 * MINUTE


@pytest.mark.parametrize("days", [PLAIN, CLOSING, HOLIDAY, *CLOCK_CHANGES.values()])
def test_due_within_opening_hours_across_closings_holidays_and_clock_changes(db, days):
    stage, quarter = set_stage(days), 15 * MINUTE

    assert due_of(stage.branch, at=stage.opens() - MINUTE) == (stage.opens() + quarter, False)
    assert due_of(stage.branch, at=stage.opens()) == (stage.opens() + quarter, True)
    assert due_of(stage.branch, at=stage.closes()) == (stage.opens() + quarter, False)


@pytest.mark.django_db(transaction=True)
def test_four_ways_at_the_same_moment_give_one_rating(served, head, at):
    def rate(source: RatingSource) -> str:
        by = head.actor if source == CALL else CUSTOMER
        try:
            return str(ratings.give(served, by=by, at=at + 6 * MINUTE, score=2, source=source).pk)
        except AlreadyRated as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(rate, (PHONE, RatingSource.KIOSK, RatingSource.COUNTER, CALL)))

    assert sorted(told)[1:] == ["already_rated"] * 3
    assert (Rating.objects.count(), Reminder.objects.filter(kind=RECOVERY).count()) == (1, 1)
