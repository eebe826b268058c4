"""Machines that work in part: who is still sent there, who comes back, and kinds that share a channel."""

from __future__ import annotations

import datetime as dt

import pytest

from devices.domain.reporting import tell
from devices.models import DeviceFunction
from lobby.branches.enums import Channel, DeviceKind, ServiceFamily
from queueing.errors.triage import DeviceOutOfUse
from queueing.triage.advice import advise
from tests.devices.status.reports import report
from tests.factories import make_service, make_ticket

S = dt.timedelta(seconds=1)
pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def card(branch, zone, counter):
    service = make_service(
        branch, "card", "C", zone=zone, family=ServiceFamily.CARD, channels=[Channel.COUNTER, Channel.SMART_COUNTER]
    )
    counter.services.add(service)
    return service


def devices_for(branch, service, at):
    return [told.option.device.code for told in advise(branch, service, at=at).told if told.option.device]


def test_a_machine_is_offered_for_what_its_parts_allow(branch, cash, card, smart, at):
    tell(smart, report(at, media="jammed"), by=smart.actor, at=at)
    assert (devices_for(branch, cash, at), devices_for(branch, card, at)) == (["SC9"], [])

    tell(smart, report(at + S, dispenser="stop"), by=smart.actor, at=at + S)
    assert (devices_for(branch, cash, at), devices_for(branch, card, at)) == ([], ["SC9"])

    tell(smart, report(at + 2 * S), by=smart.actor, at=at + 2 * S)
    assert (devices_for(branch, cash, at), devices_for(branch, card, at)) == (["SC9"], ["SC9"])


def test_only_those_come_back_whose_part_is_lost(branch, cash, card, smart, manager, route, at):
    for_cash = make_ticket(cash, at, by=manager, route=route(cash, "smart_counter"))
    for_card = make_ticket(card, at, by=manager, route=route(card, "smart_counter"))

    tell(smart, report(at, media="jammed"), by=smart.actor, at=at + S)
    for_cash.refresh_from_db()
    for_card.refresh_from_db()
    assert (for_cash.status, for_card.status, for_card.goes_first) == ("diverted", "waiting", True)

    tell(smart, report(at + 2 * S, media="jammed", dispenser="stop"), by=smart.actor, at=at + 2 * S)
    for_cash.refresh_from_db()
    assert (for_cash.status, for_cash.goes_first) == ("waiting", True)


def test_advice_given_before_a_part_was_lost_is_refused(cash, card, smart, manager, route, at):
    old = route(card, "smart_counter")
    tell(smart, report(at, media="jammed"), by=smart.actor, at=at)

    with pytest.raises(DeviceOutOfUse):
        make_ticket(card, at, by=manager, route=old)


def test_a_machine_with_functions_of_its_own_is_offered_for_them_alone(branch, cash, card, smart, at):
    DeviceFunction.objects.create(device=smart, service=card)

    assert (devices_for(branch, cash, at), devices_for(branch, card, at)) == ([], ["SC9"])


@pytest.mark.parametrize("kind", [DeviceKind.ATM, DeviceKind.CASH_RECYCLER, DeviceKind.TERMINAL])
def test_every_kind_of_self_service_is_offered_and_taken(branch, cash, machine, manager, route, kind, at):
    cash.channels = [Channel.COUNTER, Channel.SELF_SERVICE]
    cash.save()
    machine("M9", kind)

    assert devices_for(branch, cash, at) == ["M9"]
    override = "" if advise(branch, cash, at=at).choice.option.channel == Channel.SELF_SERVICE else "customer_wish"
    ticket = make_ticket(cash, at, by=manager, route=route(cash, "self_service", override=override))
    assert ticket.status == "diverted"


def test_a_spare_machine_is_offered_to_nobody(branch, cash, smart, at):
    smart.is_spare = True
    smart.save()

    assert devices_for(branch, cash, at) == []


def test_a_low_machine_in_use_keeps_the_next_one_waiting(branch, cash, smart, at):
    tell(smart, report(at, "deviceBusy", paper="low"), by=smart.actor, at=at)

    (option,) = [told.option for told in advise(branch, cash, at=at).told if told.option.device]

    assert option.wait_p50_s > 0
