"""The early-warning list: two of four signals put a visit on it, once (S119)."""

from __future__ import annotations

import datetime as dt
from functools import partial

from django.db.models import Count, Q, Value
from django.db.models.functions import Coalesce

from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import day_bounds
from lobby.floor.bilingual import both
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.domain.sweeping import apart
from lobby.live import journal
from queueing.alerts.care import HOST, WARNING
from queueing.domain.care import signals as more
from queueing.enums import OPEN, OPEN_VISITS
from queueing.enums.care import SIGNALS_NEEDED, Signal
from queueing.events.care import HostReleased, VisitUnwatched, VisitWatched
from queueing.models import EarlyWarning, Ticket, UpsetFlag, Visit

# Long enough to answer a complaint about the visit; then nobody needs to know how somebody felt (N23).
KEPT_DAYS = 7


def signals_of(visit: Visit, *, at: dt.datetime) -> list[Signal]:
    """What warns of a complaint, in the order of the list (2 queries, 1 more for each signal of the apps above)."""
    has_waited = Q(long_wait_at__lte=Coalesce("first_called_at", "ended_at", Value(at)), is_without_number=False)
    found = Ticket.objects.filter(visit=visit.pk).aggregate(
        long_wait=Count("pk", filter=has_waited), rework=Count("pk", filter=Q(return_count__gt=0))
    )
    is_upset = UpsetFlag.objects.filter(visit=visit.pk, ended_at__isnull=True).exists()
    own = {Signal.LONG_WAIT: found["long_wait"], Signal.REWORK: found["rework"], Signal.UPSET: is_upset}
    there = own | more.found(visit.pk)
    return [signal for signal, is_there in there.items() if is_there]


def watch(visit: Visit, *, at: dt.datetime, is_told: bool = False) -> EarlyWarning | None:
    """Put a visit on the list when two signals have come together; a visit is told of once, whatever comes after.

    With `is_told` the signal that came has called for somebody itself. A new one brings a visit back. Call it inside a unit with the visit's row locked.
    """
    signals = signals_of(visit, at=at)
    if len(signals) < SIGNALS_NEEDED:
        return None
    start = {"branch": visit.branch, "signals": signals, "raised_at": at, "forget_at": forget_at(visit)}
    warning, is_new = EarlyWarning.objects.get_or_create(visit=visit, defaults=start)
    if is_new:
        journal.record(VisitWatched(branch_id=visit.branch_id, visit=visit.pk))
        if not is_told:
            tell(warning, at=at)
    elif warning.signals != signals:
        if warning.ended_at is not None:
            journal.record(VisitWatched(branch_id=visit.branch_id, visit=visit.pk))
        warning.signals, warning.ended_at = signals, None
        warning.save(update_fields=["signals", "ended_at"])
    return warning


def tell(warning: EarlyWarning, *, at: dt.datetime) -> None:
    """One alert for the reception."""
    visit = warning.visit
    number = Ticket.objects.filter(visit=visit.pk).order_by("-pk").values_list("number", flat=True).first()
    words = [both(Signal(one).label) for one in warning.signals]
    values = {
        "number": number or "–",
        "signals": {"zh": " · ".join(one["zh"] for one in words), "en": " · ".join(one["en"] for one in words)},
    }
    raise_alert(visit.branch, WARNING, by=SYSTEM, at=at, subject=("visit", visit.pk), values=values)


def forget_at(visit: Visit) -> dt.datetime:
    """When what was noted about a mood is deleted: some days after the visit's business day."""
    _start, end_of_day = day_bounds(visit.branch, visit.day)
    return end_of_day + dt.timedelta(days=KEPT_DAYS)


def sweep_warnings(*, at: dt.datetime, limit: int = 500) -> int:
    """Look at every open visit that was sent back or flagged, end what belongs to visits that are over; returns how many
    changed.

    Safe to run twice or side by side: each visit is locked, looked at again and committed by itself.
    """
    return sum(
        apart(partial(look, visit_id, at=at), failed="early_warning_failed", visit=visit_id)
        for visit_id in candidates(limit) | ended(limit)
    )


def candidates(limit: int) -> set[int]:
    """Open visits with at least one signal that no wait alone can bring, and without a warning (2 queries)."""
    sent_back = Ticket.objects.filter(status__in=OPEN, return_count__gt=0, visit__warning__isnull=True)
    flagged = UpsetFlag.objects.filter(ended_at__isnull=True, visit__warning__isnull=True)
    return {
        *sent_back.values_list("visit", flat=True)[:limit],
        *flagged.values_list("visit", flat=True)[:limit],
    }


def ended(limit: int) -> set[int]:
    """Visits that are over with something of theirs still open (2 queries)."""
    warned = EarlyWarning.objects.all()
    for visits in more.kept():
        warned = warned.exclude(visit__in=visits)
    return {
        visit_id
        for rows in (warned, UpsetFlag.objects.all())
        for visit_id in rows.filter(ended_at__isnull=True)
        .exclude(visit__status__in=OPEN_VISITS)
        .values_list("visit", flat=True)[:limit]
    }


def look(visit_id: int, *, at: dt.datetime) -> bool:
    """Look at one visit; False when nothing changed."""
    with journal.unit(by=SYSTEM, at=at):
        rows = Visit.objects.select_for_update(no_key=True, of=("self",), skip_locked=True).select_related("branch")
        visit = rows.filter(pk=visit_id).first()
        if visit is None:
            return False
        if visit.status in OPEN_VISITS:
            return watch(visit, at=at) is not None
        return end_all(visit, at=at)


def end_all(visit: Visit, *, at: dt.datetime) -> bool:
    """The visit is over: nobody hosts or watches it any more."""
    over = EarlyWarning.objects.filter(visit=visit.pk, ended_at__isnull=True).update(ended_at=at)
    released = UpsetFlag.objects.filter(visit=visit.pk, ended_at__isnull=True).update(ended_at=at)
    if over:
        journal.record(VisitUnwatched(branch_id=visit.branch_id, visit=visit.pk))
    if released:
        journal.record(HostReleased(branch_id=visit.branch_id, visit=visit.pk))
    resolve_about(("visit", visit.pk), at=at, reason="visit over", among=[WARNING, HOST])
    return bool(over or released)
