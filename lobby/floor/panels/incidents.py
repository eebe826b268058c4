"""Screens and panels of incidents and security. What only security may see is on panels that ask for SECURITY_VIEW."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.enums import Permission
from lobby.floor.enums.incidents import RESTRICTED_KINDS, StepKind
from lobby.floor.models import Incident
from lobby.floor.selectors.incidents import board, security
from lobby.kpi import cockpit
from lobby.live import panels, screens
from lobby.live.panels import Panel
from lobby.live.scopes import Scope, branch_of
from lobby.live.screens import Screen

LOUD, QUIET = ("incident.*", "reminder.*"), ("security.*",)
ORDER = ("order.*",)


def cards(scope: Scope) -> dict[str, Any]:
    """The open incidents that everybody of the branch may see (6 queries)."""
    branch = branch_of(scope)
    return {"branch": branch, "cards": board.open_cards(branch, restricted=False), "steps": StepKind}


def secret_cards(scope: Scope) -> dict[str, Any]:
    """The open incidents that only security sees (6 queries)."""
    branch = branch_of(scope)
    return {"branch": branch, "cards": board.open_cards(branch, restricted=True), "steps": StepKind, "is_secret": True}


def silent(scope: Scope) -> dict[str, Any]:
    """Open silent alerts (2 queries)."""
    branch = branch_of(scope)
    return {"branch": branch, "alerts": security.alert_lines(branch)}


def suspicions(scope: Scope) -> dict[str, Any]:
    """Suspicious acts that are remembered (2 queries)."""
    branch = branch_of(scope)
    return {"branch": branch, "reports": security.suspicions(branch)}


def order(scope: Scope) -> dict[str, Any]:
    """Order events of the day and how full the zones are (4 queries and those of the sources)."""
    branch = branch_of(scope)
    events, zones = security.order_events(branch, at=scope.at), security.zones(branch, at=scope.at)
    return {"branch": branch, "events": events, "zones": zones}


def history(scope: Scope) -> dict[str, Any]:
    """Incidents and drills of the quarter, and how many of them count (3 queries)."""
    branch = branch_of(scope)
    since = scope.at - dt.timedelta(days=board.PAST_DAYS)
    figure = board.counted(branch, since=since, until=scope.at).count()
    return {"branch": branch, "past": board.past(branch, at=scope.at), "counted": figure, "days": board.PAST_DAYS}


def head_line(scope: Scope) -> dict[str, Any]:
    """What the head must know on the cockpit (3 queries)."""
    branch = branch_of(scope)
    running = list(Incident.objects.filter(branch=branch, ended_at__isnull=True).order_by("-reported_at", "-pk"))
    quiet = [one for one in running if one.kind in RESTRICTED_KINDS]
    return {"branch": branch, "incidents": running, "quiet": quiet, "alerts": len(board.silent_alerts(branch))}


PANELS = (
    Panel(
        name="incident-cards",
        screens=("incidents", "command"),
        template="floor/incidents/_cards.html",
        context=cards,
        dirtied_by=LOUD,
    ),
    Panel(
        name="security-cards",
        screens=("security", "command"),
        template="floor/incidents/_cards.html",
        context=secret_cards,
        dirtied_by=QUIET,
        permission=Permission.SECURITY_VIEW,
    ),
    Panel(
        name="security-alerts",
        screens=("security", "command"),
        template="floor/security/_alerts.html",
        context=silent,
        dirtied_by=QUIET,
        permission=Permission.SECURITY_VIEW,
    ),
    Panel(
        name="security-suspicions",
        screens=("security",),
        template="floor/security/_suspicions.html",
        context=suspicions,
        dirtied_by=QUIET,
        permission=Permission.SECURITY_VIEW,
    ),
    Panel(
        name="order-events",
        screens=("incidents", "security"),
        template="floor/security/_order.html",
        context=order,
        dirtied_by=(*ORDER, "alert.*"),
        every=60.0,
    ),
    Panel(
        name="incident-history",
        screens=("command",),
        template="floor/incidents/_history.html",
        context=history,
        dirtied_by=(*LOUD, *QUIET),
        permission=Permission.SECURITY_VIEW,
    ),
    Panel(
        name="head-incidents",
        screens=(cockpit.SCREEN,),
        template="floor/incidents/_head.html",
        context=head_line,
        dirtied_by=("incident.*", *QUIET),
        permission=Permission.SECURITY_VIEW,
    ),
)
SCREENS = (
    Screen(name="incidents", permission=Permission.INCIDENT_REPORT, events=("incident.*", *ORDER)),
    Screen(name="security", permission=Permission.SECURITY_VIEW, events=(*QUIET, *ORDER)),
    # Whoever leads holds SECURITY_VIEW as well; the test of the roles keeps it so.
    Screen(name="command", permission=Permission.INCIDENT_COMMAND, events=("incident.*", *QUIET, *ORDER)),
)


def register() -> None:
    """Fill the registries."""
    for screen in SCREENS:
        screens.register(screen)
    for panel in PANELS:
        panels.register(panel)
    cockpit.register(cockpit.Place(panel="head-incidents", place=1, width="full"))
