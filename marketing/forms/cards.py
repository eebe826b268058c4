"""Forms of looking after a customer, and of imports."""

from __future__ import annotations

from django import forms

from lobby.branches.forms import DayField
from lobby.customers.enums.care import KeyDateKind
from lobby.customers.enums.profile import LifeEventKind
from marketing.domain.caring import LONGEST_MEMO


class MemoForm(forms.Form):
    """The whole memo."""

    text = forms.CharField(max_length=LONGEST_MEMO, required=False, strip=True)


class DateForm(forms.Form):
    """A day of the year to remember."""

    kind = forms.ChoiceField(choices=KeyDateKind.choices)
    day = forms.CharField(max_length=5)
    label = forms.CharField(max_length=60, required=False)


class LifeEventForm(forms.Form):
    """What the customer said, and when it is."""

    kind = forms.ChoiceField(choices=LifeEventKind.choices)
    date = DayField()


class FamilyForm(forms.Form):
    """Another customer, by the core system's number."""

    reference = forms.CharField(max_length=40)


class OwnerForm(forms.Form):
    """Whoever looks after the customer from now on; nobody named = by the rule of the tier."""

    owner = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


class ImportForm(forms.Form):
    """A file of the core system."""

    file = forms.FileField(max_length=1000, allow_empty_file=False)
    is_dry_run = forms.BooleanField(required=False)
