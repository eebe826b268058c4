"""The device simulator: the same seed plays the same, everything happens, real branches are left alone."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from devices import heard
from devices.api.bodies import DeviceStatusBody, report_of
from devices.models import DeviceState
from devices.reports import Report
from devices.simulation.fleet import Fleet
from devices.simulation.machine import Machine
from devices.simulation.outlets import body_of
from lobby.branches.enums import DeviceKind
from lobby.branches.models import AccessKey, Branch, Device
from tests import factories

AT = dt.datetime(2026, 3, 10, 2, 0, tzinfo=dt.UTC)


def fleet(seed, n=20, kinds=tuple(DeviceKind)):
    return Fleet([Machine(i, f"M{i}", kinds[i % len(kinds)], seed) for i in range(n)], seed)


def played(seed, steps=200, seconds=600.0, n=20):
    line = fleet(seed, n)
    return [
        (sent.machine.code, sent.report.seq, tuple(sorted(sent.report.told.items())))
        for n in range(steps)
        for sent in line.step(AT + dt.timedelta(seconds=n), seconds)
    ]


def test_the_same_seed_plays_the_same():
    assert played(7) == played(7)
    assert played(7) != played(8)


def test_in_a_month_everything_happens():
    sent = played(3, steps=2500, n=80)
    words = {word for _code, _seq, told in sent for word in told}

    for expected in (
        *(("device", "offline"), ("device", "hardwareError"), ("device", "deviceBusy"), ("device", "starting")),
        *(("device", "userError"), ("device", "potentialFraud")),
        *(("paper", "low"), ("paper", "jammed"), ("media", "jammed"), ("dispenser", "stop"), ("storage", "low")),
    ):
        assert expected in words
    counts = [(code, seq) for code, seq, _told in sent]
    assert len(counts) > len(set(counts))  # some come twice
    per_machine = [seq for code, seq in counts if code == "M2"]
    assert per_machine != sorted(per_machine)  # some come late
    assert len(set(per_machine)) < max(per_machine)  # the line drops some


def test_without_news_a_machine_says_that_it_is_there():
    line = fleet(1, n=1, kinds=(DeviceKind.WALL,))
    spoken = [bool(line.step(AT + dt.timedelta(seconds=n), 0.001)) for n in range(61)]

    assert [n for n, said in enumerate(spoken) if said] == [0, 30, 60]


def test_some_clocks_are_wrong():
    machines = [Machine(i, f"M{i}", DeviceKind.ATM, 5) for i in range(400)]

    assert {machine.skew_s for machine in machines} == {0.0, -90.0, 40.0, 600.0}


def test_what_is_sent_is_what_a_machine_may_send():
    told = {"device": "hardwareError", "paper": "low", "media": "jammed", "event_id": "hardware", "action": "reset"}
    report = Report.of_told(told, at=AT, seq=4)
    body = DeviceStatusBody(data=body_of(report))

    assert body.is_valid(), body.errors
    assert report_of(body.validated_data) == report


def test_it_speaks_through_the_verbs_and_stops(branch, capsys):
    factories.make_device(branch, "P1", DeviceKind.ATM)
    heard.start_anew()

    call_command("simulate_devices", branch=branch.code, devices=6, speed=3600, seed=2, minutes=0.03)

    assert Device.objects.filter(branch=branch).count() == 6
    assert DeviceState.objects.filter(device__branch=branch, told__isnull=False).count() >= 5
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_real_branches_are_left_alone_in_production(branch, settings):
    settings.ENV = "production"

    with pytest.raises(CommandError, match="is real"):
        call_command("simulate_devices", branch=branch.code, minutes=0.01)
    Branch.objects.filter(pk=branch.pk).update(is_demo=True)
    with pytest.raises(CommandError, match="no machine"):
        call_command("simulate_devices", branch=branch.code, minutes=0.01)


def test_over_http_it_leaves_no_key_behind(branch):
    factories.make_device(branch, "P1", DeviceKind.ATM)

    call_command("simulate_devices", branch=branch.code, url="http://127.0.0.1:9", minutes=0.01)

    assert AccessKey.objects.filter(device__code="P1").count() == 1
    assert not AccessKey.objects.filter(revoked_at__isnull=True, created_at__lte=timezone.now()).exists()
