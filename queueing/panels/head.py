"""Panels: branch head."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from lobby.branches.enums import Permission
from lobby.kpi import charts, cockpit, measuring, periods, readings
from lobby.kpi import registry as kpis
from lobby.kpi.cockpit import Place, Width
from lobby.live import panels
from lobby.live.panels import Panel
from lobby.live.scopes import Scope, branch_of
from queueing.selectors import head

# What moves a ticket from one count to another.
MOVES = ("ticket.*", "day.closed")
# What changes what customers would wait.
ESTIMATES = ("ticket.*", "counter.*", "roster.*", "day.*", "issuing.*", "outage.*")
# What changes a figure: its rows join when they are called or end; a transfer changes the service of a called one.
FIGURES = (
    "ticket.issued",
    "ticket.called",
    "ticket.finished",
    "ticket.missed",
    "ticket.reinstated",
    "ticket.transferred",
    "ticket.handed_on",
    "ticket.abandoned",
    "ticket.cancelled",
    "ticket.undone",
    "day.closed",
)
LONG_WAITS = (
    "ticket.called",
    "ticket.abandoned",
    "ticket.cancelled",
    "ticket.diverted",
    "ticket.transferred",
    "day.closed",
)
LEAVING = ("ticket.issued", "ticket.abandoned", "ticket.cancelled", "day.closed")


def register() -> None:
    """Fill the registries."""
    put("head-figures", 1, "full", figures, template="kpi/_figures.html", dirtied_by=FIGURES)
    put("head-hours", 1, "wide", hours, dirtied_by=("ticket.called", "ticket.transferred", "ticket.handed_on"))
    # An estimate grows old, and a wait long, without any news.
    put("head-services", 2, "wide", services, dirtied_by=ESTIMATES, every=15.0)
    put("head-counters", 3, "wide", counters, dirtied_by=(*MOVES, "counter.*"))
    put("head-now", 1, "narrow", now, dirtied_by=(*MOVES, "counter.*"))
    put("head-long-waits", 2, "narrow", long_waits, dirtied_by=LONG_WAITS, every=15.0)
    put("head-leaving", 3, "narrow", leaving, dirtied_by=LEAVING)


def put(
    name: str,
    place: int,
    width: Width,
    context: Callable[[Scope], dict[str, Any]],
    *,
    dirtied_by: tuple[str, ...],
    template: str = "",
    every: float | None = None,
) -> None:
    """Register a panel and its place on the head's page."""
    panels.register(
        Panel(
            name=name,
            screens=(cockpit.SCREEN,),
            template=template or f"queueing/{name.replace('head-', 'head/_').replace('-', '_')}.html",
            context=context,
            dirtied_by=dirtied_by,
            permission=Permission.KPI_VIEW,
            every=every,
        )
    )
    cockpit.register(Place(panel=name, place=place, width=width))


def figures(scope: Scope) -> dict[str, Any]:
    """The figures on top (2 queries and one for each figure)."""
    branch = branch_of(scope)
    period = periods.today(branch, scope.at)
    return {"branch": branch, "readings": [readings.read(kpi, period) for kpi in kpis.on_top()]}


def hours(scope: Scope) -> dict[str, Any]:
    """Average waits by the hour of the call, simple beside complex (5–6 queries)."""
    branch = branch_of(scope)
    period = periods.today(branch, scope.at)
    both = [(kpis.get("K01"), _("simple")), (kpis.get("K02"), _("complex"))]
    parts = [measuring.measured_by_hour(kpi, period) for kpi, _name in both]
    series = [charts.series_of(kpi, cut, period, name) for (kpi, name), cut in zip(both, parts, strict=True)]
    chart = charts.by_hour(_("Average wait by hour, minutes"), series, charts.hours_of(period, {*parts[0], *parts[1]}))
    return {"branch": branch, "chart": chart}


def now(scope: Scope) -> dict[str, Any]:
    """Tickets by state, counters and the longest wait (4 queries)."""
    branch = branch_of(scope)
    policy = periods.today(branch, scope.at).policy
    return {"branch": branch, "now": head.now(branch, scope.at), "policy": policy}


def long_waits(scope: Scope) -> dict[str, Any]:
    """Who waits over the long-wait line now (3–4 queries)."""
    branch = branch_of(scope)
    tickets, count = head.long_waits(branch, scope.at)
    return {"branch": branch, "tickets": tickets, "count": count, "more": count - len(tickets)}


def counters(scope: Scope) -> dict[str, Any]:
    """The counters (5 queries)."""
    branch = branch_of(scope)
    return {"branch": branch, "lines": head.counters(branch, scope.at)}


def services(scope: Scope) -> dict[str, Any]:
    """The services against their targets (10 queries at most)."""
    branch = branch_of(scope)
    policy = periods.today(branch, scope.at).policy
    lines = head.services(branch, scope.at, policy)
    return {"branch": branch, "lines": lines, "long_wait_s": policy.long_wait_s}


def leaving(scope: Scope) -> dict[str, Any]:
    """Who left, by class of customer (3 queries)."""
    branch, kpi = branch_of(scope), kpis.get("K29")
    whole, groups = readings.read_split(kpi, periods.today(branch, scope.at))
    return {"branch": branch, "whole": whole, "groups": groups}
