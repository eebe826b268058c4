"""What the forecast board shows (BH-3): the band, who came, counters advised and planned, and what to change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lobby.branches.calendar import clock_time
from lobby.branches.enums import BreakKind
from lobby.branches.models import Branch, Break, Service, Shift
from queueing.panels import day_drawing
from queueing.selectors.staffing import DayView, arrivals
from queueing.staffing.needs import SLOT_S
from queueing.staffing.proposing import Kind, Proposal

ARRIVALS_HEIGHT, COUNTERS_HEIGHT = 200, 110
FORTNIGHT = 14


@dataclass(frozen=True, slots=True)
class Row:
    """One half hour of the table beside the drawing; `came` is None for what is not over."""

    time: str
    p10: float
    p50: float
    p90: float
    came: int | None
    advised: int
    planned: int

    @property
    def is_short(self) -> bool:
        """Whether fewer windows are planned than advised."""
        return self.planned < self.advised


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal in words, with the form that takes it over."""

    kind: str
    icon: str
    words: str
    gain: str
    action: str
    fields: dict[str, str]


def board(view: DayView, service: Service | None, at: dt.datetime) -> dict[str, Any]:
    """The drawing and its table for one day, of one service or of all (1 query)."""
    came = arrivals(view.place.branch, view.date, view.day)
    wanted = [service.pk] if service else list(view.place.services)
    rows = rows_of(view, wanted, came, at)
    return {"rows": rows, "chart": chart_of(view, rows), "totals": totals_of(rows), "has_forecast": view.has_forecast}


def rows_of(view: DayView, wanted: Sequence[int], came: dict[int, list[int]], at: dt.datetime) -> list[Row]:
    """The half hours. The band of several services is that of their sum, as if they came and stayed away by chance."""
    middle, spread = summed(view, wanted)
    advised, planned = staffing_of(view, wanted)
    rows = []
    for number in range(view.day.slots):
        starts = dt.datetime.fromtimestamp(view.day.begins + SLOT_S * number, dt.UTC)
        low, high = spread[number]
        is_begun = starts <= at
        rows.append(
            Row(
                clock_time(view.place.branch, starts),
                round(max(0.0, middle[number] - low), 1),
                round(middle[number], 1),
                round(middle[number] + high, 1),
                sum(came.get(pk, [0] * view.day.slots)[number] for pk in wanted) if is_begun else None,
                advised[number],
                planned[number],
            )
        )
    return rows


def summed(view: DayView, wanted: Sequence[int]) -> tuple[list[float], list[tuple[float, float]]]:
    """Medians added up, and the distances to p10 and p90 added as independent ones are: by their squares."""
    middle = [0.0] * view.day.slots
    below, above = [0.0] * view.day.slots, [0.0] * view.day.slots
    for slot in view.slots:
        number = view.day.slot_of(slot.starts_at.timestamp())
        if slot.service.pk in wanted and 0 <= number < view.day.slots:
            middle[number] += slot.p50
            below[number] += (slot.p50 - slot.p10) ** 2
            above[number] += (slot.p90 - slot.p50) ** 2
    return middle, [(low**0.5, high**0.5) for low, high in zip(below, above, strict=True)]


def staffing_of(view: DayView, wanted: Sequence[int]) -> tuple[list[int], list[int]]:
    """Counters advised and planned: all of them, or those able to serve the one service."""
    slots = view.day.slots
    if len(wanted) == 1:
        able = [sum(wanted[0] in desk.services for desk in desks) for desks in view.advised.open]
        return able or [0] * slots, view.planned_for(wanted[0])
    return view.advised.counters or [0] * slots, view.planned


def chart_of(view: DayView, rows: Sequence[Row]) -> dict[str, Any]:
    """Two drawings above one another with the same hours."""
    slots = view.day.slots
    above = day_drawing.frame(slots, ARRIVALS_HEIGHT, (row.p90 for row in rows), (row.came for row in rows))
    below = day_drawing.frame(slots, COUNTERS_HEIGHT, (row.advised for row in rows), (row.planned for row in rows))
    every = 1 if slots <= 24 else 2
    hours = [(above.edge(number), row.time) for number, row in enumerate(rows) if row.time.endswith(":00")]
    return {
        "above": above,
        "below": below,
        "band": above.band([row.p10 for row in rows], [row.p90 for row in rows]),
        "median": above.line([row.p50 for row in rows]),
        "came": above.dots([row.came for row in rows]),
        "advised": below.steps([row.advised for row in rows]),
        "planned": below.steps([row.planned for row in rows]),
        "hours": hours[::every],
    }


def totals_of(rows: Sequence[Row]) -> dict[str, Any]:
    """The day in a few figures."""
    return {
        "expected": round(sum(row.p50 for row in rows)),
        "came": sum(row.came or 0 for row in rows),
        "busiest": max(rows, key=lambda row: row.p50, default=None),
        "most": max((row.advised for row in rows), default=0),
        "short": sum(row.is_short for row in rows),
        "advised_hours": sum(row.advised for row in rows) / 2,
        "planned_hours": sum(row.planned for row in rows) / 2,
    }


def offers(view: DayView, at: dt.datetime) -> list[Offer]:
    """What to change, each one tap to take over."""
    shifts = {shift.pk: shift for shift in view.shifts}
    return [offer_of(view, proposal, shifts) for proposal in view.proposals(at)]


def offer_of(view: DayView, proposal: Proposal, shifts: dict[int, Shift]) -> Offer:
    """One proposal as a form."""
    branch = view.place.branch
    times = {"starts": clock(branch, proposal.starts), "ends": clock(branch, proposal.ends)}
    if proposal.kind == Kind.OPEN:
        return opening_offer(view, proposal, times)
    shift = shifts[int(str(proposal.person))]
    if proposal.kind == Kind.CLOSE:
        words = _("Close %(counter)s %(starts)s–%(ends)s: %(name)s is free to help in the lobby")
        return Offer(
            Kind.CLOSE,
            "door-closed",
            words % {**times, "counter": counter_of(shift), "name": shift.staff.name},
            _("nobody waits longer"),
            reverse("queueing:roster-break-add", args=[shift.pk]),
            {**times, "kind": BreakKind.SUPPORT},
        )
    planned = next(one for one in shift.breaks.all() if one.pk == proposal.pause)
    return moving_offer(branch, shift, planned, proposal, times["starts"])


def moving_offer(branch: Branch, shift: Shift, planned: Break, proposal: Proposal, starts: str) -> Offer:
    """A break that begins at another time."""
    words = _("Move the %(kind)s of %(name)s from %(was)s to %(starts)s")
    values = {
        "kind": planned.get_kind_display(),
        "name": shift.staff.name,
        "was": clock(branch, planned.starts_at.timestamp()),
        "starts": starts,
    }
    action = reverse("queueing:roster-break-move", args=[planned.pk])
    gain = _("one window more from %(was)s, when it is needed") % values
    return Offer(Kind.MOVE, "coffee", words % values, gain, action, {"starts": starts})


def opening_offer(view: DayView, proposal: Proposal, times: dict[str, str]) -> Offer:
    """One window more."""
    person, counter = view.place.people[int(str(proposal.person))], view.place.counters[int(str(proposal.place))]
    served = view.place.served_by(person.pk, counter.pk)
    values = {
        **times,
        "counter": counter.name,
        "name": person.name,
        "services": _(", ").join(view.place.services[pk].name for pk in sorted(served)),
    }
    return Offer(
        Kind.OPEN,
        "door-open",
        _("Open %(counter)s %(starts)s–%(ends)s with %(name)s (%(services)s)") % values,
        _("too few windows are planned then"),
        reverse("queueing:roster-shift-plan", args=[view.place.branch.code]),
        {
            **times,
            "date": f"{view.date:%Y-%m-%d}",
            "staff": str(person.pk),
            "counter": str(counter.pk),
            "post": "counter",
        },
    )


def counter_of(shift: Shift) -> str:
    """The counter of a shift in words."""
    return shift.counter.name if shift.counter else _("the window of %(name)s") % {"name": shift.staff.name}


def clock(branch: Branch, moment: float) -> str:
    """Seconds since the epoch on the branch's wall clock."""
    return clock_time(branch, dt.datetime.fromtimestamp(moment, dt.UTC))


def days_ahead(today: dt.date, chosen: dt.date) -> list[dict[str, Any]]:
    """The coming fortnight to choose from."""
    days = [today + dt.timedelta(days=number) for number in range(FORTNIGHT)]
    return [{"date": day, "is_chosen": day == chosen, "is_today": day == today} for day in days]
