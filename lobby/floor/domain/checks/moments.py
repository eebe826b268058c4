"""When a run appears, is due and becomes missed, from the branch's calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lobby.branches.calendar import Opening, day_bounds, openings
from lobby.branches.enums import Post, RosterTemplate
from lobby.branches.models import Branch, BranchPolicy, Shift
from lobby.floor import checking
from lobby.floor.enums.checks import When
from lobby.floor.models import ChecklistVersion

CLOSING_DUE = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Moments:
    """When a run appears, by when it has to be handed in, and when it is missed."""

    opens_at: dt.datetime
    due_at: dt.datetime | None = None
    lapses_at: dt.datetime | None = None


def moments_of(
    version: ChecklistVersion,
    branch: Branch,
    day: dt.date,
    hours: Opening,
    policy: BranchPolicy,
    *,
    starts_at: dt.datetime | None = None,
) -> Moments | None:
    """The moments of a run on a business day, None when it does not come by itself or the branch does not open.

    `starts_at` is when somebody begins at the counter that the run is about.
    """
    if hours.opens_at is None or hours.closes_at is None:
        return None
    match version.when:
        case When.OPENING:
            return before_opening(version, max(hours.opens_at, starts_at or hours.opens_at), policy)
        case When.CLOSING:
            return after_closing(version, hours.closes_at, day_bounds(branch, day)[1])
        case When.DAILY | When.WEEKLY | When.MONTHLY:
            return Moments(hours.opens_at, hours.closes_at, hours.closes_at)
    return None


def before_opening(version: ChecklistVersion, anchor: dt.datetime, policy: BranchPolicy) -> Moments:
    """It is missed when the branch opens, or the person at the counter begins (S401)."""
    lead = seconds(version.opens_before_s, policy.opening_run_lead_s)
    due_at = anchor - seconds(version.due_before_s, policy.opening_run_due_s)
    return Moments(anchor - lead, due_at, max(anchor, due_at))


def after_closing(version: ChecklistVersion, closes_at: dt.datetime, day_ends_at: dt.datetime) -> Moments:
    """It is missed when the business day is over."""
    opens_at = closes_at - seconds(version.opens_before_s, 0)
    due_at = closes_at + CLOSING_DUE if version.due_before_s is None else closes_at - seconds(version.due_before_s, 0)
    return Moments(opens_at, due_at, max(due_at, day_ends_at))


def seconds(own: int | None, default: int) -> dt.timedelta:
    """A version's own span, else the policy's."""
    return dt.timedelta(seconds=default if own is None else own)


def patrol_every(version: ChecklistVersion, branch: Branch, policy: BranchPolicy) -> dt.timedelta:
    """The time between two patrols now: half of it while the branch is at its peak."""
    every = seconds(version.every_s, policy.patrol_interval_s)
    return max(dt.timedelta(minutes=1), every / 2 if checking.is_busy(branch) else every)


def is_its_day(version: ChecklistVersion, branch: Branch, day: dt.date) -> bool:
    """Whether a weekly or monthly check falls on this open day: the first open one from its date on (0 or 2 queries)."""
    if version.when == When.WEEKLY:
        wished = day - dt.timedelta(days=day.weekday()) + dt.timedelta(days=version.weekday)
    elif version.when == When.MONTHLY:
        wished = day.replace(day=version.month_day)
    else:
        return True
    if wished >= day:
        return wished == day
    before = openings(branch, wished, (day - wished).days)
    return all(hours.opens_at is None for hours in before.values())


def counters_at_work(branch: Branch, day: dt.date) -> dict[int, dt.datetime]:
    """The counters that the roster fills on a business day, with when their first person begins (1 query)."""
    shifts = Shift.objects.filter(
        branch=branch, date=day, post=Post.COUNTER, template=RosterTemplate.NORMAL, counter__isnull=False
    )
    starts: dict[int, dt.datetime] = {}
    for counter_id, starts_at in shifts.order_by("starts_at").values_list("counter", "starts_at"):
        if counter_id is not None:
            starts.setdefault(counter_id, starts_at)
    return starts


def people_on_duty(branch: Branch, day: dt.date) -> list[int]:
    """The staff whom the roster has on a business day, by name (1 query)."""
    shifts = Shift.objects.filter(branch=branch, date=day, template=RosterTemplate.NORMAL)
    return list(dict.fromkeys(shifts.order_by("staff__name", "staff").values_list("staff", flat=True)))
