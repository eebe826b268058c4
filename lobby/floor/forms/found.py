"""Forms of found things."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lobby.branches.models import Branch, Device, Zone
from lobby.floor.enums.found import FoundKind
from lobby.floor.models.found import LAST_FOUR

FOUR_DIGITS = RegexValidator(LAST_FOUR.regex, _("Please write the last four digits and nothing else."))


class FoundForm(forms.Form):
    """What was found, where, and where it lies now."""

    kind = forms.ChoiceField(choices=FoundKind.choices, label=_("What is it"))
    device = forms.ModelChoiceField(Device.objects.none(), required=False, label=_("At which machine"))
    zone = forms.ModelChoiceField(Zone.objects.none(), required=False, label=_("Or in which part of the hall"))
    last_four = forms.CharField(
        max_length=4, required=False, validators=[FOUR_DIGITS], label=_("Last four digits of the card or document")
    )
    note = forms.CharField(max_length=120, required=False, label=_("What it looks like; no name, no number"))
    kept_in = forms.CharField(max_length=60, label=pgettext_lazy("found", "Where it lies now"))

    def __init__(self, data: Any = None, *, branch: Branch, device: str = "") -> None:
        """`device` is the machine to begin with, by its id."""
        super().__init__(data, initial={"device": device})
        places = {"device": branch.devices.filter(is_active=True), "zone": branch.zones.all()}
        for name, rows in places.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows.order_by("code")
            field.empty_label = _("none of these")
        for field in self.fields.values():
            field.widget.attrs.update({"class": "input", "autocomplete": "off"})


class OutcomeForm(forms.Form):
    """How the owner was known, or who has it now."""

    outcome = forms.CharField(max_length=120)
