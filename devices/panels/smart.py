"""The page on a smart counter, and the smart counters on the tablet. The tablet's panel holds no personal data."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from devices.selectors.smart import places_of, terminal_of
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.landing import DevicePage, register_device_page
from lobby.branches.models import Branch
from lobby.floor import menu
from lobby.live import panels, screens
from lobby.live.models import Entry
from lobby.live.panels import Panel
from lobby.live.scopes import Scope, branch_of
from lobby.live.screens import Screen

NEWS = ("smart.*", "device.status_changed")
COUNTER = Screen(name="smart-counter", device=DeviceKind.SMART_COUNTER, events=NEWS)
BESIDE = Screen(name="smart", permission=Permission.ASSIST_GIVE, events=NEWS)
# Whom an idle machine expects changes without news of the machine.
ASKED_ANEW_S = 10.0


def terminal(scope: Scope) -> dict[str, Any]:
    """What goes on at the machine (2–6 queries)."""
    assert scope.audience_id is not None
    shown = terminal_of(scope.audience_id, get_language() or "", scope.at)
    reads_made_up = settings.SMART_READER == "devices.readers.made_up"
    return {"device": shown.machine.device, "shown": shown, "session": shown.session, "reads_made_up": reads_made_up}


def beside(scope: Scope) -> dict[str, Any]:
    """The smart counters of the branch (3 queries)."""
    branch = branch_of(scope)
    return {"branch": branch, "places": places_of(branch)}


def is_of_device(entry: Entry, device_id: int | None) -> bool:
    """Whether news is about this machine."""
    return bool(entry.payload.get("device") == device_id)


def register() -> None:
    """Fill the registries."""
    screens.register(COUNTER)
    screens.register(BESIDE)
    panels.register(
        Panel(
            name="smart-terminal",
            screens=(COUNTER.name,),
            template="devices/smart/_terminal.html",
            context=terminal,
            dirtied_by=NEWS,
            audience="device",
            every=ASKED_ANEW_S,
            concerns=is_of_device,
        )
    )
    panels.register(
        Panel(
            name="smart-places",
            screens=(BESIDE.name,),
            template="devices/smart/_places.html",
            context=beside,
            dirtied_by=NEWS,
        )
    )
    register_device_page(
        DevicePage(
            kind=DeviceKind.SMART_COUNTER,
            icon="monitor-smartphone",
            address=lambda device: reverse("devices:smart-terminal", args=[device.code]),
        )
    )
    menu.register(
        menu.Entry(
            name="smart",
            title=_("At the machines"),
            icon="hand-helping",
            address=page_of,
            place=101,
            permission=Permission.ASSIST_GIVE,
        )
    )


def page_of(branch: Branch) -> str:
    """The tablet's page of a branch."""
    return reverse("devices:smart-places", args=[branch.code])
