"""Planning shifts and breaks. One shift at a time for a person and for a counter, breaks inside their shift."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q

from lobby.branches.actors import Actor
from lobby.branches.calendar import clock_time, day_bounds, local
from lobby.branches.enums import BreakKind, Duty, Post, RosterTemplate, SkillKind
from lobby.branches.errors import LobbyError
from lobby.branches.models import Branch, Break, Counter, RoleGrant, Shift, Skill, Staff
from lobby.live import journal
from queueing.domain.locks import take_roster_lock
from queueing.errors.roster import (
    BreakInThePast,
    BreakOutsideShift,
    BreakOver,
    BreakOverlaps,
    CounterPlanned,
    NotOfTheBranch,
    ShiftBegun,
    ShiftOver,
    ShiftOverlaps,
    SkillMissing,
    TimesWrong,
)
from queueing.events.roster import (
    BreakCancelled,
    BreakMoved,
    BreakPlanned,
    ShiftAssigned,
    ShiftCancelled,
    ShiftPlanned,
)


def plan_shift(
    branch: Branch,
    *,
    by: Actor,
    at: dt.datetime,
    staff: Staff,
    date: dt.date,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    post: Post = Post.COUNTER,
    counter: Counter | None = None,
    template: RosterTemplate = RosterTemplate.NORMAL,
    duty: Duty | None = None,
) -> Shift:
    """Put somebody on the roster.

    Raises TimesWrong, ShiftOver, NotOfTheBranch, SkillMissing, ShiftOverlaps, CounterPlanned.
    """
    shift = Shift(
        branch=branch,
        staff=staff,
        date=date,
        starts_at=starts_at,
        ends_at=ends_at,
        post=post,
        counter=counter,
        template=template,
        duty=duty or "",
    )
    with journal.unit(by=by, at=at):
        take_roster_lock(branch.pk)
        # The person may be planned by another branch at the same moment.
        Staff.objects.select_for_update(no_key=True).get(pk=staff.pk)
        check_times(shift, at)
        check_belongs(shift)
        check_free(shift)
        check_counter(shift)
        shift.save(force_insert=True)
        journal.record(ShiftPlanned(**news_of(shift), post=shift.post, counter=shift.counter_id))
    return shift


def copy_day(branch: Branch, *, by: Actor, at: dt.datetime, source: dt.date, date: dt.date) -> int:
    """Plan a day as another one was, breaks included; whoever cannot be planned is left out. Returns how many shifts."""
    copied = 0
    with journal.unit(by=by, at=at):
        take_roster_lock(branch.pk)
        shifts = Shift.objects.filter(branch=branch, date=source).select_related("branch", "staff", "counter")
        for shift in shifts.prefetch_related("breaks"):
            try:
                with transaction.atomic():
                    copy_shift(shift, by=by, at=at, date=date)
            except LobbyError:
                continue
            copied += 1
    return copied


def copy_shift(shift: Shift, *, by: Actor, at: dt.datetime, date: dt.date) -> Shift:
    """Plan the same shift with its breaks on another day, at the same times of day. Raises what `plan_shift` raises."""
    later = partial(same_time, shift.branch, days=(date - shift.date).days)
    with journal.unit(by=by, at=at):
        copy = plan_shift(
            shift.branch,
            by=by,
            at=at,
            staff=shift.staff,
            date=date,
            starts_at=later(shift.starts_at),
            ends_at=later(shift.ends_at),
            post=Post(shift.post),
            counter=shift.counter,
            template=RosterTemplate(shift.template),
            duty=Duty(shift.duty) if shift.duty else None,
        )
        for one in shift.breaks.all():
            if one.kind != BreakKind.SUPPORT and later(one.starts_at) >= at:
                times = {"starts_at": later(one.starts_at), "ends_at": later(one.ends_at)}
                add_break(copy, by=by, at=at, kind=BreakKind(one.kind), **times)
    return copy


def same_time(branch: Branch, moment: dt.datetime, *, days: int) -> dt.datetime:
    """The same time on the branch's wall clock so many days later."""
    wall = local(branch, moment)
    return (wall + dt.timedelta(days=days)).astimezone(dt.UTC)


def cancel_shift(shift: Shift, *, by: Actor, at: dt.datetime) -> None:
    """Take back a shift that has not begun, with its breaks. Raises ShiftBegun, ShiftOver when it is gone."""
    with journal.unit(by=by, at=at):
        shift = locked(shift)
        if shift.starts_at <= at:
            raise ShiftBegun
        journal.record(ShiftCancelled(**news_of(shift)))
        shift.delete()


def assign(shift: Shift, *, by: Actor, at: dt.datetime, counter: Counter) -> Shift:
    """Let the person of a shift work at another counter.

    Raises ShiftOver, NotOfTheBranch, SkillMissing, CounterPlanned.
    """
    with journal.unit(by=by, at=at):
        shift = locked(shift)
        if shift.ends_at <= at:
            raise ShiftOver
        shift.post, shift.counter = Post.COUNTER, counter
        check_counter(shift)
        shift.save(update_fields=["post", "counter"])
        journal.record(ShiftAssigned(**news_of(shift), post=shift.post, counter=shift.counter_id))
    return shift


def add_break(
    shift: Shift, *, by: Actor, at: dt.datetime, starts_at: dt.datetime, ends_at: dt.datetime, kind: BreakKind
) -> Break:
    """Plan a break. Raises TimesWrong, BreakInThePast, BreakOutsideShift, BreakOverlaps, ShiftOver when it is gone."""
    with journal.unit(by=by, at=at):
        shift = locked(shift)
        planned = Break(shift=shift, starts_at=starts_at, ends_at=ends_at, kind=kind)
        check_break(planned, at)
        planned.save(force_insert=True)
        journal.record(BreakPlanned(**news_of_break(planned)))
    return planned


def move_break(planned: Break, *, by: Actor, at: dt.datetime, starts_at: dt.datetime) -> Break:
    """Let a break begin at another time, as long as before.

    Raises BreakOver, BreakInThePast, BreakOutsideShift, BreakOverlaps.
    """
    with journal.unit(by=by, at=at):
        planned = locked_break(planned)
        was_at, length = planned.starts_at, planned.ends_at - planned.starts_at
        if was_at <= at:
            raise BreakOver
        planned.starts_at, planned.ends_at = starts_at, starts_at + length
        check_break(planned, at)
        planned.save(update_fields=["starts_at", "ends_at"])
        journal.record(BreakMoved(**news_of_break(planned), was_at=was_at))
    return planned


def cancel_break(planned: Break, *, by: Actor, at: dt.datetime) -> None:
    """Take back a break that has not begun. Raises BreakOver."""
    with journal.unit(by=by, at=at):
        planned = locked_break(planned)
        if planned.starts_at <= at:
            raise BreakOver
        journal.record(BreakCancelled(**news_of_break(planned)))
        planned.delete()


def locked(shift: Shift) -> Shift:
    """Take the roster lock and return the shift as it is now (2 statements). Raises ShiftOver when it is gone."""
    take_roster_lock(shift.branch_id)
    found = Shift.objects.select_related("branch", "staff", "counter").filter(pk=shift.pk).first()
    if found is None:
        raise ShiftOver
    return found


def locked_break(planned: Break) -> Break:
    """Take the roster lock and return the break as it is now (2 statements). Raises BreakOver when it is gone."""
    take_roster_lock(planned.shift.branch_id)
    found = Break.objects.select_related("shift__branch", "shift__staff").filter(pk=planned.pk).first()
    if found is None:
        raise BreakOver
    return found


def check_times(shift: Shift, at: dt.datetime) -> None:
    """A shift lies inside its business day and ends later than now."""
    first, last = day_bounds(shift.branch, shift.date)
    if not first <= shift.starts_at < shift.ends_at <= last:
        raise TimesWrong
    if shift.ends_at <= at:
        raise ShiftOver


def check_belongs(shift: Shift) -> None:
    """Only people of the branch are planned."""
    grants = RoleGrant.objects.filter(staff=shift.staff, branch=shift.branch, staff__is_active=True)
    if not grants.exists():
        raise NotOfTheBranch(name=shift.staff.name)


def check_free(shift: Shift) -> None:
    """A person has one shift of a template at a time, in any branch."""
    others = Shift.objects.filter(overlaps(shift), staff=shift.staff, template=shift.template)
    other = others.select_related("branch").first()
    if other is not None:
        times = {"starts": clock_time(other.branch, other.starts_at), "ends": clock_time(other.branch, other.ends_at)}
        raise ShiftOverlaps(name=shift.staff.name, **times)


def check_counter(shift: Shift) -> None:
    """The counter is of the branch, the person can serve something there, and nobody else is planned for it."""
    if shift.counter is None:
        return
    if shift.counter.branch_id != shift.branch_id or not shift.counter.is_active:
        raise NotOfTheBranch(name=shift.counter.name)
    codes = shift.counter.services.filter(is_active=True).values("code")
    if not Skill.objects.filter(staff=shift.staff_id, kind=SkillKind.SERVICE, code__in=codes).exists():
        raise SkillMissing(name=shift.staff.name, counter=shift.counter.name)
    others = Shift.objects.filter(overlaps(shift), counter=shift.counter, template=shift.template)
    other = others.exclude(pk=shift.pk).select_related("staff").first()
    if other is not None:
        raise CounterPlanned(counter=shift.counter.name, name=other.staff.name)


def check_break(planned: Break, at: dt.datetime) -> None:
    """A break lies ahead, inside its shift and beside the shift's other breaks."""
    shift = planned.shift
    if planned.starts_at >= planned.ends_at:
        raise TimesWrong
    if planned.starts_at < at:
        raise BreakInThePast
    if not shift.includes(planned.starts_at, planned.ends_at):
        raise BreakOutsideShift(
            starts=clock_time(shift.branch, shift.starts_at), ends=clock_time(shift.branch, shift.ends_at)
        )
    if Break.objects.filter(overlaps(planned), shift=shift).exclude(pk=planned.pk).exists():
        raise BreakOverlaps(name=shift.staff.name)


def overlaps(one: Shift | Break) -> Q:
    """What lies in the same time."""
    return Q(starts_at__lt=one.ends_at, ends_at__gt=one.starts_at)


def news_of(shift: Shift) -> dict[str, Any]:
    """The values that every shift event carries."""
    return {
        "branch_id": shift.branch_id,
        "shift": shift.pk,
        "staff": shift.staff_id,
        "date": shift.date,
        "starts_at": shift.starts_at,
        "ends_at": shift.ends_at,
    }


def news_of_break(planned: Break) -> dict[str, Any]:
    """The same with the times and the kind of a break."""
    times = {"starts_at": planned.starts_at, "ends_at": planned.ends_at}
    return {**news_of(planned.shift), **times, "kind": planned.kind}
