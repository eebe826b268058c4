"""What customers touch and staff type about ratings."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.enums.ratings import BY_STAFF, COMMENT_LENGTH, HIGHEST, LOWEST, NPS_HIGHEST, RatingSource, Recovery
from lobby.branches.models import Branch, Counter

SOURCES = [(source.value, source.label) for source in BY_STAFF]
HOW = [(how.value, how.label) for how in Recovery if how != Recovery.TASK]


class MarkForm(forms.Form):
    """One of the five faces."""

    score = forms.IntegerField(min_value=LOWEST, max_value=HIGHEST)


class EvaluatorForm(MarkForm):
    """A face at the counter, for the ticket that the page showed."""

    ticket = forms.IntegerField(min_value=1)


class MoreForm(forms.Form):
    """What may be said beside the mark; both are voluntary."""

    nps = forms.IntegerField(min_value=0, max_value=NPS_HIGHEST, required=False)
    comment = forms.CharField(max_length=COMMENT_LENGTH, required=False)


class NumberForm(forms.Form):
    """A number typed, or a slip scanned."""

    number = forms.CharField(max_length=200)


class CallForm(MoreForm):
    """What a customer said by telephone or in a survey."""

    number = forms.CharField(max_length=12)
    day = forms.DateField()
    source = forms.ChoiceField(choices=SOURCES, initial=RatingSource.CALL.value)
    score = forms.IntegerField(min_value=LOWEST, max_value=HIGHEST)

    def __init__(self, *args: Any, today: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_day(self) -> dt.date:
        """Nobody was served on a day to come."""
        day: dt.date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean_number(self) -> str:
        """Numbers are in capitals."""
        return str(self.cleaned_data["number"]).strip().upper()


class RecoverForm(forms.Form):
    """What was done for a customer who gave a low rating."""

    how = forms.ChoiceField(choices=HOW)
    note = forms.CharField(max_length=COMMENT_LENGTH, required=False)


class PlaceForm(forms.Form):
    """The counter at which an evaluator stands."""

    counter = forms.ModelChoiceField(queryset=Counter.objects.none())

    def __init__(self, *args: Any, branch: Branch, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["counter"]
        field.queryset = Counter.objects.filter(branch=branch, is_active=True)
