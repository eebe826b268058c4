"""What is filled in at the briefing and for the review."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lobby.branches.models import Branch, Staff
from lobby.floor.enums.briefing import GoalKind, Traffic, Weather
from lobby.floor.selectors.briefing import people_of


class OutlookForm(forms.Form):
    """Weather, traffic and what was agreed with the back office."""

    weather = forms.ChoiceField(label=_("Weather"), choices=[("", _("not said")), *Weather.choices], required=False)
    traffic = forms.ChoiceField(label=_("Traffic"), choices=[("", _("not said")), *Traffic.choices], required=False)
    agreed = forms.CharField(label=_("Agreed with the back office"), max_length=120, required=False)


class TopicsForm(forms.Form):
    """What the meeting is about."""

    topics = forms.CharField(
        label=_("Topics"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )


class PeopleForm(forms.Form):
    """Who was there."""

    people = forms.ModelMultipleChoiceField(
        Staff.objects.none(), label=_("Who was there"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, branch: Branch, date: dt.date, **kwargs: Any) -> None:
        """Everybody of the branch, those on the roster first."""
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = people_of(branch, date)


class GoalForm(forms.Form):
    """A goal of the branch, or of one person."""

    kind = forms.ChoiceField(label=_("Kind"), choices=GoalKind.choices)
    product = forms.CharField(label=_("Product"), max_length=60)
    target = forms.IntegerField(label=pgettext_lazy("quantity", "How many"), min_value=1, max_value=999)
    staff = forms.ModelChoiceField(
        Staff.objects.none(), label=_("Whose"), required=False, empty_label=_("the whole branch")
    )

    def __init__(self, *args: Any, branch: Branch, date: dt.date, **kwargs: Any) -> None:
        """People of the branch may have goals of their own."""
        super().__init__(*args, **kwargs)
        field = self.fields["staff"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people_of(branch, date)


class CoachingForm(forms.Form):
    """A note for somebody."""

    staff = forms.ModelChoiceField(Staff.objects.none(), label=_("Who"))
    text = forms.CharField(label=_("What was shown or told"), max_length=300)

    def __init__(self, *args: Any, branch: Branch, date: dt.date, **kwargs: Any) -> None:
        """People of the branch."""
        super().__init__(*args, **kwargs)
        field = self.fields["staff"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people_of(branch, date)


class ReviewForm(forms.Form):
    """The words of an evening review."""

    wins = forms.CharField(
        label=_("What went well"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    troubles = forms.CharField(
        label=_("What was difficult"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    tomorrow = forms.CharField(
        label=_("What we do tomorrow"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
