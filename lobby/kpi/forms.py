"""What may stand in the address of a page of figures."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _

from lobby.branches.calendar import FIRST, LAST
from lobby.branches.errors import Invalid


class DayForm(forms.Form):
    """A business day; empty means today."""

    day = forms.DateField(
        required=False, input_formats=["%Y-%m-%d"], validators=[MinValueValidator(FIRST), MaxValueValidator(LAST)]
    )

    def day_or(self, today: dt.date) -> dt.date:
        """The asked day, else today. Raises Invalid for what is no date."""
        if not self.is_valid():
            raise Invalid(reason=_("a day looks like 2026-03-10"))
        asked: dt.date | None = self.cleaned_data["day"]
        return asked or today
