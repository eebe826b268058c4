"""What is advised about a real hall: queues, machines, customers, and what it costs to ask."""

from __future__ import annotations

import datetime as dt

import pytest

from devices.domain.states import report
from devices.enums import DeviceStatus
from lobby.branches.enums import Channel, DeviceKind, ServiceFamily, ZoneKind
from lobby.live.models import Entry
from queueing.domain.calling import call_next
from queueing.domain.counters import close
from queueing.domain.serving import start
from queueing.enums import Trait
from queueing.models import ChannelStats, GuidedOnce, Ticket
from queueing.selectors.hall import zones
from queueing.triage.advice import advise
from tests.factories import (
    make_counter,
    make_customer,
    make_service,
    make_session,
    make_skills,
    make_staff,
    make_ticket,
    make_zone,
)

MINUTE = dt.timedelta(minutes=1)
pytestmark = pytest.mark.usefixtures("session")


def finishes(advice):
    return {told.option.channel: told.option.finish_s for told in advice.told}


def test_every_able_way_is_told_with_place_machine_and_time(branch, cash, zone, self_zone, smart, vtm, at):
    advice = advise(branch, cash, at=at)

    assert [
        (told.option.channel, told.option.zone, told.option.device, told.option.service_s) for told in advice.told
    ] == [
        (Channel.SMART_COUNTER, self_zone, smart, 288),
        (Channel.COUNTER, zone, None, 480),
        (Channel.VTM, self_zone, vtm, 480),
    ]
    assert advice.recommended.option == advice.choice.option
    assert advice.sooner_s == 192


def test_the_counters_wait_is_what_a_number_would_be_told(branch, cash, manager, at):
    for _ in range(3):
        make_ticket(cash, at, by=manager)

    told = advise(branch, cash, at=at).recommended.option
    ticket = make_ticket(cash, at, by=manager)

    assert (told.wait_p50_s, told.wait_p90_s) == (ticket.quoted_p50_s, ticket.quoted_p90_s)
    assert told.wait_p50_s > 0


def test_care_is_told_its_own_shorter_wait(branch, cash, smart, manager, at):
    for _ in range(5):
        make_ticket(cash, at, by=manager)

    plain = finishes(advise(branch, cash, at=at))
    care = advise(branch, cash, at=at, traits=[Trait.ELDERLY])

    assert care.recommended.option.channel == Channel.COUNTER
    assert finishes(care)[Channel.COUNTER] < plain[Channel.COUNTER]
    assert [told.at_own_wish for told in care.told] == [False, True]


def test_the_card_protects_too(branch, cash, smart, manager, at):
    old = make_customer(branch, at, by=manager, birth_year=1966)
    younger = make_customer(branch, at, by=manager, birth_year=1967)
    wishes = make_customer(branch, at, by=manager, prefers_counter=True)

    proposed = [advise(branch, cash, at=at, customer=one).recommended.option.channel for one in (old, younger, wishes)]

    assert proposed == [Channel.COUNTER, Channel.SMART_COUNTER, Channel.COUNTER]


@pytest.mark.parametrize("status", [DeviceStatus.DOWN, DeviceStatus.PARTIAL, DeviceStatus.SECURITY])
def test_a_machine_out_of_use_is_no_option(branch, cash, smart, manager, at, status):
    report(smart, status, by=manager.actor, at=at)

    assert set(finishes(advise(branch, cash, at=at))) == {Channel.COUNTER}


def test_a_busy_machine_costs_what_is_left_of_its_customer(branch, cash, smart, manager, at):
    report(smart, DeviceStatus.BUSY, by=manager.actor, at=at)

    left = [advise(branch, cash, at=at + dt.timedelta(seconds=s)).told for s in (0, 188, 400)]

    waits = [
        next(one.option.wait_p50_s for one in told if one.option.channel == Channel.SMART_COUNTER) for told in left
    ]
    assert waits == [288, 100, 30]


def test_whoever_was_sent_to_a_machine_is_waited_for(branch, cash, smart, manager, route, at):
    for _ in range(2):
        make_ticket(cash, at, by=manager, route=route(cash, "smart_counter", override="customer_wish"))

    waits = [
        next(one.option.wait_p50_s for one in advise(branch, cash, at=at + later).told if one.option.device == smart)
        for later in (dt.timedelta(0), dt.timedelta(seconds=100), dt.timedelta(hours=1))
    ]

    assert waits == [576, 476, 0]  # after an hour nobody is thought to stand there any more


def test_the_free_one_of_two_machines(branch, cash, smart, machine, manager, route, at):
    beside = machine("SC8", DeviceKind.SMART_COUNTER)
    ticket = make_ticket(cash, at, by=manager, route=route(cash, "smart_counter"))
    first = ticket.decisions.get().device

    assert advise(branch, cash, at=at).recommended.option.device == ({smart, beside} - {first}).pop()


def test_times_at_machines_are_learned(branch, cash, smart, at):
    ChannelStats.objects.create(service=cash, channel=Channel.SMART_COUNTER, mean_service_s=100, samples=15)

    assert finishes(advise(branch, cash, at=at))[Channel.SMART_COUNTER] == 147  # (15 × 100 + 5 × 288) / 20


def test_the_branch_sets_margin_and_order(branch, cash, smart, at):
    branch.policies.update(triage_margin_s=192, triage_order="counter,vtm,device")
    assert advise(branch, cash, at=at).recommended.option.channel == Channel.COUNTER

    branch.policies.update(triage_margin_s=191)
    assert advise(branch, cash, at=at).recommended.option.channel == Channel.SMART_COUNTER


def test_who_was_guided_once_is_sent_to_the_same_kind_of_machine(branch, cash, smart, vtm, manager, at):
    branch.policies.update(triage_margin_s=600)
    customer = make_customer(branch, at, by=manager)
    GuidedOnce.objects.create(customer=customer, kind=DeviceKind.VTM, at=at)

    advice = advise(branch, cash, at=at, customer=customer)

    assert (advice.recommended.option.channel, advice.recommended.option.is_first_use) == (Channel.VTM, False)
    assert advise(branch, cash, at=at, customer=customer, traits=["elderly"]).recommended.option.channel == "counter"


def test_alone_nobody_is_sent_to_a_video_teller_the_first_time(branch, cash, vtm, session, teller, manager, at):
    close(session, by=teller.actor, at=at)
    customer = make_customer(branch, at, by=manager)

    stranger = advise(branch, cash, at=at, customer=customer, accompanied=False).told
    GuidedOnce.objects.create(customer=customer, kind=DeviceKind.VTM, at=at)
    known = advise(branch, cash, at=at, customer=customer, accompanied=False).told

    assert next(told.option for told in stranger if told.option.device == vtm).needs_escort
    assert not next(told.option for told in known if told.option.device == vtm).needs_escort


def test_a_service_nobody_does_is_told_as_such(branch, cash, session, teller, at):
    close(session, by=teller.actor, at=at)

    advice = advise(branch, cash, at=at)

    assert [(told.option.channel, told.option.is_open) for told in advice.told] == [(Channel.COUNTER, False)]


def test_a_service_of_machines_only_falls_to_the_counter_when_they_fail(branch, zone, manager, vtm, at):
    remote = make_service(branch, "remote", "R", zone=zone, channels=[Channel.VTM])
    report(vtm, DeviceStatus.DOWN, by=manager.actor, at=at)

    assert [told.option.channel for told in advise(branch, remote, at=at).told] == [Channel.COUNTER]


@pytest.fixture
def wealth(branch):
    """Wealth advice at its own desk, whose adviser is there."""
    zone = make_zone(branch, "wealth", ZoneKind.WEALTH)
    service = make_service(
        branch, "wealth", "V", zone=zone, family=ServiceFamily.WEALTH, channels=[Channel.WEALTH_DESK]
    )
    adviser = make_staff("adviser", branch)
    make_skills(adviser, "wealth")
    return service, make_counter(branch, "7", zone, [service]), adviser


def test_wealth_is_handed_to_a_free_adviser_or_booked(branch, wealth, manager, at):
    service, desk, adviser = wealth
    assert (absent := advise(branch, service, at=at)).books_instead
    session = make_session(desk, adviser, at)
    free = advise(branch, service, at=at)
    make_ticket(service, at, by=manager)
    start(call_next(session, by=adviser.actor, at=at), by=adviser.actor, at=at)
    busy = advise(branch, service, at=at)

    assert [one.recommended.option.channel for one in (absent, free, busy)] == [Channel.WEALTH_DESK] * 3
    assert [one.recommended.option.is_open for one in (absent, free, busy)] == [False, True, True]
    assert (free.books_instead, busy.books_instead) == (False, True)
    assert busy.recommended.wait_minutes > 0


@pytest.mark.parametrize(("queue", "sent"), [(0, 0), (0, 4), (6, 0), (6, 4), (2, 1)])
def test_on_seeded_loads_the_proposal_is_the_shortest_finish(branch, cash, smart, vtm, manager, route, at, queue, sent):
    branch.policies.update(triage_margin_s=0)
    for _ in range(queue):
        make_ticket(cash, at, by=manager)
    for _ in range(sent):
        make_ticket(cash, at, by=manager, route=route(cash, "smart_counter", override="customer_wish"))

    advice = advise(branch, cash, at=at)

    assert advice.recommended.option.finish_s == min(finishes(advice).values())


def test_a_zones_load_counts_who_waits_and_who_is_served(
    branch, cash, smart, self_zone, session, teller, manager, route, at
):
    branch.zones.update(capacity=10)
    for _ in range(3):
        make_ticket(cash, at, by=manager)
    start(call_next(session, by=teller.actor, at=at), by=teller.actor, at=at)
    make_ticket(cash, at, by=manager, route=route(cash, "smart_counter"))

    loads = {one.zone.code: (one.waiting, one.serving, one.load) for one in zones(branch, at=at)}

    assert loads == {"hall": (2, 1, 30), "self": (0, 1, 10)}


@pytest.mark.parametrize("count", [1, 3])
def test_advice_costs_the_same_however_full_the_hall(
    branch, cash, smart, vtm, machine, manager, route, at, count, django_assert_num_queries
):
    customer = make_customer(branch, at, by=manager)
    for n in range(count):
        make_ticket(cash, at, by=manager)
        machine(f"S{n}", DeviceKind.SMART_COUNTER)
        make_ticket(cash, at, by=manager, route=route(cash, "smart_counter"))

    with django_assert_num_queries(9):
        advise(branch, cash, at=at, customer=customer)


def test_advice_writes_nothing(branch, cash, smart, at):
    before = (Ticket.objects.count(), Entry.objects.count())

    advise(branch, cash, at=at)

    assert (Ticket.objects.count(), Entry.objects.count()) == before
