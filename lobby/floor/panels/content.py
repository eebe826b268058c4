"""Panels of what the walls play. One rendering serves all walls of a branch: each page takes its own round out of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.access import permissions_at
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.models import Branch
from lobby.floor import wall_notices
from lobby.floor.domain.alerts import policy_at
from lobby.floor.selectors.content import played
from lobby.floor.selectors.content.rounds import rounds
from lobby.live.credentials import Credentials
from lobby.live.panels import Panel
from lobby.live.scopes import Audience, Scope, branch_of
from lobby.live.screens import Screen

TEMPLATE = "floor/content/_content.html"
DIRTIED_BY = ("content.*",)
# What expires leaves the walls by their own clock; what begins, or is missed, comes with this.
EVERY_S = 30.0


def wall_content(scope: Scope) -> dict[str, Any]:
    """Urgent notices and every round of the branch, judged at this moment (5 queries and the notices' own)."""
    branch = branch_of(scope)
    return {"notices": wall_notices.notices_for(branch), "rounds": rounds(branch, at=scope.at)}


def content_desk(scope: Scope) -> dict[str, Any]:
    """What plays where, what is missing, how old it is, what was played (10 queries)."""
    branch = branch_of(scope)
    policy = policy_at(branch, scope.at)
    found = rounds(branch, at=scope.at)
    max_age = dt.timedelta(seconds=policy.content_max_age_s)
    return {
        "branch": branch,
        "rounds": [one for one in found if one.is_used],
        "walls": played.walls(branch, at=scope.at, max_age=max_age, found=found),
        "log": played.log(branch, at=scope.at),
        "days": max_age.days,
    }


def authorise(credentials: Credentials, branch: Branch) -> Audience | None:
    """A wall of the branch, else somebody who may see its floor (2 queries at most)."""
    device, staff = credentials.device, credentials.staff
    if device and device.kind == DeviceKind.WALL and device.branch_id == branch.pk:
        return Audience(language=credentials.language, device=device.pk)
    if staff and Permission.FLOOR_VIEW in (held := permissions_at(staff, branch)):
        return Audience(language=credentials.language, person=staff.pk, permissions=frozenset(held))
    return None


SCREEN = Screen(name="content-wall", authorise=authorise, events=())
DESK = Screen(name="content-desk", permission=Permission.CONTENT_PUBLISH, events=("content.*",))
WALL_PANEL = Panel(
    name="content-round",
    screens=("content-wall",),
    template=TEMPLATE,
    context=wall_content,
    dirtied_by=DIRTIED_BY,
    every=EVERY_S,
)
DESK_PANEL = Panel(
    name="content-desk",
    screens=("content-desk",),
    template="floor/content/_desk.html",
    context=content_desk,
    dirtied_by=("content.*", "library.*"),
    every=EVERY_S,
)
