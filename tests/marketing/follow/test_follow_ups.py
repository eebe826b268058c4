"""Follow-ups: on open days, with consent, one tap, what comes next, and never somebody else's."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from lobby.branches.actors import CUSTOMER
from lobby.branches.enums import RoleCode
from lobby.branches.errors import LobbyError
from lobby.branches.models import BusinessDay
from lobby.customers.domain import consenting
from lobby.customers.enums.profile import ConsentPurpose
from lobby.floor.domain import reminders
from lobby.floor.goals import upkeep
from lobby.floor.models import Reminder
from lobby.live.models import Entry
from marketing.domain import contacting, follow, leads
from marketing.domain.follow.moving import locked, move
from marketing.enums.follow import FOLLOW_MOVES, FollowUpKind, FollowUpOutcome, FollowUpStatus
from marketing.enums.leads import LeadSource
from marketing.errors.follow import (
    BuiltUpon,
    DayOver,
    IllegalFollowUpMove,
    NotAgreed,
    NotTheirWork,
    NotYours,
    SayWhatCame,
    TakenByOther,
    TooLateToUndo,
)
from marketing.models import Contact, CoolOff, FollowUp, Lead, Message
from marketing.selectors.follow import lists_of, overdue_of
from tests.factories import make_staff
from tests.marketing.factories import make_customer

K = FollowUpKind
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)


@pytest.fixture
def plan(branch, customer, adviser, at):
    """Plan a contact in three days."""

    def planned(customer=customer, **fields) -> FollowUp | None:
        given = {"branch": branch, "by": adviser.actor, "at": at, "kind": K.VISIT, "days": 3}
        return follow.create(customer, **given | fields)

    return planned


def test_it_is_due_on_an_open_day_for_whoever_looks_after_the_customer(plan, branch, customer, adviser, at):
    BusinessDay.objects.create(branch=branch, date=dt.date(2026, 3, 13))

    made = plan(key="visit:1")

    assert made is not None
    assert made.owner == adviser
    assert made.due_on == dt.date(2026, 3, 16)  # Friday is a holiday here
    assert made.due_at.isoformat() == "2026-03-16T12:00:00+00:00"
    reminder = Reminder.objects.get()
    assert (reminder.owner, reminder.due_at) == (adviser, made.due_at)
    assert "张" not in str(reminder.values)
    assert plan(key="visit:1") is None
    late = plan(at=at + 11 * 60 * MINUTE, days=0, kind=K.LATER)
    assert late is not None
    assert late.due_on == dt.date(2026, 3, 11)  # after 20:00 it is not today any more


def test_without_consent_nothing_is_made_and_taking_it_back_ends_what_was(plan, customer, adviser, branch, at):
    service, offer = plan(), plan(kind=K.BIRTHDAY)
    assert service is not None
    assert offer is not None

    consenting.withdraw(customer, purpose=ConsentPurpose.MARKETING, by=adviser.actor, at=at, way="counter")

    offer.refresh_from_db()
    service.refresh_from_db()
    assert (offer.status, service.status) == ("cancelled", "open")
    assert Reminder.objects.filter(ended_at=None).count() == 1
    customer.refresh_from_db()
    assert plan(customer=customer, kind=K.MATURITY) is None
    assert upkeep(branch, adviser, service.due_on) == []  # who wants no offers is never listed (S324)
    customer.consent_service_at = None
    with pytest.raises(NotAgreed):
        follow.note(customer, branch=branch, by=adviser, at=at, due_on=at.date())
    with pytest.raises(DayOver):
        follow.note(customer, branch=branch, by=adviser, at=at, due_on=at.date() - DAY)


@pytest.mark.usefixtures("templates")
@pytest.mark.parametrize(
    ("outcome", "fields", "following"),
    [
        (FollowUpOutcome.REACHED, {}, None),
        (FollowUpOutcome.REACHED, {"next_on": dt.date(2026, 4, 1)}, (K.OWN, dt.date(2026, 4, 1), 0)),
        (FollowUpOutcome.INTERESTED, {}, None),
        (FollowUpOutcome.LATER, {}, (K.MATURITY, dt.date(2026, 3, 17), 0)),
        (FollowUpOutcome.LATER, {"next_on": dt.date(2026, 3, 14)}, (K.MATURITY, dt.date(2026, 3, 16), 0)),
        (FollowUpOutcome.NOT_REACHED, {}, (K.MATURITY, dt.date(2026, 3, 11), 1)),
        (FollowUpOutcome.NO, {}, None),
        (FollowUpOutcome.MESSAGE, {}, None),
    ],
)
def test_one_tap_says_what_came_of_it_and_what_comes_next(plan, adviser, at, outcome, fields, following):
    made = plan(kind=K.MATURITY, family="fund", about_on=dt.date(2026, 3, 20))

    ended = follow.finish(made, by=adviser, at=at, outcome=outcome, note="在家", **fields)

    found = (ended.next.kind, ended.next.due_on, ended.next.tries) if ended.next else None
    assert found == following
    assert not Reminder.objects.filter(subject_id=made.pk, ended_at=None).exists()
    lead = Lead.objects.filter(family="fund", source=LeadSource.FOLLOW_UP, creator=adviser)
    assert lead.exists() == (outcome == FollowUpOutcome.INTERESTED)
    assert Contact.objects.count() == (outcome not in (FollowUpOutcome.NOT_REACHED, FollowUpOutcome.MESSAGE))
    assert CoolOff.objects.filter(family="fund").exists() == (outcome == FollowUpOutcome.NO)
    messages = Message.objects.filter(subject_type="follow_up", subject_id=made.pk)
    assert messages.count() == (outcome == FollowUpOutcome.MESSAGE)
    if outcome == FollowUpOutcome.MESSAGE:
        assert "3月20日" in messages.get().body
        with pytest.raises(TooLateToUndo):
            follow.reopen(made, by=adviser, at=at)
        return
    back = follow.reopen(made, by=adviser, at=at + MINUTE)
    assert (back.status, back.note, back.next) == ("open", "", None)
    assert FollowUp.objects.filter(status=FollowUpStatus.OPEN).count() == 1
    # What it made is gone with it.
    assert (back.contact, back.lead, back.cool_off) == (None, None, None)
    assert (Contact.objects.count(), CoolOff.objects.count()) == (0, 0)
    assert not Lead.objects.exclude(status="withdrawn").exists()
    again = follow.finish(back, by=adviser, at=at + MINUTE, outcome=outcome, **fields)
    assert again.status == FollowUpStatus.DONE


def test_a_no_taken_back_leaves_the_peace_that_was_there_before(plan, branch, customer, adviser, at):
    earlier = contacting.refuse(customer, branch=branch, by=adviser.actor, at=at - DAY, family="fund")
    made = plan(kind=K.MATURITY, family="fund")

    follow.finish(made, by=adviser, at=at, outcome=FollowUpOutcome.NO)
    assert CoolOff.objects.get().until == earlier.until + DAY
    follow.reopen(made, by=adviser, at=at + MINUTE)

    assert CoolOff.objects.get().until == earlier.until
    told = Entry.objects.filter(type__in=("cool_off.taken_back", "contact.taken_back"))
    assert sorted(told.values_list("type", flat=True)) == ["contact.taken_back", "cool_off.taken_back"]


def test_what_somebody_went_on_with_is_not_taken_back(plan, branch, customer, adviser, head, at):
    """A lead that was offered or noted again, another no, a next follow-up that is done: nothing changes at all."""

    def offered(made: FollowUp) -> None:
        leads.offer(made.lead, by=adviser, at=at, to=adviser)

    def linked(made: FollowUp) -> None:
        leads.create(branch, by=head, at=at, customer=customer, family="fund", source=LeadSource.FOLLOW_UP)

    def another_no(made: FollowUp) -> None:
        contacting.refuse(customer, branch=branch, by=head.actor, at=at + MINUTE / 2, family="fund")

    def next_done(made: FollowUp) -> None:
        follow.finish(made.next, by=adviser, at=at, outcome=FollowUpOutcome.REACHED)

    for outcome, goes_on in (("interested", offered), ("interested", linked), ("no", another_no), ("later", next_done)):
        Lead.objects.filter(ended_at=None).update(status="withdrawn", ended_at=at, accept_by=None)
        CoolOff.objects.all().delete()
        Contact.objects.update(at=at - 40 * DAY)
        made = follow.finish(plan(kind=K.MATURITY, family="fund"), by=adviser, at=at, outcome=outcome)
        goes_on(made)
        rows = (Contact.objects.count(), CoolOff.objects.count(), Lead.objects.filter(ended_at=None).count())

        with pytest.raises(BuiltUpon):
            follow.reopen(made, by=adviser, at=at + MINUTE)

        made.refresh_from_db()
        assert (made.status, made.outcome) == ("done", outcome), goes_on.__name__
        now = (Contact.objects.count(), CoolOff.objects.count(), Lead.objects.filter(ended_at=None).count())
        assert now == rows, goes_on.__name__


def test_who_is_not_reached_is_tried_three_times(plan, adviser, at):
    made = plan()
    for days in range(3):
        assert made is not None
        made = follow.finish(made, by=adviser, at=at + days * DAY, outcome=FollowUpOutcome.NOT_REACHED).next

    assert made is None
    assert FollowUp.objects.count() == 3


def test_others_say_nothing_of_it_and_a_team_s_is_taken_once(plan, branch, head, teller, adviser, customer, at):
    mine = plan()
    with pytest.raises(NotYours):
        follow.finish(mine, by=teller, at=at, outcome=FollowUpOutcome.REACHED)
    with pytest.raises(NotYours):
        follow.call_off(mine, by=teller, at=at, reason="x")
    stranger = make_staff("far", None, RoleCode.TECH, unit=branch.unit)
    with pytest.raises(NotTheirWork):
        follow.assign(mine, to=stranger, by=head, at=at)
    assert follow.assign(mine, to=teller, by=head, at=at).owner == teller
    assert Reminder.objects.get(ended_at=None).owner == teller

    team = plan(customer=make_customer(branch, "C002", consent_service_at=at))
    assert team is not None
    assert (team.owner, Reminder.objects.filter(team=RoleCode.WM, ended_at=None).count()) == (None, 1)
    assert [one.pk for one in lists_of(branch, adviser, at=at).team] == [team.pk]
    assert follow.take(team, by=adviser, at=at).owner == adviser
    with pytest.raises(TakenByOther):
        follow.take(team, by=teller, at=at)
    done = follow.finish(team, by=adviser, at=at, outcome=FollowUpOutcome.REACHED)
    with pytest.raises(TooLateToUndo):
        follow.reopen(done, by=adviser, at=at + 2 * MINUTE)


def test_my_day_takes_and_calls_off_but_never_ticks_off(plan, branch, adviser, at):
    team = plan(customer=make_customer(branch, "C002", consent_service_at=at), days=0)
    reminder = Reminder.objects.get()
    reminders.take(reminder, by=adviser.actor, at=at)
    team.refresh_from_db()
    assert team.owner == adviser

    Reminder.objects.update(status="due")
    with pytest.raises(SayWhatCame):
        reminders.finish(reminder, by=adviser.actor, at=at)
    reminders.cancel(reminder, by=adviser.actor, at=at, reason="搬走了")

    team.refresh_from_db()
    assert (team.status, team.cancel_reason) == ("cancelled", "搬走了")
    assert "reason" not in Entry.objects.get(type="follow_up.cancelled").payload
    with connection.cursor() as cursor:
        cursor.execute("SELECT cancel_reason FROM marketing_followup WHERE id = %s", [team.pk])
        assert "搬走了" not in cursor.fetchone()[0]


def test_every_state_and_verb(plan, adviser, at):
    for status in FollowUpStatus:
        for verb, (sources, target) in FOLLOW_MOVES.items():
            made = plan()
            ended_at = None if status == FollowUpStatus.OPEN else at
            FollowUp.objects.filter(pk=made.pk).update(status=status, ended_at=ended_at)
            ends = {"ended_at": at if target in (FollowUpStatus.DONE, FollowUpStatus.CANCELLED) else None}
            if status in sources:
                assert move(locked(made), verb, **ends).status == (target or status)
            else:
                with pytest.raises(IllegalFollowUpMove):
                    move(locked(made), verb, **ends)


def test_lists_cost_the_same_at_any_length(plan, branch, adviser, at, django_assert_num_queries):
    for count in (1, 3):
        for number in range(count):
            plan(days=number)
        with django_assert_num_queries(5):
            found = lists_of(branch, adviser, at=at + DAY)
        with django_assert_num_queries(1):
            late = overdue_of(branch, at=at + DAY)
    assert (len(found.overdue), len(found.today), len(found.later)) == (2, 1, 1)
    assert (late[0].owner, late[0].count) == (adviser.name, 2)


def test_notes_are_encrypted(plan, adviser, at):
    follow.finish(plan(), by=adviser, at=at, outcome=FollowUpOutcome.REACHED, note="女儿要出国")

    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM marketing_followup")
        stored = str(cursor.fetchall())
        cursor.execute("SELECT payload::text FROM live_entry")
        told = str(cursor.fetchall())
    assert "女儿" not in stored + told


@pytest.mark.django_db(transaction=True)
def test_a_consent_taken_back_while_somebody_says_what_came_of_it(plan, customer, adviser, at):
    """Both hold the card first, so that neither waits for what the other holds."""
    for kind in ("later", "maturity"):
        follow_up = plan(customer=customer, days=0, kind=kind, family="wealth", key=kind)
        barrier, refused = Barrier(2), []

        def attempt(work, barrier=barrier, refused=refused):
            barrier.wait()
            try:
                work()
            except LobbyError as refusal:
                refused.append(refusal.code)
            finally:
                connection.close()

        works = (
            partial(follow.finish, follow_up, by=adviser, at=at, outcome="interested"),
            partial(consenting.withdraw, customer, purpose="marketing", by=CUSTOMER, at=at, way="link"),
        )
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(attempt, works))

        customer.refresh_from_db()
        assert customer.consent_marketing_at is None
        assert not Lead.objects.filter(ended_at=None).exists()
        customer = consenting.give(customer, purpose="marketing", by=CUSTOMER, at=at, way="counter")
