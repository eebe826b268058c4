"""The business day: begun by its first ticket, closed by the sweep or by the next day's first ticket."""

from __future__ import annotations

import datetime as dt
from functools import partial

from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.calendar import business_date, planned_opening
from lobby.branches.models import Branch, BusinessDay
from lobby.branches.prepared import Parameter, Prepared
from lobby.floor.domain.sweeping import apart
from lobby.live import journal
from queueing.domain.locks import take_call_lock
from queueing.domain.settling import settle_sessions, settle_tickets, settle_visits
from queueing.errors import ReasonMissing
from queueing.events import DayBegun, DayClosed, IssuingResumed, IssuingStopped

# Whoever begins something on a day keeps it from being closed until that is committed; many may do so at once.
TODAY = Prepared(
    lambda: BusinessDay.objects.filter(branch_id=Parameter("branch"), date=Parameter("date")), lock="FOR KEY SHARE"
)


def begun_day(branch: Branch, *, at: dt.datetime) -> BusinessDay:
    """Return today's row (1 query); the first caller of a day begins it and closes what was left open before."""
    date = business_date(branch, at)
    day = TODAY.first(branch=branch.pk, date=date)
    return day if day is not None and day.begun_at is not None else begin_day(branch, date, at=at)


def begin_day(branch: Branch, date: dt.date, *, at: dt.datetime) -> BusinessDay:
    """Begin a business day, planned ahead or not; of two concurrent callers one begins it and both get it.

    The call lock comes first, as in every verb that needs both: closing the days before will ask for it.
    """
    with journal.unit(by=SYSTEM, at=at):
        take_call_lock(branch.pk)
        opening = planned_opening(branch, date)
        day, _ = BusinessDay.objects.get_or_create(
            branch=branch, date=date, defaults={"opens_at": opening.opens_at, "closes_at": opening.closes_at}
        )
        if day.begun_at is None:
            day.begun_at = at
            day.save(update_fields=["begun_at"])
            journal.record(DayBegun(branch_id=branch.pk, day=day.pk, date=date.isoformat()))
            for old in BusinessDay.objects.filter(branch=branch, date__lt=date, closed_at__isnull=True):
                close_day(old, by=SYSTEM, at=at)
    return day


def close_day(day: BusinessDay, *, by: Actor, at: dt.datetime) -> BusinessDay:
    """End a business day: settle its tickets, sessions and visits with a reason. Closing twice changes nothing."""
    with journal.unit(by=by, at=at):
        take_call_lock(day.branch_id)
        # Against whoever begins something on it, too: they hold the reference of `TODAY`.
        day = BusinessDay.objects.select_for_update().get(pk=day.pk)
        if day.closed_at is not None:
            return day
        settled = settle_tickets(day, at=at)
        settle_sessions(day, at=at)
        settle_visits(day, at=at)
        day.closed_at = at
        day.save(update_fields=["closed_at"])
        journal.record(DayClosed(branch_id=day.branch_id, day=day.pk, date=day.date.isoformat(), settled=settled))
    return day


def locked_day(branch: Branch, *, at: dt.datetime) -> BusinessDay:
    """Today's row, locked against other changes of it but not against issuing (2 queries)."""
    return BusinessDay.objects.select_for_update(no_key=True).get(pk=begun_day(branch, at=at).pk)


def stop_issuing(branch: Branch, *, by: Actor, at: dt.datetime, reason: str) -> BusinessDay:
    """Issue no more numbers today; kiosks show the reason. Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    with journal.unit(by=by, at=at):
        day = locked_day(branch, at=at)
        day.stopped_at, day.stopped_reason = at, reason.strip()
        day.save(update_fields=["stopped_at", "stopped_reason"])
        journal.record(
            IssuingStopped(branch_id=branch.pk, day=day.pk, date=day.date.isoformat(), reason=day.stopped_reason)
        )
    return day


def resume_issuing(branch: Branch, *, by: Actor, at: dt.datetime) -> BusinessDay:
    """Issue numbers again."""
    with journal.unit(by=by, at=at):
        day = locked_day(branch, at=at)
        day.stopped_at, day.stopped_reason = None, ""
        day.save(update_fields=["stopped_at", "stopped_reason"])
        journal.record(IssuingResumed(branch_id=branch.pk, day=day.pk, date=day.date.isoformat()))
    return day


def sweep_days(*, at: dt.datetime, limit: int = 500) -> int:
    """Close every business day whose branch has moved on to the next; returns how many. One that fails stops no other.

    A date can only be over when it is at least yesterday everywhere, so the partial index on open days suffices.
    """
    candidates = BusinessDay.objects.filter(closed_at__isnull=True, date__lte=at.date()).select_related("branch")
    return sum(
        apart(partial(close_if_over, day, at=at), failed="day_close_failed", day=day.pk)
        for day in candidates.order_by("date")[:limit]
    )


def close_if_over(day: BusinessDay, *, at: dt.datetime) -> bool:
    """Close one day; False when it still runs."""
    is_over = business_date(day.branch, at) > day.date
    if is_over:
        close_day(day, by=SYSTEM, at=at)
    return is_over
