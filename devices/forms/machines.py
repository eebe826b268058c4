"""Forms about machines."""

from __future__ import annotations

from django import forms

from devices.enums import BY_HAND


class StatusForm(forms.Form):
    """What somebody sees of a machine."""

    status = forms.ChoiceField(choices=[(one.value, one.label) for one in BY_HAND])
