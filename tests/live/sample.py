"""A small app of its own for the push path's tests: one event family, three screens, a few panels.

Imported by the tests and by the web process they start, so both know the same registry.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.models import Branch
from lobby.live import panels, screens, values
from lobby.live.credentials import Credentials
from lobby.live.events import Event
from lobby.live.models import Entry
from lobby.live.panels import Panel
from lobby.live.scopes import Audience, Scope
from lobby.live.screens import Screen
from lobby.live.values import Values

TEMPLATE = "live/_panel_error.html"


@dataclass(frozen=True, kw_only=True)
class Rung(Event):
    """A bell rang at a desk."""

    type: ClassVar[str] = "bell.rung"
    subject_type: ClassVar[str] = "bell"
    bell: int
    number: str = ""
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Moved(Event):
    """A ticket moved."""

    type: ClassVar[str] = "ticket.moved"
    subject_type: ClassVar[str] = "ticket"
    ticket: int
    number: str = ""


def count_context(scope: Scope) -> dict[str, Any]:
    """How many entries the branch's journal has; shown through the template's only variable."""
    return {
        "panel": f"count-{Entry.objects.filter(branch_id=scope.branch_id).count()}-{scope.audience_id}-{scope.language}"
    }


def failing_context(scope: Scope) -> dict[str, Any]:
    """A panel with a fault."""
    raise ValueError("this panel is broken")


def positions(branch_id: int, at: dt.datetime) -> dict[int, dict[str, Any]]:
    """Tickets 1 to 3 and what they see."""
    count = Entry.objects.filter(branch_id=branch_id, type="ticket.moved").count()
    return {ticket: {"ahead": ticket, "moves": count} for ticket in (1, 2, 3)}


def ticket_audience(credentials: Credentials, branch: Branch) -> Audience | None:
    """The page of ticket 2 has the token `two`."""
    ticket = {"one": 1, "two": 2}.get(credentials.token)
    return Audience(language=credentials.language, ticket=ticket) if ticket else None


def register() -> None:
    """Fill the registries."""
    screens.register(Screen(name="sample-floor", permission=Permission.FLOOR_VIEW, events=("bell.*", "ticket.moved")))
    screens.register(Screen(name="sample-wall", device=DeviceKind.WALL, events=("bell.rung",)))
    screens.register(Screen(name="sample-phone", authorise=ticket_audience, events=("ticket.*",), own=True))
    both = ("sample-floor", "sample-wall")
    panels.register(
        Panel(name="sample-count", screens=both, template=TEMPLATE, context=count_context, dirtied_by=("bell.rung",))
    )
    panels.register(
        Panel(
            name="sample-desk",
            screens=("sample-floor",),
            template=TEMPLATE,
            context=count_context,
            dirtied_by=("bell.rung",),
            audience="person",
        )
    )
    panels.register(
        Panel(
            name="sample-figures",
            screens=("sample-floor",),
            template=TEMPLATE,
            context=count_context,
            dirtied_by=("bell.rung",),
            permission=Permission.KPI_VIEW,
        )
    )
    panels.register(
        Panel(
            name="sample-broken",
            screens=("sample-floor",),
            template=TEMPLATE,
            context=failing_context,
            dirtied_by=("bell.rung",),
        )
    )
    values.register(Values(screens=("sample-phone",), compute=positions, dirtied_by=("ticket.moved",)))
