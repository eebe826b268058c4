"""Several hands at once: an offer answered by the customer and by staff, the last slot, two declarations, machines that fail."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest

from devices.domain.reporting import tell
from devices.domain.states import report
from devices.enums import DeviceStatus
from lobby.branches.actors import CUSTOMER
from lobby.branches.enums import Channel, DeviceKind
from lobby.branches.errors import LobbyError
from lobby.floor.domain.library import installing
from lobby.floor.domain.outages import Reach, Terms, declare, end
from lobby.floor.enums.library import ContentKind
from lobby.floor.enums.outages import OutageScope
from lobby.floor.models import Outage
from lobby.live.models import Entry
from queueing.domain.rebooking.answering import accept, decline
from queueing.domain.rebooking.offering import offer
from queueing.domain.waiting import divert, fall_back
from queueing.errors import IllegalMove
from queueing.models import Appointment, RebookingOffer, SlotRule, Ticket
from tests.devices.status.reports import report as told
from tests.factories import make_device, make_ticket
from tests.faults.interleaving import meet
from tests.faults.test_machines import together

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
SECOND, HOUR = dt.timedelta(seconds=1), dt.timedelta(hours=1)
ROUNDS = 4


@pytest.fixture
def offers(branch, cash, manager, at):
    """Two people who are offered the same slot of two places."""
    installing.install(branch, at=at - HOUR, kinds=[ContentKind.MESSAGE_TEMPLATE])
    for _ in range(2):
        make_ticket(cash, at, by=manager)
    SlotRule.objects.create(branch=branch, service=cash, capacity=2)
    terms = Terms("screen-outage", manager, None, at + HOUR)
    outage = declare(branch, by=manager.actor, at=at, reach=Reach(OutageScope.ALL), terms=terms)
    return list(offer(outage, by=manager.actor, at=at).offers.order_by("pk"))


def quietly(work):
    with contextlib.suppress(LobbyError):
        work()


def test_the_customer_and_staff_accept_at_once(offers, manager, at):
    together(
        *(
            lambda by=by: accept(offers[0], by=by, at=at + SECOND)
            for by in (CUSTOMER, manager.actor, CUSTOMER, manager.actor)
        )
    )

    assert Appointment.objects.count() == 1
    assert Entry.objects.filter(type="ticket.cancelled").count() == 1
    assert Entry.objects.filter(type="rebooking.accepted").count() == 1


def test_accepting_and_declining_at_once_is_one_of_both(offers, manager, at):
    together(
        lambda: quietly(lambda: accept(offers[0], by=CUSTOMER, at=at)),
        lambda: quietly(lambda: decline(offers[0], by=manager.actor, at=at)),
    )

    one = RebookingOffer.objects.get(pk=offers[0].pk)
    ticket = Ticket.objects.get(pk=one.ticket_id)
    assert (one.status, ticket.status) in {("accepted", "cancelled"), ("declined", "waiting")}
    assert Appointment.objects.count() == (one.status == "accepted")


def test_accepting_while_the_outage_ends_books_or_keeps_the_place(offers, head, at):
    together(
        *(lambda one=one: quietly(lambda: accept(one, by=CUSTOMER, at=at)) for one in offers),
        lambda: end(offers[0].rebooking.outage, by=head.actor, at=at),
    )

    for one in RebookingOffer.objects.select_related("ticket"):
        assert (one.status, one.ticket.status) in {("accepted", "cancelled"), ("withdrawn", "waiting")}


def test_the_last_place_goes_to_one(offers, at):
    rule = SlotRule.objects.get()
    rule.capacity = 1
    rule.save()

    together(*(lambda one=one: accept(one, by=CUSTOMER, at=at) for one in offers))

    assert Appointment.objects.count() == 1
    assert sorted(RebookingOffer.objects.values_list("status", flat=True)) == ["accepted", "offered"]


def test_two_who_declare_at_once_declare_one(branch, cash, manager, head, at):
    installing.install(branch, at=at - HOUR, kinds=[ContentKind.MESSAGE_TEMPLATE])
    terms = Terms("screen-outage", manager)

    together(
        *(
            lambda by=by: quietly(
                lambda: declare(branch, by=by.actor, at=at, reach=Reach(OutageScope.ALL), terms=terms)
            )
            for by in (manager, head)
        )
    )

    assert Outage.objects.count() == 1


@pytest.fixture
def smart(branch, cash):
    cash.channels = [Channel.COUNTER, Channel.SMART_COUNTER]
    cash.save()
    return make_device(branch, "SC9", DeviceKind.SMART_COUNTER)


def sent(cash, smart, manager, at, people=1):
    tickets = [make_ticket(cash, at, by=manager) for _ in range(people)]
    for ticket in tickets:
        divert(ticket, by=manager.actor, at=at, channel=Channel.SMART_COUNTER, device=smart)
    return tickets


def test_reports_a_person_and_another_machine_bring_everybody_back_once(cash, smart, manager, at):
    for n in range(ROUNDS):
        moment = at + 10 * n * SECOND
        report(smart, DeviceStatus.AVAILABLE, by=manager.actor, at=moment)
        tell(smart, told(moment), by=smart.actor, at=moment)
        tickets = sent(cash, smart, manager, moment, people=3)

        def by_hand(ticket, moment=moment):
            with contextlib.suppress(IllegalMove):
                fall_back(ticket, by=manager.actor, at=moment, reason="by hand")

        together(
            lambda moment=moment: tell(
                smart, told(moment + SECOND, "hardwareError"), by=smart.actor, at=moment + SECOND
            ),
            lambda moment=moment: report(smart, DeviceStatus.DOWN, by=manager.actor, at=moment + SECOND),
            lambda moment=moment: tell(
                smart, told(moment + SECOND, "hardwareError"), by=smart.actor, at=moment + SECOND
            ),
            *(lambda ticket=ticket: by_hand(ticket) for ticket in tickets),
        )

        for ticket in tickets:
            ticket.refresh_from_db()
            assert (ticket.status, ticket.goes_first) == ("waiting", True)
            back = Entry.objects.filter(type="ticket.fell_back", subject_id=ticket.pk)
            assert back.count() == 1


def test_a_report_told_again_brings_nobody_back_twice(cash, smart, manager, at):
    (ticket,) = sent(cash, smart, manager, at)
    for _ in range(3):
        tell(smart, told(at + SECOND, "hardwareError", seq=7), by=smart.actor, at=at + SECOND)

    assert Entry.objects.filter(type="ticket.fell_back", subject_id=ticket.pk).count() == 1


def test_a_report_waits_for_who_holds_the_ticket_and_nobody_waits_for_the_report(cash, smart, manager, at):
    """Machine before ticket, while verbs of a ticket at a machine never ask for the machine: no circle."""
    (ticket,) = sent(cash, smart, manager, at)

    meet(
        lambda: fall_back(ticket, by=manager.actor, at=at, reason="by hand"),
        lambda: tell(smart, told(at + SECOND, "hardwareError"), by=smart.actor, at=at + SECOND),
    )

    assert Entry.objects.filter(type="ticket.fell_back", subject_id=ticket.pk).count() == 1


def test_whoever_is_being_sent_waits_for_the_report_without_holding_it_up(cash, smart, manager, at):
    """The ticket on its way is not at the machine yet: the report does not wait for it, so the two cannot block each other."""
    (gone,) = sent(cash, smart, manager, at)
    fall_back(gone, by=manager.actor, at=at, reason="by hand")

    def send():
        with contextlib.suppress(LobbyError):
            divert(gone, by=manager.actor, at=at + SECOND, channel=Channel.SMART_COUNTER, device=smart)

    meet(lambda: tell(smart, told(at + SECOND, "hardwareError"), by=smart.actor, at=at + SECOND), send)

    gone.refresh_from_db()
    assert gone.status == "waiting"
