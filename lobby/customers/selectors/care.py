"""Days of the year to remember, found without reading any card (S193c)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lobby.branches.models import Branch
from lobby.customers.encryption import blind_index
from lobby.customers.models import Customer, KeyDate

BIRTHDAY = "birthday"


@dataclass(frozen=True, slots=True)
class Remembered:
    """A customer and what their day is: `birthday` or a kind of key dates."""

    customer: Customer
    kind: str


def day_index(day: str) -> str:
    """What a day of the year, written 03-28, is found by."""
    return blind_index(f"day {day}") if day else ""


def remembered_on(branch: Branch, date: dt.date) -> list[Remembered]:
    """Customers of the branch whose birthday or key date is on a date (2 queries).

    Who was born on 29 February is remembered on the 28th where the year has none.
    """
    indexes = [day_index(day) for day in days_kept_on(date)]
    born = Customer.objects.filter(branch=branch, birthday_index__in=indexes, closed_on=None).select_related("owner")
    noted = KeyDate.objects.filter(day_index__in=indexes, customer__branch=branch, customer__closed_on=None)
    return [
        *(Remembered(one, BIRTHDAY) for one in born.order_by("pk")),
        *(Remembered(one.customer, one.kind) for one in noted.select_related("customer__owner").order_by("pk")),
    ]


def days_kept_on(date: dt.date) -> list[str]:
    """The days of the year that a date stands for: itself, on the last of February of a short year the 29th too."""
    days = [f"{date:%m-%d}"]
    if days == ["02-28"] and (date + dt.timedelta(days=1)).month == 3:
        days.append("02-29")
    return days
