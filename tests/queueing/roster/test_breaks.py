"""Breaks: inside their shift, one at a time, never in the past, moved only before they begin."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from lobby.branches.enums import BreakKind
from lobby.branches.models import Break
from lobby.live.models import Entry
from queueing.domain.roster import add_break, cancel_break, move_break
from queueing.errors.roster import BreakInThePast, BreakOutsideShift, BreakOver, BreakOverlaps, TimesWrong
from tests.factories import make_break
from tests.statements import statements_at_most

HOUR = dt.timedelta(hours=1)
QUARTER = dt.timedelta(minutes=15)


def test_move_keeps_the_length_and_tells_both_times(lunch, head, at):
    was_at = lunch.starts_at

    with statements_at_most(6):
        moved = move_break(lunch, by=head.actor, at=at, starts_at=was_at + QUARTER)

    assert moved.ends_at - moved.starts_at == dt.timedelta(minutes=45)
    payload = Entry.objects.get(type="roster.break_moved").payload
    assert (payload["was_at"], payload["starts_at"]) == ("2026-03-10T04:00:00Z", "2026-03-10T04:15:00Z")


def test_a_break_that_has_begun_is_neither_moved_nor_taken_back(lunch, head, at):
    later = lunch.starts_at

    with pytest.raises(BreakOver):
        move_break(lunch, by=head.actor, at=later, starts_at=later + HOUR)
    with pytest.raises(BreakOver):
        cancel_break(lunch, by=head.actor, at=later)


def test_a_break_begins_neither_in_the_past_nor_outside_its_shift(lunch, shift, head, at):
    with pytest.raises(BreakInThePast):
        move_break(lunch, by=head.actor, at=at, starts_at=at - QUARTER)
    with pytest.raises(BreakOutsideShift) as refused:
        move_break(lunch, by=head.actor, at=at, starts_at=shift.ends_at - QUARTER)

    assert "17:00" in refused.value.detail


def test_two_breaks_never_overlap(lunch, shift, head, at):
    span = {"starts_at": lunch.starts_at + QUARTER, "ends_at": lunch.starts_at + HOUR}

    with pytest.raises(BreakOverlaps):
        add_break(shift, by=head.actor, at=at, kind=BreakKind.BREAK, **span)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_break(shift, lunch.starts_at + QUARTER)


def test_a_break_is_added_and_taken_back(shift, head, at):
    span = {"starts_at": at + HOUR, "ends_at": at + 2 * HOUR}

    planned = add_break(shift, by=head.actor, at=at, kind=BreakKind.SUPPORT, **span)
    cancel_break(planned, by=head.actor, at=at)

    assert not Break.objects.exists()
    assert [entry.type for entry in Entry.objects.order_by("seq")] == [
        "roster.break_planned",
        "roster.break_cancelled",
    ]


def test_a_break_ends_after_it_begins(shift, head, at):
    with pytest.raises(TimesWrong):
        add_break(shift, by=head.actor, at=at, kind=BreakKind.MEAL, starts_at=at + HOUR, ends_at=at + HOUR)
