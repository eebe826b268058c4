"""Triggers by the calendar: payday and festivals, as the branch's working days and holidays have it (S154)."""

from __future__ import annotations

import datetime as dt
import itertools

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketing.domain.triggers.registry import Setting, Trigger, Values
from marketing.domain.triggers.situation import Situation

# Festivals move with the moon: within these dates the calendar's own run of holidays says when one is.
FESTIVALS = {
    "spring": ((1, 21), (2, 21)),
    "dragon_boat": ((5, 28), (6, 26)),
    "mid_autumn": ((9, 7), (9, 30)),
    "national": ((10, 1), (10, 8)),
}
FESTIVAL_NAMES = {
    "spring": gettext_lazy("Spring Festival"),
    "dragon_boat": gettext_lazy("Dragon Boat Festival"),
    "mid_autumn": gettext_lazy("Mid-Autumn Festival"),
    "national": gettext_lazy("National Day"),
}
LAST_DAY = 31


def paydays(situation: Situation, day_of_month: int) -> list[dt.date]:
    """The paydays around a day: in months without that date the last one, and on a free day the working day before."""
    first = situation.day.replace(day=1)
    months = (
        (first - dt.timedelta(days=1)).replace(day=1),
        first,
        (first + dt.timedelta(days=LAST_DAY)).replace(day=1),
    )
    found = []
    for month in months:
        last = (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
        date = month.replace(day=min(day_of_month, last.day))
        found.append(situation.calendar.working_on_or_before(date))
    return found


def payday(situation: Situation, values: Values) -> str | None:
    """The salary came in, or comes these days."""
    if not situation.is_payroll:
        return None
    for date in paydays(situation, values["day"]):
        if date <= situation.day < date + dt.timedelta(days=values["days"]):
            return _("Payday was on %(date)s and the salary comes to this bank.") % {"date": f"{date:%m-%d}"}
    return None


def festival(situation: Situation, values: Values) -> str | None:
    """A festival is near: from so many days before its first holiday to its last."""
    years = situation.day.year, situation.day.year + 1
    for name, year in itertools.product(values["festivals"], years):
        (month, day), (last_month, last_day) = FESTIVALS[name]
        found = situation.calendar.block(dt.date(year, month, day), dt.date(year, last_month, last_day))
        if found and found[0] - dt.timedelta(days=values["before"]) <= situation.day <= found[1]:
            return _("%(festival)s is near: holidays from %(date)s.") % {
                "festival": FESTIVAL_NAMES[name],
                "date": f"{found[0]:%m-%d}",
            }
    return None


TRIGGERS = (
    Trigger(
        name="payday",
        title=gettext_lazy("Payday"),
        help=gettext_lazy(
            "Customers whose salary comes here, from payday on; on a free day it is paid the day before."
        ),
        settings=(
            Setting(name="day", label=gettext_lazy("day of the month"), kind="number", default=15, least=1, most=31),
            Setting(name="days", label=gettext_lazy("for so many days"), kind="number", default=3, least=1, most=15),
        ),
        applies=payday,
    ),
    Trigger(
        name="festival",
        title=gettext_lazy("Festival"),
        help=gettext_lazy("Some days before a festival's first holiday in the calendar, until its last."),
        settings=(
            Setting(
                name="festivals",
                label=gettext_lazy("festivals"),
                kind="choices",
                default=["spring", "mid_autumn"],
                choices=tuple(FESTIVAL_NAMES.items()),
            ),
            Setting(name="before", label=gettext_lazy("days before"), kind="number", default=14, most=40),
        ),
        applies=festival,
    ),
)
