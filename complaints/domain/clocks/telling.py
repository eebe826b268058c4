"""Who is told as a clock runs out: handler, head, regional branch, head office, each once and each another person.

After an outage every level that is due is told in one sweep, in order; the log keeps when each was due in truth.
"""

from __future__ import annotations

import datetime as dt

from complaints.domain.clocks.rounds import Round, round_for
from complaints.enums.cases import HANDLER_LEVEL, HEAD_LEVEL, HEAD_OFFICE_LEVEL, REGION_LEVEL, ClockKind
from complaints.enums.clocks import clock_alert, clock_deadline
from complaints.models import Complaint, ComplaintClock
from complaints.selectors.clocks import ladder
from complaints.selectors.told import Told, next_told
from lobby.branches.enums import RoleCode
from lobby.floor.models import Deadline

R = RoleCode
# Which office is told at a level; where nobody of it is left it goes to the next one above.
OFFICE = {HANDLER_LEVEL: R.HEAD, HEAD_LEVEL: R.HEAD, REGION_LEVEL: R.BR_OPS, HEAD_OFFICE_LEVEL: R.HO}
CLOCKS = {clock_deadline(kind): kind for kind in ClockKind}


def when_time_runs_out(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """Tell every level whose moment has come; return the moment of the next one."""
    with round_for(deadline, at) as here:
        complaint = here.complaints[deadline.subject_id]
        clock = here.clocks.get((complaint.pk, CLOCKS[deadline.kind]))
        if clock is None:
            return None
        for level, moment in ladder(clock, complaint.terms):
            if level in here.told[clock.pk]:
                continue
            if moment > at:
                return moment
            tell(here, complaint, clock, level, moment=moment)
            deadline.escalated_at = at
    return None


def tell(here: Round, complaint: Complaint, clock: ComplaintClock, level: int, *, moment: dt.datetime) -> None:
    """Tell one person of a level, and write it down."""
    whom = asked_at(here, complaint, level, besides=set(here.told[clock.pk].values()))
    here.note(clock, level, whom)
    kind = clock_alert(clock.kind, level)
    due = clock.due_at
    here.tell(
        complaint,
        kind,
        whom,
        due=due,
        clock=clock.kind,
        level=level,
        moment=moment.isoformat(),
        due_at=due.isoformat(),
    )


def asked_at(here: Round, complaint: Complaint, level: int, *, besides: set[int | None]) -> Told:
    """Who is told at a level: the handler first, then somebody of each office who has not been told."""
    if level == HANDLER_LEVEL and complaint.owner_id not in besides:
        return Told(complaint.owner)
    people = here.people_of(complaint.branch)
    return next_told(people, OFFICE[level], besides=besides | {complaint.about_staff_id})
