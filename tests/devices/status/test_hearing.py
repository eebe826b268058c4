"""Heartbeats that say nothing new: no write but one for all machines of a process, and nothing lost by it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, connection

from devices import heard
from devices.domain import hearing
from devices.domain.hearing import flush, hear
from devices.domain.reporting import tell
from devices.errors.reports import ClockSkewed
from devices.models import DeviceState
from lobby.branches.models import Device
from tests import factories
from tests.devices.status.reports import report
from tests.statements import statements_at_most

S = dt.timedelta(seconds=1)


def found(device):
    return Device.objects.select_related("state", "branch").get(pk=device.pk)


@pytest.fixture
def online(smart, at):
    tell(smart, report(at, seq=1), by=smart.actor, at=at)
    return smart


def test_hearing_the_same_again_asks_and_writes_nothing(online, at, django_assert_num_queries):
    machine = found(online)

    with django_assert_num_queries(0):
        assert hear(machine, report(at + 30 * S, seq=2), at=at + 30 * S)

    assert DeviceState.objects.get().last_seen_at == at


@pytest.mark.parametrize("count", [1, 3])
def test_all_that_was_heard_is_written_by_one_statement(branch, at, count):
    for n in range(count):
        machine = factories.make_device(branch, f"M{n}", "atm")
        tell(machine, report(at), by=machine.actor, at=at)
        assert hear(found(machine), report(at + 30 * S), at=at + 30 * S)

    with statements_at_most(1):
        assert flush() == count
    assert flush() == 0

    for state in DeviceState.objects.all():
        assert (state.last_seen_at, state.reported_at, state.silent_at) == (at + 30 * S, at + 30 * S, at + 120 * S)


def test_something_new_is_not_only_heard(online, at):
    machine = found(online)

    assert not hear(machine, report(at + S, paper="low"), at=at + S)
    assert not hear(factories.make_device(online.branch, "M1", "atm"), report(at), at=at)


def test_what_is_older_than_an_unwritten_heartbeat_changes_nothing(online, at):
    hear(found(online), report(at + 30 * S), at=at + 30 * S)

    assert hear(found(online), report(at + 20 * S, "hardwareError"), at=at + 31 * S)
    assert not tell(online, report(at + 20 * S, "hardwareError"), by=online.actor, at=at + 31 * S)

    assert DeviceState.objects.get().status == "available"


def test_a_late_report_that_another_process_took_is_put_right_by_the_newer_heartbeat(online, at):
    hear(found(online), report(at + 30 * S), at=at + 30 * S)
    mine = heard.take()
    tell(online, report(at + 20 * S, "hardwareError"), by=online.actor, at=at + 31 * S)
    for device_id, heartbeat in mine.items():
        heard.note(device_id, heartbeat.report, at=heartbeat.at)

    flush()

    state = DeviceState.objects.get()
    assert (state.status, state.reported_at) == ("available", at + 30 * S)


def test_a_heartbeat_from_the_future_is_none(online, at):
    with pytest.raises(ClockSkewed):
        hear(found(online), report(at + 3600 * S), at=at)

    assert flush() == 0


def test_the_newest_of_a_machine_is_kept(online, at):
    for seconds in (30, 90, 60):
        heard.note(online.pk, report(at + seconds * S), at=at + seconds * S)

    flush()

    assert DeviceState.objects.get().last_seen_at == at + 90 * S


def test_what_cannot_be_written_is_kept_for_the_next_time(online, at):
    hear(found(online), report(at + 30 * S), at=at + 30 * S)

    with pytest.raises(DatabaseError), connection.execute_wrapper(away):
        flush()

    assert flush() == 1
    assert DeviceState.objects.get().last_seen_at == at + 30 * S


def away(execute, sql, params, many, context):
    raise DatabaseError("the server is gone")


def test_in_tests_nothing_is_written_by_itself(online, at):
    hear(found(online), report(at + 30 * S), at=at + 30 * S)

    assert hearing._writer.thread is None


@pytest.mark.django_db(transaction=True)
def test_the_thread_starts_with_the_first_heartbeat_writes_and_survives_an_outage(settings, at):
    settings.LOBBY_HEARD_EVERY_S = 0.05
    branch = factories.make_branch("7001")
    machine = factories.make_device(branch, "SC9", "smart_counter")
    tell(machine, report(at), by=machine.actor, at=at)
    try:
        hear(found(machine), report(at + 30 * S), at=at + 30 * S)
        await_seen(at + 30 * S)
        with connection.cursor() as cursor:  # every other connection ends, as when the server restarts
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        hear(found(machine), report(at + 60 * S), at=at + 60 * S)
        await_seen(at + 60 * S)
    finally:
        settings.LOBBY_HEARD_EVERY_S = 0
        hearing.start_anew()


def await_seen(moment, tries=400):
    """Wait until the thread has written; it has 20 seconds."""
    ready = hearing.threading.Event()
    while tries and DeviceState.objects.get().last_seen_at != moment:
        ready.wait(0.05)
        tries -= 1
    assert DeviceState.objects.get().last_seen_at == moment
