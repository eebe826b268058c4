"""When customers may be contacted: on days on which the branch opens, between the hours of the terms (09:00–20:00)."""

from __future__ import annotations

import datetime as dt

from lobby.branches.calendar import DAYS_AHEAD, business_date, moment, openings
from lobby.branches.models import Branch
from marketing.models import MarketingTerms

LOOK_BACK = 31


def next_time(branch: Branch, at: dt.datetime, terms: MarketingTerms) -> dt.datetime:
    """The first moment from `at` on at which a customer may be contacted (2 queries).

    A branch that stays closed for two months contacts nobody meanwhile.
    """
    today = business_date(branch, at)
    for date, hours in openings(branch, today, DAYS_AHEAD).items():
        if hours.opens_at is not None and at < moment(branch, date, terms.contact_until):
            return max(at, moment(branch, date, terms.contact_from))
    return moment(branch, today + dt.timedelta(days=DAYS_AHEAD), terms.contact_from)


def open_day_from(branch: Branch, date: dt.date) -> dt.date:
    """The date itself if the branch opens then, else the next day on which it does (2 queries)."""
    hours = openings(branch, date, DAYS_AHEAD)
    return next((day for day, one in hours.items() if one.opens_at is not None), date)


def open_day_until(branch: Branch, date: dt.date) -> dt.date:
    """The date itself if the branch opens then, else the last day before on which it did (2 queries)."""
    hours = openings(branch, date - dt.timedelta(days=LOOK_BACK), LOOK_BACK + 1)
    return max((day for day, one in hours.items() if one.opens_at is not None), default=date)
