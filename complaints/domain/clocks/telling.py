"""Who is told as a clock runs out: handler, head, regional branch, head office, each once and each another person.

After an outage every level that is due is told in one sweep, in order; the log keeps when each was due in truth.
"""

from __future__ import annotations

import datetime as dt

from complaints.domain.cases.moving import locked, log
from complaints.enums.cases import HANDLER_LEVEL, HEAD_LEVEL, HEAD_OFFICE_LEVEL, REGION_LEVEL, ClockKind, EntryKind
from complaints.enums.clocks import clock_alert, clock_deadline
from complaints.models import ClockNotice, Complaint, ComplaintClock
from complaints.selectors.clocks import ladder
from complaints.selectors.told import Told, next_told
from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import local
from lobby.branches.enums import RoleCode
from lobby.floor.domain.alerts import raise_alert
from lobby.floor.models import Deadline

R = RoleCode
# Who is told at a level; where nobody of a role is left it goes to the next office.
ASKED: dict[int, tuple[RoleCode, ...]] = {
    HEAD_LEVEL: (R.HEAD, R.BR_OPS, R.HO),
    REGION_LEVEL: (R.BR_OPS, R.HO),
    HEAD_OFFICE_LEVEL: (R.HO,),
}


def when_time_runs_out(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """Tell every level whose moment has come; return the moment of the next one."""
    complaint = locked(Complaint(pk=deadline.subject_id))
    kind = next(one for one in ClockKind if clock_deadline(one) == deadline.kind)
    clock = complaint.clocks.filter(kind=kind, stopped_at__isnull=True).first()
    if clock is None:
        return None
    told = dict(clock.notices.values_list("level", "told"))
    for level, moment in ladder(clock, complaint.terms):
        if level in told:
            continue
        if moment > at:
            return moment
        told[level] = tell(complaint, clock, level, moment=moment, besides=set(told.values()), at=at)
        deadline.escalated_at = at
    return None


def tell(
    complaint: Complaint,
    clock: ComplaintClock,
    level: int,
    *,
    moment: dt.datetime,
    besides: set[int | None],
    at: dt.datetime,
) -> int | None:
    """Tell one person of a level, and write it down; returns who it was (about 9 statements)."""
    whom = asked_at(complaint, level, besides=besides)
    ClockNotice.objects.create(clock=clock, level=level, told_id=whom.person_id, at=at)
    values = {
        "clock": clock.kind,
        "level": level,
        "told": whom.person_id,
        "moment": moment.isoformat(),
        "due": clock.due_at.isoformat(),
    }
    log(complaint, EntryKind.ESCALATED, by=SYSTEM, at=at, values=values)
    call(complaint, clock_alert(clock.kind, level), whom, at=at, due=clock.due_at)
    return whom.person_id


def asked_at(complaint: Complaint, level: int, *, besides: set[int | None]) -> Told:
    """Who is told at a level: the handler first, then somebody of each office who has not been told (0–2 queries)."""
    if level == HANDLER_LEVEL and complaint.owner_id not in besides:
        return Told(complaint.owner)
    return next_told(
        complaint.branch, ASKED.get(level, ASKED[HEAD_LEVEL]), besides=besides | {complaint.about_staff_id}
    )


def call(complaint: Complaint, kind: str, whom: Told, *, at: dt.datetime, due: dt.datetime) -> None:
    """Call one person by name; of the offices above whoever is there sees it as well, never whom it is about."""
    raise_alert(
        complaint.branch,
        kind,
        by=SYSTEM,
        at=at,
        subject=complaint.subject,
        values={"number": complaint.number, "due": f"{local(complaint.branch, due):%m-%d %H:%M}"},
        roles=whom.roles,
        person=whom.person,
        apart_from=complaint.about_staff if whom.roles else None,
    )
