"""Another post for some hours of a shift: the roster's way of saying who stands where in each hour (S406, S409)."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.branches.calendar import clock_time
from lobby.branches.enums import Duty, Post
from lobby.branches.models import Break, Counter, Shift
from lobby.live import journal
from queueing.domain.roster import check_counter, locked, news_of
from queueing.errors.roster import BreakInTheWay, HoursOutsideShift, ShiftOver
from queueing.events.roster import ShiftAssigned, ShiftPlanned

Piece = tuple[dt.datetime, dt.datetime]


def stand(
    shift: Shift,
    *,
    by: Actor,
    at: dt.datetime,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    post: Post,
    counter: Counter | None = None,
    duty: Duty | None = None,
) -> Shift:
    """Let the person of a shift stand elsewhere from `starts_at` to `ends_at`: the shift is cut into pieces that keep
    their breaks. Hours that are over stay as they were. Returns the piece at the new post.

    Raises ShiftOver, HoursOutsideShift, BreakInTheWay, NotOfTheBranch, SkillMissing, CounterPlanned.
    """
    with journal.unit(by=by, at=at):
        shift = locked(shift)
        starts_at = max(starts_at, at) if starts_at < at < ends_at else starts_at
        check_stretch(shift, starts_at, ends_at, at)
        first, last = shift.starts_at, shift.ends_at
        check_breaks(shift, starts_at, ends_at)
        before, after = copy_of(shift), copy_of(shift)
        shift.starts_at, shift.ends_at = starts_at, ends_at
        shift.post, shift.counter, shift.duty = post, counter if post == Post.COUNTER else None, duty or ""
        check_counter(shift)
        shift.save(update_fields=["starts_at", "ends_at", "post", "counter", "duty"])
        journal.record(ShiftAssigned(**news_of(shift), post=shift.post, counter=shift.counter_id))
        add_piece(before, (first, starts_at), shift)
        add_piece(after, (ends_at, last), shift)
    return shift


def check_stretch(shift: Shift, starts_at: dt.datetime, ends_at: dt.datetime, at: dt.datetime) -> None:
    """The hours lie inside the shift and are not over."""
    if not shift.includes(starts_at, ends_at):
        raise HoursOutsideShift(
            starts=clock_time(shift.branch, shift.starts_at), ends=clock_time(shift.branch, shift.ends_at)
        )
    if starts_at < at:
        raise ShiftOver


def check_breaks(shift: Shift, starts_at: dt.datetime, ends_at: dt.datetime) -> None:
    """A break belongs to one post. Raises BreakInTheWay."""
    for one in Break.objects.filter(shift=shift):
        if one.starts_at < starts_at < one.ends_at or one.starts_at < ends_at < one.ends_at:
            raise BreakInTheWay(
                name=shift.staff.name,
                starts=clock_time(shift.branch, one.starts_at),
                ends=clock_time(shift.branch, one.ends_at),
            )


def copy_of(shift: Shift) -> Shift:
    """The same shift as a row that is not saved yet."""
    return Shift(
        branch=shift.branch,
        staff=shift.staff,
        date=shift.date,
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        post=shift.post,
        counter=shift.counter,
        template=shift.template,
        duty=shift.duty,
    )


def add_piece(piece: Shift, times: Piece, cut: Shift) -> None:
    """Save what is left of a shift beside the stretch that was cut out, with its breaks; nothing where it is empty."""
    piece.starts_at, piece.ends_at = times
    if piece.starts_at >= piece.ends_at:
        return
    piece.save(force_insert=True)
    Break.objects.filter(shift=cut, starts_at__gte=piece.starts_at, ends_at__lte=piece.ends_at).update(shift=piece)
    journal.record(ShiftPlanned(**news_of(piece), post=piece.post, counter=piece.counter_id))
