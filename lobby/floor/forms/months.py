"""A month in an address."""

from __future__ import annotations

import calendar
import datetime as dt

from django import forms
from django.utils.translation import gettext as _

from lobby.branches.errors import Invalid
from lobby.branches.forms import DayField


class MonthForm(forms.Form):
    """`?month=2026-03`, by default the one we are in."""

    month = DayField(required=False, input_formats=["%Y-%m"])

    def bounds(self, today: dt.date) -> tuple[dt.date, dt.date]:
        """First and last day of the month. Raises Invalid."""
        if not self.is_valid():
            raise Invalid(reason=_("unknown month"))
        first: dt.date = (self.cleaned_data["month"] or today).replace(day=1)
        return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])
