"""Machines that fall silent: waited for, then unknown, and known again with their next word."""

from __future__ import annotations

import datetime as dt

import pytest

from devices.domain.hearing import flush, hear
from devices.domain.reporting import review, tell
from devices.domain.silence import sweep_silent
from devices.models import DeviceState
from lobby.branches.actors import SYSTEM
from lobby.branches.models import Device
from lobby.floor.models import Alert
from lobby.live.models import Entry
from tests import factories
from tests.devices.status.reports import report

S = dt.timedelta(seconds=1)


def state():
    return DeviceState.objects.get()


def news():
    return list(
        Entry.objects.filter(type="device.status_changed").order_by("seq").values_list("payload__status", flat=True)
    )


@pytest.fixture
def online(smart, at):
    tell(smart, report(at), by=smart.actor, at=at)
    return smart


def test_silence_is_waited_for_first_and_then_is_news(online, at):
    assert sweep_silent(at=at + 89 * S) == 0
    assert sweep_silent(at=at + 90 * S) == 1
    assert (state().status, state().pending_since) == ("available", at + 90 * S)
    assert news() == []

    assert sweep_silent(at=at + 119 * S) == 0
    assert sweep_silent(at=at + 120 * S) == 1

    assert (state().status, state().silent_at) == ("unknown", None)
    assert news() == ["unknown"]
    assert [alert.kind for alert in Alert.objects.all()] == ["device.unheard"]
    assert sweep_silent(at=at + 3600 * S) == 0


def test_the_next_word_ends_it_at_once(online, at):
    sweep_silent(at=at + 90 * S)
    sweep_silent(at=at + 120 * S)

    later = at + 130 * S
    found = Device.objects.select_related("state", "branch").get()
    assert not hear(found, report(later), at=later)
    tell(found, report(later), by=found.actor, at=later)

    assert (state().status, state().pending_since, state().silent_at) == ("available", None, later + 90 * S)
    assert news() == ["unknown", "available"]
    assert Alert.objects.get().resolved_at == later


def test_a_word_while_it_is_waited_for_ends_the_wait_without_news(online, at):
    sweep_silent(at=at + 90 * S)

    later = at + 100 * S
    found = Device.objects.select_related("state", "branch").get()
    assert not hear(found, report(later), at=later)
    tell(found, report(later), by=found.actor, at=later)
    sweep_silent(at=at + 120 * S)

    assert (state().status, state().pending_since) == ("available", None)
    assert news() == []


def test_heartbeats_that_say_nothing_new_count(online, at):
    for n in range(1, 11):
        found = Device.objects.select_related("state", "branch").get()
        assert hear(found, report(at + n * 30 * S), at=at + n * 30 * S)
        flush()
        sweep_silent(at=at + n * 30 * S)

    assert (state().status, state().last_seen_at) == ("available", at + 300 * S)
    assert (state().silent_at, state().pending_since) == (at + 390 * S, None)
    assert news() == []


@pytest.mark.parametrize(
    ("word", "status"), [("hardwareError", "down"), ("fraudAttempt", "security"), ("noDevice", "absent")]
)
def test_what_was_worse_stays_worse(smart, at, word, status):
    tell(smart, report(at, word), by=smart.actor, at=at)

    sweep_silent(at=at + 90 * S)
    sweep_silent(at=at + 120 * S)

    assert (state().status, state().silent_at) == (status, None)


def test_one_that_said_it_goes_is_not_waited_for(smart, at):
    tell(smart, report(at, "powerOff"), by=smart.actor, at=at)

    assert sweep_silent(at=at + 3600 * S) == 0


def test_one_that_never_told_anything_stays_as_it_is(branch, smart, at):
    assert sweep_silent(at=at) == 0
    assert not DeviceState.objects.exists()


def test_the_branchs_own_times_count(branch, online, at):
    factories.make_policy(factories.make_branch("7003"), heartbeat_s=1)
    branch.policies.update(heartbeat_s=200, heartbeat_retry_s=50)

    sweep_silent(at=at + 90 * S)
    assert (state().pending_since, state().silent_at) == (None, at + 200 * S)
    sweep_silent(at=at + 200 * S)
    sweep_silent(at=at + 249 * S)
    assert state().status == "available"
    sweep_silent(at=at + 250 * S)

    assert state().status == "unknown"


def test_after_two_days_without_sweeps_machines_are_given_a_moment(online, at):
    later = at + dt.timedelta(days=2)

    assert sweep_silent(at=later) == 1
    assert sweep_silent(at=later) == 0
    assert state().status == "available"
    sweep_silent(at=later + 30 * S)

    assert state().status == "unknown"


def test_more_machines_than_one_go_holds(branch, at):
    for n in range(5):
        machine = factories.make_device(branch, f"M{n}", "atm")
        tell(machine, report(at), by=SYSTEM, at=at)

    assert sweep_silent(at=at + 90 * S, limit=2) == 5
    assert DeviceState.objects.filter(pending_since__isnull=False).count() == 5


def test_what_is_unknown_stays_so_when_something_else_is_looked_at(online, at):
    sweep_silent(at=at + 90 * S)
    sweep_silent(at=at + 120 * S)

    review(online, by=SYSTEM, at=at + 130 * S)

    assert state().status == "unknown"
