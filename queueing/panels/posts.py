"""Posts per hour (BH-4, LM-2): who stands where in each open hour of a day, and where nobody does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from lobby.branches.enums import Duty, Post, RosterTemplate
from lobby.branches.models import Shift
from queueing.panels.plan import clock
from queueing.panels.what_if import warning
from queueing.selectors.roster import shifts_of
from queueing.selectors.staffing import DayView, spans_of
from queueing.staffing.gaps import Gap, is_manned
from queueing.staffing.needs import SLOT_S
from queueing.staffing.people import QUARTER_S

HOUR_S = 3600.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One post in one hour: who stands there. `is_missing` where it is empty for a quarter or more of an open hour."""

    names: list[str]
    is_missing: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class PostRow:
    """One post along the day."""

    name: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Hours:
    """An open hour of the day; the first and the last may be shorter."""

    starts: float
    ends: float

    @property
    def quarters(self) -> list[float]:
        """The quarters in it."""
        return [self.starts + QUARTER_S * n for n in range(int((self.ends - self.starts) // QUARTER_S))]


def posts(view: DayView) -> dict[str, Any]:
    """The table of a day (2 queries): the open hours in which somebody is on the roster, none on a closed day."""
    hours = [hour for hour in open_hours(view) if is_planned(view, hour)]
    peak = shifts_of(view.place.branch, view.date, RosterTemplate.PEAK)
    rows = [
        entrance_row(view, hours),
        post_row(view.shifts, hours, _("lobby duty"), lambda shift: shift.post == Post.LOBBY),
        window_row(view, hours),
        post_row(peak, hours, _("at peak: chief"), lambda shift: shift.duty == Duty.CHIEF),
        post_row(peak, hours, _("at peak: assistant"), lambda shift: shift.duty == Duty.ASSISTANT),
    ]
    return {
        "post_hours": [clock(view.place.branch, hour.starts) for hour in hours],
        "post_rows": rows if hours else [],
        "entrance_warnings": [warning(view, one) for one in view.missing if one.gap == Gap.ENTRANCE],
    }


def open_hours(view: DayView) -> list[Hours]:
    """The hours of the opening, cut at full hours of the clock."""
    begins, ends = view.day.begins, view.day.begins + SLOT_S * view.day.slots
    edges = [begins]
    while edges[-1] < ends:
        edges.append(min(ends, (edges[-1] // HOUR_S + 1) * HOUR_S))
    return [Hours(starts, until) for starts, until in pairwise(edges)]


def is_planned(view: DayView, hour: Hours) -> bool:
    """Whether anybody is on the roster then; what lies outside stands among the warnings."""
    return any(
        shift.starts_at.timestamp() < hour.ends and shift.ends_at.timestamp() > hour.starts for shift in view.shifts
    )


def entrance_row(view: DayView, hours: Sequence[Hours]) -> PostRow:
    """The entrance is never left alone while the branch is open (S409)."""
    here = [shift for shift in view.shifts if shift.post == Post.ENTRANCE]
    spans = [span for shift in here for span in spans_of(shift)]
    cells = []
    for hour in hours:
        is_missing = not all(is_manned(spans, quarter) for quarter in hour.quarters)
        cells.append(Cell(names_in(here, hour), is_missing, _("nobody") if is_missing else ""))
    return PostRow(_("entrance post"), cells)


def window_row(view: DayView, hours: Sequence[Hours]) -> PostRow:
    """Windows planned beside those advised, in the worse half of each hour."""
    advised = view.advised.counters or [0] * view.day.slots
    cells = []
    for hour in hours:
        numbers = sorted({view.day.slot_of(quarter) for quarter in hour.quarters})
        planned = min((view.planned[number] for number in numbers), default=0)
        wanted = max((advised[number] for number in numbers), default=0)
        note = _("%(planned)s of %(wanted)s advised") if view.has_forecast else _("%(planned)s open")
        cells.append(Cell([], planned < wanted, note % {"planned": planned, "wanted": wanted}))
    return PostRow(_("windows"), cells)


def post_row(shifts: Sequence[Shift], hours: Sequence[Hours], name: str, is_here: Callable[[Shift], bool]) -> PostRow:
    """A post that may be empty."""
    here = [shift for shift in shifts if is_here(shift)]
    return PostRow(name, [Cell(names_in(here, hour)) for hour in hours])


def names_in(shifts: Sequence[Shift], hour: Hours) -> list[str]:
    """Who stands there for at least a quarter of the hour, each once."""
    found = (
        shift.staff.name for shift in shifts if any(is_manned(spans_of(shift), quarter) for quarter in hour.quarters)
    )
    return list(dict.fromkeys(found))


def breaks(view: DayView) -> list[dict[str, Any]]:
    """The breaks of the day in order of time."""
    found = [(one, shift.staff.name) for shift in view.shifts for one in shift.breaks.all()]
    found.sort(key=lambda pair: pair[0].starts_at)
    branch = view.place.branch
    return [
        {
            "key": one.pk,
            "name": name,
            "kind": one.get_kind_display(),
            "times": f"{clock(branch, one.starts_at.timestamp())}–{clock(branch, one.ends_at.timestamp())}",
        }
        for one, name in found
    ]
