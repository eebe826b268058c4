"""What machines can do: by their own rows, else by the catalogue; spare ones do nothing."""

from __future__ import annotations

import pytest

from devices.domain.reporting import tell
from devices.domain.states import held_usable, report
from devices.enums import CHANNELS, SERVING_KINDS, DeviceStatus
from devices.enums.reports import DEFAULT_NEEDS, Part
from devices.models import DeviceFunction
from devices.selectors import machines, usable
from lobby.branches.enums import Channel, DeviceKind, ServiceFamily
from tests import factories
from tests.devices.status import reports


@pytest.fixture
def services(branch):
    """One service of each family, done everywhere."""
    return {
        family: factories.make_service(branch, f"s-{family}", "A", family=family, channels=list(Channel))
        for family in ServiceFamily
    }


def test_every_family_says_what_it_needs():
    assert set(DEFAULT_NEEDS) == set(ServiceFamily)
    assert set(CHANNELS) == set(SERVING_KINDS)


@pytest.mark.parametrize(("kind", "channel"), CHANNELS.items())
def test_a_machine_without_rows_does_what_the_catalogue_gives_its_kind(branch, kind, channel):
    service = factories.make_service(branch, "own", "A", channels=[channel])
    factories.make_service(branch, "counter", "B", channels=[Channel.COUNTER])
    factories.make_service(branch, "gone", "C", channels=[channel], is_active=False)
    factories.make_service(factories.make_branch("7003"), "far", "D", channels=[channel])
    factories.make_device(branch, "M1", kind)

    (machine,) = machines(branch)

    assert machine.services == ["own"]
    assert usable(branch, service) == [machine]


@pytest.mark.parametrize("family", ServiceFamily)
@pytest.mark.parametrize(
    ("words", "lost"),
    [
        ({"paper": "out"}, Part.PRINTER),
        ({"media": "jammed"}, Part.CARD),
        ({"dispenser": "stop"}, Part.DISPENSER),
        ({"acceptor": "stop"}, Part.ACCEPTOR),
    ],
)
def test_a_lost_part_takes_the_families_that_need_it(branch, smart, services, at, family, words, lost):
    tell(smart, reports.report(at, **words), by=smart.actor, at=at)

    needs_it = lost in DEFAULT_NEEDS[family]
    assert (services[family].code in machines(branch)[0].services) != needs_it
    assert bool(usable(branch, services[family])) != needs_it
    assert held_usable(smart.pk, at=at, service=services[family]) != needs_it


def test_own_rows_replace_the_catalogue_and_name_their_own_needs(branch, smart, services, at):
    cash, card = services[ServiceFamily.CASH], services[ServiceFamily.CARD]
    DeviceFunction.objects.create(device=smart, service=cash, needs=[Part.ACCEPTOR])
    DeviceFunction.objects.create(device=smart, service=card)

    tell(smart, reports.report(at, dispenser="stop", media="jammed"), by=smart.actor, at=at)
    assert machines(branch)[0].services == ["s-card", "s-cash"]
    tell(smart, reports.report(at, seq=1, acceptor="stop"), by=smart.actor, at=at)

    assert machines(branch)[0].services == ["s-card"]
    assert usable(branch, services[ServiceFamily.LOAN]) == []


def test_a_spare_machine_is_shown_and_offered_to_nobody(branch, smart, services, at):
    smart.is_spare = True
    smart.save()

    assert [machine.device for machine in machines(branch)] == [smart]
    assert machines(branch)[0].services == []
    assert usable(branch) == usable(branch, services[ServiceFamily.CARD]) == []
    assert not held_usable(smart.pk, at=at)


@pytest.mark.parametrize("status", DeviceStatus)
def test_what_is_out_of_use_does_nothing(branch, smart, services, at, status):
    report(smart, status, by=smart.actor, at=at)

    does = machines(branch)[0].services

    assert bool(does) == (status in (DeviceStatus.AVAILABLE, DeviceStatus.BUSY, DeviceStatus.DEGRADED))


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_are_one_query_whatever_the_machines_lost(branch, services, at, count, django_assert_num_queries):
    for n in range(count):
        machine = factories.make_device(branch, f"M{n}", DeviceKind.TERMINAL)
        tell(machine, reports.report(at, paper="out"), by=machine.actor, at=at)

    with django_assert_num_queries(1):
        assert [len(machine.services) for machine in machines(branch)] == [2] * count
    with django_assert_num_queries(1):
        assert len(usable(branch, services[ServiceFamily.CARD])) == count
