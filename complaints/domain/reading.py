"""Reading a complaint is an act that is written down: who opened it, and who had its personal data shown."""

from __future__ import annotations

import datetime as dt

from complaints.access.cases import complaint_for
from complaints.domain.cases.moving import log
from complaints.enums.cases import EntryKind
from complaints.events.board import PersonalDataShown
from complaints.models import Complaint, ComplaintEntry
from lobby.branches import access
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden
from lobby.branches.models import Staff
from lobby.live import journal

PAGE, PERSONAL, PROGRAM, RECEIPT, PICTURE = "page", "personal", "api", "receipt", "picture"
# A page that stays open reads itself anew for so long without another line.
ONE_READING = dt.timedelta(hours=1)


def opened(complaint: Complaint, *, by: Staff, at: dt.datetime, way: str = PAGE) -> None:
    """Somebody opened it (1 statement). It is no news, and no act that touches the case."""
    with journal.unit(by=by.actor, at=at):
        log(complaint, EntryKind.READ, by=by.actor, at=at, values={"what": way}, is_news=False)


def looked(complaint: Complaint, *, by: Staff, at: dt.datetime) -> None:
    """A part of it was read, as open pages do by themselves: a line unless there is one of late (1–2 statements)."""
    lately = ComplaintEntry.objects.filter(complaint=complaint, kind=EntryKind.READ, by=by, at__gt=at - ONE_READING)
    if not lately.exists():
        opened(complaint, by=by, at=at)


def show(complaint: Complaint, *, by: Staff, at: dt.datetime, what: str = PERSONAL) -> Complaint:
    """Have the personal data shown; the journal says that it was (3 statements). Raises Forbidden."""
    if not access.can(by, complaint.branch, Permission.COMPLAINT_PERSONAL):
        raise Forbidden
    with journal.unit(by=by.actor, at=at):
        log(complaint, EntryKind.READ, by=by.actor, at=at, values={"what": what}, is_news=False)
        journal.record(
            PersonalDataShown(branch_id=complaint.branch_id, complaint=complaint.pk, number=complaint.number)
        )
    return complaint


def picture_shown(staff: Staff, complaint_id: int, at: dt.datetime) -> None:
    """A picture or a paper of a complaint is shown to somebody who may see it (1 query, 3 statements)."""
    show(complaint_for(staff, complaint_id), by=staff, at=at, what=PICTURE)
