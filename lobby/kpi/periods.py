"""The business days that a figure is about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, Value, When

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, BranchPolicy


@dataclass(frozen=True, slots=True)
class Period:
    """Business days of one branch from `first` to `last`, with the policies in force, newest first."""

    branch: Branch
    first: dt.date
    last: dt.date
    policies: tuple[BranchPolicy, ...]

    @property
    def policy(self) -> BranchPolicy:
        """The policy of the last day; built-in defaults before the first row."""
        return self.policies[0] if self.policies else BranchPolicy(branch=self.branch, effective_from=self.last)

    def threshold(self, name: str) -> Case:
        """A policy's value in force on each row's own `day`, for SQL."""
        rows = [When(day__gte=one.effective_from, then=Value(getattr(one, name))) for one in self.policies]
        return Case(*rows, default=Value(getattr(BranchPolicy(), name)))

    @property
    def of_branch_and_days(self) -> dict[str, object]:
        """The filter that every query of a figure carries; indexes of (branch, day) answer it."""
        return {"branch": self.branch, "day__gte": self.first, "day__lte": self.last}


def period(branch: Branch, first: dt.date, last: dt.date) -> Period:
    """Look up the policies that count between two business days, both included (1 query)."""
    begun = BranchPolicy.objects.filter(branch=branch, effective_from__lte=last).order_by("-effective_from")
    policies: list[BranchPolicy] = []
    for policy in begun:
        policies.append(policy)
        if policy.effective_from <= first:
            break
    return Period(branch, first, last, tuple(policies))


def day_of(branch: Branch, date: dt.date) -> Period:
    """One business day (1 query)."""
    return period(branch, date, date)


def today(branch: Branch, at: dt.datetime) -> Period:
    """The business day of a moment (1 query)."""
    return day_of(branch, business_date(branch, at))
