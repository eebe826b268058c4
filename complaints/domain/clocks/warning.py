"""Cases that nobody touches and steps that take too long (S180, S186).

Untouched counts opening time, since nobody can act while the branch is closed; the two clocks run on meanwhile.
"""

from __future__ import annotations

import datetime as dt

from complaints.domain.clocks.rounds import Round, round_for
from complaints.enums.cases import UNDECIDED
from complaints.enums.clocks import STEP_LATE, UNTOUCHED, UNTOUCHED_HEAD
from complaints.models import Complaint
from complaints.selectors.told import Told, next_told
from devices.hours import open_until
from lobby.branches.enums import RoleCode
from lobby.floor.models import Deadline


def untouched_due(complaint: Complaint) -> dt.datetime:
    """When a case counts as untouched if nobody acts any more (2 queries)."""
    return open_until(complaint.branch, complaint.touched_at, complaint.terms.untouched_s)


def when_untouched(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """Nobody acted on it for a while: its owner is told, after the same time again the head. An act begins it anew."""
    with round_for(deadline, at) as here:
        complaint = here.complaints[deadline.subject_id]
        if complaint.step not in UNDECIDED:
            return None
        owner_at = here.open_until(complaint, complaint.touched_at, complaint.terms.untouched_s)
        if owner_at > at:
            return owner_at
        if deadline.warned_at is None or deadline.warned_at < complaint.touched_at:
            warn(here, complaint, UNTOUCHED, Told(complaint.owner), due=owner_at)
            deadline.warned_at = at
        head_at = here.open_until(complaint, owner_at, complaint.terms.untouched_s)
        if head_at > at:
            return head_at
        besides = {complaint.owner_id, complaint.about_staff_id}
        whom = next_told(here.people_of(complaint.branch), RoleCode.HEAD, besides=besides)
        warn(here, complaint, UNTOUCHED_HEAD, whom, due=head_at)
        deadline.escalated_at = at
    return None


def when_a_step_lasts(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """A step is not done in its time: its owner is told, once."""
    with round_for(deadline, at) as here:
        complaint = here.complaints[deadline.subject_id]
        due_at = complaint.step_due_at
        if due_at is None or not complaint.is_open:
            return None
        if due_at > at:
            return due_at
        warn(here, complaint, STEP_LATE, Told(complaint.owner), due=due_at)
    return None


def warn(here: Round, complaint: Complaint, kind: str, whom: Told, *, due: dt.datetime) -> None:
    """Tell one person, and write it down."""
    here.tell(complaint, kind, whom, due=due, alert=kind, moment=due.isoformat(), step=complaint.step)
