"""Screens and ways in of the forecast board and the roster.

Both pages show a day and a service from their address, which a panel cannot know. So one small panel says that there is
news, and the page's script fetches its own address again.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches import landing
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.kpi import cockpit
from lobby.live import panels, screens
from lobby.live.journal import current_seq
from lobby.live.scopes import Scope, branch_of
from queueing.panels import plan
from queueing.selectors.staffing import day_view

SCREEN = "plan"
# People come without any news that concerns the plan; what came so far is drawn anew so often.
EVERY_S = 60.0


def news(scope: Scope) -> dict[str, Any]:
    """What differs whenever the page should be drawn anew (1 query)."""
    return {"seq": current_seq(scope.branch_id)}


NEWS = panels.Panel(
    name="plan-news",
    screens=(SCREEN,),
    template="queueing/roster/_news.html",
    context=news,
    dirtied_by=("forecast.*", "roster.*", "counter.*"),
    permission=Permission.ROSTER_VIEW,
    every=EVERY_S,
)


def head_plan(scope: Scope) -> dict[str, Any]:
    """The running day in two sentences, with the ways to both boards (16 queries at most)."""
    branch = branch_of(scope)
    shown = plan.board(day_view(branch, business_date(branch, scope.at)), None, scope.at)
    totals = shown["totals"]
    return {"branch": branch, "expected": totals["expected"], "came": totals["came"], **shown}


HEAD_PLAN = panels.Panel(
    name="head-plan",
    screens=(cockpit.SCREEN,),
    template="queueing/roster/_head_plan.html",
    context=head_plan,
    dirtied_by=("forecast.*", "roster.*"),
    permission=Permission.KPI_VIEW,
    every=EVERY_S,
)


def register() -> None:
    """Fill the registries."""
    panels.register(HEAD_PLAN)
    cockpit.register(cockpit.Place(panel=HEAD_PLAN.name, place=4, width="narrow"))
    screens.register(screens.Screen(name=SCREEN, permission=Permission.ROSTER_VIEW, events=()))
    panels.register(NEWS)
    landing.register(
        landing.Tile(
            name="forecast-board",
            title=_("Forecast and plan"),
            note=_("Who comes in the next two weeks, and how many counters that takes"),
            icon="chart-line",
            address=forecast_address,
            place=32,
            permission=Permission.ROSTER_VIEW,
        )
    )
    landing.register(
        landing.Tile(
            name="roster-board",
            title=_("Roster and breaks"),
            note=_("Shifts and breaks of the day, and what a change does to the waits"),
            icon="calendar-clock",
            address=roster_address,
            place=34,
            permission=Permission.ROSTER_VIEW,
        )
    )


def forecast_address(branch: Branch) -> str:
    """The forecast board of a branch."""
    return reverse("queueing:forecast-board", args=[branch.code])


def roster_address(branch: Branch) -> str:
    """The roster of a branch."""
    return reverse("queueing:roster-board", args=[branch.code])
