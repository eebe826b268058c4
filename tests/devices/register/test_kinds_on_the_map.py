"""Each kind that the register knows is shown on the floor and can be reported by hand there (S110)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from devices.domain import register
from devices.domain.register import Details
from devices.selectors.fleet import fleet_of
from lobby.branches.enums import DeviceKind

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.mark.parametrize("kind", DeviceKind)
def test_every_kind_stands_in_its_zone(branch, zone, tech, at, kind):
    details = Details(name_zh="机", name_en="Machine", kind=kind, zone=zone)
    made = register.add(branch, "X1", details, by=tech.actor, at=at)

    (seen,) = fleet_of(branch)

    assert (seen.device.pk, seen.device.zone, bool(seen.icon)) == (made.pk, zone, True)


@pytest.mark.parametrize("kind", DeviceKind)
def test_every_kind_is_reported_from_the_tablet(client, branch, zone, tech, manager, at, kind):
    details = Details(name_zh="机", name_en="Machine", kind=kind, zone=zone)
    made = register.add(branch, "X1", details, by=tech.actor, at=at)
    client.force_login(manager)

    shown = client.get(reverse("devices:detail", args=[made.pk])).content.decode()
    answer = client.post(reverse("devices:report", args=[made.pk]), {"status": "down"}, **JSON)
    form = client.get(reverse("devices:fault-report-form", args=[branch.code])).content.decode()

    assert 'value="down"' in shown
    assert answer.status_code == 200
    assert fleet_of(branch)[0].machine.status == "down"
    assert f'value="{made.pk}"' in form
