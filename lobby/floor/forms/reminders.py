"""Forms of alerts and reminders."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lobby.branches.calendar import local
from lobby.branches.models import Branch

SNOOZE_MINUTES = (10, 30, 60, 120)
ALERT_SNOOZE_MINUTES = (5, 15, 30, 60)


class ReminderForm(forms.Form):
    """A reminder of one's own: in some minutes, or at a time of the branch's wall clock today."""

    text = forms.CharField(max_length=200)
    minutes = forms.IntegerField(min_value=1, max_value=24 * 60, required=False)
    time = forms.TimeField(required=False)

    def __init__(self, data: Any, *, branch: Branch, at: dt.datetime) -> None:
        super().__init__(data)
        self.branch, self.at = branch, at

    def clean(self) -> dict[str, Any]:
        """One of the two says when."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("minutes") and not cleaned.get("time"):
            self.add_error("time", _("Please say when."))
        return cleaned

    @property
    def due_at(self) -> dt.datetime:
        """The moment; minutes are pressed, so they count before a time; one that is over today means tomorrow's."""
        time, minutes = self.cleaned_data["time"], self.cleaned_data["minutes"]
        if minutes:
            return self.at + dt.timedelta(minutes=minutes)
        here = local(self.branch, self.at)
        wished = here.replace(hour=time.hour, minute=time.minute, second=0, microsecond=0)
        return (wished if wished > here else wished + dt.timedelta(days=1)).astimezone(dt.UTC)


class AlertSnoozeForm(forms.Form):
    """For how long to put an alert off."""

    minutes = forms.IntegerField(min_value=1, max_value=120)


class SnoozeForm(forms.Form):
    """For how long to put it off."""

    minutes = forms.IntegerField(min_value=1, max_value=24 * 60)


class OutcomeForm(forms.Form):
    """What came of it; may be left out."""

    outcome = forms.CharField(max_length=200, required=False)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(max_length=120)


class ResolveForm(forms.Form):
    """How it ended; may be left out."""

    reason = forms.CharField(max_length=120, required=False)
