"""Working on a fault: taking it, trying its card, writing what is known, handing it on, mending it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from devices.domain.faults import calling, clocks, moving
from devices.domain.faults.moving import said
from devices.domain.faults.raising import rise
from devices.enums.faults import (
    ACCEPT_CLOCK,
    HIGHEST_LEVEL,
    NEEDED,
    SECURITY_KINDS,
    UNFIXED,
    FaultStatus,
    FaultStepKind,
)
from devices.errors.faults import FaultTaken, HighestLevel, IllegalFaultMove, RaisedByYou
from devices.events.faults import FaultAccepted, FaultFixed, FaultNoted
from devices.hours import open_seconds
from devices.models.faults import Fault
from lobby.branches.access import can
from lobby.branches.errors import Forbidden
from lobby.branches.models import Staff
from lobby.floor.domain import deadlines
from lobby.live import journal


def may_work(person: Staff, fault: Fault) -> bool:
    """Whether a person works on it: with the right of its level, or of one below, on site (1–3 queries)."""
    return any(can(person, fault.branch, NEEDED[level]) for level in range(fault.level, 0, -1))


def may_take(person: Staff, fault: Fault) -> bool:
    """Whether a person's office has it now."""
    return can(person, fault.branch, NEEDED[fault.level])


def accept(fault: Fault, *, by: Staff, at: dt.datetime) -> Fault:
    """Somebody of the level's office takes it. Raises Forbidden, IllegalFaultMove, FaultTaken, RaisedByYou."""
    with journal.unit(by=by.actor, at=at):
        fault = moving.locked(fault)
        moving.check_move(fault, "accept")
        if not may_take(by, fault):
            raise Forbidden
        if fault.handler is not None:
            raise FaultTaken(name=fault.handler.name)
        if fault.raised_by_id == by.pk:
            raise RaisedByYou
        moving.move(fault, "accept", handler=by, **first_taken(fault, at=at))
        moving.add_step(fault, FaultStepKind.ACCEPTED, by=by.actor, at=at)
        deadlines.stop(subject=fault.subject, kind=ACCEPT_CLOCK, at=at)
        calling.call_off(fault, at=at, reason="accepted")
        journal.record(FaultAccepted(**moving.news_of(fault)))
    return fault


def first_taken(fault: Fault, *, at: dt.datetime) -> dict[str, Any]:
    """When it was taken for the first time, and after how much opening time (2 queries the first time)."""
    if fault.accepted_at is not None:
        return {}
    return {"accepted_at": at, "accept_s": open_seconds(fault.branch, fault.opened_at, at)}


def note(fault: Fault, *, by: Staff, at: dt.datetime, text: str) -> Fault:
    """Write what is known so far. Raises NoteMissing, Forbidden, IllegalFaultMove."""
    text = said(text)
    return write(fault, FaultStepKind.NOTED, by=by, at=at, text=text)


def tried(fault: Fault, *, by: Staff, at: dt.datetime, helped: bool) -> Fault:
    """The first-fix card was followed; whether it helped is kept (S131). Raises Forbidden, IllegalFaultMove."""
    return write(fault, FaultStepKind.TRIED, by=by, at=at, helped=helped)


def write(
    fault: Fault, kind: FaultStepKind, *, by: Staff, at: dt.datetime, text: str = "", helped: bool | None = None
) -> Fault:
    """Add a line to what is known of an open fault."""
    with journal.unit(by=by.actor, at=at):
        fault = moving.locked(fault)
        if fault.status not in (*UNFIXED, FaultStatus.FIXED):
            raise IllegalFaultMove(status=FaultStatus(fault.status).label)
        if not may_work(by, fault):
            raise Forbidden
        moving.add_step(fault, kind, by=by.actor, at=at, text=text, helped=helped)
        journal.record(FaultNoted(**moving.news_of(fault), what=kind))
    return fault


def escalate(fault: Fault, *, by: Staff, at: dt.datetime, text: str) -> Fault:
    """Hand it on to the next office with what is known; only up, and never to oneself.

    Raises NoteMissing, Forbidden, IllegalFaultMove, HighestLevel.
    """
    text = said(text)
    with journal.unit(by=by.actor, at=at):
        fault = moving.locked(fault)
        moving.check_move(fault, "escalate")
        if not may_take(by, fault):
            raise Forbidden
        if fault.level >= HIGHEST_LEVEL:
            raise HighestLevel
        if fault.kind in SECURITY_KINDS:
            raise IllegalFaultMove(status=FaultStatus(fault.status).label)
        rise(fault, by=by.actor, at=at, since=at, text=text)
        deadlines.stop(subject=fault.subject, at=at)
        clocks.start(fault, at=at)
    return fault


def fix(fault: Fault, *, by: Staff, at: dt.datetime, text: str, parts: str = "") -> Fault:
    """It is mended: what was done and which parts it took; another person tests.

    Raises NoteMissing, Forbidden, IllegalFaultMove.
    """
    text = said(text)
    with journal.unit(by=by.actor, at=at):
        fault = moving.locked(fault)
        moving.check_move(fault, "fix")
        if not may_work(by, fault):
            raise Forbidden
        moving.move(fault, "fix", fixed_at=at, fixed_by=by)
        moving.add_step(fault, FaultStepKind.FIXED, by=by.actor, at=at, text=text, parts=parts.strip()[:200])
        deadlines.stop(subject=fault.subject, at=at)
        calling.call_off(fault, at=at, reason="fixed")
        calling.ask_for_test(fault, mender=by, at=at)
        journal.record(FaultFixed(**moving.news_of(fault)))
    return fault
