"""What is sent from the page on a smart counter, and from the tablet beside it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from devices.enums.smart import AssistMode, IdentityKind


class NothingForm(forms.Form):
    """A tap."""


class NumberForm(forms.Form):
    """The number on the slip, if there is one."""

    number = forms.CharField(max_length=12, required=False)


class IdentityForm(forms.Form):
    """How the customer shows who they are, and what the reader or the customer gave."""

    kind = forms.ChoiceField(choices=IdentityKind.choices)
    given = forms.CharField(max_length=60, error_messages={"required": _("Please give the number first.")})


class ServiceForm(forms.Form):
    """The business, by its code."""

    service = forms.CharField(max_length=20)


class LineForm(forms.Form):
    """One line of the form; empty where it may be."""

    key = forms.CharField(max_length=40)
    value = forms.CharField(max_length=400, required=False, strip=False)


class BackForm(forms.Form):
    """One step back, or to one line."""

    key = forms.CharField(max_length=40, required=False)


class ModeForm(forms.Form):
    """How much help."""

    mode = forms.ChoiceField(choices=AssistMode.choices)


class LookForm(forms.Form):
    """What somebody saw who looked whether anything was left behind."""

    left = forms.ChoiceField(choices=[("nothing", "nothing"), ("something", "something")])
