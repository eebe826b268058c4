"""Reading splits and pairs: what people and pairs are credited with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from lobby.branches.models import Branch, Staff
from marketing.enums.leads import ContributionStatus, Part
from marketing.models import Contribution, Pair

PEOPLE = tuple(Part.values)


@dataclass(frozen=True, slots=True)
class Credit:
    """What one person is credited with: hundredths of won leads, of so many leads."""

    staff: Staff
    total: int
    leads: int


@dataclass(frozen=True, slots=True)
class PairTotal:
    """A pair, and what its two are credited with together while they were one."""

    pair: Pair
    first: int
    second: int

    @property
    def total(self) -> int:
        """Of both."""
        return self.first + self.second


def approved(branch: Branch, *, first: dt.date, last: dt.date) -> QuerySet[Contribution]:
    """Splits of leads won in some business days that were approved."""
    rows = Contribution.objects.filter(branch=branch, day__range=(first, last), status=ContributionStatus.APPROVED)
    return rows.select_related(*PEOPLE)


def credits(branch: Branch, *, first: dt.date, last: dt.date) -> list[Credit]:
    """What people are credited with in some days, most first (1 query)."""
    totals: dict[int, tuple[Staff, int, int]] = {}
    for one in approved(branch, first=first, last=last):
        for staff, percent in shares(one):
            _staff, total, leads = totals.get(staff.pk, (staff, 0, 0))
            totals[staff.pk] = (staff, total + percent, leads + 1)
    return sorted((Credit(*one) for one in totals.values()), key=lambda one: (-one.total, one.staff.pk))


def shares(contribution: Contribution) -> list[tuple[Staff, int]]:
    """Who is credited with how much of one lead, each person once."""
    found: dict[int, tuple[Staff, int]] = {}
    for part in PEOPLE:
        staff: Staff | None = getattr(contribution, part)
        if staff is not None:
            percent: int = getattr(contribution, f"{part}_percent")
            found[staff.pk] = (staff, found.get(staff.pk, (staff, 0))[1] + percent)
    return list(found.values())


def pair_totals(branch: Branch, *, first: dt.date, last: dt.date) -> list[PairTotal]:
    """Pairs that there are in some days with what they are credited with in them (2 queries)."""
    there = Q(ends_on__isnull=True) | Q(ends_on__gte=first)
    pairs = Pair.objects.filter(there, branch=branch, starts_on__lte=last).select_related("first", "second")
    rows = [(one.day, shares(one)) for one in approved(branch, first=first, last=last)]

    def credited(pair: Pair, who: int) -> int:
        days = (pair.starts_on, pair.ends_on or last)
        parts = (one for day, one in rows if days[0] <= day <= days[1])
        return sum(percent for one in parts for staff, percent in one if staff.pk == who)

    return [PairTotal(pair, credited(pair, pair.first_id), credited(pair, pair.second_id)) for pair in pairs]
