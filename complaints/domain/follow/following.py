"""What the moves of a complaint set off here: a return visit after a decision, the end of everything after an end."""

from __future__ import annotations

import datetime as dt

from complaints.domain.cases import moving
from complaints.domain.follow import money, promises, subtasks, visits
from complaints.enums.cases import Step
from complaints.models import Complaint
from lobby.branches.actors import Actor
from lobby.live.events import Event

DECIDING = ("decide", "settle")
ENDING = ("withdraw", "merge", "reject")


def when_it_moves(event: Event, by: Actor, at: dt.datetime) -> None:
    """Run inside the verb's transaction: a decision is never without a return visit, nor an end with a clock left."""
    payload = event.payload()
    verb = payload["verb"]
    if verb not in (*DECIDING, *ENDING, "reopen"):
        return
    complaint = moving.locked(Complaint(pk=payload["complaint"]))
    if verb in DECIDING and complaint.step == Step.FOLLOWUP:
        visits.begin(complaint, at=at)
        return
    visits.call_off(complaint, at=at)
    if verb in ENDING:
        promises.drop_all(complaint, at=at)
        subtasks.drop_all(complaint, at=at)
        money.drop_all(complaint, at=at)
