"""What the moves of a complaint set off here: a return visit after a decision, the end of everything after an end."""

from __future__ import annotations

import datetime as dt

from complaints.domain.cases import moving
from complaints.domain.follow import money, promises, subtasks, visits
from complaints.enums.cases import Step
from complaints.models import Complaint
from lobby.branches.actors import Actor
from lobby.floor.domain import alerts
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


def when_somebody_is_recused(event: Event, by: Actor, at: dt.datetime) -> None:
    """It turned out whom it is about: its owner keeps what they promised, and no alert of what follows asks them."""
    complaint = moving.locked(Complaint(pk=event.payload()["complaint"]))
    assert complaint.about_staff is not None
    promises.hand_on(complaint, at=at)
    for rows in (complaint.promises, complaint.subtasks, complaint.compensations):
        for row in rows.all():
            alerts.keep_apart(row.subject, complaint.about_staff, at=at)
