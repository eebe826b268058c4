"""The fault board, the page of a fault, the board of the offices: who sees what, what each offers, what each costs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from devices.domain import faults
from devices.enums import DeviceStatus
from devices.enums.faults import FaultKind, FaultSource, FaultStatus
from devices.models import DeviceState, Fault
from devices.panels import faults as panels
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import DeviceKind, RoleCode
from lobby.branches.models import Branch, Device, RoleGrant, Staff
from lobby.floor.domain.library import installing
from lobby.floor.enums.library import ContentKind
from lobby.live.scopes import Scope
from tests import factories

S, K = FaultStatus, FaultKind


@pytest.fixture
def signed_in(client: Client, at: dt.datetime) -> Callable[[Staff], Client]:
    """A browser of somebody."""

    def sign_in(staff: Staff) -> Client:
        client.force_login(staff)
        return client

    return sign_in


def page(client: Client, name: str, *where: object) -> str:
    answer = client.get(reverse(f"devices:{name}", args=where))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_board_shows_open_faults_and_a_way_on(
    signed_in: Callable[[Staff], Client], brought: Callable[..., Fault], branch: Branch, manager: Staff
) -> None:
    browser = signed_in(manager)
    empty = page(browser, "faults", branch.code)
    fault = brought(S.OPEN)

    full = page(browser, "faults", branch.code)

    assert reverse("devices:fault-report-form", args=[branch.code]) in empty
    assert reverse("devices:fault-act", args=[fault.pk, "accept"]) in full
    assert "takes-1" in full
    assert "may-test" in full


@pytest.mark.parametrize("status", [one for one in S if one != S.VERIFIED])
def test_the_page_offers_what_the_state_allows(
    signed_in: Callable[[Staff], Client],
    brought: Callable[..., Fault],
    branch: Branch,
    manager: Staff,
    status: str,
    at: dt.datetime,
) -> None:
    installing.install(branch, at=at, kinds=[ContentKind.FIRST_FIX_CARD])
    fault = brought(status)

    with time_machine.travel(at, tick=False):
        html = page(signed_in(manager), "fault", fault.pk)

    offered = {
        verb
        for verb in ("accept", "escalate", "note", "tried", "fix", "verify", "reopen", "cancel", "confirm")
        if reverse("devices:fault-act", args=[fault.pk, verb]) in html
    }
    working = {"note", "tried"}
    assert (
        offered
        == {
            S.OPEN: {"accept", "escalate", "cancel", *working},
            S.L1_HANDLING: {"escalate", "fix", *working},
            S.L2_HANDLING: {"fix", *working},
            S.L3_HANDLING: {"fix", *working},
            S.FIXED: {"verify", *working},
            S.CLOSED: {"reopen"},
            S.CANCELLED: {"reopen"},
            S.DUPLICATE: {"reopen"},
        }[FaultStatus(status)]
    )


def test_the_mender_is_told_who_tests(
    signed_in: Callable[[Staff], Client], brought: Callable[..., Fault], tech: Staff
) -> None:
    fault = brought(S.FIXED)

    html = page(signed_in(tech), "fault", fault.pk)

    assert reverse("devices:fault-act", args=[fault.pk, "verify"]) not in html
    assert "请柜员或大堂经理来试" in html


def test_a_way_through_the_forms(
    signed_in: Callable[[Staff], Client], branch: Branch, machine: Device, manager: Staff, teller: Staff
) -> None:
    browser = signed_in(manager)
    sent = {"device": machine.pk, "kind": "id_read", "text": "一直转圈", "out_of_order": "on"}
    answer = browser.post(reverse("devices:fault-report", args=[branch.code]), sent)
    fault = Fault.objects.get()
    assert answer.headers["Location"] == reverse("devices:fault", args=[fault.pk])
    assert DeviceState.objects.get(device=machine).status == DeviceStatus.DOWN

    def do(verb: str, **values: object) -> int:
        return browser.post(reverse("devices:fault-act", args=[fault.pk, verb]), values).status_code

    assert do("accept") == 302
    assert do("tried", helped="no") == 302
    assert do("note", text="读卡器松了") == 302
    assert do("fix", text="") == 400
    assert do("fix", text="插紧") == 302
    assert do("verify", outcome="passed") == 403
    browser.force_login(teller)
    assert do("verify", outcome="passed") == 302

    fault.refresh_from_db()
    assert fault.status == S.CLOSED
    assert DeviceState.objects.get(device=machine).status == DeviceStatus.AVAILABLE


def test_a_stranger_finds_nothing(
    signed_in: Callable[[Staff], Client], brought: Callable[..., Fault], branch: Branch, stranger: Staff
) -> None:
    fault = brought(S.OPEN)
    browser = signed_in(stranger)

    for address in (
        reverse("devices:faults", args=[branch.code]),
        reverse("devices:fault", args=[fault.pk]),
        reverse("devices:fault-card", args=[fault.pk]),
        reverse("devices:fault-report-form", args=[branch.code]),
    ):
        assert browser.get(address).status_code == 404
    assert browser.post(reverse("devices:fault-act", args=[fault.pk, "accept"])).status_code == 404
    assert browser.post(reverse("devices:fault-report", args=[branch.code])).status_code == 404
    assert browser.get(reverse("devices:fault-office")).status_code == 403


def test_the_offices_see_their_level_of_all_their_branches(
    signed_in: Callable[[Staff], Client], brought: Callable[..., Fault], office: Staff, expert: Staff, stranger: Staff
) -> None:
    second = brought(S.L2_HANDLING)
    address = reverse("devices:fault", args=[second.pk])

    assert address in page(signed_in(office), "fault-office")
    assert address not in page(signed_in(expert), "fault-office")


@pytest.mark.parametrize("wide", [False, True])
def test_boards_cost_the_same_at_one_and_at_three(
    signed_in: Callable[[Staff], Client],
    branch: Branch,
    other_branch: Branch,
    machine: Device,
    office: Staff,
    manager: Staff,
    at: dt.datetime,
    wide: bool,
) -> None:
    browser = signed_in(office if wide else manager)
    address = reverse("devices:fault-office") if wide else reverse("devices:faults", args=[branch.code])
    RoleGrant.objects.create(staff=office, branch=other_branch, role=RoleCode.BR_OPS)
    machines = [machine, factories.make_device(other_branch, "TSC2", DeviceKind.SMART_COUNTER), machine]
    costs = []
    for place, kind in enumerate((K.FREEZE, K.SLOW, K.NETWORK)):
        faults.open_fault(machines[place], kind, by=SYSTEM, at=at, source=FaultSource.TELEMETRY, level=2)
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        costs.append(len(queries))

    assert costs[0] == costs[2]


@pytest.mark.parametrize("open_ones", [1, 3])
def test_the_panel_costs_four_queries(branch: Branch, machine: Device, at: dt.datetime, open_ones: int) -> None:
    for kind in (K.FREEZE, K.SLOW, K.NETWORK)[:open_ones]:
        faults.open_fault(machine, kind, by=SYSTEM, at=at, source=FaultSource.TELEMETRY)

    with CaptureQueriesContext(connection) as queries:
        told = panels.board(Scope(branch.pk, "zh-hans", "branch", None, at))

    assert len(told["lines"]) == open_ones
    assert len(queries) == 4


def test_a_spare_machine_is_named(
    signed_in: Callable[[Staff], Client], brought: Callable[..., Fault], branch: Branch, machine: Device, manager: Staff
) -> None:
    spare = factories.make_device(branch, "SPARE9", DeviceKind.SMART_COUNTER)
    Device.objects.filter(pk=spare.pk).update(is_spare=True, spare_for=machine)
    fault = brought(S.OPEN)

    assert "SPARE9" in page(signed_in(manager), "faults", branch.code)
    assert "SPARE9" in page(signed_in(manager), "fault", fault.pk)


def test_the_technician_finds_the_board_on_the_landing_page(client: Client, branch: Branch) -> None:
    client.force_login(factories.make_staff("mender", branch, RoleCode.TECH))
    assert reverse("devices:faults", args=[branch.code]) in client.get("/").content.decode()
