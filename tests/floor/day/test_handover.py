"""The note between shifts: one at a time, read by somebody else."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from lobby.floor.domain.handover import acknowledge_note, write_note
from lobby.floor.errors import EmptyText
from lobby.floor.errors.handing import ToOneself
from lobby.floor.errors.handover import NoNoteOpen, NoteStillOpen
from lobby.floor.models import HandoverNote

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def note(branch, manager, at):
    return write_note(branch, manager, text=" 请留意2号机 ", by=manager.actor, at=at)


def test_whoever_comes_acknowledges(note, assistant, at):
    read = acknowledge_note(note, assistant, by=assistant.actor, at=at + MINUTE)

    assert (read.text, read.acknowledged_by, read.acknowledged_at) == ("请留意2号机", assistant, at + MINUTE)


def test_nobody_acknowledges_their_own(note, manager, at):
    with pytest.raises(ToOneself):
        acknowledge_note(note, manager, by=manager.actor, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        HandoverNote.objects.update(acknowledged_by=manager, acknowledged_at=at)


def test_a_note_is_acknowledged_once(note, assistant, head, at):
    acknowledge_note(note, assistant, by=assistant.actor, at=at)

    with pytest.raises(NoNoteOpen):
        acknowledge_note(note, head, by=head.actor, at=at)


def test_the_writer_writes_an_open_note_anew(note, branch, manager, at):
    again = write_note(branch, manager, text="y", by=manager.actor, at=at + MINUTE)

    assert (again.pk, again.text) == (note.pk, "y")


def test_somebody_elses_open_note_is_read_first(note, branch, assistant, at):
    with pytest.raises(NoteStillOpen):
        write_note(branch, assistant, text="y", by=assistant.actor, at=at)

    acknowledge_note(note, assistant, by=assistant.actor, at=at)
    assert write_note(branch, assistant, text="y", by=assistant.actor, at=at).pk != note.pk


def test_the_database_keeps_one_open_note(note, branch, assistant, at):
    with pytest.raises(IntegrityError), transaction.atomic():
        HandoverNote.objects.create(branch=branch, date=note.date, text="x", written_by=assistant, written_at=at)


def test_a_note_without_words_is_refused(branch, manager, at):
    with pytest.raises(EmptyText):
        write_note(branch, manager, text=" ", by=manager.actor, at=at)
