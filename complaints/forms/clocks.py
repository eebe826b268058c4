"""Forms about more time."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.enums.cases import ToldWay
from complaints.models.clocks import REASON_LENGTH


class ReasonForm(forms.Form):
    """Why more time is needed, or why there is none."""

    reason = forms.CharField(label=_("Reason"), max_length=REASON_LENGTH)


class TellForm(forms.Form):
    """How the customer was told."""

    way = forms.ChoiceField(label=_("How the customer was told"), choices=ToldWay.choices)
