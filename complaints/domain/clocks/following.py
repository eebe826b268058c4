"""What an act on a complaint does to its clocks; runs inside the transaction of whoever acted."""

from __future__ import annotations

import datetime as dt

from complaints.domain.clocks.running import stop
from complaints.domain.clocks.warning import untouched_due
from complaints.enums.cases import ENDED_STEPS, UNDECIDED, ClockKind, EntryKind
from complaints.enums.clocks import STEP, STEP_LATE, UNTOUCHED, UNTOUCHED_HEAD
from complaints.events.cases import ComplaintEvent, ComplaintMoved, ComplaintReceived, ComplaintTouched
from complaints.models import Complaint
from lobby.branches.actors import Actor
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts import resolve_about
from lobby.live import journal
from lobby.live.events import Event


def register() -> None:
    """Hear of every act."""
    for news in (ComplaintReceived, ComplaintMoved, ComplaintTouched):
        journal.subscribe(news.type, when_somebody_acts)


def when_somebody_acts(event: Event, by: Actor, at: dt.datetime) -> None:
    """Its step has a due of its own, and untouched counts anew; what ended has no clocks (3–8 statements).

    What the clocks themselves write down is no act, nor is reading it.
    """
    assert isinstance(event, ComplaintEvent)
    is_touch = isinstance(event, ComplaintTouched)
    if isinstance(event, ComplaintTouched) and (by.staff_id is None or event.what == EntryKind.READ):
        return
    complaint = Complaint.objects.select_related("branch", "terms").get(pk=event.complaint)
    if not is_touch:
        follow_step(complaint, at=at)
    if complaint.step in ENDED_STEPS:
        stop(complaint, *ClockKind, at=at, is_due=False)
    follow_touch(complaint, at=at)


def follow_step(complaint: Complaint, *, at: dt.datetime) -> None:
    """The old step is over; the new one rings when it is due (2–3 statements)."""
    resolve_about(complaint.subject, at=at, reason="moved", among=[STEP_LATE])
    if complaint.step_due_at is None:
        deadlines.stop(subject=complaint.subject, kind=STEP, at=at)
        return
    deadlines.set_deadline(STEP, branch_id=complaint.branch_id, subject=complaint.subject, due_at=complaint.step_due_at)


def follow_touch(complaint: Complaint, *, at: dt.datetime) -> None:
    """Nobody has to be asked about it any more; an undecided case is watched on (2–4 statements)."""
    resolve_about(complaint.subject, at=at, reason="touched", among=[UNTOUCHED, UNTOUCHED_HEAD])
    if complaint.step not in UNDECIDED:
        deadlines.stop(subject=complaint.subject, kind=UNTOUCHED, at=at)
        return
    due_at = untouched_due(complaint)
    deadlines.set_deadline(UNTOUCHED, branch_id=complaint.branch_id, subject=complaint.subject, due_at=due_at)
