"""Forms of fraud: the five questions, the talk, the case."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from lobby.branches.calendar import moment
from lobby.branches.forms import DayField
from lobby.branches.models import Branch
from lobby.floor.enums.fraud import FraudKind, FraudSign, FraudStep
from lobby.floor.forms.cash import AboutForm, amount_field

MORNING = dt.time(9)
LARGE = {"max_digits": 14}


class CheckForm(AboutForm):
    """What the customer answered."""

    amount = amount_field(required=False, **LARGE)
    signs = forms.MultipleChoiceField(choices=FraudSign.choices, required=False)
    note = forms.CharField(max_length=300, required=False)


class DecisionForm(forms.Form):
    """The grounds of a decision."""

    decision = forms.CharField(max_length=300)


class TalkForm(forms.Form):
    """A talk and what came of it."""

    kind = forms.ChoiceField(choices=FraudKind.choices)
    convinced = forms.ChoiceField(choices=[("1", _("convinced")), ("0", _("not convinced"))])
    amount = amount_field(**LARGE)
    police = forms.CharField(max_length=100, required=False)
    note = forms.CharField(max_length=300, required=False)


class CaseForm(forms.Form):
    """Somebody was cheated."""

    kind = forms.ChoiceField(choices=FraudKind.choices)
    amount = amount_field(**LARGE)
    customer_name = forms.CharField(max_length=60, required=False)
    customer_phone = forms.CharField(max_length=20, required=False)


class StepForm(forms.Form):
    """A step that was taken."""

    step = forms.TypedChoiceField(choices=FraudStep.choices, coerce=int)
    note = forms.CharField(max_length=500)
    police_no = forms.CharField(max_length=60, required=False)


class FollowUpForm(forms.Form):
    """When to ask again: the morning of a day."""

    day = DayField()
    text = forms.CharField(max_length=150)

    def due_at(self, branch: Branch) -> dt.datetime:
        """That morning on the branch's wall clock."""
        return moment(branch, self.cleaned_data["day"], MORNING)


class CloseForm(forms.Form):
    """How a case ended."""

    recovered = amount_field(**LARGE)
    outcome = forms.CharField(max_length=300)
