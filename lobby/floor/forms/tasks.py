"""Forms of My day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lobby.branches.calendar import business_date, moment
from lobby.branches.forms import DayField
from lobby.branches.models import Branch
from lobby.floor import back_office
from lobby.floor.enums.activities import ActivityKind

MOST_DAYS = 90


class TaskForm(forms.Form):
    """A task: for whom, what, and until when on the branch's wall clock."""

    to = forms.CharField(max_length=30, required=False)
    text = forms.CharField(max_length=200)
    date = DayField(required=False)
    time = forms.TimeField()

    def __init__(self, data: Any, *, branch: Branch, at: dt.datetime) -> None:
        super().__init__(data)
        self.branch, self.at = branch, at

    def clean(self) -> dict[str, Any]:
        """It is due in the future, and not in a far one."""
        cleaned = super().clean() or {}
        if not self.errors and not self.at < self.due_at <= self.at + dt.timedelta(days=MOST_DAYS):
            self.add_error("time", _("Please choose a time that is still to come, within 90 days."))
        return cleaned

    @property
    def due_at(self) -> dt.datetime:
        """The moment; today when no day was chosen."""
        today = business_date(self.branch, self.at)
        day: dt.date = self.cleaned_data.get("date") or today
        # Far days are outside the calendar on some clocks.
        day = min(max(day, today - dt.timedelta(days=1)), today + dt.timedelta(days=MOST_DAYS + 1))
        return moment(self.branch, day, self.cleaned_data["time"])


class BackOfficeForm(forms.Form):
    """What the back office is asked to do."""

    kind = forms.ChoiceField(choices=list(back_office.LABELS.items()))
    text = forms.CharField(max_length=160)


class ActivityForm(forms.Form):
    """What one works on now; nothing ends what runs."""

    kind = forms.ChoiceField(choices=ActivityKind.choices, required=False)


class NoteForm(forms.Form):
    """The note between shifts."""

    text = forms.CharField(max_length=1000)
