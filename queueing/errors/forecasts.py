"""Refusals about the flow forecast."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid


class FactorOutOfRange(Invalid):
    """A factor that no cause has."""

    code = "factor_out_of_range"
    message = _("A factor is between {least} and {most}.")


class DayIsOver(Conflict):
    """The business day is over, or too far ahead to be forecast."""

    code = "day_not_forecast"
    message = _("Only today and the {days} days after it are forecast.")
