"""The ways out of a session without its business: the customer leaves, a colleague takes over, the machine fails."""

from __future__ import annotations

import datetime as dt

from devices import guests
from devices.domain.smart.moving import check_customer, check_move, locked, move
from devices.domain.smart.stalls import LEFT
from devices.enums.smart import LIVE, SmartEnd
from devices.models.smart import SmartSession
from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.models import Staff
from lobby.floor import kinds
from lobby.floor.domain.alerts import raise_alert
from lobby.live import journal


def put_away(session: SmartSession, *, by: Actor, at: dt.datetime) -> None:
    """Take how it ended, and the receipt, off the screen (1 statement). Raises CustomerOperates."""
    check_customer(session, by)
    SmartSession.objects.filter(pk=session.pk, shown_until__gt=at).update(shown_until=at)


def leave(session: SmartSession, *, by: Actor, at: dt.datetime) -> SmartSession:
    """The customer goes. Raises CustomerOperates, IllegalSmartMove."""
    check_customer(session, by)
    return abort(session, by=by, at=at, reason=SmartEnd.CUSTOMER)


def abort(session: SmartSession, *, by: Actor, at: dt.datetime, reason: SmartEnd) -> SmartSession:
    """End it and wipe it. Whoever had a number and walked off is where they were: somebody of the lobby is told.

    Raises IllegalSmartMove.
    """
    with journal.unit(by=by, at=at):
        session = move(locked(session, with_subject=True), "abort", at=at, end_reason=reason)
        if session.subject is not None and reason != SmartEnd.QUEUE:
            values = {"device": kinds.in_both(session.device), "number": session.number}
            raise_alert(session.branch, LEFT, by=SYSTEM, at=at, subject=session.subject, values=values)
    return session


def hand_over(session: SmartSession, *, by: Staff, at: dt.datetime) -> SmartSession:
    """A colleague brings the customer to the counters, with what was typed. Raises IllegalSmartMove."""
    return give_away(session, "hand_over", by=by.actor, at=at, reason=SmartEnd.COUNTER)


def fault(session: SmartSession, *, by: Actor, at: dt.datetime) -> SmartSession:
    """The machine fails under the customer, who is brought to the counters with what was typed. Raises IllegalSmartMove."""
    return give_away(session, "fault", by=by, at=at, reason=SmartEnd.DEVICE)


def give_away(session: SmartSession, verb: str, *, by: Actor, at: dt.datetime, reason: SmartEnd) -> SmartSession:
    """End it; what was typed goes to the app above before it is wiped here."""
    with journal.unit(by=by, at=at):
        session = locked(session, with_subject=True)
        check_move(session, verb)
        guests.keep(session, by, at)
        return move(
            session,
            verb,
            at=at,
            end_reason=reason,
            subject_type=session.subject_type,
            subject_id=session.subject_id,
            number=session.number,
        )


def break_off(device_id: int, services: list[str], *, by: Actor, at: dt.datetime) -> None:
    """The machine does these services now: without any, or without the one chosen, its session is over (1 query or more)."""
    for there in SmartSession.objects.filter(device=device_id, status__in=LIVE):
        with journal.unit(by=by, at=at):
            # Read again: a colleague may have brought the customer away meanwhile.
            session = locked(there, with_subject=True)
            is_lost = not services or (session.service is not None and session.service.code not in services)
            if session.is_live and is_lost:
                fault(session, by=by, at=at)
