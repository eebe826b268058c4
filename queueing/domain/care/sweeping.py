"""What is due in care, in all branches: companions that are missing, and what is to be forgotten."""

from __future__ import annotations

import datetime as dt
from functools import partial

from django.db.models import QuerySet

from lobby.branches.actors import SYSTEM
from lobby.floor.domain.sweeping import apart
from lobby.floor.models import Alert
from lobby.live import journal
from queueing.alerts.care import HOST, WARNING, tell_of_companion
from queueing.enums import CALLABLE
from queueing.models import EarlyWarning, Ticket, UpsetFlag, VisitNote


def sweep_companions(*, at: dt.datetime, limit: int = 500) -> int:
    """Tell the lobby of complex tickets that nobody goes along with (S209), each once; returns how many.

    Safe to run twice or side by side: each ticket is locked, marked and committed by itself.
    """
    ids = without_companion(at).order_by("companion_due_at").values_list("pk", flat=True)[:limit]
    return sum(
        apart(partial(alert_companion, ticket_id, at=at), failed="companion_alert_failed", ticket=ticket_id)
        for ticket_id in list(ids)
    )


def without_companion(at: dt.datetime) -> QuerySet[Ticket]:
    """Waiting tickets whose time to get a companion is over and that nobody was told of."""
    waiting = Ticket.objects.filter(status__in=CALLABLE, companion_due_at__lte=at)
    return waiting.filter(visit__companion__isnull=True)


def alert_companion(ticket_id: int, *, at: dt.datetime) -> bool:
    """Tell the lobby about one ticket; False when it was called or got somebody meanwhile."""
    with journal.unit(by=SYSTEM, at=at):
        rows = without_companion(at).select_for_update(no_key=True, of=("self",), skip_locked=True).filter(pk=ticket_id)
        ticket = rows.select_related("branch", "service__zone").first()
        if ticket is None:
            return False
        ticket.companion_due_at, ticket.companion_alerted_at = None, at
        ticket.save(update_fields=["companion_due_at", "companion_alerted_at"])
        tell_of_companion(ticket, at=at)
    return True


def forget(*, at: dt.datetime, limit: int = 500) -> int:
    """Delete what is kept of a visit for some days only: moods, warnings, and notes without consent (N23, S118).

    The alerts that were about a mood go too. Safe to run late, twice or side by side; returns how many rows were due.
    """
    gone = 0
    while found := sum(forget_batch(rows, at=at, limit=limit) for rows in (UpsetFlag, EarlyWarning)):
        gone += found
    while notes := list(VisitNote.objects.filter(forget_at__lte=at).values_list("pk", flat=True)[:limit]):
        gone += VisitNote.objects.filter(pk__in=notes).delete()[0]
    return gone


def forget_batch(rows: type[UpsetFlag] | type[EarlyWarning], *, at: dt.datetime, limit: int) -> int:
    """One batch of one kind, with the alerts about its visits (3 statements)."""
    due = dict(rows.objects.filter(forget_at__lte=at).order_by("forget_at").values_list("pk", "visit")[:limit])
    Alert.objects.filter(subject_type="visit", subject_id__in=due.values(), kind__in=[HOST, WARNING]).delete()
    return rows.objects.filter(pk__in=due).delete()[0]
