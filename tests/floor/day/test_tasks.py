"""Tasks: taken, handed over, bounced, put off; who may do what; every move."""

import datetime as dt

import pytest

from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import RoleGrant
from lobby.floor import kinds
from lobby.floor.access.alerts import reminder_for
from lobby.floor.domain.reminders import acknowledge, cancel, create, finish, hand_over, snooze, take
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.domain.tasks import give
from lobby.floor.enums import OPEN_REMINDERS, ReminderStatus
from lobby.floor.errors import IllegalReminderMove, ReasonMissing
from lobby.floor.errors.handing import AlreadyTheirs, NotAtBranch, TakenAlready
from lobby.floor.models import Alert, Deadline, Reminder
from lobby.floor.selectors.feed import feed
from lobby.live.models import Entry
from tests.factories import make_staff

MINUTE = dt.timedelta(minutes=1)


def pass_on(task, to, by, at):
    return hand_over(task, to=to, by=by.actor, at=at, reason="busy")


def test_take_makes_a_teams_task_ones_own(task, assistant, at):
    taken = take(task(team="LMA"), by=assistant.actor, at=at)

    assert (taken.owner, taken.team, taken.status) == (assistant, "LMA", ReminderStatus.DUE)
    assert Entry.objects.filter(type="reminder.taken").count() == 1


def test_the_second_taker_is_refused(task, assistant, assistant2, at):
    waiting = task(team="LMA")
    take(waiting, by=assistant.actor, at=at)

    with pytest.raises(TakenAlready):
        take(waiting, by=assistant2.actor, at=at)
    with pytest.raises(TakenAlready):
        take(task(assistant), by=assistant2.actor, at=at)


def test_hand_over_counts_and_tells_why(task, manager, assistant, at):
    passed = pass_on(task(assistant), manager, assistant, at)

    assert (passed.owner, passed.bounces) == (manager, 1)
    news = Entry.objects.get(type="reminder.handed_over").payload
    assert (news["was"], news["owner"], news["reason"], news["bounces"]) == (assistant.pk, manager.pk, "busy", 1)


def test_hand_over_to_a_team_lets_one_of_them_take_it(task, manager, assistant, assistant2, at):
    passed = pass_on(task(assistant), "LMA", assistant, at)

    assert (passed.owner, passed.team) == (None, "LMA")
    assert take(passed, by=assistant2.actor, at=at).owner == assistant2


def test_passed_on_twice_the_head_hears_of_it_once(task, manager, head, assistant, assistant2, at):
    thing = task(assistant)
    pass_on(thing, assistant2, assistant, at)
    assert not Alert.objects.exists()

    pass_on(thing, assistant, assistant2, at)
    pass_on(thing, assistant2, assistant, at)

    alert = Alert.objects.get()
    assert (alert.kind, alert.roles, alert.subject_id) == (kinds.BOUNCED, ["HEAD"], thing.pk)
    assert [item.id for item in feed(thing.branch, head.pk, at=at)] == [alert.pk]


def test_the_heads_own_handing_over_decides(task, manager, head, assistant, assistant2, at):
    thing = task(assistant)
    pass_on(thing, assistant2, assistant, at)
    pass_on(thing, assistant, assistant2, at)

    pass_on(thing, manager, head, at)

    assert Alert.objects.get().resolve_reason == "decided"
    pass_on(thing, assistant, manager, at)
    assert Alert.objects.filter(kind=kinds.BOUNCED, resolved_at=None).count() == 1


def test_finishing_ends_the_heads_alert(task, head, assistant, assistant2, at):
    thing = task(assistant)
    pass_on(thing, assistant2, assistant, at)
    pass_on(thing, assistant, assistant2, at)

    finish(thing, by=assistant.actor, at=at)

    assert Alert.objects.get().resolved_at == at


def test_hand_over_needs_a_reason_somebody_else_and_a_colleague(task, assistant, stranger, at):
    with pytest.raises(ReasonMissing):
        hand_over(task(assistant), to=assistant, by=assistant.actor, at=at, reason=" ")
    with pytest.raises(AlreadyTheirs):
        pass_on(task(assistant), assistant, assistant, at)
    with pytest.raises(AlreadyTheirs):
        pass_on(task(team="LMA"), "LMA", assistant, at)
    with pytest.raises(NotAtBranch):
        pass_on(task(assistant), stranger, assistant, at)


def test_whoever_gets_it_late_has_the_kinds_time_again(task, manager, assistant, assistant2, at):
    thing = task(assistant)
    sweep_deadlines(at=at + 90 * MINUTE)
    thing.refresh_from_db()
    assert (thing.status, Alert.objects.get().roles) == (ReminderStatus.ESCALATED, ["LM"])

    passed = pass_on(thing, assistant2, assistant, at + 100 * MINUTE)

    assert (passed.status, Alert.objects.get().resolve_reason) == (ReminderStatus.OVERDUE, "handed over")
    sweep_deadlines(at=at + 129 * MINUTE)
    assert not Alert.objects.filter(resolved_at=None).exists()
    sweep_deadlines(at=at + 130 * MINUTE)
    assert Alert.objects.get(resolved_at=None).apart_from == assistant2


def test_overdue_tells_the_head_when_the_only_manager_is_the_owner(task, manager, head, at):
    task(manager)

    sweep_deadlines(at=at + 90 * MINUTE)

    alert = Alert.objects.get()
    assert (alert.roles, alert.apart_from) == (["HEAD"], manager)
    assert not [item for item in feed(alert.branch, manager.pk, at=at) if item.kind == "alert"]


def test_overdue_of_an_assistant_tells_the_manager_then_the_head(task, manager, head, assistant, at):
    task(assistant)

    sweep_deadlines(at=at + 90 * MINUTE)
    assert Alert.objects.get().roles == ["LM"]
    sweep_deadlines(at=at + 95 * MINUTE)
    assert Alert.objects.get().roles == ["LM", "HEAD"]


def test_a_snoozed_task_keeps_its_due_time(task, assistant, at):
    later = snooze(task(assistant), by=assistant.actor, at=at, until=at + 20 * MINUTE)

    assert (later.remind_at, later.due_at) == (at + 20 * MINUTE, at + 60 * MINUTE)
    again = snooze(task(assistant), by=assistant.actor, at=at, until=at + 90 * MINUTE)
    assert again.due_at == at + 90 * MINUTE


def test_a_task_asks_for_an_act_only_when_it_is_nearly_due(task, branch, assistant, at):
    task(assistant, due_at=at + dt.timedelta(days=3))

    (item,) = feed(branch, assistant.pk, at=at)
    assert (item.severity, item.is_asking) == ("", False)
    (item,) = feed(branch, assistant.pk, at=at + dt.timedelta(days=3) - 30 * MINUTE)
    assert item.severity == "attention"


def test_a_teams_task_stands_in_its_members_feeds_when_it_is_near(task, branch, manager, assistant, assistant2, at):
    thing = task(team="LMA", due_at=at + 10 * MINUTE)

    (item,) = feed(branch, assistant.pk, at=at)
    assert (item.id, item.is_team) == (thing.pk, True)
    assert feed(branch, manager.pk, at=at) == []
    take(thing, by=assistant2.actor, at=at)
    assert feed(branch, assistant.pk, at=at) == []


WHO = {
    "owner": {"acknowledge", "snooze", "finish", "hand_over", "read", "take"},
    "team": {"finish", "read", "take"},
    "maker": {"cancel", "read", "hand_over"},
    "head": {"cancel", "read", "hand_over"},
    "teller": set(),
    "stranger": set(),
}


@pytest.mark.parametrize("verb", ["acknowledge", "snooze", "finish", "hand_over", "cancel", "take", "read"])
@pytest.mark.parametrize("who", WHO)
def test_who_may_do_what_with_a_taken_task(task, manager, head, teller, stranger, assistant, assistant2, at, who, verb):
    taken = take(task(team="LMA"), by=assistant.actor, at=at)
    people = {"owner": assistant, "team": assistant2, "maker": manager, "head": head}
    person = people.get(who, teller if who == "teller" else stranger)

    if verb in WHO[who]:
        assert reminder_for(person, taken.pk, verb) == taken
        return
    with pytest.raises(Forbidden if WHO[who] else NotFound):
        reminder_for(person, taken.pk, verb)


def test_one_of_the_team_may_hand_on_what_nobody_took(task, assistant, teller, at):
    waiting = task(team="LMA")

    assert reminder_for(assistant, waiting.pk, "hand_over") == waiting
    with pytest.raises(NotFound):
        reminder_for(teller, waiting.pk, "read")


def test_giving_to_others_needs_the_right(branch, manager, teller, assistant, stranger, at):
    given = {"at": at, "due_at": at + 60 * MINUTE, "text": "x"}

    assert give(branch, to=teller, giver=teller, by=teller.actor, **given).owner == teller
    assert give(branch, to=assistant, giver=manager, by=manager.actor, **given).made_by == manager
    assert give(branch, to="LMA", giver=manager, by=manager.actor, **given).team == "LMA"
    for to in (assistant, "LMA"):
        with pytest.raises(Forbidden):
            give(branch, to=to, giver=teller, by=teller.actor, **given)
    with pytest.raises(NotAtBranch):
        give(branch, to=stranger, giver=manager, by=manager.actor, **given)


HAND_OVER_TO = {
    # Its time came long ago, so the clock takes its step as well.
    ReminderStatus.SCHEDULED: ReminderStatus.DUE,
    ReminderStatus.ACKNOWLEDGED: ReminderStatus.DUE,
    ReminderStatus.SNOOZED: ReminderStatus.DUE,
    ReminderStatus.ESCALATED: ReminderStatus.OVERDUE,
}


@pytest.mark.parametrize("status", ReminderStatus)
@pytest.mark.parametrize("verb", ["take", "hand_over"])
def test_every_state_and_handing_verb(task, manager, assistant, at, status, verb):
    thing = task(team="LMA")
    is_over = status not in OPEN_REMINDERS
    Reminder.objects.update(status=status, ended_at=at if is_over else None)
    before, entries = Reminder.objects.values().get(), Entry.objects.count()

    def act():
        if verb == "take":
            return take(thing, by=assistant.actor, at=at)
        return pass_on(thing, assistant, manager, at)

    if is_over:
        with pytest.raises(IllegalReminderMove):
            act()
        assert (Reminder.objects.values().get(), Entry.objects.count()) == (before, entries)
        return
    moved = act()
    assert moved.status == (HAND_OVER_TO.get(status, status) if verb == "hand_over" else status)
    assert moved.owner == assistant


def test_nothing_more_happens_to_a_task_that_is_done(task, manager, assistant, at):
    done = finish(task(assistant), by=assistant.actor, at=at)

    for act in (
        lambda: take(done, by=manager.actor, at=at),
        lambda: pass_on(done, manager, assistant, at),
        lambda: acknowledge(done, by=assistant.actor, at=at),
        lambda: cancel(done, by=manager.actor, at=at, reason="x"),
    ):
        with pytest.raises(IllegalReminderMove):
            act()
    assert not Deadline.objects.filter(done_at=None).exists()


def test_the_head_who_is_the_only_manager_is_not_told_about_their_own_task(branch, at):
    head = make_staff("wang", branch, RoleCode.HEAD)
    RoleGrant.objects.create(staff=head, role=RoleCode.LM, branch=branch)
    create(head, branch, by=SYSTEM, at=at, due_at=at + MINUTE, kind=kinds.TASK, text="x")

    sweep_deadlines(at=at + 31 * MINUTE)

    assert [item.kind for item in feed(branch, head.pk, at=at + 31 * MINUTE)] == ["reminder"]
