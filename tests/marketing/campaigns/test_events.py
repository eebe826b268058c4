"""Events: every state with every verb, approved material first, seats in order, the funnel from its rows (S011, S016)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from lobby.branches.actors import CUSTOMER
from lobby.branches.errors import LobbyError, NotFound
from lobby.customers.domain import consenting
from lobby.customers.enums.holds import ContactHoldKind
from lobby.customers.enums.profile import ConsentPurpose
from lobby.customers.models import ContactHold
from lobby.floor.domain.library import writing
from lobby.floor.models.library import LibraryVersion
from lobby.kpi import periods
from lobby.kpi.readings import read
from lobby.live.models import Entry
from marketing.domain.campaigns import choosing, holding, inviting
from marketing.domain.contacting import refuse
from marketing.enums.campaigns import EVENT_MOVES, GUEST_MOVES, EventStatus, GuestStatus
from marketing.enums.products import Family
from marketing.errors.campaigns import (
    ApprovesOwnPlan,
    IllegalEventMove,
    IllegalGuestMove,
    NoApprovedMaterial,
    NoSeat,
    NotInvitable,
    NotYet,
    OwnerElsewhere,
    PrivateNotPromoted,
    SignUpClosed,
    SpanUnfit,
    TooFewSeats,
)
from marketing.kpis.campaigns import K24
from marketing.models import Contact, CoolOff, Event, EventGuest, SuitabilityCheck
from marketing.selectors.campaigns.funnels import Funnel, funnels, guests_of
from tests.marketing.campaigns.conftest import DAY, HOUR
from tests.marketing.factories import make_assessment, make_customer, make_lead, make_product
from tests.statements import statements_at_most

E, G = EventStatus, GuestStatus


def test_every_state_with_every_verb(event, adviser, head, at):
    begun = at + 2 * DAY
    acts = {
        "approve": lambda one: holding.approve(one, by=head, at=at),
        "start_inviting": lambda one: holding.start_inviting(one, by=adviser, at=at),
        "open": lambda one: holding.open_sign_up(one, by=adviser, at=at),
        "hold": lambda one: holding.hold(one, by=adviser, at=begun),
        "evaluate": lambda one: holding.evaluate(one, by=adviser, at=begun, spent=1, finding="好"),
        "cancel": lambda one: holding.cancel(one, by=adviser, at=at, reason="下雪"),
    }
    assert set(acts) == set(EVENT_MOVES)
    for status in E:
        for verb, act in acts.items():
            found = event(status)
            sources, target = EVENT_MOVES[verb]
            if status in sources:
                assert act(found).status == target
            else:
                with pytest.raises(IllegalEventMove):
                    act(found)
    told = Entry.objects.filter(type="event.changed")
    assert {entry.payload["verb"] for entry in told} >= set(EVENT_MOVES)


def test_nobody_approves_what_they_own_or_planned(event, branch, adviser, head, manager, stranger, poster, at):
    with pytest.raises(ApprovesOwnPlan):
        holding.approve(event(E.PLANNED, owner=head), by=head, at=at)
    with pytest.raises(ApprovesOwnPlan):
        holding.approve(event(E.PLANNED, owner=manager), by=adviser, at=at)
    for values in ({"approved_by": adviser, "approved_at": at}, {"status": E.OPEN}, {"seats": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Event.objects.update(**values)
    for fields, error in (
        ({"owner": stranger}, OwnerElsewhere),
        ({"starts_at": at - HOUR}, SpanUnfit),
        ({"ends_at": at + DAY}, SpanUnfit),
        ({"product": make_product("P9", is_private=True)}, PrivateNotPromoted),
    ):
        with pytest.raises(error):
            event(E.PLANNED, **fields)


def test_without_approved_material_sign_up_stays_closed(event, adviser, poster, make, at):
    for material in (None, make("in_review").item, make(days=1).item):
        found = event(E.INVITING, material=material)
        with pytest.raises(NoApprovedMaterial):
            holding.open_sign_up(found, by=adviser, at=at + 1.5 * DAY)
        assert Event.objects.get(pk=found.pk).status == E.INVITING
    with pytest.raises(NoApprovedMaterial):
        holding.choose_material(found, by=adviser, at=at, material=make("draft").item)
    holding.choose_material(found, by=adviser, at=at, material=poster)
    assert holding.open_sign_up(found, by=adviser, at=at).status == E.OPEN
    with pytest.raises(NotYet):
        holding.hold(found, by=adviser, at=at)
    with pytest.raises(IllegalEventMove):
        holding.choose_material(found, by=adviser, at=at, material=poster)
    writing.withdraw(LibraryVersion.objects.get(item=poster), by=adviser.actor, at=at, reason="旧")
    with pytest.raises(NoApprovedMaterial):
        holding.open_sign_up(event(E.INVITING), by=adviser, at=at)


def test_only_who_may_be_asked_is_invited(event, guest, willing, branch, other_branch, adviser, head, at):
    wealth = make_product("R3", risk=3)
    talk = event(E.INVITING, product=wealth, seats=50)
    able, timid, expired = willing("C3"), willing("C2"), willing("OLD")
    make_assessment(able, 3, at - DAY)
    make_assessment(timid, 2, at - DAY)
    make_assessment(expired, 5, at - 400 * DAY)
    silent = make_customer(branch, "SILENT")
    held, cooling = willing("HELD"), willing("NO")
    for one in (held, cooling, silent):
        make_assessment(one, 5, at - DAY)
    cause = {"cause_type": "complaint", "cause_id": 1, "since": at - DAY}
    ContactHold.objects.create(branch=branch, customer=held, kind=ContactHoldKind.COMPLAINT, **cause)
    refuse(cooling, branch=branch, by=adviser.actor, at=at - HOUR, family=Family.WEALTH)

    with statements_at_most(4):
        assert choosing.candidates(talk, adviser, at=at) == [able]
    for one in (timid, expired, silent, held, cooling):
        with pytest.raises(NotInvitable):
            inviting.invite(talk, one, by=adviser, at=at)
    with pytest.raises(NotFound):
        inviting.invite(talk, make_customer(other_branch, "X", consent_marketing_at=at), by=adviser, at=at)
    invited, refused = inviting.invite_all(talk, [able, timid, silent], by=adviser, at=at)
    assert ([one.customer for one in invited], len(refused)) == ([able], 2)
    assert inviting.invite(talk, able, by=adviser, at=at) == invited[0]
    assert Contact.objects.filter(customer=able).count() == 1
    # What the gate refused is kept.
    assert set(SuitabilityCheck.objects.filter(is_allowed=False).values_list("customer", flat=True)) == {
        timid.pk,
        expired.pk,
    }
    for status in (E.PLANNED, E.APPROVED, E.HELD, E.EVALUATED, E.CANCELLED):
        with pytest.raises(IllegalEventMove):
            inviting.invite_all(event(status), [willing(f"S{status}")], by=adviser, at=at)
    assert not [one for one in Entry.objects.filter(type="event_guest.moved") if "张" in str(one.payload)]


def test_every_state_of_a_guest_with_every_verb(event, guest, adviser, at):
    at_door = at + 2 * DAY
    acts = {
        "accept": lambda one: inviting.accept(one, by=CUSTOMER, at=at),
        "decline": lambda one: inviting.decline(one, by=CUSTOMER, at=at),
        "sign_in": lambda one: inviting.sign_in(one, by=adviser, at=at_door),
        "sign_out": lambda one: inviting.sign_out(one, by=adviser, at=at_door),
    }
    talk = event(seats=500)
    for status in G:
        for verb, act in acts.items():
            one = guest(talk, f"{status}{verb}")
            signed = {"signed_in_at": at if status == G.ATTENDED else None}
            EventGuest.objects.filter(pk=one.pk).update(status=status, **signed)
            sources, target = GUEST_MOVES[verb]
            if status in sources:
                # Whoever waits moves up as soon as somebody else declines: there are seats.
                assert act(one).status == target
            else:
                with pytest.raises(IllegalGuestMove):
                    act(one)
    for status in (E.INVITING, E.HELD, E.CANCELLED):
        one = guest(talk, f"closed{status}")
        Event.objects.filter(pk=talk.pk).update(status=status)
        with pytest.raises(SignUpClosed):
            acts["accept"](one)
        with pytest.raises(IllegalEventMove):
            acts["sign_in"](one)
        Event.objects.filter(pk=talk.pk).update(status=E.OPEN)


def test_seats_go_in_order_and_the_first_who_waits_moves_up(event, guest, adviser, at):
    talk = event(seats=2)
    people = [guest(talk, f"C{n}") for n in range(5)]
    minutes = [at + dt.timedelta(minutes=n) for n in range(5)]
    states = [inviting.accept(one, by=CUSTOMER, at=when).status for one, when in zip(people, minutes, strict=True)]
    assert states == [G.GOING, G.GOING, G.WAITING, G.WAITING, G.WAITING]
    with statements_at_most(10):
        inviting.decline(people[0], by=CUSTOMER, at=at + HOUR)
    assert [one.status for one in EventGuest.objects.order_by("pk")][:4] == [G.DECLINED, G.GOING, G.GOING, G.WAITING]
    with pytest.raises(TooFewSeats):
        inviting.change_seats(talk, by=adviser, at=at, seats=1)
    inviting.change_seats(talk, by=adviser, at=at, seats=3)
    assert EventGuest.objects.get(pk=people[3].pk).status == G.GOING
    # At the door a seat is a seat: whoever has none comes in only while one is free.
    door = at + 2 * DAY
    with pytest.raises(NotYet):
        inviting.sign_in(people[1], by=adviser, at=at + DAY)
    with pytest.raises(NoSeat):
        inviting.sign_in(people[4], by=adviser, at=door)
    inviting.decline(people[3], by=CUSTOMER, at=door)
    assert inviting.sign_in(people[1], by=adviser, at=door).status == G.ATTENDED
    lists = [[one.status for one in guests_of(talk)] for _again in range(1)]
    assert lists == [[G.ATTENDED, G.GOING, G.GOING, G.DECLINED, G.DECLINED]]


def test_who_takes_the_consent_back_is_not_waited_for(event, guest, adviser, at):
    talk = event(seats=1)
    asked, going = guest(talk, "A"), guest(talk, "B")
    inviting.accept(going, by=CUSTOMER, at=at)
    for one in (asked, going):
        consenting.withdraw(one.customer, purpose=ConsentPurpose.MARKETING, by=CUSTOMER, at=at, way="page")
    assert [one.status for one in EventGuest.objects.order_by("pk")] == [G.DECLINED, G.GOING]
    no = guest(talk, "C")
    inviting.refuse_offers(no, by=CUSTOMER, at=at)
    with pytest.raises(NotInvitable):
        inviting.check_may_be_asked(talk, no.customer, by=adviser, at=at)


def test_a_no_is_kept_after_another_answer_and_after_the_event(event, guest, adviser, at):
    """N14: the customer's wish for peace is no answer that comes too late."""
    talk = event(seats=3)
    declined, waiting, there = guest(talk, "A"), guest(talk, "B"), guest(talk, "C")
    inviting.decline(declined, by=CUSTOMER, at=at)
    inviting.refuse_offers(declined, by=CUSTOMER, at=at)
    inviting.accept(there, by=CUSTOMER, at=at)
    inviting.sign_in(there, by=adviser, at=at + 2 * DAY)
    for one, later in ((waiting, at + 3 * DAY), (there, at + 3 * DAY)):
        assert inviting.refuse_offers(one, by=CUSTOMER, at=later).status == EventGuest.objects.get(pk=one.pk).status
    assert [one.status for one in EventGuest.objects.order_by("pk")] == [G.DECLINED, G.INVITED, G.ATTENDED]
    assert set(CoolOff.objects.values_list("customer", "family")) == {
        (one.customer_id, talk.family) for one in (declined, waiting, there)
    }


def test_words_that_were_withdrawn_invite_nobody_any_more(event, guest, adviser, poster, at):
    talk = event(seats=3)
    asked, going = guest(talk, "A"), guest(talk, "B")
    inviting.accept(going, by=CUSTOMER, at=at)
    writing.withdraw(LibraryVersion.objects.get(item=poster), by=adviser.actor, at=at, reason="旧")
    with pytest.raises(SignUpClosed):
        inviting.accept(asked, by=CUSTOMER, at=at + HOUR)
    assert inviting.decline(going, by=CUSTOMER, at=at + HOUR).status == G.DECLINED


def test_the_funnel_equals_its_rows_and_is_k24(event, guest, branch, adviser, head, at):
    talk, door = event(seats=9), at + 2 * DAY
    people = [guest(talk, f"C{n}") for n in range(6)]
    for one in people[:5]:
        inviting.accept(one, by=CUSTOMER, at=at)
    for one in people[:4]:
        inviting.sign_in(one, by=adviser, at=door)
    leads = []
    for one in people[:3]:
        lead, is_new = inviting.note_lead(one, by=adviser, at=door)
        leads.append(lead)
        assert (is_new, lead.source, lead.family) == (True, "event", Family.PENSION)
    assert inviting.note_lead(people[0], by=adviser, at=door) == (leads[0], False)
    with pytest.raises(LobbyError):
        inviting.note_lead(people[5], by=adviser, at=door)
    with pytest.raises(IllegalGuestMove):
        inviting.sign_out(people[0], by=adviser, at=door)
    won = {"status": "won", "deal_reference": "T1", "ended_at": door}
    type(leads[0]).objects.filter(pk__in=[leads[0].pk, leads[1].pk]).update(**won)
    other = event(seats=3)
    with statements_at_most(1):
        found = funnels([talk, other])
    assert found == {talk.pk: Funnel(invited=6, signed_up=5, attended=4, lead=3, suitable=2, bought=2)}
    assert found[talk.pk].conversion == 50.0
    figure = read(K24, periods.day_of(branch, talk.day))
    assert (float(figure.value), figure.n) == (50.0, 4)
    make_lead(branch, people[3].customer, at)
    assert funnels([talk])[talk.pk].lead == 3
