"""Pictures and papers of a complaint."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from complaints.domain.cases.moving import locked, log
from complaints.domain.cases.rights import check_may, check_open
from complaints.enums.cases import EntryKind
from complaints.models import Complaint
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.floor.domain import attachments
from lobby.floor.models import Attachment
from lobby.live import journal


def attach(complaint: Complaint, ids: Iterable[int], *, by: Staff, at: dt.datetime) -> list[Attachment]:
    """Bind one's own uploads to a complaint and write it down.

    Raises EndedForGood, Forbidden, AboutOwner, AttachmentUnknown.
    """
    with journal.unit(by=by.actor, at=at):
        complaint = locked(complaint)
        check_open(complaint)
        check_may(complaint, by, Permission.COMPLAINT_HANDLE)
        added = attachments.bind(ids, subject=complaint.subject, branch=complaint.branch, by=by)
        if added:
            log(complaint, EntryKind.ATTACHED, by=by.actor, at=at, values={"files": len(added)})
    return added
