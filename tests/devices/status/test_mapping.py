"""Every row of the mapping table, which state wins when several hold, and what is nobody's fault."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from devices.enums import LEVELS, ROUTED, UP_SHARE, DeviceStatus
from devices.enums.reports import AntiFraud, ErrorAction, Part, VendorMode, Word
from devices.mapping import RANK, ROWS, Circumstances, Reading, read, worse
from devices.reports import WORDS, Report
from tests.devices.status.reports import report

AT = dt.datetime(2026, 3, 10, 2, 0, tzinfo=dt.UTC)
OPEN, CLOSED, PLANNED = Circumstances(), Circumstances(is_open=False), Circumstances(is_planned=True)
D = DeviceStatus

# What is told, under which circumstances, and what it means: state, lost parts, faults with their level, refills, help.
TABLE = [
    # online, all parts ok
    ("online", {}, OPEN, D.AVAILABLE, "", (), "", False),
    ("online", {"paper": "full", "toner": "full", "media": "notPresent"}, OPEN, D.AVAILABLE, "", (), "", False),
    ("online", {"media": "present"}, OPEN, D.AVAILABLE, "", (), "", False),
    ("online", {"media": "entering"}, OPEN, D.AVAILABLE, "", (), "", False),
    ("online", {"media": "latched"}, OPEN, D.AVAILABLE, "", (), "", False),
    ("online", {"dispenser": "ok", "acceptor": "ok", "storage": "ok"}, OPEN, D.AVAILABLE, "", (), "", False),
    (
        "online",
        {"antifraud": "ok", "position": "inPosition", "vendor_mode": "inactive"},
        OPEN,
        D.AVAILABLE,
        "",
        (),
        "",
        False,
    ),
    ("online", {"paper": "unknown", "toner": "unknown", "media": "unknown"}, OPEN, D.AVAILABLE, "", (), "", False),
    (
        "online",
        {"dispenser": "unknown", "acceptor": "unknown", "storage": "unknown"},
        OPEN,
        D.AVAILABLE,
        "",
        (),
        "",
        False,
    ),
    # deviceBusy, starting
    ("deviceBusy", {}, OPEN, D.BUSY, "", (), "", False),
    ("starting", {}, OPEN, D.STARTING, "", (), "", False),
    # paper or toner low, cash attention, replenishment low
    ("online", {"paper": "low"}, OPEN, D.DEGRADED, "", (), "paper", False),
    ("online", {"toner": "low"}, OPEN, D.DEGRADED, "", (), "toner", False),
    ("online", {"dispenser": "attention"}, OPEN, D.DEGRADED, "", (), "cash", False),
    ("online", {"acceptor": "attention"}, OPEN, D.DEGRADED, "", (), "cash", False),
    ("online", {"storage": "low"}, OPEN, D.DEGRADED, "", (), "cash", False),
    ("online", {"storage": "high"}, OPEN, D.DEGRADED, "", (), "cash", False),
    # paper out or jammed, media jammed, cash stop
    ("online", {"paper": "out"}, OPEN, D.PARTIAL, "printer", ("printing 1",), "paper", False),
    ("online", {"paper": "jammed"}, OPEN, D.PARTIAL, "printer", ("printing 1",), "", False),
    ("online", {"toner": "out"}, OPEN, D.PARTIAL, "printer", ("printing 1",), "toner", False),
    ("online", {"media": "jammed"}, OPEN, D.PARTIAL, "card", ("card_jam 1",), "", False),
    ("online", {"dispenser": "stop"}, OPEN, D.PARTIAL, "dispenser", ("cash_jam 1",), "", False),
    ("online", {"acceptor": "stop"}, OPEN, D.PARTIAL, "acceptor", ("cash_jam 1",), "", False),
    ("online", {"storage": "empty"}, OPEN, D.PARTIAL, "dispenser", (), "cash", False),
    ("online", {"storage": "full"}, OPEN, D.PARTIAL, "acceptor", (), "cash", False),
    # userError
    ("userError", {}, OPEN, D.BLOCKED, "", (), "", True),
    # offline and powerOff, inside hours and outside, planned
    ("offline", {}, OPEN, D.DOWN, "", ("network 1",), "", False),
    ("powerOff", {}, OPEN, D.DOWN, "", ("power 1",), "", False),
    ("offline", {}, CLOSED, D.DOWN, "", (), "", False),
    ("powerOff", {}, CLOSED, D.DOWN, "", (), "", False),
    ("offline", {}, PLANNED, D.MAINTENANCE, "", (), "", False),
    ("powerOff", {}, PLANNED, D.MAINTENANCE, "", (), "", False),
    # hardwareError by what it asks for
    ("hardwareError", {}, OPEN, D.DOWN, "", ("hardware 1",), "", False),
    ("hardwareError", {"action": "reset"}, OPEN, D.DOWN, "", ("hardware 1",), "", False),
    ("hardwareError", {"action": "clear"}, OPEN, D.DOWN, "", ("hardware 1",), "", False),
    ("hardwareError", {"action": "suspend"}, OPEN, D.DOWN, "", ("hardware 1",), "", False),
    ("hardwareError", {"action": "maintenance"}, OPEN, D.DOWN, "", ("hardware 2",), "", False),
    ("hardwareError", {"action": "softwareError"}, OPEN, D.DOWN, "", ("software 2",), "", False),
    ("hardwareError", {"action": "configuration"}, OPEN, D.DOWN, "", ("configuration 2",), "", False),
    ("hardwareError", {}, CLOSED, D.DOWN, "", ("hardware 1",), "", False),
    # an error event of a machine that works on
    ("online", {"event_id": "hardware", "action": "clear"}, OPEN, D.AVAILABLE, "", ("hardware 1",), "", False),
    ("online", {"event_id": "hardware", "action": "reset"}, OPEN, D.AVAILABLE, "", ("hardware 1",), "", False),
    ("deviceBusy", {"event_id": "hardware", "action": "maintenance"}, OPEN, D.BUSY, "", ("hardware 2",), "", False),
    ("online", {"event_id": "software", "action": "softwareError"}, OPEN, D.AVAILABLE, "", ("software 2",), "", False),
    (
        "online",
        {"event_id": "software", "action": "configuration"},
        OPEN,
        D.AVAILABLE,
        "",
        ("configuration 2",),
        "",
        False,
    ),
    ("online", {"event_id": "hardware", "action": "suspend"}, OPEN, D.AVAILABLE, "", (), "", False),
    ("online", {"event_id": "user", "action": "clear"}, OPEN, D.AVAILABLE, "", (), "", False),
    # fraud
    ("fraudAttempt", {}, OPEN, D.SECURITY, "", ("tampering 1",), "", False),
    ("potentialFraud", {}, OPEN, D.SECURITY, "", ("tampering_suspected 1",), "", False),
    ("online", {"antifraud": "deviceDetected"}, OPEN, D.SECURITY, "", ("tampering 1",), "", False),
    ("online", {"event_id": "fraudAttempt"}, OPEN, D.SECURITY, "", ("tampering 1",), "", False),
    ("fraudAttempt", {}, CLOSED, D.SECURITY, "", ("tampering 1",), "", False),
    ("potentialFraud", {}, Circumstances(by_hand=D.AVAILABLE), D.AVAILABLE, "", (), "", False),
    ("fraudAttempt", {}, Circumstances(by_hand=D.AVAILABLE), D.SECURITY, "", ("tampering 1",), "", False),
    ("online", {"antifraud": "inoperable"}, OPEN, D.AVAILABLE, "", ("hardware 2",), "", False),
    ("online", {"antifraud": "unknown"}, OPEN, D.AVAILABLE, "", (), "", False),
    # noDevice, moved
    ("noDevice", {}, OPEN, D.ABSENT, "", (), "", False),
    ("online", {"position": "notInPosition"}, OPEN, D.ABSENT, "", (), "", False),
    ("online", {"position": "unknown"}, OPEN, D.AVAILABLE, "", (), "", False),
    # vendorMode
    ("online", {"vendor_mode": "active"}, OPEN, D.MAINTENANCE, "", (), "", False),
    ("online", {"vendor_mode": "exitPending"}, OPEN, D.MAINTENANCE, "", (), "", False),
    ("online", {"vendor_mode": "enterPending"}, OPEN, D.AVAILABLE, "", (), "", False),
    # by hand
    ("online", {}, Circumstances(by_hand=D.DOWN), D.DOWN, "", (), "", False),
    ("online", {}, Circumstances(by_hand=D.MAINTENANCE), D.MAINTENANCE, "", (), "", False),
    # several at once
    ("deviceBusy", {"paper": "low"}, OPEN, D.DEGRADED, "", (), "paper", False),
    ("online", {"paper": "low", "media": "jammed"}, OPEN, D.PARTIAL, "card", ("card_jam 1",), "paper", False),
    (
        "online",
        {"paper": "out", "media": "jammed", "storage": "empty"},
        OPEN,
        D.PARTIAL,
        "card dispenser printer",
        ("card_jam 1", "printing 1"),
        "cash paper",
        False,
    ),
    ("starting", {"paper": "out"}, OPEN, D.STARTING, "printer", ("printing 1",), "paper", False),
    ("userError", {"paper": "out"}, OPEN, D.BLOCKED, "printer", ("printing 1",), "paper", True),
    ("hardwareError", {"paper": "low"}, OPEN, D.DOWN, "", ("hardware 1",), "paper", False),
    ("hardwareError", {"vendor_mode": "active", "paper": "out"}, OPEN, D.MAINTENANCE, "", (), "", False),
    ("hardwareError", {"position": "notInPosition"}, OPEN, D.ABSENT, "", (), "", False),
    ("noDevice", {"vendor_mode": "active"}, OPEN, D.ABSENT, "", (), "", False),
    ("fraudAttempt", {"vendor_mode": "active"}, PLANNED, D.SECURITY, "", ("tampering 1",), "", False),
    ("userError", {}, PLANNED, D.MAINTENANCE, "", (), "", False),
    ("online", {}, Circumstances(is_planned=True, by_hand=D.DOWN), D.MAINTENANCE, "", (), "", False),
]


@pytest.mark.parametrize(("device", "words", "here", "status", "lost", "faults", "refills", "needs_help"), TABLE)
def test_what_a_report_means(device, words, here, status, lost, faults, refills, needs_help):
    reading = read(report(AT, device, **words), here)

    assert reading.status == status
    assert sorted(reading.lost) == lost.split()
    assert sorted(f"{trouble.kind} {trouble.level}" for trouble in reading.troubles) == sorted(faults)
    assert sorted(reading.refills) == refills.split()
    assert reading.needs_help == needs_help


def test_every_row_is_tried_and_every_word_is_told():
    told = [(report(AT, device, **words), here) for device, words, here, *_ in TABLE]

    untried = [row.name for row in ROWS if not any(row.when(*one) for one in told)]
    words = {name: {getattr(one, name) for one, _ in told} for name in WORDS}
    untold = [f"{name} {word}" for name, kinds in WORDS.items() for word in kinds if word not in words[name]]

    assert untried == []
    assert untold == []


def test_the_order_of_states_is_whole_and_every_state_is_described():
    assert sorted(RANK) == sorted(DeviceStatus)
    assert set(ROUTED) == set(LEVELS) == set(DeviceStatus)
    assert set(UP_SHARE) == set(DeviceStatus) - {D.MAINTENANCE}
    assert {status for status in DeviceStatus if UP_SHARE.get(status) == 1} == {D.AVAILABLE, D.BUSY, D.DEGRADED}


def test_the_worse_of_two_readings_counts():
    for one, other in itertools.combinations(RANK, 2):
        assert worse(Reading(other), Reading(one)).status == worse(Reading(one), Reading(other)).status == one


def test_nothing_outranks_security_and_nothing_left_alone_has_faults():
    for word, mode, antifraud, action in itertools.product(Word, VendorMode, AntiFraud, [None, *ErrorAction]):
        reading = read(Report(at=AT, device=word, vendor_mode=mode, antifraud=antifraud, action=action), OPEN)

        is_fraud = word in (Word.FRAUD_ATTEMPT, Word.POTENTIAL_FRAUD) or antifraud == AntiFraud.DETECTED
        assert (reading.status == D.SECURITY) == is_fraud
        assert reading.troubles == frozenset() or reading.status not in (D.ABSENT, D.MAINTENANCE)


def test_what_is_kept_of_a_report_is_read_as_the_same_report():
    told = report(AT, "online", paper="low", event_id="hardware", action="clear", vendor_mode="inactive", seq=7)

    assert Report.of_told(told.told, at=AT, seq=7) == told
    assert Report.of_told({**told.told, "weather": "fair"}, at=AT, seq=7) == told


def test_only_parts_that_a_service_may_need_are_lost():
    assert {row.lost for row in ROWS if row.lost} == set(Part)
