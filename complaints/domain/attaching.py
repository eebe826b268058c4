"""Pictures and papers of a complaint."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from complaints.domain.cases.moving import locked, log
from complaints.enums.cases import EntryKind
from complaints.models import Complaint
from lobby.branches import access
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden
from lobby.branches.models import Staff
from lobby.floor.domain import attachments
from lobby.floor.models import Attachment
from lobby.live import journal


def attach(complaint: Complaint, ids: Iterable[int], *, by: Staff, at: dt.datetime) -> list[Attachment]:
    """Bind one's own uploads to a complaint and write it down. Raises Forbidden, AttachmentUnknown."""
    with journal.unit(by=by.actor, at=at):
        complaint = locked(complaint)
        if not access.can(by, complaint.branch, Permission.COMPLAINT_HANDLE):
            raise Forbidden
        added = attachments.bind(ids, subject=complaint.subject, branch=complaint.branch, by=by)
        if added:
            log(complaint, EntryKind.ATTACHED, by=by.actor, at=at, values={"files": len(added)})
    return added
