"""Reminders: the clock's steps, people's verbs, every move of the table."""

import datetime as dt

import pytest
from django.utils import translation

from lobby.branches.actors import SYSTEM
from lobby.floor import kinds
from lobby.floor.domain.reminders import acknowledge, cancel, cancel_about, create, finish, snooze
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums import OPEN_REMINDERS, REMINDER_MOVES, ReminderStatus
from lobby.floor.errors import EmptyText, IllegalReminderMove, ReasonMissing, SnoozesUsedUp, SnoozeTooLong
from lobby.floor.models import Alert, Reminder
from lobby.live import journal
from lobby.live.models import Entry

MINUTE = dt.timedelta(minutes=1)


def status_of(reminder):
    reminder.refresh_from_db()
    return reminder.status


def test_the_clock_takes_it_from_scheduled_to_escalated(reminder, manager, at):
    assert status_of(reminder) == ReminderStatus.SCHEDULED
    sweep_deadlines(at=at + 27 * MINUTE)
    assert status_of(reminder) == ReminderStatus.SCHEDULED
    sweep_deadlines(at=at + 28 * MINUTE)
    assert status_of(reminder) == ReminderStatus.DUE
    sweep_deadlines(at=at + 30 * MINUTE)
    assert status_of(reminder) == ReminderStatus.OVERDUE
    sweep_deadlines(at=at + 60 * MINUTE)
    assert status_of(reminder) == ReminderStatus.ESCALATED

    alert = Alert.objects.get()
    assert (alert.kind, alert.subject_id, alert.roles) == (kinds.OVERDUE, reminder.pk, ["LM"])
    assert alert.values["text"] == "补充填单"
    types = [entry.type for entry in journal.timeline("reminder", reminder.pk, reminder.branch_id, at)]
    assert types == ["reminder.scheduled", "reminder.due", "reminder.overdue", "reminder.escalated"]


def test_the_sweep_catches_up_after_a_long_stop(reminder, at):
    assert sweep_deadlines(at=at + 600 * MINUTE) == 1
    assert status_of(reminder) == ReminderStatus.ESCALATED


def test_create_of_something_due_now_is_due_at_once(branch, manager, at):
    reminder = create(manager, branch, by=SYSTEM, at=at, due_at=at + MINUTE, text="接待VIP")

    assert reminder.status == ReminderStatus.DUE


def test_create_without_words_is_refused(branch, manager, at):
    with pytest.raises(EmptyText):
        create(manager, branch, by=manager.actor, at=at, due_at=at, text="  ")

    assert not Reminder.objects.exists()


def test_snooze_puts_it_off_and_rings_again(reminder, manager, at):
    sweep_deadlines(at=at + 28 * MINUTE)

    snooze(reminder, by=manager.actor, at=at + 29 * MINUTE, until=at + 60 * MINUTE)

    assert sweep_deadlines(at=at + 59 * MINUTE) == 0
    assert sweep_deadlines(at=at + 60 * MINUTE) == 1
    assert status_of(reminder) == ReminderStatus.DUE
    assert reminder.due_at == at + 62 * MINUTE


def test_snooze_three_times_at_most(reminder, manager, at):
    for hour in range(1, 4):
        sweep_deadlines(at=at + 60 * hour * MINUTE - 31 * MINUTE)
        snooze(
            reminder,
            by=manager.actor,
            at=at + 60 * hour * MINUTE - 31 * MINUTE,
            until=at + 60 * hour * MINUTE + 29 * MINUTE,
        )
    sweep_deadlines(at=at + 210 * MINUTE)

    with pytest.raises(SnoozesUsedUp):
        snooze(reminder, by=manager.actor, at=at + 210 * MINUTE, until=at + 220 * MINUTE)


@pytest.mark.parametrize("minutes", [-1, 0, 24 * 60 + 1])
def test_snooze_into_the_past_or_beyond_a_day_is_refused(reminder, manager, at, minutes):
    with pytest.raises(SnoozeTooLong):
        snooze(reminder, by=manager.actor, at=at, until=at + minutes * MINUTE)


def test_finish_ends_the_alert_too(reminder, manager, at):
    sweep_deadlines(at=at + 60 * MINUTE)

    done = finish(reminder, by=manager.actor, at=at + 61 * MINUTE, outcome="已补充")

    assert (done.status, done.outcome, done.ended_at) == (ReminderStatus.DONE, "已补充", at + 61 * MINUTE)
    assert Alert.objects.get().resolve_reason == "done"
    assert sweep_deadlines(at=at + 600 * MINUTE) == 0


def test_cancel_needs_a_reason(reminder, manager, at):
    with pytest.raises(ReasonMissing):
        cancel(reminder, by=manager.actor, at=at, reason=" ")

    assert status_of(reminder) == ReminderStatus.SCHEDULED


def test_cancel_about_takes_a_rules_reminder_back(branch, manager, at):
    reminder = create(manager, branch, by=SYSTEM, at=at, due_at=at, text="x", subject=("thing", 3))

    assert cancel_about(("thing", 4), at=at, reason="gone", kind=kinds.OWN) == []
    assert [one.pk for one in cancel_about(("thing", 3), at=at, reason="gone", kind=kinds.OWN)] == [reminder.pk]
    assert status_of(reminder) == ReminderStatus.CANCELLED


VERBS = {
    "acknowledge": lambda one, by, at: acknowledge(one, by=by, at=at),
    "snooze": lambda one, by, at: snooze(one, by=by, at=at, until=at + MINUTE),
    "finish": lambda one, by, at: finish(one, by=by, at=at),
    "cancel": lambda one, by, at: cancel(one, by=by, at=at, reason="not needed"),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("status", ReminderStatus)
def test_every_move_of_the_table(reminder, manager, at, status, verb):
    Reminder.objects.update(status=status, ended_at=None if status in OPEN_REMINDERS else at)
    before, entries = Reminder.objects.values().get(), Entry.objects.count()
    sources, target = REMINDER_MOVES[verb]

    if status in sources:
        assert VERBS[verb](reminder, manager.actor, at).status == target
        assert Entry.objects.count() == entries + 1
        return
    with pytest.raises(IllegalReminderMove):
        VERBS[verb](reminder, manager.actor, at)
    assert (Reminder.objects.values().get(), Entry.objects.count()) == (before, entries)


@pytest.mark.parametrize("status", [one for one in ReminderStatus if one not in OPEN_REMINDERS])
def test_the_clock_leaves_ended_reminders_alone(reminder, at, status):
    Reminder.objects.update(status=status, ended_at=at)

    sweep_deadlines(at=at + 600 * MINUTE)

    assert status_of(reminder) == status


def test_an_overdue_rule_is_worded_in_the_readers_language(branch, manager, at):
    kinds.register_reminder(kinds.ReminderKind(name="test.rule", text=kinds.reminder_kind(kinds.OWN).text))
    reminder = create(
        manager, branch, by=SYSTEM, at=at, due_at=at, kind="test.rule", values={"text": {"zh": "回访", "en": "call"}}
    )
    sweep_deadlines(at=at + 30 * MINUTE)

    alert = Alert.objects.get(subject_id=reminder.pk)
    with translation.override("en"):
        assert "call" in kinds.alert_text(alert.kind, alert.values)
    with translation.override("zh-hans"):
        assert "回访" in kinds.alert_text(alert.kind, alert.values)
