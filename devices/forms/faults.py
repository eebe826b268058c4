"""Forms about faults."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from devices.enums.faults import BY_HAND_KINDS
from lobby.branches.models import Branch, Device


class FaultForm(forms.Form):
    """Which machine has what."""

    device = forms.ModelChoiceField(Device.objects.none(), label=_("Machine"), empty_label="—")
    kind = forms.ChoiceField(label=_("What is wrong"), choices=[(one.value, one.label) for one in BY_HAND_KINDS])
    text = forms.CharField(label=_("In a few words"), max_length=300, required=False)
    out_of_order = forms.BooleanField(label=_("Out of order: send nobody there"), required=False)

    def __init__(self, *sent: Any, branch: Branch, **options: Any) -> None:
        super().__init__(*sent, **options)
        devices = Device.objects.filter(branch=branch, is_active=True)
        self.fields["device"].queryset = devices.order_by("code")  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """Words that must be there: a hand-over note, a diagnosis, a reason."""

    text = forms.CharField(max_length=500)


class FixForm(forms.Form):
    """What was done, and the parts it took."""

    text = forms.CharField(max_length=500)
    parts = forms.CharField(max_length=200, required=False)


class TestForm(forms.Form):
    """How the test went; a failed one says what is still wrong."""

    __test__ = False
    outcome = forms.ChoiceField(choices=[("passed", "passed"), ("failed", "failed")])
    text = forms.CharField(max_length=500, required=False)


class TriedForm(forms.Form):
    """Whether the card helped."""

    helped = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class CancelForm(forms.Form):
    """Why it is no fault, or which other fault of the machine it is."""

    text = forms.CharField(max_length=500, required=False)
    duplicate_of = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
