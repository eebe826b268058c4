"""Cases that nobody touches and steps that take too long (S180, S186).

Untouched counts opening time, since nobody can act while the branch is closed; the two clocks run on meanwhile.
"""

from __future__ import annotations

import datetime as dt

from complaints.domain.cases.moving import locked, log
from complaints.domain.clocks.telling import ASKED, call
from complaints.enums.cases import HEAD_LEVEL, UNDECIDED, EntryKind
from complaints.enums.clocks import STEP_LATE, UNTOUCHED, UNTOUCHED_HEAD
from complaints.models import Complaint
from complaints.selectors.told import Told, next_told
from devices.hours import open_until
from lobby.branches.actors import SYSTEM
from lobby.floor.models import Deadline


def untouched_due(complaint: Complaint, since: dt.datetime) -> dt.datetime:
    """When a case that was touched last at `since` counts as untouched (2 queries)."""
    return open_until(complaint.branch, since, complaint.terms.untouched_s)


def when_untouched(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """Nobody acted on it for a while: its owner is told, after the same time again the head. An act begins it anew."""
    complaint = locked(Complaint(pk=deadline.subject_id))
    if complaint.step not in UNDECIDED:
        return None
    owner_at = untouched_due(complaint, complaint.touched_at)
    if owner_at > at:
        return owner_at
    if deadline.warned_at is None or deadline.warned_at < complaint.touched_at:
        warn(complaint, UNTOUCHED, Told(complaint.owner), due=owner_at, at=at)
        deadline.warned_at = at
    head_at = untouched_due(complaint, owner_at)
    if head_at > at:
        return head_at
    besides = {complaint.owner_id, complaint.about_staff_id}
    warn(complaint, UNTOUCHED_HEAD, next_told(complaint.branch, ASKED[HEAD_LEVEL], besides=besides), due=head_at, at=at)
    deadline.escalated_at = at
    return None


def when_a_step_lasts(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """A step is not done in its time: its owner is told, once."""
    complaint = locked(Complaint(pk=deadline.subject_id))
    due_at = complaint.step_due_at
    if due_at is None or not complaint.is_open:
        return None
    if due_at > at:
        return due_at
    warn(complaint, STEP_LATE, Told(complaint.owner), due=due_at, at=at)
    return None


def warn(complaint: Complaint, kind: str, whom: Told, *, due: dt.datetime, at: dt.datetime) -> None:
    """Tell one person, and write it down."""
    values = {"alert": kind, "told": whom.person_id, "moment": due.isoformat(), "step": complaint.step}
    log(complaint, EntryKind.ESCALATED, by=SYSTEM, at=at, values=values)
    call(complaint, kind, whom, at=at, due=due)
