"""The demo branch's roster of the coming fortnight: lunches that fall into the rush, and one teller kept free."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from lobby.branches import demo
from lobby.branches.calendar import business_date, moment
from lobby.branches.enums import BreakKind, Duty, Post, RosterTemplate
from lobby.branches.models import Branch, Break, Counter, Shift, Staff

DAYS = 14
MEAL = dt.timedelta(minutes=45)


@dataclass(frozen=True, slots=True)
class Planned:
    """One shift of the demo, by local times; `place` is a counter's code or empty."""

    username: str
    starts: dt.time
    ends: dt.time
    meal: dt.time | None
    place: str = ""
    post: Post = Post.COUNTER
    template: RosterTemplate = RosterTemplate.NORMAL
    duty: str = ""


T = dt.time
ROSTER = [
    Planned("teller1", T(8), T(16, 30), T(11, 30), "1"),
    Planned("teller2", T(8, 30), T(17), T(12), "2"),
    Planned("teller4", T(9), T(17, 30), T(12), "4"),
    Planned("teller5", T(8, 30), T(17), T(12), "5"),
    Planned("teller6", T(10), T(18, 30), T(13, 30), "6"),
    Planned("teller7", T(12), T(20, 30), T(16), "3"),
    Planned("wealth1", T(9), T(17, 30), T(12, 30), "7"),
    Planned("teller8", T(9), T(17, 30), T(12), "8"),
    Planned("manager", T(8), T(16, 30), T(12), post=Post.ENTRANCE),
    Planned("adviser1", T(12, 15), T(20, 30), T(16, 30), post=Post.ENTRANCE),
    Planned("lead1", T(8, 30), T(17, 30), T(13), post=Post.LOBBY),
    Planned("manager", T(8), T(16, 30), None, "", Post.LOBBY, RosterTemplate.PEAK, Duty.CHIEF),
    Planned("lead1", T(8, 30), T(17, 30), None, "", Post.ENTRANCE, RosterTemplate.PEAK, Duty.ASSISTANT),
]


def register() -> None:
    """Add this part to the demo data."""
    demo.register(write)


def write(password: str, at: dt.datetime) -> None:
    """Plan the days that nobody has planned yet."""
    branch = Branch.objects.get(code="0001")
    today = business_date(branch, at)
    days = [today + dt.timedelta(days=number) for number in range(DAYS)]
    planned = set(Shift.objects.filter(branch=branch, date__in=days).values_list("date", flat=True))
    for date in days:
        if date not in planned:
            write_day(branch, date)


@transaction.atomic
def write_day(branch: Branch, date: dt.date) -> None:
    """One day of the roster."""
    people = {one.username: one for one in Staff.objects.filter(username__in=[one.username for one in ROSTER])}
    counters = {one.code: one for one in Counter.objects.filter(branch=branch)}
    shifts = [
        Shift(
            branch=branch,
            staff=people[one.username],
            date=date,
            starts_at=moment(branch, date, one.starts),
            ends_at=moment(branch, date, one.ends),
            post=one.post,
            counter=counters.get(one.place),
            template=one.template,
            duty=one.duty,
        )
        for one in ROSTER
        if one.username in people
    ]
    Shift.objects.bulk_create(shifts)
    meals = {(one.username, one.template): one.meal for one in ROSTER if one.meal}
    Break.objects.bulk_create(
        Break(shift=shift, starts_at=begin, ends_at=begin + MEAL, kind=BreakKind.MEAL)
        for shift in shifts
        if (meal := meals.get((shift.staff.username, RosterTemplate(shift.template))))
        for begin in [moment(branch, date, meal)]
    )
