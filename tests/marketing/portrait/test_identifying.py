"""Joining a customer to a visit and taking one off: places in the order, one open visit, states, strangers, looks."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Device, Service, Staff
from lobby.customers.domain.viewing import LOOK_LASTS, look, running_look
from lobby.customers.enums import Tier
from lobby.customers.errors.finding import PurposeMissing
from lobby.customers.models import Customer, ProfileView
from lobby.floor.models import Alert
from lobby.live.models import Entry
from queueing.alerts.tickets import GREETING
from queueing.domain.identifying import identify, separate
from queueing.domain.issuing import issue
from queueing.enums import OPEN, TicketStatus
from queueing.errors import IllegalMove
from queueing.errors.tickets import AlreadyWaiting, HereAlready, KnownAlready
from queueing.models import Ticket, Visit
from tests import factories
from tests.marketing.factories import make_customer
from tests.statements import statements_at_most

MINUTE = dt.timedelta(minutes=1)


def test_a_customer_found_is_joined_to_the_visit_and_taken_off_again(
    customer: Customer, ticket: Ticket, cash: Service, manager: Staff, at: dt.datetime
) -> None:
    with statements_at_most(6):
        joined = identify(ticket, customer, by=manager.actor, at=at + MINUTE, way="bank_card")
    identify(ticket, customer, by=manager.actor, at=at + MINUTE)

    assert (joined.customer, joined.visit.customer, joined.visit.known_by) == (customer, customer, "bank_card")
    ticket.refresh_from_db()
    assert (ticket.customer, ticket.priority, ticket.queue_at) == (customer, "normal", at)
    again = factories.make_ticket(cash, at, by=manager)
    other = make_customer(cash.branch, "C002")
    with pytest.raises(HereAlready) as refused:
        identify(again, customer, by=manager.actor, at=at)
    assert ticket.number in refused.value.detail
    with pytest.raises(KnownAlready):
        identify(ticket, other, by=manager.actor, at=at)

    with statements_at_most(4):
        separate(ticket, by=manager.actor, at=at + 2 * MINUTE)
    identify(again, customer, by=manager.actor, at=at)

    ticket.refresh_from_db()
    assert (ticket.customer, ticket.visit.customer, ticket.visit.known_by) == (None, None, "")
    with pytest.raises(NotFound):
        separate(ticket, by=manager.actor, at=at)
    news = Entry.objects.filter(type__in=["ticket.identified", "ticket.separated"]).order_by("seq")
    assert [(entry.type, entry.payload["ticket"], entry.payload["customer"]) for entry in news] == [
        ("ticket.identified", ticket.pk, customer.pk),
        ("ticket.separated", ticket.pk, customer.pk),
        ("ticket.identified", again.pk, customer.pk),
    ]


def test_a_vip_found_late_has_the_head_start_and_is_greeted(
    branch: Branch, ticket: Ticket, manager: Staff, at: dt.datetime
) -> None:
    vip = make_customer(branch, tier=Tier.VIP, owner=manager)
    start = dt.timedelta(minutes=10)

    identify(ticket, vip, by=manager.actor, at=at + MINUTE)

    ticket.refresh_from_db()
    assert (ticket.priority, ticket.queue_at) == ("vip", at - start)
    assert Alert.objects.filter(kind=GREETING, subject_id=ticket.pk).count() == 1
    separate(ticket, by=manager.actor, at=at + MINUTE)
    ticket.refresh_from_db()
    assert (ticket.priority, ticket.queue_at) == ("normal", at)
    Ticket.objects.filter(pk=ticket.pk).update(postponed_at=at, queue_at=at + start)
    identify(ticket, vip, by=manager.actor, at=at + MINUTE)
    ticket.refresh_from_db()
    assert (ticket.priority, ticket.queue_at) == ("normal", at + start)


def test_a_typed_number_makes_nobody_a_vip_until_staff_says_who_it_is(
    branch: Branch, cash: Service, ticket: Ticket, manager: Staff, kiosk: Device, at: dt.datetime
) -> None:
    vip, second = (make_customer(branch, f"V{n}", tier=Tier.VIP, owner=manager) for n in range(2))
    start = dt.timedelta(minutes=10)
    fund = factories.make_service(branch, "fund", prefix="F")
    typed = {"by": kiosk.actor, "at": at, "source": "kiosk", "customer": second}

    identify(ticket, vip, by=manager.actor, at=at, way="phone")
    at_kiosk = issue(branch, service=cash, known_by="phone", **typed)

    ticket.refresh_from_db()
    for one in (ticket, at_kiosk):
        assert (one.priority, one.queue_at, one.visit.is_proven) == ("normal", at, False)
    assert not Alert.objects.filter(kind=GREETING).exists()
    for one, customer in ((ticket, vip), (at_kiosk, second)):
        identify(one, customer, by=manager.actor, at=at + MINUTE, way="phone")
        one.refresh_from_db()
        assert one.priority == "normal"
        identify(one, customer, by=manager.actor, at=at + MINUTE)
        one.refresh_from_db()
        assert (one.priority, one.queue_at, one.visit.is_proven) == ("vip", at - start, True)
    # Whoever types the number of somebody who is here shares none of that visit.
    with pytest.raises(AlreadyWaiting):
        issue(branch, service=fund, known_by="phone", **typed)
    shown = issue(branch, service=fund, known_by="bank_card", **typed)
    assert (shown.visit, shown.priority) == (at_kiosk.visit, "vip")


def test_only_open_tickets_of_the_own_branch_change_hands(
    customer: Customer, other_branch: Branch, ticket: Ticket, counter: object, manager: Staff, at: dt.datetime
) -> None:
    with pytest.raises(NotFound):
        identify(ticket, make_customer(other_branch), by=manager.actor, at=at)

    for status in TicketStatus:
        if status in OPEN:
            continue
        Ticket.objects.filter(pk=ticket.pk).update(status=status, customer=None)
        with pytest.raises(IllegalMove):
            identify(ticket, customer, by=manager.actor, at=at)
        Ticket.objects.filter(pk=ticket.pk).update(customer=customer)
        with pytest.raises(IllegalMove):
            separate(ticket, by=manager.actor, at=at)
    assert Visit.objects.get().customer is None


def test_a_look_has_a_purpose_is_written_down_and_lasts_ten_minutes(
    customer: Customer, teller: Staff, manager: Staff, at: dt.datetime
) -> None:
    for purpose in ("", "curious"):
        with pytest.raises(PurposeMissing):
            look(customer, by=teller, at=at, purpose=purpose, place="counter")
    assert not ProfileView.objects.exists()

    view = look(customer, by=teller, at=at, purpose="serve", place="counter")

    assert running_look(customer, by=teller, at=at + LOOK_LASTS - MINUTE) == view
    assert running_look(customer, by=teller, at=at + LOOK_LASTS) is None
    assert running_look(customer, by=manager, at=at) is None
    entry = Entry.objects.get(type="customer.viewed")
    assert entry.payload == {"customer": customer.pk, "purpose": "serve", "place": "counter"}
    assert entry.by_id == teller.pk
