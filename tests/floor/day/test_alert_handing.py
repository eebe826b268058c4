"""Alerts that go to somebody: by hand, to the next person, to the zone, to the roles, to a role above."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.branches.models import RoleGrant
from lobby.floor import kinds
from lobby.floor.domain.alerts import accept, escalate, hand_over, raise_alert, resolve, resolve_about, snooze
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.domain.zone_duties import enter_zone, leave_zone
from lobby.floor.enums import ALERT_MOVES, AlertStatus
from lobby.floor.enums.alerts import Reach
from lobby.floor.errors import IllegalAlertMove, NobodyAbove, ReasonMissing, SnoozesUsedUp
from lobby.floor.errors.alerts import AlertSnoozeTooLong
from lobby.floor.errors.handing import AlreadyTheirs, NotAtBranch, NotYours, ToOneself
from lobby.floor.models import Alert, Deadline
from lobby.floor.selectors.feed import feed
from lobby.live import journal
from lobby.live.models import Entry
from tests.factories import make_staff, make_zone

MINUTE = dt.timedelta(minutes=1)


def sees(branch, staff, at):
    return [item.id for item in feed(branch, staff.pk, at=at) if item.kind == "alert"]


def types(alert, at):
    return [entry.type for entry in journal.timeline("alert", alert.pk, alert.branch_id, at)]


def test_hand_over_asks_one_person_and_starts_their_time(raised, branch, manager, assistant, assistant2, at):
    alert = accept(raised(), by=assistant.actor, at=at)

    handed = hand_over(alert, to=manager, by=assistant.actor, at=at + MINUTE, reason="called to the vault")

    assert (handed.status, handed.person, handed.accepted_by) == (AlertStatus.RAISED, manager, None)
    assert sees(branch, manager, at) == [alert.pk]
    assert sees(branch, assistant, at) == sees(branch, assistant2, at) == []
    assert Deadline.objects.get(done_at=None).due_at == at + 6 * MINUTE
    assert Entry.objects.get(type="alert.handed_over").payload["reason"] == "called to the vault"


def test_nobody_accepts_by_name_so_the_next_person_then_the_roles_then_above(
    raised, branch, manager, head, assistant, assistant2, at
):
    alert = hand_over(raised(), to=assistant, by=manager.actor, at=at, reason="x")

    assert sweep_deadlines(at=at + 5 * MINUTE) == 1
    assert (sees(branch, assistant, at), sees(branch, assistant2, at)) == ([], [alert.pk])
    assert sweep_deadlines(at=at + 10 * MINUTE) == 1
    assert sees(branch, assistant, at) == sees(branch, assistant2, at) == [alert.pk]
    assert sees(branch, manager, at) == []
    assert sweep_deadlines(at=at + 15 * MINUTE) == 1
    assert sees(branch, manager, at) == [alert.pk]
    assert sweep_deadlines(at=at + 20 * MINUTE) == 1
    assert sees(branch, head, at) == [alert.pk]
    assert sweep_deadlines(at=at + 900 * MINUTE) == 0
    assert types(alert, at) == [
        "alert.raised",
        "alert.handed_over",
        "alert.handed_over",
        "alert.widened",
        "alert.escalated",
        "alert.escalated",
    ]


def test_a_named_person_is_asked_before_the_roles(branch, manager, assistant, at):
    alert = raise_alert(branch, "test.leak", by=SYSTEM, at=at, subject=("thing", 1), person=manager)

    assert alert.reach == Reach.PERSON
    assert (sees(branch, manager, at), sees(branch, assistant, at)) == ([alert.pk], [])


def test_an_untimed_kind_asks_person_and_roles_at_once(branch, teller, manager, at):
    alert = raise_alert(branch, kinds.PARKED, by=SYSTEM, at=at, subject=("deadline", 1), person=teller)

    assert sees(branch, manager, at) == sees(branch, teller, at) == [alert.pk]


def test_an_untimed_alert_handed_over_comes_back_to_its_roles(branch, manager, head, teller, at):
    alert = raise_alert(branch, kinds.PARKED, by=SYSTEM, at=at, subject=("deadline", 1))
    hand_over(alert, to=teller, by=manager.actor, at=at, reason="x")

    for minutes in (5, 10, 15, 20):
        sweep_deadlines(at=at + minutes * MINUTE)

    assert sees(branch, head, at) == [alert.pk]
    assert not Deadline.objects.filter(done_at=None).exists()


def test_hand_over_to_oneself_is_refused(raised, manager, at):
    with pytest.raises(ToOneself):
        hand_over(raised(), to=manager, by=manager.actor, at=at, reason="x")


def test_hand_over_to_whoever_has_it_is_refused(raised, manager, assistant, head, at):
    alert = hand_over(raised(), to=assistant, by=manager.actor, at=at, reason="x")

    with pytest.raises(AlreadyTheirs):
        hand_over(alert, to=assistant, by=head.actor, at=at, reason="x")
    accept(alert, by=assistant.actor, at=at)
    with pytest.raises(AlreadyTheirs):
        hand_over(alert, to=assistant, by=head.actor, at=at, reason="x")


def test_hand_over_to_a_stranger_is_refused(raised, manager, stranger, at):
    with pytest.raises(NotAtBranch):
        hand_over(raised(), to=stranger, by=manager.actor, at=at, reason="x")


def test_hand_over_without_a_reason_is_refused(raised, manager, assistant, at):
    with pytest.raises(ReasonMissing):
        hand_over(raised(), to=assistant, by=manager.actor, at=at, reason=" ")


def test_an_alert_of_a_zone_asks_its_people_first(branch, zone, manager, assistant, assistant2, raised, at):
    enter_zone(zone, assistant, by=assistant.actor, at=at)
    alert = raised(zone=zone)

    assert (sees(branch, assistant, at), sees(branch, assistant2, at)) == ([alert.pk], [])
    sweep_deadlines(at=at + 5 * MINUTE)
    assert (sees(branch, assistant2, at), sees(branch, manager, at)) == ([alert.pk], [])
    sweep_deadlines(at=at + 10 * MINUTE)
    assert sees(branch, manager, at) == [alert.pk]


def test_an_alert_of_a_zone_asks_everybody_when_nobody_is_there(
    branch, zone, assistant, assistant2, teller, raised, at
):
    enter_zone(zone, teller, by=teller.actor, at=at)
    enter_zone(zone, assistant, by=assistant.actor, at=at)
    alert = raised(zone=zone)
    leave_zone(zone, assistant, by=assistant.actor, at=at)

    assert sees(branch, assistant, at) == sees(branch, assistant2, at) == [alert.pk]
    assert sees(branch, teller, at) == []


def test_an_alert_of_an_empty_zone_goes_up_in_the_same_time(zone, raised, at):
    raised(zone=zone)

    sweep_deadlines(at=at + 5 * MINUTE)

    assert Alert.objects.get().roles == ["LMA", "LM"]


def test_yesterdays_zone_counts_no_more(branch, zone, assistant, assistant2, raised, at):
    enter_zone(zone, assistant, by=assistant.actor, at=at - dt.timedelta(days=1))

    alert = raised(zone=zone)

    assert sees(branch, assistant2, at) == [alert.pk]


def test_somebody_may_be_in_two_zones_and_says_so_once(branch, zone, assistant, raised, at):
    other = make_zone(branch, "self")
    first = enter_zone(zone, assistant, by=assistant.actor, at=at)
    enter_zone(other, assistant, by=assistant.actor, at=at)

    assert enter_zone(zone, assistant, by=assistant.actor, at=at + MINUTE).pk == first.pk
    assert Entry.objects.filter(type="zone.entered").count() == 2
    assert leave_zone(zone, assistant, by=assistant.actor, at=at + MINUTE)
    assert not leave_zone(zone, assistant, by=assistant.actor, at=at + MINUTE)


def test_it_goes_up_only_to_a_role_that_reaches_somebody_new(branch, at):
    head = make_staff("wang", branch, RoleCode.HEAD)
    RoleGrant.objects.create(staff=head, role=RoleCode.LM, branch=branch)
    alert = raise_alert(branch, kinds.OVERDUE, by=SYSTEM, at=at, subject=("reminder", 1))

    with pytest.raises(NobodyAbove):
        escalate(alert, by=SYSTEM, at=at)
    assert sweep_deadlines(at=at + 5 * MINUTE) == 1
    assert sweep_deadlines(at=at + 500 * MINUTE) == 0
    assert Alert.objects.get().level == 0


def test_a_role_without_anybody_is_passed_over_for_one_with_somebody(raised, head, at):
    alert = escalate(raised(), by=SYSTEM, at=at)

    assert alert.roles == ["LMA", "HEAD"]


def test_an_alert_about_somebody_never_asks_them(branch, manager, head, at):
    alert = raise_alert(branch, kinds.OVERDUE, by=SYSTEM, at=at, subject=("reminder", 1), apart_from=manager)

    assert alert.roles == ["HEAD"]
    assert (sees(branch, manager, at), sees(branch, head, at)) == ([], [alert.pk])
    with pytest.raises(NotYours):
        accept(alert, by=manager.actor, at=at)
    with pytest.raises(ToOneself):
        hand_over(alert, to=manager, by=head.actor, at=at, reason="x")


def test_of_two_managers_the_other_one_hears_of_it(branch, manager, at):
    other = make_staff("second", branch, RoleCode.LM)

    alert = raise_alert(branch, kinds.OVERDUE, by=SYSTEM, at=at, subject=("reminder", 1), apart_from=manager)

    assert alert.roles == ["LM"]
    assert (sees(branch, manager, at), sees(branch, other, at)) == ([], [alert.pk])


@pytest.mark.parametrize("field", ["person", "accepted_by"])
def test_the_database_lets_nobody_have_an_alert_about_themselves(branch, manager, raised, field):
    raised(apart_from=manager)

    with pytest.raises(IntegrityError), transaction.atomic():
        Alert.objects.update(**{field: manager})


def test_snooze_takes_it_off_ones_own_feed_until_the_moment(raised, branch, assistant, assistant2, at):
    alert = accept(raised(), by=assistant.actor, at=at)

    snooze(alert, by=assistant.actor, at=at, until=at + 15 * MINUTE)

    assert (sees(branch, assistant, at), sees(branch, assistant2, at)) == ([], [alert.pk])
    assert sweep_deadlines(at=at + 14 * MINUTE) == 0
    assert sweep_deadlines(at=at + 15 * MINUTE) == 1
    assert sees(branch, assistant, at) == [alert.pk]
    assert types(alert, at) == ["alert.raised", "alert.accepted", "alert.snoozed", "alert.woken"]


def test_snooze_three_times_at_most(raised, assistant, at):
    alert = accept(raised(), by=assistant.actor, at=at)
    for number in range(3):
        moment = at + 10 * number * MINUTE
        snooze(alert, by=assistant.actor, at=moment, until=moment + 5 * MINUTE)
        sweep_deadlines(at=moment + 5 * MINUTE)

    with pytest.raises(SnoozesUsedUp):
        snooze(alert, by=assistant.actor, at=at + 60 * MINUTE, until=at + 65 * MINUTE)


@pytest.mark.parametrize("minutes", [-1, 0, 121])
def test_snooze_into_the_past_or_too_far_is_refused(raised, assistant, at, minutes):
    alert = accept(raised(), by=assistant.actor, at=at)

    with pytest.raises(AlertSnoozeTooLong):
        snooze(alert, by=assistant.actor, at=at, until=at + minutes * MINUTE)


def test_snooze_of_somebody_elses_alert_or_twice_is_refused(raised, assistant, assistant2, at):
    alert = accept(raised(), by=assistant.actor, at=at)

    with pytest.raises(NotYours):
        snooze(alert, by=assistant2.actor, at=at, until=at + MINUTE)
    snooze(alert, by=assistant.actor, at=at, until=at + MINUTE)
    with pytest.raises(IllegalAlertMove):
        snooze(alert, by=assistant.actor, at=at, until=at + 2 * MINUTE)


def test_what_nobody_accepted_cannot_be_put_off_and_goes_up(raised, manager, assistant, at):
    alert = raised()

    with pytest.raises(IllegalAlertMove):
        snooze(alert, by=assistant.actor, at=at, until=at + MINUTE)
    sweep_deadlines(at=at + 5 * MINUTE)
    alert.refresh_from_db()
    assert alert.status == AlertStatus.ESCALATED


def test_resolving_ends_the_snooze(raised, assistant, at):
    alert = snooze(accept(raised(), by=assistant.actor, at=at), by=assistant.actor, at=at, until=at + MINUTE)

    assert resolve(alert, by=assistant.actor, at=at).snoozed_until is None
    assert sweep_deadlines(at=at + MINUTE) == 0


def test_resolve_about_leaves_out_what_is_resolved_already(raised, assistant, at):
    raised(1)
    resolve(raised(1, roles=["LMA"]), by=assistant.actor, at=at)

    assert resolve_about(("thing", 1), at=at, reason="gone") == []


@pytest.mark.parametrize("status", AlertStatus)
@pytest.mark.parametrize("verb", ["hand_over", "snooze"])
def test_every_state_and_handing_verb(raised, manager, assistant, at, status, verb):
    alert = raised()
    is_over, is_accepted = status == AlertStatus.RESOLVED, status == AlertStatus.ACCEPTED
    Alert.objects.update(
        status=status,
        resolved_at=at if is_over else None,
        accepted_by=manager if is_accepted else None,
    )
    before, entries = Alert.objects.values().get(), Entry.objects.count()
    more = {"to": assistant, "reason": "x"} if verb == "hand_over" else {"until": at + MINUTE}
    act = {"hand_over": hand_over, "snooze": snooze}[verb]
    sources, target = ALERT_MOVES[verb]

    if status in sources:
        assert act(alert, by=manager.actor, at=at, **more).status == target
        assert Entry.objects.count() == entries + 1
        return
    with pytest.raises(IllegalAlertMove):
        act(alert, by=manager.actor, at=at, **more)
    assert (Alert.objects.values().get(), Entry.objects.count()) == (before, entries)


@pytest.mark.parametrize("status", AlertStatus)
def test_the_clock_moves_only_what_nobody_takes_care_of(raised, manager, assistant, assistant2, at, status):
    alert = hand_over(raised(), to=assistant, by=manager.actor, at=at, reason="x")
    Alert.objects.update(status=status, resolved_at=at if status == AlertStatus.RESOLVED else None)

    sweep_deadlines(at=at + 5 * MINUTE)

    alert.refresh_from_db()
    is_moved = status in ALERT_MOVES["widen"][0]
    assert alert.status == (ALERT_MOVES["widen"][1] if is_moved else status)
    assert (alert.person == assistant2) is is_moved
