"""A branch with a counter at work and one machine of each kind."""

from __future__ import annotations

import pytest

from lobby.branches.enums import Channel, DeviceKind, ZoneKind
from queueing.triage.advice import advise
from queueing.triage.routes import opened, route_of
from tests.factories import make_device, make_zone


@pytest.fixture
def self_zone(branch):
    return make_zone(branch, "self", ZoneKind.SELF_SERVICE)


@pytest.fixture
def machine(branch, self_zone):
    """Makes a machine of a kind in the self-service zone."""

    def make(code, kind):
        device = make_device(branch, code, kind)
        device.zone = self_zone
        device.save()
        return device

    return make


@pytest.fixture
def smart(machine):
    return machine("SC9", DeviceKind.SMART_COUNTER)


@pytest.fixture
def vtm(machine):
    return machine("VTM9", DeviceKind.VTM)


@pytest.fixture
def cash(cash):
    """Cash, 8 minutes at the counter; smart counter and video teller can do it."""
    cash.channels = [Channel.COUNTER, Channel.SMART_COUNTER, Channel.VTM]
    cash.save()
    return cash


@pytest.fixture
def route(branch, at):
    """Makes the route of a choice among what is advised now."""

    def make(service, channel, *, override="", when=at, **asked):
        advice = advise(branch, service, at=when, **asked)
        return route_of(opened(advice.token, branch=branch, service=service), channel, override=override)

    return make
