"""What the queue tells the evening review (BH-7): facts about the team's day, never a list of people."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.calendar import clock_time, day_bounds
from lobby.branches.models import Branch
from lobby.floor import review
from lobby.kpi import periods, readings
from lobby.kpi import registry as kpis
from queueing.enums import TicketStatus
from queueing.enums.appointments import AppointmentStatus
from queueing.models import Appointment, CounterSession, PeakRun, SupportCall, Ticket

TOLD = ("K01", "K02", "K03", "K29")
WAITS = ("K01", "K02")
HALF_HOUR_S = 1800
# A half hour with fewer customers proves nothing.
FEWEST = 3


def waits(branch: Branch, date: dt.date, at: dt.datetime) -> dict[str, Any]:
    """The day's waits against their targets (6 queries)."""
    period = periods.day_of(branch, date)
    return {"figures": [figure(code, period) for code in TOLD]}


def figure(code: str, period: periods.Period) -> dict[str, Any]:
    """One figure with its target, as plain values."""
    reading = readings.read(kpis.get(code), period)
    return {
        "code": code,
        "n": reading.n,
        "value": None if reading.value is None else float(reading.value),
        "target": None if reading.target is None else float(reading.target),
        "standing": reading.standing.value,
    }


def half_hours(branch: Branch, date: dt.date, at: dt.datetime) -> dict[str, Any]:
    """The half hours with the shortest and the longest average wait (3 queries)."""
    period = periods.day_of(branch, date)
    waited: dict[float, list[float]] = defaultdict(list)
    for code in WAITS:
        kpi = kpis.get(code)
        rows = kpi.rows(period).annotate(waited=kpi.measure(period)).values_list(kpi.moment, "waited").order_by()
        for moment, seconds in rows:
            if seconds is not None:
                waited[moment.timestamp() // HALF_HOUR_S * HALF_HOUR_S].append(float(seconds))
    told: list[dict[str, Any]] = [
        {
            "time": clock_time(branch, dt.datetime.fromtimestamp(begin, dt.UTC)),
            "n": len(values),
            "mean_s": round(sum(values) / len(values)),
        }
        for begin, values in sorted(waited.items())
        if len(values) >= FEWEST
    ]
    told.sort(key=lambda one: one["mean_s"])
    return {"best": told[:2], "worst": told[:1:-1][:2]}


def team(branch: Branch, date: dt.date, at: dt.datetime) -> dict[str, Any]:
    """Customers served and by how many people, per hour that a counter was open (3 queries)."""
    _first, last = day_bounds(branch, date)
    until = min(at, last)
    sessions = CounterSession.objects.filter(branch=branch, day=date)
    open_s = sum(
        max(0.0, ((session.closed_at or until) - session.opened_at).total_seconds() - session.paused_s)
        for session in sessions
    )
    served = Ticket.objects.filter(branch=branch, day=date, status=TicketStatus.DONE).count()
    people = sessions.values("staff").distinct().count()
    return {
        "served": served,
        "people": people,
        "counter_hours": round(open_s / 3600, 1),
        "per_hour": round(served / (open_s / 3600), 1) if open_s >= 3600 else None,
    }


def peaks(branch: Branch, date: dt.date, at: dt.datetime) -> dict[str, Any]:
    """Peaks of the day and the help that came (2 queries)."""
    first, last = day_bounds(branch, date)
    runs = list(PeakRun.objects.filter(branch=branch, started_at__gte=first, started_at__lt=last))
    mine = Q(task__run__branch=branch) | Q(request__branch=branch)
    calls = SupportCall.objects.filter(mine, asked_at__gte=first, asked_at__lt=last).distinct()
    return {
        "runs": sum(run.activated_at is not None for run in runs),
        "minutes": sum(int(run.duration(min(at, last)).total_seconds() // 60) for run in runs if run.activated_at),
        "support_minutes": sum(call.minutes(min(at, last)) for call in calls),
    }


def appointments(branch: Branch, date: dt.date, at: dt.datetime) -> dict[str, Any]:
    """Appointments that were kept and that were not (1 query)."""
    found = Appointment.objects.filter(branch=branch, day=date).aggregate(
        kept=Count("pk", filter=Q(checked_in_at__isnull=False)),
        missed=Count("pk", filter=Q(status=AppointmentStatus.NO_SHOW)),
    )
    return dict(found)


SECTIONS = (
    review.Section(
        name="waits",
        title=_("Waits against targets"),
        place=10,
        facts=waits,
        template="queueing/briefing/_review_waits.html",
    ),
    review.Section(
        name="half_hours",
        title=_("Best and worst half hours"),
        place=20,
        facts=half_hours,
        template="queueing/briefing/_review_half_hours.html",
    ),
    review.Section(
        name="team", title=_("What the team did"), place=40, facts=team, template="queueing/briefing/_review_team.html"
    ),
    review.Section(
        name="peaks", title=_("Peaks"), place=45, facts=peaks, template="queueing/briefing/_review_peaks.html"
    ),
    review.Section(
        name="appointments",
        title=_("Appointments"),
        place=50,
        facts=appointments,
        template="queueing/briefing/_review_appointments.html",
    ),
)


def register() -> None:
    """Fill the registry of the review."""
    for section in SECTIONS:
        review.register_section(section)
