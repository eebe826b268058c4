"""Refusals about what is kept of customers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid


class BadDay(Invalid):
    """Not a day of the year."""

    code = "bad_day"
    message = _("Please write month and day, such as 03-28.")


class DayKnown(Conflict):
    """It is remembered already."""

    code = "day_known"
    message = _("This day is remembered already.")
