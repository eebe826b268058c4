"""Briefing and review from the first word to the close: every state against every verb, and what may not be missing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from lobby.branches.calendar import day_bounds
from lobby.branches.enums import RoleCode
from lobby.floor import review as registry
from lobby.floor.domain import briefing, goals, reviews
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.briefing import BRIEFING_MOVES, BriefingStatus, GoalKind, Weather
from lobby.floor.errors import EmptyText
from lobby.floor.errors.briefing import (
    AttendanceMissing,
    BriefingClosed,
    DayNotBriefed,
    GoalCounted,
    GoalExists,
    GoalsMissing,
    NothingCounted,
    NotOfThisBranch,
    NotYourGoal,
    ReviewClosed,
    ReviewEmpty,
    ReviewNotYet,
)
from lobby.floor.models import Briefing, EveningReview, Goal, Reminder
from lobby.floor.selectors.briefing import branch_goals, goals_for
from lobby.live.models import Entry
from tests import factories
from tests.statements import statements_at_most

HOUR = dt.timedelta(hours=1)
WORDS = {"wins": "short waits at noon", "troubles": "", "tomorrow": "open counter 3 at ten"}


def goal(branch, by, at, product="leaflets handed out", staff=None, target=3):
    return goals.set_goal(branch, by=by.actor, at=at, kind=GoalKind.KEY, product=product, target=target, staff=staff)


def hold(branch, head, at, people):
    """A briefing with somebody and a goal, closed."""
    briefing.write_attendance(branch, by=head.actor, at=at, people=people)
    goal(branch, head, at)
    return briefing.close(branch, by=head.actor, at=at)


VERBS = {
    "outlook": lambda branch, by, at: briefing.set_outlook(
        branch, by=by.actor, at=at, weather=Weather.RAIN, traffic=None
    ),
    "topics": lambda branch, by, at: briefing.write_topics(branch, by=by.actor, at=at, topics="queue"),
    "attendance": lambda branch, by, at: briefing.write_attendance(branch, by=by.actor, at=at, people=[by]),
    "goal": lambda branch, by, at: goal(branch, by, at, product="folders handed out"),
    "close": lambda branch, by, at: briefing.close(branch, by=by.actor, at=at),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("status", BriefingStatus)
def test_every_state_against_every_verb(branch, head, teller, at, status, verb):
    briefing.write_attendance(branch, by=head.actor, at=at, people=[teller])
    goal(branch, head, at)
    if status == BriefingStatus.CLOSED:
        briefing.close(branch, by=head.actor, at=at)
    is_legal = status in BRIEFING_MOVES["close" if verb == "close" else "write"][0]

    if is_legal:
        VERBS[verb](branch, head, at + HOUR)
    else:
        with pytest.raises(BriefingClosed):
            VERBS[verb](branch, head, at + HOUR)

    found = Briefing.objects.get()
    closed = status == BriefingStatus.CLOSED or verb == "close"
    assert (found.status, found.closed_at is not None) == ("closed" if closed else "open", closed)


def test_a_briefing_cannot_close_without_attendees_and_goals(branch, head, teller, at):
    with pytest.raises(AttendanceMissing):
        briefing.close(branch, by=head.actor, at=at)
    briefing.write_attendance(branch, by=head.actor, at=at, people=[teller])
    goal(branch, head, at, staff=teller)  # a person's own goal is none of the branch's
    with pytest.raises(GoalsMissing):
        briefing.close(branch, by=head.actor, at=at)
    goal(branch, head, at)

    held = briefing.close(branch, by=head.actor, at=at)

    assert (held.status, held.closed_by_id, held.closed_at) == ("closed", head.pk, at)
    assert Entry.objects.filter(type="briefing.closed").count() == 1


def test_attendance_is_replaced_and_only_people_of_the_branch_attend(branch, head, teller, teller2, stranger, at):
    briefing.write_attendance(branch, by=head.actor, at=at, people=[head, teller])
    briefing.write_attendance(branch, by=head.actor, at=at, people=[teller, teller2])
    with pytest.raises(NotOfThisBranch):
        briefing.write_attendance(branch, by=head.actor, at=at, people=[stranger])

    present = Briefing.objects.get().attendances.values_list("staff__username", flat=True)
    assert sorted(present) == ["chen", "ling"]


def test_a_day_has_one_briefing_and_the_next_day_its_own(branch, head, at):
    briefing.write_topics(branch, by=head.actor, at=at, topics="one")
    briefing.write_topics(branch, by=head.actor, at=at + HOUR, topics="two")
    _first, last = day_bounds(branch, dt.date(2026, 3, 10))
    briefing.write_topics(branch, by=head.actor, at=last - dt.timedelta(seconds=1), topics="three")
    briefing.write_topics(branch, by=head.actor, at=last, topics="four")

    told = list(Briefing.objects.order_by("date").values_list("date", "topics"))
    assert told == [(dt.date(2026, 3, 10), "three"), (dt.date(2026, 3, 11), "four")]
    with pytest.raises(IntegrityError), transaction.atomic():
        Briefing.objects.create(branch=branch, date=dt.date(2026, 3, 10), begun_at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Briefing.objects.update(status="closed")


def test_coaching_goes_on_after_the_close(branch, head, teller, stranger, at):
    hold(branch, head, at, [teller])

    note = briefing.coach(branch, by=head.actor, at=at + 3 * HOUR, staff=teller, text=" smile first ")

    assert (note.text, note.noted_by, note.date) == ("smile first", head, dt.date(2026, 3, 10))
    with pytest.raises(EmptyText):
        briefing.coach(branch, by=head.actor, at=at, staff=teller, text=" ")
    with pytest.raises(NotOfThisBranch):
        briefing.coach(branch, by=head.actor, at=at, staff=stranger, text="x")
    assert "smile" not in str(list(Entry.objects.values_list("payload", flat=True)))


def test_goals_count_up_and_back_for_each_person(branch, head, teller, teller2, at):
    ours, own = goal(branch, head, at), goal(branch, head, at, staff=teller, product="folders handed out")
    goals.count_on(ours, by=teller.actor, at=at, staff=teller)
    goals.count_on(ours, by=teller2.actor, at=at, staff=teller2)
    goals.count_on(ours, by=teller2.actor, at=at, staff=teller2)
    goals.count_back(ours, by=teller2.actor, at=at, staff=teller2)
    goals.count_on(own, by=teller.actor, at=at, staff=teller)

    assert [(line.goal, line.done) for line in branch_goals(branch, own.date)] == [(ours, 2), (own, 1)]
    assert [(line.goal, line.done) for line in goals_for(branch, teller2, own.date)] == [(ours, 1)]
    with pytest.raises(NotYourGoal):
        goals.count_on(own, by=teller2.actor, at=at, staff=teller2)
    goals.count_back(ours, by=teller2.actor, at=at, staff=teller2)
    with pytest.raises(NothingCounted):
        goals.count_back(ours, by=teller2.actor, at=at, staff=teller2)
    with pytest.raises(DayNotBriefed):
        goals.count_on(ours, by=teller.actor, at=at + 24 * HOUR, staff=teller)


def test_a_goal_is_set_once_and_dropped_while_nobody_counted(branch, head, teller, at):
    ours = goal(branch, head, at)
    with pytest.raises(GoalExists):
        goal(branch, head, at)
    goals.count_on(ours, by=teller.actor, at=at, staff=teller)
    with pytest.raises(GoalCounted):
        goals.drop_goal(ours, by=head.actor, at=at)
    goals.count_back(ours, by=teller.actor, at=at, staff=teller)

    goals.drop_goal(ours, by=head.actor, at=at)

    assert not Goal.objects.exists()


@pytest.mark.parametrize("verb", ["write", "close"])
@pytest.mark.parametrize("status", BriefingStatus)
def test_every_state_of_a_review_against_every_verb(branch, head, at, status, verb):
    date = dt.date(2026, 3, 10)
    reviews.write_review(branch, by=head.actor, at=at, date=date, **WORDS)
    if status == BriefingStatus.CLOSED:
        reviews.close_review(branch, by=head.actor, at=at, date=date)

    def act():
        if verb == "write":
            return reviews.write_review(branch, by=head.actor, at=at, date=date, **WORDS)
        return reviews.close_review(branch, by=head.actor, at=at, date=date)

    if status in BRIEFING_MOVES[verb][0]:
        act()
    else:
        with pytest.raises(ReviewClosed):
            act()


def test_a_closed_review_keeps_words_and_facts_as_they_were(branch, head, manager, at):
    date = dt.date(2026, 3, 10)
    with pytest.raises(ReviewEmpty):
        reviews.close_review(branch, by=head.actor, at=at, date=date)
    with pytest.raises(ReviewNotYet):
        reviews.write_review(branch, by=head.actor, at=at, date=date + dt.timedelta(days=1), **WORDS)
    reviews.write_review(branch, by=manager.actor, at=at, date=date, **WORDS)
    assert EveningReview.objects.get().facts is None

    reviews.close_review(branch, by=head.actor, at=at, date=date)
    facts = EveningReview.objects.get().facts
    goal(branch, head, at)

    assert facts["goals"]["goals"] == []
    assert EveningReview.objects.get().facts == facts != registry.facts_of(branch, date, at)
    with pytest.raises(IntegrityError), transaction.atomic():
        EveningReview.objects.update(facts=None)


def test_closing_the_briefing_reminds_the_head_of_the_review(branch, head, manager, teller, at):
    hold(branch, manager, at, [teller])

    reminder = Reminder.objects.get(kind="review.due")
    closing = dt.datetime(2026, 3, 10, 9, 0, tzinfo=dt.UTC)
    assert (reminder.owner, reminder.due_at) == (head, closing + dt.timedelta(minutes=30))
    reviews.write_review(branch, by=head.actor, at=closing, date=dt.date(2026, 3, 10), **WORDS)
    reviews.close_review(branch, by=head.actor, at=closing, date=dt.date(2026, 3, 10))
    reminder.refresh_from_db()
    assert reminder.ended_at == closing


def test_after_an_outage_of_two_days_the_reminder_is_overdue_once(branch, head, manager, teller, at):
    hold(branch, manager, at, [teller])

    sweep_deadlines(at=at + 48 * HOUR)
    sweep_deadlines(at=at + 48 * HOUR)

    reminder = Reminder.objects.get(kind="review.due")
    assert reminder.status == "escalated"
    told = Entry.objects.filter(type__startswith="reminder.", subject_id=reminder.pk).order_by("seq")
    assert list(told.values_list("type", flat=True)) == [
        "reminder.scheduled",
        "reminder.due",
        "reminder.overdue",
        "reminder.escalated",
    ]


def test_on_the_day_clocks_change_the_review_is_due_after_the_local_closing(head, at):
    branch = factories.make_branch("7101", timezone="America/New_York")
    factories.make_hours(branch, days=7)
    person = factories.make_staff("kim", branch, RoleCode.HEAD)
    sunday = dt.datetime(2026, 3, 8, 13, 30, tzinfo=dt.UTC)  # 09:30, half a day after clocks went forward

    hold(branch, person, sunday, [person])

    due = Reminder.objects.get(kind="review.due").due_at
    assert due == dt.datetime(2026, 3, 8, 21, 30, tzinfo=dt.UTC)  # 17:30 in New York, daylight time


def test_on_a_closed_day_the_review_is_due_at_the_end_of_the_day(branch, head, at):
    saturday = dt.datetime(2026, 3, 14, 2, 0, tzinfo=dt.UTC)

    hold(branch, head, saturday, [head])

    assert Reminder.objects.get(kind="review.due").due_at == day_bounds(branch, dt.date(2026, 3, 14))[1]


def test_a_briefing_costs_the_same_for_one_and_three_people(branch, head, teller, teller2, at):
    briefing.write_topics(branch, by=head.actor, at=at, topics="x")
    with statements_at_most(7):
        briefing.write_attendance(branch, by=head.actor, at=at, people=[teller])
    with statements_at_most(7):
        briefing.write_attendance(branch, by=head.actor, at=at, people=[teller, teller2, head])
    with statements_at_most(9):
        goal(branch, head, at)
