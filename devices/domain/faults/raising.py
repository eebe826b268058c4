"""One level up: branch, regional branch, head office (S198). Never down while it is open."""

from __future__ import annotations

import datetime as dt

from devices.domain.faults import calling, moving
from devices.enums.faults import ACCEPT_CLOCK, HIGHEST_LEVEL, FaultStepKind
from devices.errors.faults import HighestLevel
from devices.events.faults import FaultEscalated
from devices.models.faults import Fault
from lobby.branches.actors import Actor
from lobby.floor.domain import deadlines
from lobby.live import journal


def rise(
    fault: Fault, *, by: Actor, at: dt.datetime, since: dt.datetime, text: str = "", level: int | None = None
) -> Fault:
    """Take the next level, tell, and call its people instead of the last ones'. The row must be locked.

    `since` is when the level's time began. Raises HighestLevel, IllegalFaultMove.
    """
    moving.check_move(fault, "escalate")
    if fault.level >= HIGHEST_LEVEL:
        raise HighestLevel
    with journal.unit(by=by, at=at):
        moving.move(
            fault,
            "escalate",
            level=level or fault.level + 1,
            level_since=since,
            handler=None,
            raised_by_id=by.staff_id,
        )
        moving.add_step(fault, FaultStepKind.ESCALATED, by=by, at=at, text=text)
        deadlines.stop(subject=fault.subject, kind=ACCEPT_CLOCK, at=at)
        journal.record(FaultEscalated(**moving.news_of(fault)))
        calling.call_off(fault, at=at, reason="raised")
        calling.call(fault, at=at)
    return fault
