"""The fleet, the page of a device, the offices' list: who sees what, and that a cost does not grow with the fleet."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from devices.domain import faults
from devices.domain.states import report
from devices.enums import DeviceStatus
from devices.enums.faults import FaultKind, FaultSource
from devices.models import DeviceState, MaintenanceWindow
from devices.selectors.fleet import by_zone, count_of, fleet_of
from devices.selectors.rows import SHOWN
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import DeviceKind, RoleCode
from lobby.branches.models import Branch, Device, Staff, Zone
from lobby.live import panels
from lobby.live.scopes import Scope
from tests import factories

D = DeviceStatus
MANY = 500
# What the page of such a fleet weighs at the most.
LARGEST_BYTES = 150_000
JSON = {"headers": {"Accept": "application/json"}}


@pytest.fixture
def machine(branch: Branch, zone: Zone) -> Device:
    device = factories.make_device(branch, "TSC1", DeviceKind.SMART_COUNTER)
    device.zone, device.model, device.serial = zone, "XS-200", "A-77"
    device.save()
    return device


@pytest.fixture
def office(branch: Branch) -> Staff:
    """Regional branch support, above the branch."""
    return factories.make_staff("ops", None, RoleCode.BR_OPS, unit=branch.unit)


@pytest.fixture
def grown(branch: Branch, zone: Zone, at: dt.datetime) -> Callable[[int], list[Device]]:
    """A fleet of so many devices, in all states."""

    def grow(n: int) -> list[Device]:
        kinds = list(DeviceKind)
        devices = Device.objects.bulk_create(
            Device(
                branch=branch,
                zone=zone,
                code=f"D{i:03}",
                kind=kinds[i % len(kinds)],
                name_zh=f"设备{i}",
                name_en=f"D{i}",
            )
            for i in range(n)
        )
        states = list(D)
        DeviceState.objects.bulk_create(
            DeviceState(device=device, status=states[i % len(states)], since=at) for i, device in enumerate(devices)
        )
        return devices

    return grow


def queries_of(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as caught:
        work()
    return len(caught)


def shown(client: Client, name: str, *where: object, query: str = "") -> str:
    answer = client.get(reverse(f"devices:{name}", args=where) + query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("panel", "cost"), [("floor-fleet", 2), ("fleet-list", 2), ("floor-map", None), ("staff-wall-fleet", 2)]
)
def test_panels_cost_the_same_for_one_and_for_five_hundred(
    panel: str, cost: int | None, branch: Branch, grown: Callable[[int], list[Device]], at: dt.datetime
) -> None:
    scope = Scope(branch.pk, "en", "branch", None, at)
    grown(1)
    one = queries_of(lambda: panels.attempt(panels.get(panel), scope))
    Device.objects.all().delete()
    grown(MANY)

    many = queries_of(lambda: panels.attempt(panels.get(panel), scope))

    assert one == many
    assert cost in (None, many)


def test_pages_cost_the_same_for_one_and_for_five_hundred(
    client: Client, branch: Branch, zone: Zone, manager: Staff, office: Staff, grown: Callable[[int], list[Device]]
) -> None:
    def costs() -> dict[str, int]:
        found = {}
        for staff, name, where in (
            (manager, "fleet", [branch.code]),
            (manager, "zone", [zone.pk]),
            (office, "fleet-office", []),
        ):
            client.force_login(staff)
            found[name] = queries_of(lambda name=name, where=where: shown(client, name, *where))
        return found

    grown(1)
    one = costs()
    Device.objects.all().delete()
    grown(MANY)

    assert costs() == one


def test_the_fleet_is_listed_worst_first(branch: Branch, machine: Device, at: dt.datetime) -> None:
    wall = factories.make_device(branch, "W1", DeviceKind.WALL)
    down = factories.make_device(branch, "ATM1", DeviceKind.ATM)
    silent = factories.make_device(branch, "VTM1", DeviceKind.VTM)
    report(down, D.DOWN, by=SYSTEM, at=at)
    report(silent, D.UNKNOWN, by=SYSTEM, at=at)
    faults.open_fault(machine, FaultKind.SLOW, by=SYSTEM, at=at, source=FaultSource.PERSON)

    fleet = fleet_of(branch)

    assert [one.device.code for one in fleet] == [down.code, machine.code, silent.code, wall.code]
    assert [one.mark for one in fleet] == ["late", "attention", "unknown", "off"]
    assert fleet[-1].word == "未监测"
    count = count_of(fleet)
    assert (count.down, count.attention, count.all, count.mark) == (1, 2, 4, "late")


def test_a_zone_shows_the_worst_and_hides_the_rest(
    branch: Branch, zone: Zone, grown: Callable[[int], list[Device]]
) -> None:
    grown(11)

    cluster = by_zone(branch)[zone.pk]

    assert [one.mark for one in cluster.on_map] == ["late", "late", "attention", "attention"]
    assert cluster.hidden == 7
    assert sum(n for _mark, n in cluster.marks) == 11


@pytest.mark.parametrize(("language", "words"), [("en", "Lost parts:"), ("zh-hans", "失效部件：")])
def test_the_page_of_a_device_tells_all(
    client: Client, manager: Staff, machine: Device, cash: object, at: dt.datetime, language: str, words: str
) -> None:
    report(machine, D.PARTIAL, by=SYSTEM, at=at)
    DeviceState.objects.filter(device=machine).update(lost=["printer"])
    fault = faults.open_fault(machine, FaultKind.PRINTING, by=SYSTEM, at=at, source=FaultSource.TELEMETRY)
    now = dt.datetime.now(dt.UTC)
    MaintenanceWindow.objects.create(
        device=machine, starts_at=now + dt.timedelta(hours=1), ends_at=now + dt.timedelta(hours=2), reason="保养季"
    )
    spare = factories.make_device(machine.branch, "TSC2", DeviceKind.SMART_COUNTER)
    Device.objects.filter(pk=spare.pk).update(is_spare=True, spare_for=machine)
    client.force_login(manager)
    client.cookies["django_language"] = language

    html = shown(client, "device", machine.pk)

    assert words in html
    for part in ("XS-200", "A-77", "保养季", "TSC2", reverse("devices:fault-act", args=[fault.pk, "accept"])):
        assert part in html
    assert f"{reverse('devices:fault-report-form', args=[machine.branch.code])}?device={machine.pk}" in html
    assert 'value="maintenance"' in html
    part = shown(client, "device", machine.pk, query="?part=now&days=7")
    assert "<html" not in part
    assert words in part


@pytest.mark.parametrize("days", [1, 7, 30])
def test_the_page_of_a_device_costs_the_same_however_much_happened(
    client: Client, manager: Staff, machine: Device, at: dt.datetime, days: int
) -> None:
    client.force_login(manager)
    counts = []
    for n in (1, 3):
        for i in range(n):
            for status in (D.DOWN, D.AVAILABLE):
                report(machine, status, by=SYSTEM, at=at + dt.timedelta(minutes=10 * n + i))
        counts.append(queries_of(lambda: shown(client, "device", machine.pk, query=f"?days={days}")))

    assert counts[0] == counts[1] <= 22


@pytest.mark.parametrize("days", ["", "0", "8", "x", "7\0", "-1", "9" * 50])
def test_a_length_that_is_not_offered_shows_today(client: Client, manager: Staff, machine: Device, days: str) -> None:
    client.force_login(manager)

    answer = client.get(reverse("devices:device", args=[machine.pk]), {"days": days})

    assert answer.context["days"] == 1


def test_strangers_find_nothing(client: Client, branch: Branch, zone: Zone, machine: Device, stranger: Staff) -> None:
    client.force_login(stranger)
    for name, where in (("device", machine.pk), ("zone", zone.pk), ("detail", machine.pk), ("fleet", branch.code)):
        assert client.get(reverse(f"devices:{name}", args=[where])).status_code == 404
    client.logout()
    assert client.get(reverse("devices:device", args=[machine.pk])).status_code == 302


def test_the_office_sees_its_branches_and_others_are_refused(
    client: Client, branch: Branch, machine: Device, office: Staff, manager: Staff, at: dt.datetime
) -> None:
    report(machine, D.DOWN, by=SYSTEM, at=at)
    elsewhere = factories.make_device(factories.make_branch("8801"), "FAR1", DeviceKind.ATM)
    report(elsewhere, D.DOWN, by=SYSTEM, at=at)
    client.force_login(office)

    html = shown(client, "fleet-office", query="?part=rows")

    assert machine.code in html
    assert "<html" not in html
    client.force_login(manager)
    assert client.get(reverse("devices:fleet-office")).status_code == 403


def test_a_teller_looks_and_is_offered_no_report(client: Client, machine: Device, teller: Staff) -> None:
    client.force_login(teller)

    assert reverse("devices:report", args=[machine.pk]) not in shown(client, "device", machine.pk)
    assert client.post(reverse("devices:report", args=[machine.pk]), {"status": "down"}, **JSON).status_code == 403


def test_a_large_fleet_shows_its_worst_and_counts_the_rest(
    client: Client, branch: Branch, manager: Staff, grown: Callable[[int], list[Device]]
) -> None:
    grown(MANY)
    client.force_login(manager)

    html = shown(client, "fleet", branch.code)

    assert html.count('class="fleet-row"') == SHOWN
    assert f"另有 {MANY - SHOWN} 台设备" in html
    assert html.count('data-key="fold-') == len(DeviceKind)
    assert len(html.encode()) <= LARGEST_BYTES


@pytest.mark.parametrize("query", ["?kind=atm", "?mark=late&kind=vtm", "?page=1", "?page=5", "?page=x&zone="])
def test_a_large_fleet_is_looked_through_at_one_cost(
    client: Client, branch: Branch, manager: Staff, grown: Callable[[int], list[Device]], query: str
) -> None:
    client.force_login(manager)
    costs = []
    for n in (SHOWN + 1, MANY):
        Device.objects.all().delete()
        grown(n)
        costs.append(queries_of(lambda: shown(client, "fleet", branch.code, query=query)))

    assert costs[0] == costs[1]


def test_what_is_looked_for_is_found_page_by_page(
    client: Client, branch: Branch, zone: Zone, manager: Staff, grown: Callable[[int], list[Device]]
) -> None:
    devices = grown(MANY)
    client.force_login(manager)

    pages = [shown(client, "fleet", branch.code, query=f"?part=rows&zone={zone.pk}&page={n}") for n in range(1, 6)]
    late = shown(client, "fleet", branch.code, query="?part=rows&mark=late")

    keys = [key for html in pages for key in re.findall(r'data-key="device-(\d+)"', html)]
    assert sorted(map(int, keys)) == sorted(device.pk for device in devices)
    assert 'rel="next"' in pages[0]
    assert 'rel="next"' not in pages[-1]
    assert "part=rows" not in pages[0]
    assert set(re.findall(r'data-mark="(\w+)"', late)) == {"late"}
    assert "没有符合" in shown(client, "fleet", branch.code, query=f"?zone={zone.pk + 1}")


@pytest.mark.parametrize("query", ["", "?kind=atm", "?kind=%00%22%3E%3Cb%3E", "?page=9"])
def test_a_fleet_that_the_live_list_holds_is_not_looked_through(
    client: Client, branch: Branch, manager: Staff, machine: Device, query: str
) -> None:
    client.force_login(manager)

    assert 'data-panel="fleet-list"' in shown(client, "fleet", branch.code, query=query)
    assert client.get(reverse("devices:fleet", args=[branch.code]), {"kind": "atm", "part": "rows"}).status_code == 404


def test_hostile_filters_find_nothing_and_are_written_safely(
    client: Client, branch: Branch, manager: Staff, grown: Callable[[int], list[Device]]
) -> None:
    grown(SHOWN + 1)
    client.force_login(manager)

    for query in ("?kind=%00%22%3E%3Cb%3E", "?zone=-1&mark=%27%3E%3Cb%3E", "?page=" + "9" * 50):
        assert "<b>" not in shown(client, "fleet", branch.code, query=query)
