"""A colleague helps at a machine: greet → need → device → help → end. The customer operates it (N11)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from devices.domain.smart.moving import locked as locked_session
from devices.domain.smart.resting import start_clock
from devices.domain.smart.stalls import calm
from devices.domain.smart.telling import news_of as session_news
from devices.enums.smart import (
    ASSIST_LASTS_S,
    ASSIST_MOVES,
    ASSISTING,
    LIVE,
    AssistMode,
    AssistOutcome,
    AssistStatus,
)
from devices.errors.smart import AssistTaken, CheckMissing, FullHelpNeeded, IllegalAssistMove
from devices.events.smart import AssistBegun, AssistEnded, AssistMoved, SmartWentOn
from devices.models.smart import AssistSession, SmartSession
from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import business_date
from lobby.branches.models import Device, Service, Staff
from lobby.floor.domain import deadlines
from lobby.floor.models import Deadline
from lobby.live import journal

SUBJECT = "assist"
FORGOTTEN = "smart.assist_forgotten"


def begin(device: Device, *, by: Staff, at: dt.datetime, mode: AssistMode | None = None) -> AssistSession:
    """Go to a machine; without a mode it is the one proposed: full for a first use, else brief. Raises AssistTaken.

    Whoever was called for the customer there need not come any more.
    """
    with journal.unit(by=by.actor, at=at):
        live = SmartSession.objects.filter(device=device, status__in=LIVE).first()
        session = locked_session(live) if live is not None else None
        session = session if session is not None and session.is_live else None
        check_free(device)
        assist = AssistSession.objects.create(
            branch=device.branch,
            device=device,
            session=session,
            day=business_date(device.branch, at),
            helper=by,
            mode=mode or proposed(session),
            since=at,
            started_at=at,
        )
        due_at = at + dt.timedelta(seconds=ASSIST_LASTS_S)
        deadlines.set_deadline(FORGOTTEN, branch_id=device.branch_id, subject=(SUBJECT, assist.pk), due_at=due_at)
        if session is not None:
            come_to(session, by, at=at)
        journal.record(AssistBegun(**news_of(assist)))
    return assist


def check_free(device: Device) -> None:
    """Of two colleagues the second is refused (1 query). Raises AssistTaken."""
    other = AssistSession.objects.filter(device=device, status__in=ASSISTING).select_related("helper").first()
    if other is not None:
        raise AssistTaken(name=other.helper.name)


def proposed(session: SmartSession | None) -> AssistMode:
    """How much help a customer seems to need."""
    return AssistMode.FULL if session is not None and session.is_first_use else AssistMode.BRIEF


def come_to(session: SmartSession, helper: Staff, *, at: dt.datetime) -> None:
    """The call is answered, and the customer gets the time until the screen rests anew (3–6 statements)."""
    if calm(session, at=at):
        journal.record(SmartWentOn(**session_news(session)))
    session.assisted_by, session.touched_at = helper, at
    session.save(update_fields=["assisted_by", "touched_at", "stalled_at", "stall"])
    start_clock(session, at=at)


def ask_need(assist: AssistSession, *, by: Staff, at: dt.datetime) -> AssistSession:
    """Greeted; what is it about? Raises IllegalAssistMove."""
    return step(assist, "ask_need", by=by, at=at)


def go_along(assist: AssistSession, *, by: Staff, at: dt.datetime, service: Service | None = None) -> AssistSession:
    """The need is known: go to the machine together. Raises IllegalAssistMove."""
    return step(assist, "go_along", by=by, at=at, service=service)


def begin_help(assist: AssistSession, *, by: Staff, at: dt.datetime) -> AssistSession:
    """At the machine: show and explain. Raises IllegalAssistMove."""
    return step(assist, "begin_help", by=by, at=at, helped_at=at)


def step_in(assist: AssistSession, *, by: Staff, at: dt.datetime) -> AssistSession:
    """The short way to somebody who knows the machine. Raises IllegalAssistMove, FullHelpNeeded."""
    return step(assist, "step_in", by=by, at=at, helped_at=at)


def finish(assist: AssistSession, *, by: Staff, at: dt.datetime, is_clear: bool | None) -> AssistSession:
    """Helped, and looked whether anything was left behind. Raises IllegalAssistMove, CheckMissing."""
    return end(assist, "finish", AssistOutcome.HELPED, by=by, at=at, is_clear=is_clear)


def break_off(assist: AssistSession, *, by: Staff, at: dt.datetime, is_clear: bool | None) -> AssistSession:
    """The customer needs no help any more. Raises IllegalAssistMove, CheckMissing."""
    return end(assist, "break_off", AssistOutcome.BROKEN_OFF, by=by, at=at, is_clear=is_clear)


def end(
    assist: AssistSession, verb: str, outcome: AssistOutcome, *, by: Staff, at: dt.datetime, is_clear: bool | None
) -> AssistSession:
    """Take the verb's move to the end."""
    if is_clear is None:
        raise CheckMissing
    return step(assist, verb, by=by, at=at, is_clear=is_clear, outcome=outcome, ended_at=at)


def set_mode(assist: AssistSession, *, by: Staff, at: dt.datetime, mode: AssistMode) -> AssistSession:
    """Help more, or less. Raises IllegalAssistMove once it is over."""
    with journal.unit(by=by.actor, at=at):
        assist = locked(assist)
        if assist.status not in ASSISTING:
            raise illegal(assist)
        assist.mode = mode
        assist.save(update_fields=["mode"])
        journal.record(AssistMoved(**news_of(assist)))
    return assist


def step(assist: AssistSession, verb: str, *, by: Staff, at: dt.datetime, **fields: Any) -> AssistSession:
    """Take the verb's move; any colleague who helps at machines may go on with it."""
    with journal.unit(by=by.actor, at=at):
        assist = locked(assist)
        target = check_move(assist, verb)
        if verb == "step_in" and assist.mode != AssistMode.BRIEF:
            raise FullHelpNeeded
        return move(assist, target, at=at, **fields)


def move(assist: AssistSession, target: AssistStatus, *, at: dt.datetime, **fields: Any) -> AssistSession:
    """Save the move and tell it (1–2 statements). The row must be locked."""
    fields |= {"status": target, "since": at}
    for name, value in fields.items():
        setattr(assist, name, value)
    assist.save(update_fields=list(fields))
    if target != AssistStatus.END:
        journal.record(AssistMoved(**news_of(assist)))
        return assist
    deadlines.stop(subject=(SUBJECT, assist.pk), at=at)
    journal.record(AssistEnded(**news_of(assist), outcome=assist.outcome, is_clear=assist.is_clear))
    return assist


def locked(assist: AssistSession) -> AssistSession:
    """Read it again with its row locked (1 statement)."""
    rows = AssistSession.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "branch", "device", "helper"
    )
    return rows.get(pk=assist.pk)


def check_move(assist: AssistSession, verb: str) -> AssistStatus:
    """Return the state the verb leads to; raises IllegalAssistMove when the table does not list it."""
    sources, target = ASSIST_MOVES[verb]
    if assist.status not in sources:
        raise illegal(assist)
    return target


def illegal(assist: AssistSession) -> IllegalAssistMove:
    """The refusal that names the state."""
    return IllegalAssistMove(status=AssistStatus(assist.status).label)


def when_forgotten(deadline: Deadline, at: dt.datetime) -> None:
    """Nobody ended it: it is over, and nobody looked."""
    with journal.unit(by=SYSTEM, at=at):
        assist = locked(AssistSession(pk=deadline.subject_id))
        if assist.status in ASSISTING:
            move(assist, AssistStatus.END, at=at, outcome=AssistOutcome.FORGOTTEN, ended_at=at)


def news_of(assist: AssistSession) -> dict[str, Any]:
    """The values that every event of helping carries."""
    return {
        "branch_id": assist.branch_id,
        "assist": assist.pk,
        "device": assist.device_id,
        "code": assist.device.code,
        "status": str(assist.status),
        "session": assist.session_id,
        "helper": assist.helper_id,
    }
