"""The router knows: no option names a device whose state, parts or outage forbid it, whatever the state."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from devices.domain.states import held_usable
from devices.enums import ROUTED, DeviceStatus
from devices.enums.reports import DEFAULT_NEEDS, Part
from devices.models import DeviceFunction, DeviceState
from devices.selectors import machines
from lobby.branches.enums import Channel, DeviceKind, ServiceFamily
from lobby.floor.domain.outages import Reach, end
from lobby.floor.enums.outages import OutageScope
from queueing.triage.advice import advise
from tests import factories

KINDS = {
    Channel.SMART_COUNTER: DeviceKind.SMART_COUNTER,
    Channel.VTM: DeviceKind.VTM,
    Channel.SELF_SERVICE: DeviceKind.ATM,
}


@pytest.fixture
def fleet(branch, zone, session, at):
    """A machine of each kind that serves, and a service of each family that all of them do."""
    for family in ServiceFamily:
        factories.make_service(
            branch, f"s-{family.value}"[:20], "S", zone=zone, family=family, channels=[Channel.COUNTER, *KINDS]
        )
    found = [factories.make_device(branch, f"M{n}", kind) for n, kind in enumerate(KINDS.values())]
    for machine in found:
        DeviceState.objects.create(device=machine, status=DeviceStatus.AVAILABLE, since=at)
    return found


def served(branch):
    """What the machines do."""
    return branch.services.filter(code__startswith="s-").order_by("pk")


def offered(branch, service, at):
    """Codes of the devices among the options."""
    return {told.option.device.code for told in advise(branch, service, at=at).told if told.option.device}


def forbids(status, lost, family):
    """The rule in its own words: a state that is not routed, or a part that the family needs."""
    if not ROUTED[status] or (status == DeviceStatus.PARTIAL and not lost):
        return True
    return bool(set(lost) & set(DEFAULT_NEEDS[family]))


def test_nothing_is_offered_that_a_state_or_a_lost_part_forbids(branch, fleet, at):
    services = list(served(branch))
    losses = [(), *((part.value,) for part in Part), tuple(part.value for part in Part)]
    for status, lost in itertools.product(DeviceStatus, losses):
        DeviceState.objects.update(status=status, lost=list(lost))
        expected = [one.code for one in services if not forbids(status, lost, ServiceFamily(one.family))]
        assert [machine.services for machine in machines(branch)] == [sorted(expected)] * len(fleet), (status, lost)


@pytest.mark.parametrize("status", DeviceStatus)
def test_advice_names_a_device_only_where_its_state_allows(branch, fleet, at, status):
    DeviceState.objects.update(status=status, lost=["card"] if status == DeviceStatus.PARTIAL else [])
    service = served(branch).get(family=ServiceFamily.CASH)
    expected = {one.code for one in fleet} if ROUTED[status] else set()

    assert offered(branch, service, at) == expected


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_offered_may_be_used_and_what_is_not_may_not(branch, fleet, at, data):
    services = list(served(branch))
    DeviceFunction.objects.all().delete()
    for machine in fleet:
        machine.is_spare, machine.is_active = data.draw(st.booleans()), data.draw(st.booleans())
        machine.save()
        DeviceState.objects.filter(device=machine).update(
            status=data.draw(st.sampled_from(DeviceStatus.values)),
            lost=sorted(data.draw(st.sets(st.sampled_from(Part.values), max_size=3))),
        )
        for n in data.draw(st.sets(st.integers(0, len(services) - 1), max_size=2)):
            needs = sorted(data.draw(st.sets(st.sampled_from(Part.values), max_size=2)))
            DeviceFunction.objects.create(device=machine, service=services[n], needs=needs)
    service = data.draw(st.sampled_from(services))

    usable = {one.code for one in fleet if held_usable(one.pk, at=at, service=service)}

    assert offered(branch, service, at) == usable


def test_what_an_outage_reaches_is_offered_nowhere_and_comes_back(branch, fleet, declared, head, at):
    cash, personal = served(branch)[:2]
    everything = {one.code for one in fleet}

    outage = declared(Reach(OutageScope.SERVICES, "", (cash.pk,)))
    assert (offered(branch, cash, at), offered(branch, personal, at)) == (set(), everything)
    end(outage, by=head.actor, at=at)
    assert offered(branch, cash, at) == everything

    outage = declared(Reach(OutageScope.CHANNEL, Channel.VTM))
    assert offered(branch, cash, at) == everything - {"M1"}
    assert not held_usable(fleet[1].pk, at=at, service=cash)
    end(outage, by=head.actor, at=at)
    assert offered(branch, cash, at) == everything


def test_counters_that_are_down_are_not_proposed_while_a_machine_works(branch, cash, fleet, declared, at):
    service = branch.services.get(code="s-cash")
    branch.counters.get().services.add(service)
    declared(Reach(OutageScope.CHANNEL, Channel.COUNTER))

    told = advise(branch, service, at=at)

    assert told.recommended.option.is_machine
    assert not any(one.option.is_open for one in told.told if one.option.channel == Channel.COUNTER)


def test_a_drill_leaves_the_router_alone(branch, fleet, declared, at):
    declared(is_drill=True)

    assert offered(branch, served(branch).first(), at) == {one.code for one in fleet}
