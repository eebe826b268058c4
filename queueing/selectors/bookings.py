"""Customers who are expected because they booked."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from lobby.branches.models import Branch

Booked = Counter[tuple[int, dt.datetime]]


def booked(branch: Branch, *, since: dt.datetime, until: dt.datetime) -> Booked:
    """Appointments still expected, by service id and the half hour they fall into."""
    return Counter()
