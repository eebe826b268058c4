"""What every verb on a complaint shares: the lock, the move, the log, the news."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F

from complaints.enums.cases import COMPLAINT_MOVES, ENDED_STEPS, EntryKind, Step
from complaints.errors.cases import IllegalComplaintMove
from complaints.events.cases import ComplaintMoved, ComplaintTouched
from complaints.models import Complaint, ComplaintEntry, ComplaintStep
from lobby.branches.actors import Actor
from lobby.floor.domain.joined import forget_stale
from lobby.live import journal


def locked(complaint: Complaint) -> Complaint:
    """Read the complaint again with its row locked (1 statement)."""
    rows = Complaint.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("branch", "owner", "about_staff", "terms").get(pk=complaint.pk)
    forget_stale(found, "owner", "about_staff")
    return found


def is_free(complaint_id: int) -> bool:
    """Lock its row unless somebody else has it (1 statement): for who holds what is locked after it in every verb."""
    rows = Complaint.objects.select_for_update(no_key=True, of=("self",), skip_locked=True)
    return rows.filter(pk=complaint_id).values_list("pk").first() is not None


def check_move(complaint: Complaint, verb: str) -> None:
    """Raises IllegalComplaintMove when the table does not list the step."""
    if complaint.step not in COMPLAINT_MOVES[verb][0]:
        raise IllegalComplaintMove(step=Step(complaint.step).label)


def move(
    complaint: Complaint,
    verb: str,
    *,
    by: Actor,
    at: dt.datetime,
    due_at: dt.datetime | None = None,
    text: str = "",
    values: dict[str, Any] | None = None,
    is_for_customer: bool = True,
    effort_minutes: int = 0,
    **fields: Any,
) -> Complaint:
    """Take the verb's move, save it with the named fields, end the old step and begin the next one (4–6 statements).

    The row must be locked. `due_at` is when the new step is due; `text` and `values` go to the line of the log. The work
    in it counts for the step that ends.
    """
    check_move(complaint, verb)
    for name, value in fields.items():
        setattr(complaint, name, value)
    complaint.step = COMPLAINT_MOVES[verb][1]
    complaint.step_since, complaint.step_due_at = at, due_at
    complaint.ended_at = at if complaint.step in ENDED_STEPS else None
    names = [name.removesuffix("_id") for name in fields]
    complaint.save(update_fields=["step", "step_since", "step_due_at", "ended_at", *names])
    line = {"verb": verb, **(values or {})}
    log(
        complaint,
        EntryKind.MOVED,
        by=by,
        at=at,
        text=text,
        values=line,
        is_for_customer=is_for_customer,
        effort_minutes=effort_minutes,
        is_news=False,
    )
    begin_step(complaint, at=at)
    journal.record(ComplaintMoved(**news_of(complaint), verb=verb, verdict=complaint.verdict))
    return complaint


def begin_step(complaint: Complaint, *, at: dt.datetime) -> None:
    """End the step it was in and begin the one it is in (2 statements, the first of a new complaint 1)."""
    ComplaintStep.objects.filter(complaint=complaint, ended_at__isnull=True).update(ended_at=at)
    if complaint.is_open:
        ComplaintStep.objects.create(
            complaint=complaint,
            step=complaint.step,
            owner_id=complaint.owner_id,
            began_at=at,
            due_at=complaint.step_due_at,
        )


def log(
    complaint: Complaint,
    kind: EntryKind,
    *,
    by: Actor,
    at: dt.datetime,
    text: str = "",
    values: dict[str, Any] | None = None,
    is_for_customer: bool = False,
    effort_minutes: int = 0,
    is_news: bool = True,
) -> ComplaintEntry:
    """Write a line of its log (1 statement, 1 more each for a person and for work). Call it inside a unit, the row locked.

    A person's act touches the complaint: nobody is warned of an untouched case for a while (S180). Minutes of work add to
    those of the step it is in (S102).
    """
    entry = ComplaintEntry.objects.create(
        complaint=complaint,
        kind=kind,
        at=at,
        by_id=by.staff_id,
        text=text.strip(),
        values=values or {},
        is_for_customer=is_for_customer,
        effort_minutes=effort_minutes,
    )
    if by.staff_id is not None and kind != EntryKind.READ:
        complaint.touched_at = at
        complaint.save(update_fields=["touched_at"])
    if effort_minutes:
        running = ComplaintStep.objects.filter(complaint=complaint, ended_at__isnull=True)
        running.update(effort_minutes=F("effort_minutes") + effort_minutes)
    if is_news:
        journal.record(ComplaintTouched(**news_of(complaint), what=kind))
    return entry


def news_of(complaint: Complaint) -> dict[str, Any]:
    """The values that every event of a complaint carries."""
    return {
        "branch_id": complaint.branch_id,
        "complaint": complaint.pk,
        "number": complaint.number,
        "step": complaint.step,
        "owner": complaint.owner_id,
        "is_major": complaint.is_major,
    }
