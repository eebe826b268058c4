"""Rows as JSON; `shapes.py` describes the same names for OpenAPI."""

from __future__ import annotations

from typing import Any

from lobby.branches.api.moments import moment
from lobby.live.models import Entry
from queueing.enums import SessionStatus
from queueing.estimate import Wait
from queueing.models import CounterSession, Ticket, TicketNote
from queueing.selectors.api import CounterNow, Listed


def wait_answer(wait: Wait | None) -> dict[str, int] | None:
    """Seconds, None without an estimate."""
    return {"p50_s": wait.p50_s, "p90_s": wait.p90_s} if wait else None


def ticket_answer(ticket: Ticket, wait: Wait | None, note: str, pages: str) -> dict[str, Any]:
    """A ticket (`branch`, `service` and `counter` must be at hand); `pages` is the address of customers' pages.

    `note` says why there is no wait, or what it counts from.
    """
    return {
        "id": ticket.pk,
        "number": ticket.number,
        "branch": ticket.branch.code,
        "service": ticket.service.code,
        "status": str(ticket.status),
        "priority": str(ticket.priority),
        "traits": [str(trait) for trait in ticket.traits],
        "language": ticket.language,
        "source": str(ticket.source),
        "counter": ticket.counter.code if ticket.counter else None,
        "calls": ticket.call_count,
        "issued_at": moment(ticket.issued_at),
        "called_at": moment(ticket.called_at),
        "started_at": moment(ticket.started_at),
        "ended_at": moment(ticket.ended_at),
        "outcome": str(ticket.outcome) or None,
        "ahead": wait.ahead if wait else None,
        "wait": wait_answer(wait),
        "wait_note": note or None,
        "page_url": f"{pages}{ticket.page_token}/",
    }


def listed_answer(listed: Listed, pages: str) -> dict[str, Any]:
    """A ticket with the reason of its place."""
    why = listed.place.why if listed.place else None
    return {**ticket_answer(listed.ticket, listed.wait, listed.note, pages), "why": why}


def note_answer(note: TicketNote) -> dict[str, Any]:
    """A staff note."""
    return {"id": note.pk, "text": note.text, "by": note.by_name, "at": moment(note.at)}


def news_answer(entry: Entry) -> dict[str, Any]:
    """One line of a timeline."""
    return {
        "seq": entry.seq,
        "type": entry.type,
        "at": moment(entry.at),
        "by": entry.by_name,
        "details": entry.payload,
    }


def counter_answer(now: CounterNow) -> dict[str, Any]:
    """A counter and its session."""
    counter, session, ticket = now.counter, now.session, now.ticket
    return {
        "id": counter.pk,
        "code": counter.code,
        "name": counter.name,
        "zone": counter.zone.code,
        "services": now.service_codes,
        "status": status_of(session),
        "teller": session.staff.name if session else None,
        "opened_at": moment(session.opened_at) if session else None,
        "paused_at": moment(session.paused_at) if session else None,
        "pause_reason": (str(session.pause_reason) or None) if session else None,
        "ticket": {"id": ticket.pk, "number": ticket.number, "status": str(ticket.status)} if ticket else None,
    }


def live_counter_answer(now: CounterNow) -> dict[str, Any]:
    """A counter for walls: no name of a person."""
    ticket = now.ticket
    return {
        "id": now.counter.pk,
        "code": now.counter.code,
        "name": now.counter.name,
        "status": status_of(now.session),
        "ticket": {"number": ticket.number, "status": str(ticket.status)} if ticket else None,
    }


def status_of(session: CounterSession | None) -> str:
    """`closed` without a session."""
    return str(session.status) if session else SessionStatus.CLOSED.value
