"""What others tell about the goals of a day: progress from recorded outcomes, and customers to look after.

The app that records outcomes registers how it counts them (only compliant ones do); the app that knows due follow-ups and
maturing deposits registers its list. Without them people count by hand and the list is empty.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from lobby.branches.models import Branch, Staff
from lobby.customers.models import Customer
from lobby.floor.models import Goal

# For some goals of one day: how much a person, or with None everybody, has reached, by goal id. Goals left out are counted
# by hand.
Outcomes = Callable[[Iterable[Goal], "Staff | None"], Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Upkeep:
    """A customer to look after today, why, and the approved words for it."""

    customer: Customer
    why: str | Promise
    words: str = ""
    address: str = ""


UpkeepList = Callable[[Branch, Staff, dt.date], Iterable[Upkeep]]

_outcomes: list[Outcomes] = []
_lists: list[UpkeepList] = []


def register_outcomes(outcomes: Outcomes) -> None:
    """Add a way of counting; called from `AppConfig.ready()`."""
    if outcomes not in _outcomes:
        _outcomes.append(outcomes)


def register_upkeep(found: UpkeepList) -> None:
    """Add a list of customers to look after; called from `AppConfig.ready()`."""
    if found not in _lists:
        _lists.append(found)


def counted(goals: Iterable[Goal], staff: Staff | None) -> dict[int, int]:
    """What the registered outcomes say of some goals."""
    asked = list(goals)
    return {goal: count for outcomes in _outcomes for goal, count in outcomes(asked, staff).items()}


def upkeep(branch: Branch, staff: Staff, date: dt.date) -> list[Upkeep]:
    """Whom a person looks after today; whoever has not agreed to be approached is never listed (S324)."""
    found = [one for source in _lists for one in source(branch, staff, date)]
    return [one for one in found if one.customer.consent_marketing_at is not None]


def has_upkeep() -> bool:
    """Whether anybody proposes customers."""
    return bool(_lists)
