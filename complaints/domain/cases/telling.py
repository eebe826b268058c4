"""What people write on a complaint that moves nothing: notes, what the customer was told, what the customer adds."""

from __future__ import annotations

import datetime as dt

from complaints.domain import clocks
from complaints.domain.cases import calling, moving
from complaints.domain.cases.rights import P, check_may, check_open
from complaints.domain.cases.words import said
from complaints.enums.cases import ClockKind, EntryKind, ToldWay
from complaints.models import Complaint, ComplaintEntry
from complaints.models.cases import CONTENT_LENGTH
from lobby.branches.actors import CUSTOMER
from lobby.branches.models import Staff
from lobby.floor.wording import check_words
from lobby.live import journal


def note(complaint: Complaint, *, by: Staff, at: dt.datetime, text: str, effort_minutes: int = 0) -> ComplaintEntry:
    """Write an internal note; the customer never sees it.

    Raises WordsMissing, WordsTooLong, AppearanceNoted, EndedForGood, Forbidden, AboutOwner.
    """
    words = check_words(said(text, CONTENT_LENGTH))
    with journal.unit(by=by.actor, at=at):
        complaint = moving.locked(complaint)
        check_open(complaint)
        check_may(complaint, by, P.COMPLAINT_HANDLE, P.COMPLAINT_OVERSEE)
        return moving.log(complaint, EntryKind.NOTE, by=by.actor, at=at, text=words, effort_minutes=effort_minutes)


def feedback(
    complaint: Complaint, *, by: Staff, at: dt.datetime, text: str, way: ToldWay, effort_minutes: int = 0
) -> ComplaintEntry:
    """The customer was told how it stands; the first time stops the clock of the first feedback (S184).

    Raises WordsMissing, WordsTooLong, EndedForGood, Forbidden, AboutOwner.
    """
    words = said(text, CONTENT_LENGTH)
    with journal.unit(by=by.actor, at=at):
        complaint = moving.locked(complaint)
        check_open(complaint)
        check_may(complaint, by, P.COMPLAINT_HANDLE)
        entry = moving.log(
            complaint,
            EntryKind.FEEDBACK,
            by=by.actor,
            at=at,
            text=words,
            values={"way": str(way)},
            is_for_customer=True,
            effort_minutes=effort_minutes,
        )
        clocks.stop(complaint, ClockKind.FIRST_FEEDBACK, at=at)
    return entry


def add_by_customer(complaint: Complaint, *, at: dt.datetime, text: str) -> ComplaintEntry:
    """The customer adds words on their page; the owner hears of it. Raises WordsMissing, WordsTooLong, EndedForGood."""
    words = said(text, CONTENT_LENGTH)
    with journal.unit(by=CUSTOMER, at=at):
        complaint = moving.locked(complaint)
        check_open(complaint)
        entry = moving.log(complaint, EntryKind.CUSTOMER, by=CUSTOMER, at=at, text=words, is_for_customer=True)
        calling.tell_added(complaint, at=at)
    return entry
