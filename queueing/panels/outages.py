"""Panels: the outage page, and the offer on the customer's phone."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.floor import menu
from lobby.live import panels, screens
from lobby.live.panels import Panel
from lobby.live.scopes import Scope, branch_of
from lobby.live.screens import Screen
from queueing.enums.outages import OfferStatus
from queueing.selectors import outages as selectors
from queueing.selectors.alternatives import alternatives

SCREEN = "outage"
WAITS_AGE_S = 15.0


def now(scope: Scope) -> dict[str, Any]:
    """What runs and what was (3 queries at most)."""
    branch = branch_of(scope)
    found, over = selectors.running(branch), selectors.past(branch)
    names = selectors.names_of([*found, *over])
    return {
        "branch": branch,
        "outages": [(one, names.get(one.pk, [])) for one in found],
        "past": [(one, names.get(one.pk, [])) for one in over],
    }


def elsewhere(scope: Scope) -> dict[str, Any]:
    """Other branches with their waits (2 queries in quiet times; see `alternatives`)."""
    outage = next(iter(selectors.running(branch_of(scope))), None)
    return {"outage": outage, "places": alternatives(outage, at=scope.at) if outage else []}


def line(scope: Scope) -> dict[str, Any]:
    """Who waits for what has failed, with what they were offered (2 queries in quiet times, else 5)."""
    branch = branch_of(scope)
    outage = next((one for one in selectors.running(branch) if not one.is_drill), None)
    return {"branch": branch, "outage": outage, "rows": selectors.asked(outage, at=scope.at) if outage else []}


def offer(scope: Scope) -> dict[str, Any]:
    """What one ticket is offered (1 query)."""
    assert scope.audience_id is not None  # the panel is for a ticket
    found = selectors.offer_of(scope.audience_id)
    return {"offer": found, "is_open": found is not None and found.status == OfferStatus.OFFERED}


PANELS = (
    Panel(
        name="outage-now",
        screens=(SCREEN,),
        template="queueing/outages/_now.html",
        context=now,
        dirtied_by=("outage.*",),
        permission=Permission.OUTAGE_RUN,
    ),
    Panel(
        name="outage-elsewhere",
        screens=(SCREEN,),
        template="queueing/outages/_elsewhere.html",
        context=elsewhere,
        dirtied_by=("outage.*",),
        permission=Permission.OUTAGE_RUN,
        every=WAITS_AGE_S,
    ),
    Panel(
        name="outage-line",
        screens=(SCREEN,),
        template="queueing/outages/_line.html",
        context=line,
        dirtied_by=("outage.*", "rebooking.*", "ticket.*", "day.*"),
        permission=Permission.OUTAGE_RUN,
    ),
    Panel(
        name="phone-offer",
        screens=("ticket",),
        template="queueing/outages/_offer.html",
        context=offer,
        dirtied_by=("rebooking.*", "ticket.*"),
        audience="ticket",
        own=True,
    ),
)


def address(branch: Branch) -> str:
    """The page of a branch."""
    return reverse("queueing:outage", args=[branch.code])


def register() -> None:
    """Fill the registries."""
    screens.register(Screen(name=SCREEN, permission=Permission.OUTAGE_RUN, events=("outage.*", "rebooking.*")))
    for panel in PANELS:
        panels.register(panel)
    menu.register(
        menu.Entry(
            name=SCREEN,
            title=_("Outage"),
            icon="server-off",
            address=address,
            place=103,
            permission=Permission.OUTAGE_RUN,
        )
    )
