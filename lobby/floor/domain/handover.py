"""The note between two shifts."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Staff
from lobby.floor.errors import EmptyText
from lobby.floor.errors.handing import ToOneself
from lobby.floor.errors.handover import NoNoteOpen, NoteStillOpen
from lobby.floor.events.day import HandoverAcknowledged, HandoverWritten
from lobby.floor.models import HandoverNote
from lobby.live import journal


def write_note(branch: Branch, staff: Staff, *, text: str, by: Actor, at: dt.datetime) -> HandoverNote:
    """Whoever leaves tells whoever comes; until it is acknowledged the writer may write it anew.

    Raises EmptyText, NoteStillOpen while somebody else's note waits.
    """
    if not text.strip():
        raise EmptyText
    with journal.unit(by=by, at=at):
        Branch.objects.select_for_update(no_key=True).only("pk").get(pk=branch.pk)
        note = open_note(branch)
        if note is not None and note.written_by_id != staff.pk:
            raise NoteStillOpen(name=note.written_by.name)
        note = note or HandoverNote(branch=branch, written_by=staff)
        note.text, note.written_at, note.date = text.strip(), at, business_date(branch, at)
        note.save()
        journal.record(HandoverWritten(branch_id=branch.pk, handover=note.pk))
    return note


def acknowledge_note(note: HandoverNote, staff: Staff, *, by: Actor, at: dt.datetime) -> HandoverNote:
    """Whoever comes has read it. Raises NoNoteOpen, ToOneself for the writer."""
    with journal.unit(by=by, at=at):
        note = (
            HandoverNote.objects.select_for_update(no_key=True, of=("self",)).select_related("branch").get(pk=note.pk)
        )
        if note.acknowledged_at is not None:
            raise NoNoteOpen
        if note.written_by_id == staff.pk:
            raise ToOneself
        note.acknowledged_by, note.acknowledged_at = staff, at
        note.save(update_fields=["acknowledged_by", "acknowledged_at"])
        journal.record(HandoverAcknowledged(branch_id=note.branch_id, handover=note.pk))
    return note


def open_note(branch: Branch) -> HandoverNote | None:
    """The note that nobody acknowledged yet (1 query)."""
    notes = HandoverNote.objects.filter(branch=branch, acknowledged_at__isnull=True)
    return notes.select_related("written_by").first()
