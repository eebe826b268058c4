"""Faults through the API: the way, the rights, hostile bodies, strangers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from devices.domain import faults
from devices.enums import DeviceStatus
from devices.enums.faults import FaultKind, FaultSource, FaultStatus
from devices.models import DeviceState, Fault
from lobby.branches import keys
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Device, Staff
from lobby.floor.domain.library import installing
from lobby.floor.enums.library import ContentKind
from tests import factories

S = FaultStatus
VERBS = ("accept", "escalate", "note", "tried", "fix", "verify", "reopen", "cancel", "confirm")


@pytest.fixture
def calling(at: dt.datetime) -> Callable[..., Any]:
    """Call the API as somebody."""
    secrets: dict[Any, str] = {}

    def call(who: Any, method: str, path: str, body: Any = None) -> Any:
        if who not in secrets:
            secrets[who] = keys.create_key(who, at=at)[1]
        options = {"data": {} if body is None else body, "content_type": "application/json"} if method == "post" else {}
        return getattr(Client(), method)(f"/api/v1{path}", headers={"authorization": f"Key {secrets[who]}"}, **options)

    return call


def test_the_whole_way(
    calling: Callable[..., Any],
    branch: Branch,
    machine: Device,
    teller: Staff,
    tech: Staff,
    manager: Staff,
    office: Staff,
    at: dt.datetime,
) -> None:
    installing.install(branch, at=at, kinds=[ContentKind.FIRST_FIX_CARD])
    sent = {"device": "TSC1", "kind": "freeze", "note": "转圈", "out_of_order": True}
    opened = calling(teller, "post", f"/branches/{branch.code}/faults/", sent)
    assert opened.status_code == 201
    assert DeviceState.objects.get(device=machine).status == DeviceStatus.DOWN
    fault = opened.json()
    assert (fault["status"], fault["level"], fault["card"], fault["reporter"]) == (
        "open",
        1,
        "first-fix-freeze",
        teller.username,
    )
    address = f"/faults/{fault['id']}"

    assert calling(tech, "post", f"{address}/accept/").json()["status"] == "l1_handling"
    assert calling(tech, "post", f"{address}/tried/", {"helped": False}).status_code == 200
    raised = calling(tech, "post", f"{address}/escalate/", {"note": "重启无效"}).json()
    assert (raised["status"], raised["handler"]) == ("l2_handling", None)
    assert calling(tech, "post", f"{address}/accept/").status_code == 403
    assert calling(office, "post", f"{address}/accept/").json()["handler"] == office.username
    assert calling(tech, "post", f"{address}/fix/", {"action": "远程重装", "parts": "—"}).json()["status"] == "fixed"
    assert calling(tech, "post", f"{address}/verify/", {"passed": True}).json()["code"] == "fault_fixed_by_you"
    failed = calling(manager, "post", f"{address}/verify/", {"passed": False, "note": "还是转圈"}).json()
    assert failed["status"] == "l2_handling"
    calling(tech, "post", f"{address}/fix/", {"action": "换主板"})
    closed = calling(manager, "post", f"{address}/verify/", {"passed": True}).json()

    assert closed["status"] == "closed"
    assert [step["kind"] for step in closed["steps"]] == [
        "opened",
        "accepted",
        "tried",
        "escalated",
        "accepted",
        "fixed",
        "failed",
        "fixed",
        "passed",
        "closed",
    ]
    assert DeviceState.objects.get(device=machine).status == DeviceStatus.AVAILABLE
    listed = calling(teller, "get", f"/branches/{branch.code}/faults/?status=ended").json()
    assert [one["id"] for one in listed] == [fault["id"]]
    assert calling(teller, "get", f"/branches/{branch.code}/faults/").json() == []
    assert calling(manager, "post", f"{address}/reopen/", {"reason": "又来"}).json()["status"] == "l2_handling"


def test_cancel_says_why_or_points_elsewhere(
    calling: Callable[..., Any], machine: Device, manager: Staff, at: dt.datetime
) -> None:
    one = faults.open_fault(machine, FaultKind.SLOW, by=SYSTEM, at=at, source=FaultSource.TELEMETRY)
    other = faults.open_fault(machine, FaultKind.FREEZE, by=SYSTEM, at=at, source=FaultSource.TELEMETRY)

    assert calling(manager, "post", f"/faults/{one.pk}/cancel/").json()["code"] == "fault_note_missing"
    assert calling(manager, "post", f"/faults/{one.pk}/cancel/", {"duplicate_of": 10**12}).status_code == 400
    answer = calling(manager, "post", f"/faults/{one.pk}/cancel/", {"duplicate_of": other.pk}).json()
    assert (answer["status"], answer["duplicate_of"]) == ("duplicate", other.pk)
    assert calling(manager, "post", f"/faults/{other.pk}/cancel/", {"reason": "没坏"}).json()["status"] == "cancelled"


@pytest.mark.parametrize("verb", VERBS)
def test_a_stranger_finds_nothing(
    calling: Callable[..., Any], brought: Callable[..., Fault], other_branch: Branch, verb: str
) -> None:
    fault = brought(S.OPEN)
    stranger = factories.make_staff("fremd", other_branch, RoleCode.LM)
    bodies = {
        "escalate": {"note": "x"},
        "note": {"note": "x"},
        "tried": {"helped": True},
        "fix": {"action": "x"},
        "verify": {"passed": True},
        "reopen": {"reason": "x"},
        "cancel": {"reason": "x"},
    }

    assert calling(stranger, "post", f"/faults/{fault.pk}/{verb}/", bodies.get(verb)).status_code == 404
    assert calling(stranger, "get", f"/faults/{fault.pk}/").status_code == 404
    assert calling(stranger, "get", f"/branches/{fault.branch.code}/faults/").status_code == 404
    fault.refresh_from_db()
    assert fault.status == S.OPEN


def test_a_device_reports_no_fault_here(calling: Callable[..., Any], machine: Device, branch: Branch) -> None:
    answer = calling(machine, "post", f"/branches/{branch.code}/faults/", {"device": "TSC1", "kind": "slow"})

    assert answer.status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        "x",
        {"device": "TSC1"},
        {"device": 7, "kind": "slow"},
        {"device": "TSC1", "kind": "tampering"},
        {"device": "TSC1", "kind": "nothing"},
        {"device": "NOWHERE", "kind": "slow"},
        {"device": "TSC1", "kind": "slow", "note": "x" * 301},
        {"device": "TSC1", "kind": "slow", "note": "\u0000"},
        {"device": "TSC1", "kind": "slow", "out_of_order": "yes"},
    ],
)
def test_hostile_reports_are_refused(
    calling: Callable[..., Any], machine: Device, branch: Branch, teller: Staff, body: Any
) -> None:
    answer = calling(teller, "post", f"/branches/{branch.code}/faults/", body)

    assert answer.status_code == 400
    assert not Fault.objects.exists()


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    "body", [{"note": 1, "action": [], "passed": "x", "helped": 2, "reason": {}, "duplicate_of": "1"}, {"note": " "}]
)
def test_hostile_verbs_are_refused(
    calling: Callable[..., Any], brought: Callable[..., Fault], manager: Staff, verb: str, body: Any
) -> None:
    fault = brought(S.L1_HANDLING)

    assert 400 <= calling(manager, "post", f"/faults/{fault.pk}/{verb}/", body).status_code < 500
    fault.refresh_from_db()
    assert fault.status == S.L1_HANDLING


def test_the_list_costs_the_same_at_one_and_at_three(
    calling: Callable[..., Any], machine: Device, branch: Branch, teller: Staff, at: dt.datetime
) -> None:
    counts = []
    for kinds in (["slow"], ["freeze", "network"]):
        for kind in kinds:
            faults.open_fault(machine, kind, by=SYSTEM, at=at, source=FaultSource.TELEMETRY)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = calling(teller, "get", f"/branches/{branch.code}/faults/")
        assert answer.status_code == 200
        counts.append(len([one for one in queries if "live_" not in one["sql"] and "accesskey" not in one["sql"]]))

    assert counts[0] == counts[1]
