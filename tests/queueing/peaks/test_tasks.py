"""The plan's steps become tasks of people; support is called down the list."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from lobby.branches.enums import RoleCode
from lobby.floor.domain import alerts, reminders
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.errors import ReasonMissing
from lobby.floor.models import Alert, Reminder
from lobby.floor.selectors.feed import feed
from queueing.domain import peaks, support
from queueing.domain.peak_windows import open_window
from queueing.errors.peaks import IllegalPeakMove, IllegalSupportMove, NotAuthorised
from queueing.models import Helper, PeakPlan, PeakTask, PlanStep, SupportCall
from queueing.selectors.peaks import calls_of, past_runs
from tests import factories
from tests.queueing.peaks.conftest import MINUTE

SECOND = dt.timedelta(seconds=1)


def start(branch, by, at):
    return peaks.start(branch, by=by.actor, at=at, reason="crowd")


def one_step(branch, manager, at, **fields):
    """A plan of one step, started."""
    plan = PeakPlan.objects.create(branch=branch, level="active")
    PeakPlan.objects.create(branch=branch, level="warning")
    PlanStep.objects.create(plan=plan, **{"role": RoleCode.LM, "kind": "announce", **fields})
    return start(branch, manager, at)


@pytest.fixture
def helpers(branch, lines):
    """Three of the back office with the skill, in the order of the list."""
    found = []
    for position, name in enumerate(["qian", "sun", "li"]):
        staff = factories.make_staff(name, branch, RoleCode.RM)
        factories.make_skills(staff, "cash")
        Helper.objects.create(branch=branch, staff=staff, position=position)
        found.append(staff)
    return found


def test_every_task_has_an_owner_at_once(branch, lines, plan, manager, assistant, lead, head, at):
    run = start(branch, manager, at)

    owners = {task.kind: task.owner for task in run.tasks.all() if task.level == "active"}
    assert None not in owners.values()
    assert (owners["chief"], owners["assistant"], owners["open_window"]) == (manager, assistant, lead)
    assert owners["keep_order"] == manager  # no guard is there: the role above has it
    run.refresh_from_db()
    assert (run.chief, run.assistant) == (manager, assistant)
    assert all(task.reminder.status == "due" for task in run.tasks.select_related("reminder"))


def test_where_nobody_below_is_there_the_head_has_it(branch, lines, head, at):
    plan = PeakPlan.objects.create(branch=branch, level="active")
    PlanStep.objects.create(plan=plan, role=RoleCode.LMA, kind="refreshments")

    run = start(branch, head, at)

    assert run.tasks.get(kind="refreshments").owner == head


def test_several_of_a_role_share_the_tasks(branch, lines, manager, at):
    second = factories.make_staff("qiu", branch, RoleCode.LM)
    plan = PeakPlan.objects.create(branch=branch, level="active")
    PeakPlan.objects.create(branch=branch, level="warning")
    for position in range(4):
        PlanStep.objects.create(plan=plan, position=position, role=RoleCode.LM, kind="announce")

    run = start(branch, manager, at)

    assert sorted(task.owner.pk for task in run.tasks.all()) == sorted([manager.pk, second.pk] * 2)


def test_a_task_nobody_takes_goes_to_the_next_within_two_minutes(branch, lines, manager, head, at):
    run = one_step(branch, manager, at)
    sweep_deadlines(at=at + 2 * MINUTE - SECOND)
    assert run.tasks.get().owner == manager

    sweep_deadlines(at=at + 2 * MINUTE)

    task = run.tasks.get()
    assert (task.owner, task.role, task.reminder.status) == (head, "HEAD", "due")
    assert Reminder.objects.get(owner=manager).status == "cancelled"
    assert [item.kind for item in feed(branch, head.pk, at=at)] == ["reminder"]


def test_a_task_that_was_taken_stays(branch, lines, manager, head, at):
    run = one_step(branch, manager, at)
    reminders.acknowledge(run.tasks.get().reminder, by=manager.actor, at=at + MINUTE)

    sweep_deadlines(at=at + 5 * MINUTE)

    assert run.tasks.get().owner == manager


def test_the_end_takes_open_tasks_back(branch, lines, plan, manager, at):
    run = start(branch, manager, at)
    peaks.stop(run, by=manager.actor, at=at + MINUTE, reason="over")

    assert set(PeakTask.objects.values_list("reminder__status", flat=True)) == {"cancelled"}
    assert sweep_deadlines(at=at + 30 * MINUTE) <= 1  # the review's own reminder at most


def test_the_first_of_the_list_is_asked_in_person(branch, helpers, manager, lead, at):
    one_step(branch, manager, at, kind="call_support", skill="cash")

    call = SupportCall.objects.get()
    assert (call.staff, call.status) == (helpers[0], "asked")
    assert [item.text for item in feed(branch, helpers[0].pk, at=at)] != []
    assert [item.kind for item in feed(branch, helpers[1].pk, at=at)] == []


def test_a_declined_call_goes_to_the_next_person(branch, helpers, manager, at):
    run = one_step(branch, manager, at, kind="call_support", skill="cash")
    first = SupportCall.objects.get()
    with pytest.raises(ReasonMissing):
        support.decline(first, by=helpers[0].actor, at=at, reason=" ")

    support.decline(first, by=helpers[0].actor, at=at + MINUTE, reason="with a customer")

    told = [(call.staff, call.status, call.reason) for call in calls_of(run)]
    assert told == [(helpers[0], "declined", "with a customer"), (helpers[1], "asked", "")]
    assert feed(branch, helpers[0].pk, at=at) == []
    assert len(feed(branch, helpers[1].pk, at=at)) == 1


def test_a_call_without_an_answer_goes_to_the_next_person_in_time(branch, helpers, manager, at):
    run = one_step(branch, manager, at, kind="call_support", skill="cash")

    sweep_deadlines(at=at + 2 * MINUTE - SECOND)
    assert calls_of(run).count() == 1
    sweep_deadlines(at=at + 2 * MINUTE)
    sweep_deadlines(at=at + 4 * MINUTE)
    sweep_deadlines(at=at + 6 * MINUTE)

    assert [call.status for call in calls_of(run)] == ["lapsed", "lapsed", "lapsed"]
    assert Alert.objects.filter(kind="peak.no_help", resolved_at__isnull=True).count() == 1


def test_only_people_with_the_skill_and_without_a_counter_are_asked(branch, helpers, manager, counter, personal, at):
    factories.make_skills(helpers[1], "personal")
    factories.make_session(counter, helpers[0], at)

    run = one_step(branch, manager, at, kind="call_support", skill="personal")

    assert [call.staff for call in calls_of(run)] == [helpers[1]]


def test_without_a_list_everybody_who_may_work_at_a_counter_is_asked(branch, lines, manager, teller, stranger, at):
    run = one_step(branch, manager, at, kind="call_support")

    assert [call.staff for call in calls_of(run)] == [teller]


def test_several_people_are_asked_at_once(branch, helpers, manager, at):
    run = one_step(branch, manager, at, kind="call_support", skill="cash", people=2)

    assert [call.staff for call in calls_of(run)] == helpers[:2]


def test_minutes_of_support_are_in_the_report(branch, helpers, manager, at):
    run = one_step(branch, manager, at, kind="call_support", skill="cash")
    call = support.accept(SupportCall.objects.get(), by=helpers[0].actor, at=at + MINUTE)
    support.release(call, by=helpers[0].actor, at=at + 31 * MINUTE)
    peaks.stop(run, by=manager.actor, at=at + 40 * MINUTE, reason="over")

    (row,) = past_runs(branch, at=at + 60 * MINUTE, first=0, count=20)

    assert (row.minutes, row.support_minutes, row.helpers) == (40, 30, 1)


def test_the_end_of_the_peak_ends_support(branch, helpers, manager, at):
    run = one_step(branch, manager, at, kind="call_support", skill="cash", people=2)
    first, second = SupportCall.objects.order_by("pk")
    support.accept(first, by=helpers[0].actor, at=at + MINUTE)

    peaks.stop(run, by=manager.actor, at=at + 11 * MINUTE, reason="over")

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, first.minutes(at + 99 * MINUTE), second.status) == ("released", 10, "cancelled")
    assert not Alert.objects.filter(resolved_at__isnull=True).exists()
    with pytest.raises(IllegalSupportMove):
        support.accept(second, by=helpers[1].actor, at=at)


def test_taking_the_alert_is_an_answer(branch, helpers, manager, at):
    one_step(branch, manager, at, kind="call_support", skill="cash")

    alerts.accept(Alert.objects.get(kind="peak.support"), by=helpers[0].actor, at=at + MINUTE)

    call = SupportCall.objects.get()
    assert (call.status, call.answered_at) == ("accepted", at + MINUTE)
    assert Alert.objects.get(kind="peak.support").status == "resolved"


def test_a_temporary_window_needs_a_supervisor(branch, lines, plan, manager, lead, teller, counter2, at):
    run = start(branch, manager, at)
    with pytest.raises(NotAuthorised):
        open_window(run, by=manager, at=at, counter=counter2, teller=teller)

    session = open_window(run, by=lead, at=at, counter=counter2, teller=teller)

    assert (session.staff, session.counter) == (teller, counter2)
    assert run.tasks.get(kind="open_window").reminder.status == "done"
    peaks.stop(run, by=manager.actor, at=at, reason="over")
    run.refresh_from_db()
    with pytest.raises(IllegalPeakMove):
        open_window(run, by=lead, at=at, counter=counter2, teller=teller)


def test_the_database_lets_nobody_else_open_windows(branch, lines, at):
    plan = PeakPlan.objects.create(branch=branch, level="active")

    with pytest.raises(IntegrityError), transaction.atomic():
        PlanStep.objects.create(plan=plan, role=RoleCode.LM, kind="open_window")
