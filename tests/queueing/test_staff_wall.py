"""WD-3: only a wall that is set up for staff shows it, what it shows, and that it names nobody."""

from __future__ import annotations

import pytest
from django.urls import reverse

from devices.domain import faults
from devices.domain.states import report
from devices.enums import DeviceStatus
from devices.enums.faults import FaultKind, FaultSource
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import DeviceKind
from lobby.floor.models import Alert
from lobby.live import panels, screens
from lobby.live.credentials import Credentials
from lobby.live.scopes import Scope
from queueing.models import WallSettings
from queueing.selectors import staff_wall
from tests import factories

pytestmark = pytest.mark.usefixtures("clock")
PANELS = ("staff-wall-hall", "staff-wall-fleet", "staff-wall-faults", "staff-wall-alerts")


@pytest.fixture
def inner(branch):
    """A wall for staff."""
    device = factories.make_device(branch, "WALLS", DeviceKind.WALL)
    WallSettings.objects.create(device=device, is_for_staff=True)
    return device


@pytest.fixture
def machine(branch):
    return factories.make_device(branch, "TSC1", DeviceKind.SMART_COUNTER)


def address(wall):
    return reverse("queueing:staff-wall", args=[wall.code])


def test_a_public_wall_never_gets_it(browser_of, wall, inner, branch):
    screen = screens.find("staff-wall")

    assert browser_of(wall).get(address(wall)).headers["Location"] == reverse("queueing:wall", args=[wall.code])
    assert browser_of(wall).get(address(inner)).status_code in (302, 404)
    assert screen.audience_for(Credentials("en", device=wall), branch) is None
    assert screen.audience_for(Credentials("en", device=inner), branch).device == inner.pk
    assert screen.audience_for(Credentials("en", device=inner), factories.make_branch("8803")) is None


def test_the_staff_wall_is_sent_to_its_page(browser_of, inner):
    browser = browser_of(inner)

    assert browser.get(reverse("queueing:wall", args=[inner.code])).headers["Location"] == address(inner)
    html = browser.get(address(inner)).content.decode()
    assert '<span lang="zh-Hans">仅供员工</span> <span lang="en">For staff only</span>' in html
    assert "data-as-of" in html


def test_who_sees_the_floor_may_look_and_strangers_may_not(client, inner, branch, manager, stranger):
    client.force_login(manager)
    assert client.get(address(inner)).status_code == 200
    client.force_login(stranger)
    assert client.get(address(inner)).status_code == 404
    screen = screens.find("staff-wall")
    assert screen.audience_for(Credentials("en", staff=manager), branch).person == manager.pk
    assert screen.audience_for(Credentials("en", staff=stranger), branch) is None


def test_it_shows_trouble_in_both_languages_and_no_names(branch, machine, inner, manager, cash, at):
    customer = factories.make_customer(branch, at, by=manager, name="欧阳小明")
    factories.make_ticket(cash, at, by=manager, customer=customer)
    report(machine, DeviceStatus.DOWN, by=SYSTEM, at=at)
    faults.open_fault(machine, FaultKind.CASH_JAM, by=SYSTEM, at=at, source=FaultSource.TELEMETRY)

    html = "".join(panels.render(name, Scope(branch.pk, "en", "branch", None, at)) for name in PANELS)

    for part in ("故障停用", "out of order", "cash stuck", "level 1", "to level 2 in", "data-countdown"):
        assert part in html
    assert "data-panel-error" not in html
    for name in ("欧阳", "小明", manager.name):
        assert name not in html


def test_what_only_security_knows_is_kept_from_it(branch, machine, at):
    faults.open_fault(machine, FaultKind.TAMPERING_SUSPECTED, by=SYSTEM, at=at, source=FaultSource.TELEMETRY)

    assert staff_wall.faults(branch).shown == []
    assert staff_wall.alerts(branch).worst is None


def test_it_never_holds_more_than_it_can_show(branch, at):
    for i in range(12):
        device = factories.make_device(branch, f"M{i:02}", DeviceKind.SMART_COUNTER)
        report(device, DeviceStatus.DOWN, by=SYSTEM, at=at)
        faults.open_fault(device, FaultKind.SLOW, by=SYSTEM, at=at, source=FaultSource.PERSON)

    fleet, broken = staff_wall.fleet(branch), staff_wall.faults(branch)

    assert (len(fleet.shown), fleet.more) == (staff_wall.DEVICE_ROWS, 12 - staff_wall.DEVICE_ROWS)
    assert (len(broken.shown), broken.more) == (staff_wall.FAULT_ROWS, 12 - staff_wall.FAULT_ROWS)


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(("panel", "cost"), list(zip(PANELS, (10, 2, 3, 3), strict=True)))
def test_what_it_costs(branch, n, panel, cost, at, cash, manager, django_assert_num_queries):
    for i in range(n):
        device = factories.make_device(branch, f"M{i:02}", DeviceKind.SMART_COUNTER)
        report(device, DeviceStatus.DOWN, by=SYSTEM, at=at)
        faults.open_fault(device, FaultKind.SLOW, by=SYSTEM, at=at, source=FaultSource.PERSON)
        factories.make_ticket(cash, at, by=manager)

    with django_assert_num_queries(cost):
        panels.attempt(panels.get(panel), Scope(branch.pk, "en", "branch", None, at))


@pytest.mark.parametrize(("values", "is_plain"), [({"number": "A1", "minutes": 30}, True), ({"name": "张明"}, False)])
def test_words_that_could_name_somebody_stay_away(branch, values, is_plain):
    words = staff_wall.plain_words(Alert(kind="ticket.long_wait", values=values, branch=branch))

    assert (words is not None) == is_plain


def test_the_setting_is_read_anew_by_the_socket(branch, inner):
    screen = screens.find("staff-wall")
    WallSettings.objects.update(is_for_staff=False)

    assert screen.audience_for(Credentials("en", device=inner), branch) is None
