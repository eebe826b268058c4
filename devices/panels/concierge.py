"""The concierge's screen: whether somebody is on the way to it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from lobby.branches import access
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.landing import DevicePage, register_device_page
from lobby.branches.models import Branch
from lobby.floor.domain.help import open_call
from lobby.live import panels, screens
from lobby.live.credentials import Credentials
from lobby.live.panels import Panel
from lobby.live.scopes import Audience, Scope
from lobby.live.screens import Screen

HELP = (
    "care.help_asked",
    "care.help_accepted",
    "care.help_finished",
    "care.help_withdrawn",
    "care.help_reopened",
)


def help_state(scope: Scope) -> dict[str, Any]:
    """Whether help is on its way (1 query)."""
    assert scope.audience_id is not None
    return {"call": open_call(("device", scope.audience_id))}


def authorise(credentials: Credentials, branch: Branch) -> Audience | None:
    """A concierge of the branch, else staff who see the floor (2 queries at most)."""
    device = credentials.device
    if device and device.kind == DeviceKind.CONCIERGE and device.branch_id == branch.pk:
        return Audience(language=credentials.language, device=device.pk)
    staff = credentials.staff
    if staff and Permission.FLOOR_VIEW in (held := access.permissions_at(staff, branch)):
        return Audience(language=credentials.language, person=staff.pk, permissions=frozenset(held))
    return None


def register() -> None:
    """Fill the registries."""
    screens.register(Screen(name="concierge", authorise=authorise, events=()))
    panels.register(
        Panel(
            name="concierge-help",
            screens=("concierge",),
            template="devices/concierge/_help.html",
            context=help_state,
            dirtied_by=HELP,
            audience="device",
            own=True,
        )
    )
    register_device_page(DevicePage(kind=DeviceKind.CONCIERGE, icon="circle-question-mark", address=page_of))


def page_of(device: Any) -> str:
    """KS-5 of a concierge."""
    return reverse("devices:concierge", args=[device.code])
