"""What a change of the roster would do to the waits, before anybody makes it (BH-4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from lobby.branches.calendar import moment
from lobby.branches.enums import Complexity, Post
from lobby.branches.errors import LobbyError
from lobby.branches.models import Break, Shift
from queueing.domain.roster import check_break, check_counter
from queueing.forms.roster import WhatIfForm
from queueing.panels.plan import clock
from queueing.panels.roster import Trial, address_of, axis_of, where_of
from queueing.selectors.staffing import DayView
from queueing.staffing.gaps import Gap, Missing
from queueing.staffing.needs import SLOT_S
from queueing.staffing.people import QUARTER_S


@dataclass(frozen=True, slots=True)
class Waits:
    """Average seconds waited of one kind of service before and after, in one half hour or all day; None = unknown."""

    before: float | None
    after: float | None
    target_s: float

    @property
    def is_worse(self) -> bool:
        """Whether people would wait half a minute longer or more."""
        return self.before is not None and (self.after is None or self.after > self.before + 30)

    @property
    def is_better(self) -> bool:
        """Whether people would wait half a minute less or more."""
        return self.after is not None and (self.before is None or self.after < self.before - 30)

    @property
    def is_over(self) -> bool:
        """Whether the average is over the target afterwards."""
        return self.after is not None and self.after > self.target_s


@dataclass(frozen=True, slots=True)
class HalfHour:
    """What a change does to one half hour."""

    time: str
    open_before: int
    open_after: int
    simple: Waits
    complex: Waits


def tried(view: DayView, form: WhatIfForm, at: dt.datetime) -> tuple[Trial | None, DayView]:
    """The change that the address asks for, and the day with it; nothing is saved (2 queries at most).

    The rows that the view was read from are changed in memory: read everything of the day before it first.
    """
    chosen = form.cleaned_data
    for shift in view.shifts:
        for one in shift.breaks.all():
            if one.pk == chosen["pause"]:
                return tried_break(view, shift, one, form, at), replace(view)
        if shift.pk == chosen["shift"]:
            return tried_counter(view, shift, chosen["counter"]), replace(view)
    return None, view


def tried_break(view: DayView, shift: Shift, one: Break, form: WhatIfForm, at: dt.datetime) -> Trial:
    """Let a break begin elsewhere."""
    branch, was = view.place.branch, (one.starts_at, one.ends_at)
    refusal = ""
    if form.cleaned_data["starts"]:
        starts = moment(branch, view.date, form.cleaned_data["starts"])
        one.starts_at, one.ends_at = starts, starts + (was[1] - was[0])
        one.shift = shift
        try:
            check_break(one, at)
        except LobbyError as error:
            refusal = error.detail
    words = f"{shift.staff.name} · {one.get_kind_display()} {span_words(view, *was)}"
    is_changed = one.starts_at != was[0]
    if is_changed:
        words = f"{words} → {span_words(view, one.starts_at, one.ends_at)}"
    return Trial(shift, one, words, refusal, is_changed)


def tried_counter(view: DayView, shift: Shift, counter_id: int | None) -> Trial:
    """Let a person work at another counter."""
    was, refusal = shift.counter, ""
    words = f"{shift.staff.name} · {where_of(shift)}"
    counter = view.place.counters.get(counter_id or 0)
    if counter is not None and (was is None or counter.pk != was.pk):
        shift.counter, shift.post = counter, Post.COUNTER
        try:
            check_counter(shift)
        except LobbyError as error:
            refusal = error.detail
        return Trial(shift, None, f"{words} → {counter.name}", refusal, True)
    return Trial(shift, None, words, "", False)


def span_words(view: DayView, starts: dt.datetime, ends: dt.datetime) -> str:
    """Two moments on the branch's wall clock."""
    branch = view.place.branch
    return f"{clock(branch, starts.timestamp())}–{clock(branch, ends.timestamp())}"


def what_if(view: DayView, form: WhatIfForm, at: dt.datetime) -> dict[str, Any]:
    """The waits of the day as planned, and with the change that is tried: all that the panel shows."""
    days = view.drawn() if view.has_forecast else []
    before, planned, missing = view.waits(days, view.people), view.planned, view.missing
    trial, after_view = tried(view, form, at)
    is_changed = trial is not None and trial.is_changed
    after = after_view.waits(days, after_view.people) if is_changed else before
    kinds = {
        kind.value: [
            Waits(first, second, target_of(view, kind))
            for first, second in zip(before.get(kind, []), after.get(kind, []), strict=True)
        ]
        for kind in (Complexity.SIMPLE, Complexity.COMPLEX)
    }
    return {
        "trial": trial,
        "steps": steps_of(view, trial),
        "half_hours": half_hours(after_view, planned, kinds) if view.has_forecast else [],
        "averages": [(kind.label, average(view, kind, kinds[kind.value])) for kind in Complexity],
        "warnings": [warning(view, one) for one in after_view.missing],
        "new_warnings": [warning(view, one) for one in after_view.missing if one not in missing],
        "has_forecast": view.has_forecast,
        "after_view": after_view,
    }


def steps_of(view: DayView, trial: Trial | None) -> dict[str, str]:
    """Addresses a quarter earlier and later, and the begin as the form takes it."""
    if trial is None or trial.pause is None:
        return {}
    begin, branch = trial.pause.starts_at.timestamp(), view.place.branch
    return {
        "earlier": address_of(view, pause=trial.pause.pk, starts=clock(branch, begin - QUARTER_S)),
        "later": address_of(view, pause=trial.pause.pk, starts=clock(branch, begin + QUARTER_S)),
        "starts": clock(branch, begin),
    }


def target_of(view: DayView, kind: Complexity) -> float:
    """The promised average wait in seconds."""
    return float(view.policy.wait_target_s(kind))


def half_hours(view: DayView, planned: Sequence[int], kinds: dict[str, list[Waits]]) -> list[HalfHour]:
    """The half hours in which somebody is on the roster."""
    axis, nothing = axis_of(view), Waits(None, None, 0.0)
    found = []
    for number in range(view.day.slots):
        starts = view.day.begins + SLOT_S * number
        if axis.begins <= starts < axis.ends:
            simple, complex_ = (
                kinds[kind.value][number] if kinds[kind.value] else nothing
                for kind in (Complexity.SIMPLE, Complexity.COMPLEX)
            )
            time = clock(view.place.branch, starts)
            found.append(HalfHour(time, planned[number], view.planned[number], simple, complex_))
    return found


def average(view: DayView, kind: Complexity, waits: Sequence[Waits]) -> Waits:
    """The day's average of a kind, weighted by who is expected, over the half hours with a known wait both ways."""
    expected = [0.0] * view.day.slots
    for pk, counts in view.series(lambda slot: slot.mean).items():
        if view.place.services[int(str(pk))].complexity == kind:
            expected = [one + count for one, count in zip(expected, counts, strict=True)]
    known = [
        (n, one) for n, one in zip(expected, waits, strict=False) if one.before is not None and one.after is not None
    ]
    total = sum(n for n, _one in known)
    if not total:
        return Waits(None, None, target_of(view, kind))
    before = sum(n * (one.before or 0.0) for n, one in known) / total
    after = sum(n * (one.after or 0.0) for n, one in known) / total
    return Waits(before, after, target_of(view, kind))


def warning(view: DayView, missing: Missing) -> str:
    """What the roster lacks, in words."""
    branch = view.place.branch
    values = {"starts": clock(branch, missing.starts), "ends": clock(branch, missing.ends)}
    if missing.gap == Gap.SKILL:
        return _("%(starts)s–%(ends)s: no open window serves %(service)s") % {
            **values,
            "service": view.place.services[int(str(missing.about))].name,
        }
    if missing.gap in (Gap.LATE_MEAL, Gap.NO_MEAL):
        shift = next(shift for shift in view.shifts if shift.pk == missing.about)
        latest = clock(branch, shift.starts_at.timestamp() + view.policy.meal_latest_s)
        words = (
            _("%(name)s: the meal begins at %(starts)s, later than %(latest)s")
            if missing.gap == Gap.LATE_MEAL
            else _("%(name)s: no meal is planned; it must begin by %(latest)s")
        )
        return words % {**values, "name": shift.staff.name, "latest": latest}
    if missing.gap == Gap.ENTRANCE:
        return _("%(starts)s–%(ends)s: nobody stands at the entrance") % values
    return _("%(starts)s–%(ends)s: fewer than %(minimum)s windows are open") % {
        **values,
        "minimum": view.policy.min_open_counters,
    }
