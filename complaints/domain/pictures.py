"""Pictures that customers add to their complaint by its page."""

from __future__ import annotations

import datetime as dt
from typing import BinaryIO

from django.core.files import File

from complaints.domain.cases import moving
from complaints.enums.cases import EntryKind, Step
from complaints.errors.cases import EndedForGood
from complaints.models import Complaint
from lobby.branches.actors import CUSTOMER
from lobby.floor.domain import attachments
from lobby.floor.models import Attachment
from lobby.live import journal


def add_picture(complaint: Complaint, upload: BinaryIO | File[bytes], *, at: dt.datetime, name: str) -> Attachment:
    """Keep a picture with the complaint. It is drawn anew before anything is locked.

    Raises EndedForGood, TooManyUploads, NotAPicture, AttachmentTooLarge.
    """
    check_open(complaint)
    attachments.check_quota_of_customer(complaint.subject)
    picture = attachments.drawn(upload)
    with journal.unit(by=CUSTOMER, at=at):
        complaint = moving.locked(complaint)
        check_open(complaint)
        kept = attachments.keep_from_customer(
            picture, name=name, subject=complaint.subject, branch=complaint.branch, at=at
        )
        moving.log(complaint, EntryKind.ATTACHED, by=CUSTOMER, at=at, values={"files": 1}, is_for_customer=True)
    return kept


def check_open(complaint: Complaint) -> None:
    """Raises EndedForGood."""
    if not complaint.is_open:
        raise EndedForGood(step=Step(complaint.step).label)
