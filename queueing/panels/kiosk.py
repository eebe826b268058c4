"""Panels: kiosk."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.urls import reverse

from devices.selectors import machines
from lobby.branches import access
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.landing import DevicePage, register_device_page
from lobby.branches.models import Branch
from lobby.live import panels, screens
from lobby.live.credentials import Credentials
from lobby.live.panels import Panel
from lobby.live.scopes import Audience, Scope, branch_of
from lobby.live.screens import Screen
from queueing.selectors.kiosk import condition_of
from queueing.selectors.lines import hours_of, is_over, issuing_of, lines

ESTIMATES_AGE_S = 15.0


def kiosk_services(scope: Scope) -> dict[str, Any]:
    """The services to choose from, or why no number is given now (2–8 queries)."""
    branch = branch_of(scope)
    issuing = issuing_of(branch, at=scope.at)
    is_open = not issuing.is_closed and not issuing.message
    found = lines(branch, issuing.day, at=scope.at) if is_open else []
    return {
        "issuing": issuing,
        "hours": hours_of(branch, issuing.day),
        "is_over": is_over(issuing.day, scope.at),
        "lines": found,
        "can_choose": any(not line.stopped for line in found),
    }


def kiosk_condition(scope: Scope) -> dict[str, Any]:
    """Whether this kiosk gives numbers, and prints them (1 query)."""
    assert scope.audience_id is not None
    return {"condition": condition_of(scope.audience_id)}


def kiosk_machines(scope: Scope) -> dict[str, Any]:
    """Which machines can do each service now: a question about one of them is taken back (2 queries)."""
    able: dict[str, list[int]] = defaultdict(list)
    for machine in machines(branch_of(scope)):
        for service in machine.services:
            able[service].append(machine.device.pk)
    return {"able": sorted(able.items())}


def authorise(credentials: Credentials, branch: Branch) -> Audience | None:
    """A kiosk of the branch, else somebody who may issue tickets there (2 queries at most)."""
    device = credentials.device
    if device and device.kind == DeviceKind.KIOSK and device.branch_id == branch.pk:
        return Audience(language=credentials.language, device=device.pk)
    staff = credentials.staff
    if staff and Permission.TICKET_ISSUE in (held := access.permissions_at(staff, branch)):
        return Audience(language=credentials.language, person=staff.pk, permissions=frozenset(held))
    return None


def register() -> None:
    """Fill the registries."""
    screens.register(Screen(name="kiosk", authorise=authorise, events=()))
    panels.register(
        Panel(
            name="kiosk-services",
            screens=("kiosk",),
            template="queueing/kiosk/_services.html",
            context=kiosk_services,
            dirtied_by=("ticket.*", "counter.*", "roster.*", "day.*", "issuing.*", "outage.*"),
            every=ESTIMATES_AGE_S,
        )
    )
    panels.register(
        Panel(
            name="kiosk-machines",
            screens=("kiosk",),
            template="queueing/kiosk/_machines.html",
            context=kiosk_machines,
            dirtied_by=("device.*",),
        )
    )
    panels.register(
        Panel(
            name="kiosk-condition",
            screens=("kiosk",),
            template="queueing/kiosk/_condition.html",
            context=kiosk_condition,
            dirtied_by=("device.*",),
            audience="device",
            own=True,
        )
    )
    register_device_page(
        DevicePage(
            kind=DeviceKind.KIOSK, icon="ticket", address=lambda device: reverse("queueing:kiosk", args=[device.code])
        )
    )
