"""Lapsing: for how long it holds, the task in good time, and what becomes of both."""

import datetime as dt

import pytest

from lobby.branches.enums import RoleCode
from lobby.branches.errors import NotFound
from lobby.branches.models import BusinessDay, RoleGrant
from lobby.floor.access.alerts import reminder_for
from lobby.floor.domain import answering, lapses, unread
from lobby.floor.domain.library import writing
from lobby.floor.domain.reminders import hand_over
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.library import ContentKind, Standing
from lobby.floor.errors.handing import PersonalTask
from lobby.floor.models import Deadline, Reminder
from lobby.floor.selectors import know_how
from lobby.floor.selectors.handover import open_things
from tests.factories import make_branch, make_hours, make_policy, make_staff
from tests.floor.know_how.conftest import RIGHT, asking
from tests.floor.library.conftest import DAY, bring, words

HOUR = dt.timedelta(hours=1)


def tasks():
    return Reminder.objects.filter(kind=lapses.RENEW).order_by("pk")


def standing(staff, branch, at):
    return [one.standing for one in know_how.own(staff, branch, at)]


@pytest.mark.parametrize(
    ("kind", "days", "holds"),
    [
        (ContentKind.EMERGENCY_CARD, None, 365),
        (ContentKind.NOTE_FEATURE, None, 365),
        (ContentKind.TRAINING_CARD, None, 365),
        (ContentKind.TRAINING_CARD, 180, 180),
        (ContentKind.NOTICE, 30, 30),
        (ContentKind.NOTICE, None, None),
    ],
)
def test_it_holds_for_the_versions_own_days(make, kind, days, holds):
    version = make(kind=kind, wording=asking(valid_days=days))

    assert version.holds_for == (holds and holds * DAY)


def test_open_valid_soon_lapsed_to_the_second(plan, take, teller, branch, at):
    assert standing(teller, branch, at) == [Standing.OPEN]
    take(plan, teller)

    moments = [at, at + 351 * DAY - HOUR, at + 351 * DAY, at + 365 * DAY - HOUR, at + 365 * DAY]
    assert [standing(teller, branch, moment) for moment in moments] == [
        [Standing.VALID],
        [Standing.VALID],
        [Standing.SOON],
        [Standing.SOON],
        [Standing.LAPSED],
    ]


def test_a_task_rises_in_good_time_and_once(plan, take, teller, at):
    take(plan, teller)

    sweep_deadlines(at=at + 350 * DAY)
    assert not tasks().exists()
    for hours in range(3):
        sweep_deadlines(at=at + 351 * DAY + hours * HOUR)

    task = tasks().get()
    assert (task.owner, task.due_at, task.subject_type) == (teller, at + 365 * DAY, lapses.SUBJECT)
    assert task.values["title"]["en"] == "Robbery"
    assert task.values["until"] == "2027-03-10 10:00"


def test_the_task_is_its_owners_alone(plan, take, teller, teller2, head, manager, branch, at):
    take(plan, teller)
    sweep_deadlines(at=at + 360 * DAY)
    task = tasks().get()

    assert reminder_for(teller, task.pk, "finish") == task
    for person in (teller2, head, manager):
        with pytest.raises(NotFound):
            reminder_for(person, task.pk)
        assert open_things(branch, {RoleCode.LM, RoleCode.TELLER}) == []
    with pytest.raises(PersonalTask):
        hand_over(task, to=teller2, by=teller.actor, at=at + 360 * DAY, reason="busy")


def test_passing_again_ends_the_task_and_begins_anew(plan, take, teller, at):
    take(plan, teller)
    sweep_deadlines(at=at + 351 * DAY)

    take(plan, teller, when=at + 352 * DAY)

    assert tasks().get().status == "cancelled"
    assert Deadline.objects.get(kind=lapses.CLOCK, done_at=None).due_at == at + (352 + 351) * DAY


def test_an_outage_of_two_days_across_the_end_asks_late_but_once(plan, take, teller, at):
    take(plan, teller)

    sweep_deadlines(at=at + 366 * DAY)
    sweep_deadlines(at=at + 366 * DAY + HOUR)

    task = tasks().get()
    assert (task.due_at, task.status) == (at + 366 * DAY, "overdue")


def test_it_rises_on_a_holiday_and_after_closing_as_well(plan, take, teller, branch, at):
    night = at + 12 * HOUR
    take(plan, teller, when=night)
    BusinessDay.objects.create(branch=branch, date=dt.date(2027, 2, 24))

    sweep_deadlines(at=night + 351 * DAY)

    assert tasks().get().remind_at == night + 351 * DAY


def test_nobody_is_asked_for_what_counts_no_more(plan, take, teller, manager, at):
    take(plan, teller)
    writing.withdraw(plan, by=manager.actor, at=at, reason="old")

    sweep_deadlines(at=at + 351 * DAY)

    assert not tasks().exists()


def test_nobody_is_asked_for_a_role_they_gave_up(plan, take, teller, at):
    take(plan, teller)
    RoleGrant.objects.filter(staff=teller).delete()

    sweep_deadlines(at=at + 351 * DAY)

    assert not tasks().exists()


def test_what_never_lapses_has_no_clock(make, teller, branch, at):
    notice = make(kind=ContentKind.NOTICE, wording=words(must_acknowledge=True))
    unread.acknowledge(notice, by=teller, branch=branch, at=at)

    assert not Deadline.objects.filter(kind=lapses.CLOCK).exists()
    assert standing(teller, branch, at + 80 * DAY) == [Standing.VALID]


def test_the_day_is_the_branchs_across_a_clock_change(reviewer, db):
    berlin = make_branch("7005", timezone="Europe/Berlin")
    make_hours(berlin, days=7)
    make_policy(berlin)
    author, learner = make_staff("berta", berlin, RoleCode.LM), make_staff("bert", berlin, RoleCode.TELLER)
    at = dt.datetime(2026, 3, 27, 22, 30, tzinfo=dt.UTC)
    version = writing.begin(berlin, by=author, at=at, kind=ContentKind.TRAINING_CARD, wording=asking(valid_days=30))
    version = bring(version, "published", by=author, reviewer=reviewer, at=at)
    answering.answer(version, by=learner, branch=berlin, at=at, number=1, answers=RIGHT)

    sweep_deadlines(at=at + 16 * DAY)

    # 23:30 in winter time is half past midnight in summer time, thirty times 24 hours later.
    assert tasks().get(owner=learner).values["until"] == "2026-04-27 00:30"


def test_a_warning_longer_than_it_holds_rises_at_once(make, take, teller, at):
    short = make(kind=ContentKind.NOTICE, wording=asking(valid_days=7), roles=[RoleCode.TELLER])
    take(short, teller)

    sweep_deadlines(at=at)

    assert tasks().get().due_at == at + 7 * DAY
