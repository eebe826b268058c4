"""What the queue tells the morning board (LM-2): appointments, large cash, the forecast, the roster."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import Permission
from lobby.branches.models import Branch
from lobby.branches.policies import policy_of
from lobby.floor import briefing
from queueing.panels import plan, posts
from queueing.panels.what_if import warning
from queueing.selectors.appointment_lists import GONE, Row
from queueing.selectors.appointments import of_day
from queueing.selectors.forecasts import factors_from
from queueing.selectors.staffing import day_view

ROWS = 60
NEWS = ("forecast.*", "roster.*", "briefing.outlook_set")


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of the forecast: who is expected, and windows planned beside those advised."""

    time: str
    expected: int
    advised: int
    planned: int
    is_peak: bool

    @property
    def is_short(self) -> bool:
        """Whether fewer windows are planned than advised."""
        return self.planned < self.advised


def appointments(branch: Branch, date: dt.date, at: dt.datetime) -> dict[str, Any]:
    """Every appointment of the day that was not called off (3 queries)."""
    policy = policy_of(branch, date)
    rows = [Row(one, policy, at) for one in of_day(branch, date) if one.status not in GONE]
    return {"rows": rows[:ROWS], "more": max(0, len(rows) - ROWS), "count": len(rows)}


def large_cash(branch: Branch, date: dt.date, at: dt.datetime) -> dict[str, Any]:
    """Cash that was ordered for the day, and how much in each currency (3 queries)."""
    policy = policy_of(branch, date)
    rows = [Row(one, policy, at) for one in of_day(branch, date) if one.is_cash and one.status not in GONE]
    sums: dict[str, Decimal] = {}
    for row in rows:
        one = row.appointment
        sums[one.cash_currency] = sums.get(one.cash_currency, Decimal()) + (one.cash_amount or Decimal())
    return {"rows": rows, "sums": sorted(sums.items())}


def forecast(branch: Branch, date: dt.date, at: dt.datetime) -> dict[str, Any]:
    """The day by hours, with what was said about it (15 queries at most)."""
    view = day_view(branch, date)
    shown = plan.board(view, None, at)
    hours = [hour for hour in hours_of(shown["rows"]) if hour.expected or hour.planned]
    return {
        "hours": hours,
        "totals": shown["totals"],
        "has_forecast": view.has_forecast,
        "factors": [one for one in factors_from(branch, date) if one.date == date],
    }


def hours_of(rows: list[plan.Row]) -> list[Hour]:
    """Half hours made hours; the busiest quarter of the hours are peaks."""
    by_hour: dict[str, list[plan.Row]] = {}
    for row in rows:
        by_hour.setdefault(row.time[:2], []).append(row)
    expected = {hour: sum(row.p50 for row in halves) for hour, halves in by_hour.items()}
    line = sorted(expected.values())[-max(1, len(expected) // 4)] if expected else 0.0
    return [
        Hour(
            halves[0].time,
            round(expected[hour]),
            max(row.advised for row in halves),
            min(row.planned for row in halves),
            0 < line <= expected[hour],
        )
        for hour, halves in by_hour.items()
    ]


def roster(branch: Branch, date: dt.date, at: dt.datetime) -> dict[str, Any]:
    """Posts per hour, warnings and breaks (15 queries at most)."""
    view = day_view(branch, date)
    return {
        **posts.posts(view),
        "warnings": [warning(view, one) for one in view.missing] if view.shifts else [],
        "breaks": posts.breaks(view),
        "has_roster": bool(view.shifts),
        "is_open_day": view.day.slots > 0,
    }


def register() -> None:
    """Fill the registry of the morning board."""
    briefing.register_section(
        "forecast",
        10,
        forecast,
        "queueing/briefing/_forecast.html",
        title=_("Who comes, hour by hour"),
        dirtied_by=NEWS,
    )
    briefing.register_section(
        "roster",
        20,
        roster,
        "queueing/briefing/_roster.html",
        title=_("Who stands where"),
        dirtied_by=NEWS,
        style="queueing/posts.css",
    )
    briefing.register_section(
        "appointments",
        30,
        appointments,
        "queueing/briefing/_appointments.html",
        title=_("Appointments today"),
        dirtied_by=("appointment.*",),
        permission=Permission.TICKET_ISSUE,
        style="queueing/appointments.css",
    )
    briefing.register_section(
        "cash",
        40,
        large_cash,
        "queueing/briefing/_cash.html",
        title=_("Large cash today"),
        dirtied_by=("appointment.*",),
        permission=Permission.TICKET_ISSUE,
    )
