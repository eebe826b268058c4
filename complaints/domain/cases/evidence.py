"""The facts of a visit as they were when somebody complained: numbers, times and codes, never a name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from lobby.branches.api.moments import moment
from queueing.models import Ticket
from queueing.models.care import CareAction, EarlyWarning, UpsetFlag

# What other nouns know of a ticket, by the name under which it stands in the evidence.
Fact = Callable[[Ticket], Any]
_facts: dict[str, Fact] = {}


def register(name: str, fact: Fact) -> None:
    """Add what a noun knows of a ticket, such as its rating; nothing personal."""
    _facts[name] = fact


def snapshot(ticket: Ticket, *, at: dt.datetime) -> dict[str, Any]:
    """What is known of a ticket's wait, calls and service (3 queries and those of the registered facts)."""
    warning = EarlyWarning.objects.filter(visit=ticket.visit_id).first()
    found = {
        "number": ticket.number,
        "day": f"{ticket.day}",
        "service": ticket.service.code,
        "status": ticket.status,
        "priority": ticket.priority,
        "source": ticket.source,
        "issued_at": moment(ticket.issued_at),
        "first_called_at": moment(ticket.first_called_at),
        "started_at": moment(ticket.started_at),
        "ended_at": moment(ticket.ended_at),
        "taken_at": moment(at),
        "waited_s": ticket.waited_s(at),
        "served_s": served_s(ticket, at=at),
        "quoted_p50_s": ticket.quoted_p50_s,
        "quoted_p90_s": ticket.quoted_p90_s,
        "counter": ticket.counter.code if ticket.counter else None,
        "calls": ticket.call_count,
        "returns": ticket.return_count,
        "outcome": ticket.outcome,
        "waited_long": ticket.long_wait_alerted_at is not None,
        "care_acts": CareAction.objects.filter(ticket=ticket, undone_at__isnull=True).count(),
        "asked_for_host": UpsetFlag.objects.filter(visit=ticket.visit_id).exists(),
        "warned_of": list(warning.signals) if warning else [],
    }
    for name, fact in _facts.items():
        found[name] = fact(ticket)
    return found


def served_s(ticket: Ticket, *, at: dt.datetime) -> int | None:
    """Whole seconds at the counter so far, without those it was on hold; None before it began."""
    if ticket.started_at is None:
        return None
    return max(0, int(((ticket.ended_at or at) - ticket.started_at).total_seconds()) - ticket.held_s)
