"""The live screen of video sessions: one for the machine, and for agents and authorisers one each."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from devices.access.vtm import audience_of
from devices.enums.vtm import BEST_RATING, LiveCheck, VtmDocument
from devices.models.vtm import VtmSession
from devices.selectors.vtm import desk_of, is_out, questions_for, queue_of, terminal_of
from devices.selectors.watching import watchers_of
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.landing import DevicePage, Tile, register_device_page
from lobby.branches.landing import register as register_tile
from lobby.branches.models import Device
from lobby.live import panels, screens
from lobby.live.models import Entry
from lobby.live.panels import Panel
from lobby.live.scopes import Scope
from lobby.live.screens import Screen

SCREEN = "vtm"
NEWS = ("vtm.*",)
OF_MACHINE = (*NEWS, "device.status_changed")
AGES_S = 15.0


def terminal(scope: Scope) -> dict[str, Any]:
    """What goes on at the machine (2–10 queries)."""
    assert scope.audience_id is not None
    device = Device.objects.get(pk=scope.audience_id)
    shown = terminal_of(device.pk, scope.at)
    return {
        "device": device,
        "shown": shown,
        "session": shown.session,
        "is_out": shown.session is None and is_out(device.pk),
        **watched(shown.session),
        "stars": range(1, BEST_RATING + 1),
    }


def queue(scope: Scope) -> dict[str, Any]:
    """An agent's state and calls (8 queries)."""
    assert scope.audience_id is not None
    return {"queue": queue_of(scope.audience_id, scope.at)}


def session(scope: Scope) -> dict[str, Any]:
    """An agent's session (1–8 queries)."""
    assert scope.audience_id is not None
    desk = desk_of(scope.audience_id, scope.at)
    choices = {"documents": VtmDocument.choices, "live_checks": LiveCheck.choices}
    return {"desk": desk, "session": desk.session, **watched(desk.session), **choices}


def approvals(scope: Scope) -> dict[str, Any]:
    """What waits for an authoriser (2 queries)."""
    assert scope.audience_id is not None
    return {"questions": questions_for(scope.audience_id), "me": scope.audience_id}


def watched(session: VtmSession | None) -> dict[str, Any]:
    """Who listens to a session (0–1 query)."""
    return {"watchers": watchers_of(session)}


def is_of_device(entry: Entry, device_id: int | None) -> bool:
    """Whether news is about the session at this machine."""
    return bool(entry.payload.get("device") == device_id)


def is_of_agent(entry: Entry, agent_id: int | None) -> bool:
    """Whether news is about a session of this agent."""
    return bool(entry.payload.get("agent") == agent_id)


def register() -> None:
    """Fill the registries."""
    screens.register(Screen(name=SCREEN, authorise=audience_of, events=OF_MACHINE))
    for name, audience, context, concerns, every, permission in (
        ("vtm-terminal", "device", terminal, is_of_device, AGES_S, None),
        ("vtm-queue", "person", queue, None, AGES_S, Permission.VTM_WORK),
        ("vtm-session", "person", session, is_of_agent, None, Permission.VTM_WORK),
        ("vtm-approvals", "person", approvals, None, None, Permission.VTM_AUTHORISE),
    ):
        panels.register(
            Panel(
                name=name,
                screens=(SCREEN,),
                template=f"devices/vtm/_{name.removeprefix('vtm-')}.html",
                context=context,
                dirtied_by=OF_MACHINE if context is terminal else NEWS,
                audience=audience,  # type: ignore[arg-type]
                permission=permission,
                every=every,
                concerns=concerns,
            )
        )
    register_pages()


def register_pages() -> None:
    """The desks for those who work there, the machine's page for those who look after the branch's screens."""
    register_tile(
        Tile(
            name="vtm-queue",
            title=_("Video calls"),
            note=_("Customers at video tellers who wait for you"),
            icon="video",
            address=lambda _branch: reverse("devices:vtm-queue"),
            place=20,
            permission=Permission.VTM_WORK,
            leads=True,
        )
    )
    register_tile(
        Tile(
            name="vtm-approvals",
            title=_("Remote approvals"),
            note=_("Large and risky business that a second person approves"),
            icon="shield-check",
            address=lambda _branch: reverse("devices:vtm-approvals"),
            place=21,
            permission=Permission.VTM_AUTHORISE,
        )
    )
    register_device_page(
        DevicePage(
            kind=DeviceKind.VTM,
            icon="video",
            address=lambda device: reverse("devices:vtm-terminal", args=[device.code]),
        )
    )
