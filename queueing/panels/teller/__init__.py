"""Screens and panels of the teller workstation. Panels are a person's own, so no two tellers share one."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches import landing
from lobby.branches.enums import Permission
from lobby.floor import menu
from lobby.live import panels, screens
from queueing.panels.teller import contexts

COUNTER_NEWS = ("counter.*", "day.closed")
DESK_NEWS = (
    "ticket.called",
    "ticket.recalled",
    "ticket.started",
    "ticket.finished",
    "ticket.missed",
    "ticket.reinstated",
    "ticket.postponed",
    "ticket.held",
    "ticket.resumed",
    "ticket.returned",
    "ticket.handed_on",
    "ticket.abandoned",
    "ticket.cancelled",
    "ticket.undone",
    "ticket.noted",
    "prereview.*",
    "form.*",
)
# People who wait for a secondary skill become callable by waiting, without any news.
LINE_EVERY_S = 15.0

PANELS = [
    panels.Panel(
        name="counter-desk",
        screens=("counter",),
        template="queueing/teller/_desk.html",
        context=contexts.desk,
        dirtied_by=(*DESK_NEWS, *COUNTER_NEWS),
        audience="person",
        permission=Permission.COUNTER_WORK,
    ),
    panels.Panel(
        name="counter-line",
        screens=("counter",),
        template="queueing/teller/_line.html",
        context=contexts.line,
        dirtied_by=("ticket.*", "roster.*", "issuing.*", "outage.*", *COUNTER_NEWS),
        audience="person",
        permission=Permission.COUNTER_WORK,
        every=LINE_EVERY_S,
    ),
    panels.Panel(
        name="counter-targets",
        screens=("counter",),
        template="queueing/teller/_targets.html",
        context=contexts.targets,
        dirtied_by=COUNTER_NEWS,
        permission=Permission.COUNTER_WORK,
    ),
    panels.Panel(
        name="counter-choice",
        screens=("counter-choice",),
        template="queueing/teller/_choice.html",
        context=contexts.choice,
        dirtied_by=(*COUNTER_NEWS, "check.*"),
        audience="person",
        permission=Permission.COUNTER_WORK,
    ),
]
SCREENS = [
    screens.Screen(name="counter", permission=Permission.COUNTER_WORK, events=("ticket.*", *COUNTER_NEWS)),
    screens.Screen(name="counter-choice", permission=Permission.COUNTER_WORK, events=(*COUNTER_NEWS, "check.*")),
]
TILE = landing.Tile(
    name="teller",
    title=_("Teller workstation"),
    note=_("Open a counter, call and serve"),
    icon="app-window",
    address=lambda branch: f"{reverse('queueing:teller-desk')}?branch={branch.code}",
    place=20,
    permission=Permission.COUNTER_WORK,
)

ENTRY = menu.Entry(
    name="teller", title=TILE.title, icon=TILE.icon, address=TILE.address, place=5, permission=Permission.COUNTER_WORK
)


def register() -> None:
    """Fill the registries."""
    menu.register(ENTRY)
    for panel in PANELS:
        panels.register(panel)
    for screen in SCREENS:
        screens.register(screen)
    landing.register(TILE)
