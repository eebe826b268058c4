"""The one way in which a session at a smart counter changes its step."""

from __future__ import annotations

import datetime as dt
from typing import Any

from devices import guests
from devices.domain.smart.stalls import calm
from devices.domain.smart.telling import news_of
from devices.enums.smart import ENDED, SMART_MOVES, SMART_NOTES, STEPS, SmartStatus
from devices.errors.smart import CustomerOperates, IllegalSmartMove
from devices.events.smart import SmartAborted, SmartCompleted, SmartEvent, SmartFaulted, SmartHandedOver, SmartMoved
from devices.models.smart import SmartSession, SmartStep
from lobby.branches.actors import Actor
from lobby.floor.domain import deadlines
from lobby.floor.domain.joined import forget_stale
from lobby.live import journal

SUBJECT = "smart_session"
S = SmartStatus
WITH_REASON: dict[str, type[SmartAborted | SmartFaulted | SmartHandedOver]] = {
    S.ABORTED: SmartAborted,
    S.FAULTED: SmartFaulted,
    S.HANDED_OVER: SmartHandedOver,
}
# How it ended, with the receipt, is put away after this, and before when the customer or the next one says so.
SHOWN = dt.timedelta(seconds=60)
WIPED = {"typed": "", "tail": "", "form_id": None}


def locked(session: SmartSession, *, with_subject: bool = False) -> SmartSession:
    """Read the session again with its row locked (1 statement); with its subject, that is locked first (1 more)."""
    if with_subject:
        guests.hold(session.subject)
    rows = SmartSession.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("branch", "device__zone", "service", "assisted_by").get(pk=session.pk)
    forget_stale(found, "service", "assisted_by")
    return found


def check_move(session: SmartSession, verb: str) -> SmartStatus:
    """Return the step the verb leads to; raises IllegalSmartMove when the table does not list it."""
    sources, target = SMART_MOVES[verb]
    if session.status not in sources:
        raise illegal(session)
    return target or STEPS[STEPS.index(SmartStatus(session.status)) - 1]


def check_note(session: SmartSession, verb: str) -> None:
    """Raises IllegalSmartMove when nothing of the kind can be written at the session's step."""
    if session.status not in SMART_NOTES[verb]:
        raise illegal(session)


def illegal(session: SmartSession) -> IllegalSmartMove:
    """The refusal that names the step."""
    return IllegalSmartMove(status=SmartStatus(session.status).label)


def check_customer(session: SmartSession, by: Actor) -> None:
    """Raises CustomerOperates unless it is done on the session's own machine (N11)."""
    if by.kind != "device" or by.id != session.device_id:
        raise CustomerOperates


def move(session: SmartSession, verb: str, *, at: dt.datetime, **fields: Any) -> SmartSession:
    """Take the verb's move, save it with the named fields and note the stay (2–5 statements). The row must be locked.

    A session that ends forgets what was typed and read in the same statement.
    """
    before, target = session.status, check_move(session, verb)
    step = SmartStep(
        session=session,
        step=before,
        left_by=verb,
        started_at=session.since,
        ended_at=max(at, session.since),
        errors=session.errors,
    )
    if target in ENDED:
        fields |= {"ended_at": at, "shown_until": at + SHOWN, **WIPED}
        deadlines.stop(subject=(SUBJECT, session.pk), at=at)
    calm(session, at=at)
    fields |= {"status": target, "since": at, "errors": 0, "touched_at": at, "stalled_at": None, "stall": ""}
    for name, value in fields.items():
        setattr(session, name, value)
    session.save(update_fields=list(fields))
    step.save()
    journal.record(event_of(session))
    return session


def event_of(session: SmartSession) -> SmartEvent:
    """The news of a move."""
    told = WITH_REASON.get(session.status)
    if told is not None:
        return told(**news_of(session), reason=session.end_reason)
    return (SmartCompleted if session.status == S.DONE else SmartMoved)(**news_of(session))
