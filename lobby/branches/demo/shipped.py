"""The demo branches begin with what the product ships with."""

from __future__ import annotations

import datetime as dt

from lobby.branches import shipped
from lobby.branches.calendar import business_date
from lobby.branches.models import Branch


def write(password: str, at: dt.datetime) -> None:
    """Install it from yesterday on, so that there is a day to look back at."""
    for branch in Branch.objects.filter(is_demo=True).order_by("code"):
        shipped.install_all(branch, at=at, begins=business_date(branch, at) - dt.timedelta(days=1))
