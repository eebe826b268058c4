"""Panels: wall. Rendered once for all walls of a branch; what differs between walls is in each wall's own style sheet."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from devices.enums import DeviceStatus
from lobby.branches import access
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.landing import DevicePage, register_device_page
from lobby.branches.models import Branch, Device
from lobby.floor.panels import content
from lobby.live import panels, screens
from lobby.live.credentials import Credentials
from lobby.live.panels import Panel
from lobby.live.scopes import Audience, Scope, branch_of
from lobby.live.screens import Screen
from queueing.selectors.lines import hours_of, is_over, issuing_of, lines
from queueing.selectors.wall import calls_today

ESTIMATES_AGE_S = 15.0
DAY_AGES_S = 30.0


def call_board(scope: Scope) -> dict[str, Any]:
    """The newest call and those before it (2 queries)."""
    return {"calls": calls_today(branch_of(scope), at=scope.at)}


def wall_lines(scope: Scope) -> dict[str, Any]:
    """Services with the number waiting and the estimate (8 queries at most)."""
    branch = branch_of(scope)
    return {"lines": lines(branch, issuing_of(branch, at=scope.at).day, at=scope.at)}


def wall_notice(scope: Scope) -> dict[str, Any]:
    """Whether numbers are issued, and until when (2–3 queries)."""
    branch = branch_of(scope)
    issuing = issuing_of(branch, at=scope.at)
    return {"issuing": issuing, "hours": hours_of(branch, issuing.day), "is_over": is_over(issuing.day, scope.at)}


def wall_rests(scope: Scope) -> dict[str, Any]:
    """The walls that are being looked after; each wall's own style sheet shows its own (1 query)."""
    resting = Device.objects.filter(
        branch=scope.branch_id, kind=DeviceKind.WALL, state__status=DeviceStatus.MAINTENANCE, is_active=True
    )
    return {"codes": list(resting.order_by("code").values_list("code", flat=True))}


def authorise(credentials: Credentials, branch: Branch) -> Audience | None:
    """A wall of the branch, else somebody who may see its floor (2 queries at most)."""
    device = credentials.device
    if device and device.kind == DeviceKind.WALL and device.branch_id == branch.pk:
        return Audience(language=credentials.language, device=device.pk)
    staff = credentials.staff
    if staff and Permission.FLOOR_VIEW in (held := access.permissions_at(staff, branch)):
        return Audience(language=credentials.language, person=staff.pk, permissions=frozenset(held))
    return None


def register() -> None:
    """Fill the registries."""
    screens.register(
        Screen(name="wall", authorise=authorise, events=("ticket.called", "ticket.recalled", "wall.set_up"))
    )
    panels.register(
        Panel(
            name="call-board",
            screens=("wall",),
            template="queueing/wall/_call_board.html",
            context=call_board,
            dirtied_by=("ticket.called", "ticket.recalled", "day.begun"),
        )
    )
    panels.register(
        Panel(
            name="wall-lines",
            screens=("wall",),
            template="queueing/wall/_lines.html",
            context=wall_lines,
            dirtied_by=("ticket.*", "counter.*", "roster.*", "day.*", "issuing.*", "outage.*"),
            every=ESTIMATES_AGE_S,
        )
    )
    panels.register(
        Panel(
            name="wall-notice",
            screens=("wall",),
            template="queueing/wall/_notice.html",
            context=wall_notice,
            dirtied_by=("issuing.*", "outage.*", "day.*"),
            every=DAY_AGES_S,
        )
    )
    panels.register(
        Panel(
            name="wall-rests",
            screens=("wall",),
            template="queueing/wall/_rests.html",
            context=wall_rests,
            dirtied_by=("device.*",),
        )
    )
    panels.register(
        Panel(
            name="wall-content",
            screens=("wall",),
            template=content.TEMPLATE,
            context=content.wall_content,
            dirtied_by=content.DIRTIED_BY,
            every=content.EVERY_S,
        )
    )
    register_device_page(
        DevicePage(
            kind=DeviceKind.WALL, icon="monitor", address=lambda device: reverse("queueing:wall", args=[device.code])
        )
    )
